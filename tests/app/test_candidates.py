# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is not proved becomes a private question, with its evidence, and is published nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.test_moment_2_zeist import CERTIFICATE
from tests.conftest import Run, banner, write_lines

from herkomst.app.candidates import candidates
from herkomst.app.question import Question
from herkomst.errors import InputError
from herkomst.model import View
from herkomst.settings import settings
from herkomst.store import open_store


@pytest.fixture
def seen(run: Run, tmp_path: Path) -> Run:
    """One proved, one by an unconfirmed name, one that fits two bodies."""
    two = {
        "cert": {**CERTIFICATE["cert"], "subject": {"O": "Gemeente Bergen"}},
        "trust": CERTIFICATE["trust"],
    }
    write_lines(
        tmp_path / "scan.json",
        [
            banner(ip_str="85.147.0.1", port=443, asn="AS1136", org="KPN B.V.", ssl=CERTIFICATE),
            banner(ip_str="85.147.0.2", asn="AS1136", org="KPN B.V.", hostnames=["cam.oss.nl"]),
            banner(ip_str="85.147.0.2", port=81, asn="AS1136", org="KPN B.V.", hostnames=["cam.oss.nl"]),
            banner(ip_str="85.147.0.3", port=443, asn="AS1136", org="KPN B.V.", ssl=two),
        ],
    )  # fmt: skip
    assert run("import", "scan.json").code == 0
    return run


def test_questions(seen: Run) -> None:
    rows = seen("bodies", "questions", "--json").json
    assert {(r["body_name"], r["level"], r["address"]) for r in rows} == {
        ("gemeente Bergen (NH)", "candidate", "85.147.0.3"),
        ("gemeente Bergen (L)", "candidate", "85.147.0.3"),
        ("gemeente Oss", "candidate", "85.147.0.2"),
    }
    oss = next(r for r in rows if r["body_name"] == "gemeente Oss")
    assert (oss["rule"], oss["for"], oss["banners"]) == (
        "weak",
        ["network-class", "unconfirmed-name"],
        2,
    )
    assert oss["why"] and oss["waarom"] and oss["locator"] and oss["document"]
    assert (oss["named"], oss["with_others"]) == (True, [])
    bergen = [r for r in rows if "Bergen" in r["body_name"]]
    assert [(r["named"], len(r["with_others"])) for r in bergen] == [(False, 1), (False, 1)]


def test_of_one_body_and_on_its_page(seen: Run) -> None:
    assert [r["level"] for r in seen("bodies", "questions", "gemeente Oss", "--json").json] == [
        "candidate"
    ]
    assert seen("bodies", "questions", "gemeente Zeist", "--json").json == []
    assert len(seen("bodies", "questions", "gemeente Bergen (L)", "--json").json) == 1
    assert len(seen("body", "gemeente Oss", "--json").json["questions"]) == 1
    assert "questions" not in seen("body", "gemeente Oss", "--json", "--view", "public").json
    assert "Private questions: 1" in seen("body", "gemeente Oss").err
    assert seen("bodies", "questions", "--as-of", "2020-01-01", "--json").json == []
    assert seen("bodies", "questions", "gemeente Zeist").code == 0


def test_never_in_the_public_view(seen: Run, tmp_path: Path) -> None:
    store = open_store(settings(tmp_path / "herkomst-data"))
    with pytest.raises(InputError):
        candidates(store, Question("2030-01-01", view=View.PUBLIC))


def test_a_register_of_statements_alone_has_no_questions(run: Run, tmp_path: Path) -> None:
    """An import that left nothing but quarantine in the lake breaks no page of a body."""
    (tmp_path / "said.csv").write_text(
        "organisatie;datum;merk;soort;uitspraak\n"
        "gemeente Zeist;2022-02-20;Dahua;camera;ontkent\n;2022-02-20;Dahua;camera;ontkent\n"
    )
    assert run("import", "said.csv", "--json").json["quarantined"] == 1
    assert run("body", "gemeente Zeist", "--json").json["questions"] == []
