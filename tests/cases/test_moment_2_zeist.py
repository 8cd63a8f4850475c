# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moment 2, Zeist: a denial and a scan hit contradict each other in the restricted view; the later
admission supersedes and does not overwrite; as of before it the denial stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run, banner, write_lines

CERTIFICATE = {
    "cert": {
        "subject": {"CN": "sporthal.zeist.nl", "O": "Gemeente Zeist", "C": "NL"},
        "issuer": {"CN": "Public CA", "O": "Public CA"},
        "fingerprint": {"sha256": "a" * 64},
        "expired": False,
    },
    "trust": {"revoked": False, "browser": {"mozilla": True, "apple": True, "microsoft": True}},
}
HEADER = "organisatie;datum;merk;soort;uitspraak;aantal;spreker\n"
DENIAL = "gemeente Zeist;2022-02-20;alle;bewakingscamera's;ontkent;;gemeente Zeist\n"
ADMISSION = "gemeente Zeist;2022-03-10;Hikvision;camera;gebruikt;een of meerdere;gemeente Zeist\n"


def zeist(run: Run, *options: str) -> dict[str, Any]:
    stories = run("compare", "--json", *options).json
    return {f"{s['maker']} {s['kind']}": s for s in stories}


@pytest.fixture
def denied(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "denial.csv").write_text(HEADER + DENIAL)
    hit = banner(ip_str="85.147.0.9", port=443, asn="AS1136", org="KPN B.V.", ssl=CERTIFICATE)
    write_lines(tmp_path / "scan.json", [hit])
    assert run("import", "denial.csv", "scan.json").code == 0
    return run


def test_denial_and_hit_then_admission(denied: Run, tmp_path: Path) -> None:
    run = denied
    story = zeist(run)["hikvision camera"]
    assert story["label"] == "contradicted"
    assert {c["status"] for c in story["claims"]} == {"denies", "exposed"}
    seen = next(c for c in story["claims"] if c["status"] == "exposed")
    assert seen["body_level"] == "operated_by"

    (tmp_path / "admission.csv").write_text(HEADER + ADMISSION)
    run("import", "admission.csv")
    story = zeist(run)["hikvision camera"]
    assert story["label"] == "admitted"
    assert {c["status"] for c in story["claims"]} == {"denies", "exposed", "uses"}

    earlier = zeist(run, "--as-of", "2022-03-09")["hikvision camera"]
    assert earlier["label"] == "contradicted"
    assert {c["status"] for c in earlier["claims"]} == {"denies", "exposed"}
    first = zeist(run, "--as-of", "2022-02-21")["any camera"]
    assert (first["label"], first["answer"]) == ("declared_only", "no")
    assert run("verify").code == 0


def test_what_the_register_knew_before_it_learnt(denied: Run, tmp_path: Path) -> None:
    run = denied
    assert zeist(run, "--known-at", "2020-01-01") == {}
    assert zeist(run, "--known-at", "2999-01-01")["hikvision camera"]["label"] == "contradicted"


def test_the_public_view_says_nothing_of_it(denied: Run) -> None:
    assert zeist(denied, "--view", "public") == {}


def test_a_denial_about_one_building_contradicts_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "denial.csv").write_text(
        "organisatie;datum;merk;soort;uitspraak;locatie\n"
        "gemeente Zeist;2022-02-20;alle;camera;ontkent;gemeentehuis\n"
    )
    write_lines(
        tmp_path / "scan.json", [banner(port=443, asn="AS1136", org="KPN", ssl=CERTIFICATE)]
    )
    run("import", "denial.csv", "scan.json")
    assert zeist(run)["hikvision camera"]["label"] != "contradicted"


def test_a_self_signed_certificate_blames_nobody(run: Run, tmp_path: Path) -> None:
    (tmp_path / "denial.csv").write_text(HEADER + DENIAL)
    forged = CERTIFICATE | {"trust": {"revoked": False, "browser": None}}
    write_lines(tmp_path / "scan.json", [banner(port=443, asn="AS1136", org="KPN", ssl=forged)])
    run("import", "denial.csv", "scan.json")
    assert "contradicted" not in {s["label"] for s in zeist(run).values()}
