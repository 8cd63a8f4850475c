# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moment 3, police: a denial, then an earlier award of nearly 700 ANPR cameras: a lead with its n and its
interval, restricted, counted nowhere; hearsay is no n; after the admission it counts once, with the chain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run

SAID = "organisatie;datum;merk;soort;uitspraak;aantal;spreker;bewijs;leverancier\n"
DENIAL = "politie;2022-02-10;Hikvision of Dahua;camera;ontkent;;woordvoerder politie;;\n"
HEARSAY = "politie;2022-02-20;Dahua;ANPR-camera;gebruikt;;kenners;kenners;Kijkglas Systems bv\n"
ADMISSION = "politie;2022-03-01;Dahua;ANPR-camera;gebruikt;bijna 700;woordvoerder politie;;Kijkglas Systems\n"
BOUGHT = "aanbestedende dienst;leverancier;KvK;gunningsdatum;omschrijving;CPV;link\n"
AWARD = "Nationale Politie;KIJKGLAS SYSTEMS B.V.;09876543;2020-06-01;Bijna 700 ANPR-camera's;35125300-2;\n"


def award(buyer: str, what: str, day: str, supplier: str = "Kijkglas Systems BV;09876543") -> str:
    return f"{buyer};{supplier};{day};{what};;\n"


DELIVERED = [
    award("gemeente Gouda", "40 Dahua camera's", "2018-05-01"),
    award("gemeente Zeist", "Levering van Dahua ANPR-camera's", "2019-02-01"),
    award("gemeente Oss", "25 Axis camera's", "2019-03-01", "Kijkglas Systems bv;"),
    award("gemeente Delft", "Dahua camera's", "2021-09-01"),
    award("gemeente Utrecht", "Hikvision camera's of gelijkwaardig", "2019-04-01"),
    award("gemeente Breda", "Huawei switches", "2019-05-01"),
    award("gemeente Tilburg", "Dahua camera's", "2019-05-01", "Ander Bedrijf BV;11111111"),
]


def stories(run: Run, *options: str) -> dict[str, dict[str, Any]]:
    found = run("compare", "--body", "politie", "--json", *options).json
    return {f"{s['maker']} {s['kind']}": s for s in found}


def lead_of(story: dict[str, Any]) -> dict[str, Any]:
    (lead,) = [c["lead"] for c in story["claims"] if "lead" in c]
    return dict(lead)


@pytest.fixture
def awarded(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "denial.csv").write_text(SAID + DENIAL + HEARSAY)
    (tmp_path / "awards.csv").write_text(BOUGHT + AWARD + "".join(DELIVERED))
    done = run("import", "denial.csv", "awards.csv", "--json")
    assert done.code == 0
    assert [f["source"] for f in done.json["files"]] == ["statements", "awards"]
    assert done.json["total"]["kept"] == 10
    return run


def test_a_denial_and_an_award_give_a_lead(awarded: Run) -> None:
    story = stories(awarded)["dahua anpr_camera"]
    assert (story["label"], story["answer"]) == ("lead_only", "no")
    assert (story["count_low"], story["count_high"], story["quantities"]) == (None, None, [])
    lead = lead_of(story)
    # Gouda, Zeist and Delft were Dahua, Oss was Axis. Utrecht allowed an equal, Breda bought switches,
    # Tilburg has another supplier, and what experts say is hearsay.
    assert (lead["k"], lead["n"]) == (3, 4)
    assert (lead["low"], lead["high"]) == (0.2838, 0.9715)
    assert lead["award"]["said_at"] == "2020-06-01"
    assert lead["award"]["quantity_as_said"] == "Bijna 700"
    statuses = {(c["status"], c["basis"]) for c in story["claims"]}
    assert statuses >= {("denies", "declared"), ("awarded", "inferred")}
    assert "uses" not in {c["status"] for c in story["claims"] if "lead" in c}
    assert stories(awarded)["axis anpr_camera"]["label"] == "lead_only"
    assert "huawei switch" not in stories(awarded)


def test_a_lead_counts_nowhere(awarded: Run) -> None:
    totals = awarded("overview", "--json").json["totals"]
    politie = [t for t in totals if t["kind"] == "anpr_camera" and t["maker"] == "dahua"]
    assert [t["count"] for t in politie] == [1]  # the body is Zeist, where it was delivered
    assert not [t for t in totals if t["unit"] == "device" and t["count"] >= 600]


def test_nothing_of_it_is_public(awarded: Run, tmp_path: Path) -> None:
    opened = BOUGHT.strip() + ";openbaarheid\n" + AWARD.strip() + ";openbaar\n"
    (tmp_path / "open.csv").write_text(opened)
    assert awarded("import", "open.csv").code == 0
    for page in (
        ("compare", "--json"),
        ("body", "politie", "--json"),
        ("overview", "--json"),
        ("export",),
    ):
        out = awarded(*page, "--view", "public").out
        for word in ("lead_only", "inferred", "Kijkglas", "KIJKGLAS", '"n"'):
            assert word not in out, (page, word)


def test_numbers_as_of_a_day_and_as_known(awarded: Run, tmp_path: Path) -> None:
    earlier = lead_of(stories(awarded, "--as-of", "2021-08-31")["dahua anpr_camera"])
    assert (earlier["k"], earlier["n"]) == (2, 3)
    assert "dahua anpr_camera" not in stories(awarded, "--as-of", "2020-05-31")
    assert stories(awarded, "--known-at", "2020-01-01") == {}
    known = lead_of(stories(awarded, "--known-at", "2999-01-01")["dahua anpr_camera"])
    assert known == lead_of(stories(awarded)["dahua anpr_camera"])


def test_a_delivery_to_another_changes_the_lead_and_can_be_taken_back(
    awarded: Run, tmp_path: Path
) -> None:
    (tmp_path / "more.csv").write_text(
        BOUGHT + award("gemeente Ede", "Dahua camera's", "2022-01-01")
    )
    part = awarded("import", "more.csv", "--json").json["files"][0]["part"]
    assert (lead_of(stories(awarded)["dahua anpr_camera"])["n"]) == 5
    assert awarded("verify").code == 0
    awarded("import", "--undo", part)
    assert (lead_of(stories(awarded)["dahua anpr_camera"])["n"]) == 4
    assert awarded("verify").code == 0


def test_what_a_body_itself_bought_elsewhere_counts_and_its_list_counts_once(
    awarded: Run, tmp_path: Path
) -> None:
    rows = "".join(f"Dahua;IPC-{n};S{n};Kijkglas Systems b.v.\n" for n in range(50))
    (tmp_path / "assets.csv").write_text("Merk;Model;Serienummer;Leverancier\n" + rows)
    awarded("import", "--body", "gemeente Amersfoort", "assets.csv")
    lead = lead_of(stories(awarded)["dahua anpr_camera"])
    assert (lead["k"], lead["n"]) == (3, 4)  # a list that names no kind tells nothing of cameras
    rows = "".join(f"Dahua;camera;IPC-{n};S{n};Kijkglas Systems b.v.\n" for n in range(50))
    (tmp_path / "more.csv").write_text("Merk;Soort;Model;Serienummer;Leverancier\n" + rows)
    awarded("import", "--body", "gemeente Leiden", "more.csv")
    lead = lead_of(stories(awarded)["dahua anpr_camera"])
    assert (lead["k"], lead["n"]) == (4, 5)


def test_after_the_admission_it_counts_once_with_the_chain(awarded: Run, tmp_path: Path) -> None:
    (tmp_path / "admission.csv").write_text(SAID + ADMISSION)
    awarded("import", "admission.csv")
    found = stories(awarded)
    story = found["dahua anpr_camera"]
    assert (story["label"], story["counted"]) == ("admitted", True)
    assert (story["count_low"], story["count_high"], story["unit"]) == (630, 700, "device")
    chain = [(c["said_at"], c["status"], c["basis"]) for c in story["claims"]]
    assert chain == [
        ("2020-06-01", "awarded", "inferred"),
        ("2022-02-10", "denies", "declared"),
        ("2022-02-20", "uses", "inferred"),
        ("2022-03-01", "uses", "declared"),
    ]
    assert lead_of(story)["award"]["supplier"] == "KIJKGLAS SYSTEMS B.V. (KvK 09876543)"
    said = [
        t
        for t in awarded("overview", "--json").json["totals"]
        if (t["maker"], t["kind"], t["unit"], t["basis"])
        == ("dahua", "anpr_camera", "device", "said")
    ]
    assert [(t["count"], t["count_high"]) for t in said] == [(630, 700)]
    before = stories(awarded, "--as-of", "2022-02-28")["dahua anpr_camera"]
    assert (before["label"], before["answer"]) == ("lead_only", "no")
    assert awarded("verify").code == 0


def test_an_award_that_names_the_make_contradicts_the_denial(run: Run, tmp_path: Path) -> None:
    named = AWARD.replace("Bijna 700 ANPR-camera's", "Bijna 700 Dahua ANPR-camera's")
    (tmp_path / "denial.csv").write_text(SAID + DENIAL)
    (tmp_path / "awards.csv").write_text(BOUGHT + named)
    run("import", "denial.csv", "awards.csv")
    story = stories(run)["dahua anpr_camera"]
    assert story["label"] == "contradicted"
    (tmp_path / "admission.csv").write_text(SAID + ADMISSION)
    run("import", "admission.csv")
    story = stories(run)["dahua anpr_camera"]
    assert (story["label"], story["count_low"], story["count_high"]) == ("admitted", 630, 700)


def test_an_equal_make_is_no_delivery_and_no_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "awards.csv").write_text(
        BOUGHT + award("politie", "30 Hikvision camera's of gelijkwaardig", "2020-01-01")
    )
    run("import", "awards.csv")
    assert stories(run)["hikvision camera"]["label"] == "lead_only"
    assert run("overview", "--json").json["totals"] == []


def test_the_terminal_says_that_it_is_a_question(awarded: Run) -> None:
    out = " ".join(awarded("body", "politie").out.split())
    assert "question" in out and "lead_only" in out
