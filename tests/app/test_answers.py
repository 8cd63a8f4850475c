# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the register answers, in both views."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Run, banner, write_lines

from herkomst.app import answers
from herkomst.app.question import Question
from herkomst.errors import InputError
from herkomst.model import Kind, Label, Stored, Verdict, View
from herkomst.settings import Settings
from herkomst.store import open_store

HEADER = "body;said_at;makers;kind;status;quantity;unit;classification\n"


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "s.csv").write_text(
        HEADER + "gemeente Oss;2022-03-01;Dahua;camera;uses;25;camera;public\n"
        "gemeente Utrecht;2022-03-01;Dahua;camera;refuses;;;restricted\n"
        "gemeente Rotterdam;2022-04-01;Hikvision;camera;no_response;;;public\n"
    )
    run("import", "s.csv")
    return run


def test_totals_have_a_unit_and_a_basis(filled: Run) -> None:
    made = filled("overview", "--json").json
    assert {"as_of", "totals", "rows", "coverage"} <= set(made)
    said = [t for t in made["totals"] if t["basis"] == "said"]
    assert [(t["maker"], t["kind"], t["unit"], t["count"], t["count_high"]) for t in said] == [
        ("dahua", "camera", "device", 25, 25)
    ]


def test_coverage_says_who_was_asked_answered_and_looked_at(filled: Run) -> None:
    coverage = filled("overview", "--json").json["coverage"]
    assert (coverage["asked"], coverage["answered"], coverage["looked_at"]) == (3, 2, 0)
    assert coverage["never_looked_at"] == coverage["bodies"] > 1000
    assert filled("overview", "--json", "--view", "public").json["coverage"]["asked"] == 2


def test_a_group_is_no_body(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(
        HEADER + "groep:gemeenten;2022-03-01;Dahua;camera;uses;;;public\n"
        "gemeente Oss;2022-03-01;Dahua;camera;uses;;;public\n"
    )
    run("import", "s.csv")
    made = run("overview", "--json").json
    groups = [r["body"] for r in made["rows"] if r["body_kind"] == "groep"]
    coverage = made["coverage"]
    assert (coverage["asked"], coverage["groups"]) == (1, len(groups))
    assert [t["count"] for t in made["totals"] if t["unit"] == "body"] == [1]


def test_rows_can_be_grouped_and_changes_shown(filled: Run) -> None:
    grouped = filled("overview", "--json", "--by", "maker").json["rows"]
    assert {r["maker"]: r["count"] for r in grouped} == {"dahua": 2, "hikvision": 1}
    assert all(r["unit"] == "body" for r in grouped)
    changes = filled("overview", "--json", "--since", "2022-03-15").json["changes"]
    assert [c["maker"] for c in changes] == ["hikvision"]


def test_changes_are_those_known_then(filled: Run) -> None:
    since = ("overview", "--json", "--since", "2022-01-01", "--known-at")
    assert filled(*since, "2020-01-01").json["changes"] == []
    assert len(filled(*since, "2999-01-01").json["changes"]) == 3


def test_a_maker_by_its_brand(filled: Run) -> None:
    made = filled("maker", "Imou", "--json").json
    assert made["maker"] == "dahua"
    assert {r["body_name"] for r in made["rows"]} == {"gemeente Oss", "gemeente Utrecht"}
    assert any(e["source"] for e in made["edges"])


def test_a_body_with_nothing_says_what_to_do(filled: Run) -> None:
    assert "Next:" in filled("body", "gemeente Zeist").err
    assert filled("body", "gemeente Zeist", "--json").json["verdicts"] == []


@pytest.mark.parametrize("text", ["2022", "2022-13-01", "gisteren", "2022-02-30"])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(InputError, match="no date"):
        Question.at(text, None, View.PUBLIC)


def test_every_screen_of_the_terminal(filled: Run) -> None:
    for args in (
        ("overview",),
        ("overview", "--by", "maker"),
        ("compare",),
        ("maker", "dahua"),
        ("body", "Oss"),
        ("import", "--list"),
        ("catalogue", "makers"),
        ("catalogue", "rules", "--maker", "dahua"),
        ("bodies", "list", "--search", "zeist"),
    ):
        done = filled(*args)
        assert done.code == 0 and done.out, args


def test_the_public_counts_nothing_of_a_body_that_was_not_heard(run: Run, tmp_path: Path) -> None:
    def scan(name: str, net: str) -> None:
        write_lines(tmp_path / name, [banner(ip_str=f"{net}.{n}") for n in range(12)])

    def measured(*view: str) -> set[tuple[str, int]]:
        totals = run("overview", "--json", *view).json["totals"]
        assert not [
            t for t in run("maker", "hikvision", "--json", *view).json["totals"]
            if t["basis"] == "measured" and t not in totals
        ]  # fmt: skip
        return {(t["unit"], t["count"]) for t in totals if t["basis"] == "measured"}

    scan("own.json", "45.85.148")
    run("import", "--body", "gemeente Utrecht", "own.json")
    public = ("--view", "public")
    assert ("device", 12) in measured() and measured(*public) == set()
    assert run("overview", *public).code == 0
    coverage = run("overview", "--json", *public).json["coverage"]
    assert coverage["observations"] == {"unit": "banner"}
    assert (
        run("heard", "gemeente Utrecht", "--date", "2022-03-01", "--until", "2022-03-15").code == 0
    )
    assert ("device", 12) in measured(*public)


def test_a_maker_shows_real_bodies_before_invented_ones(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [
        Verdict(
            view=Stored.RESTRICTED,
            body=body,
            maker="dahua",
            kind=Kind.CAMERA,
            label=Label.SEEN_NOT_ASKED,
            valid_from="2022-03-01",
            synthetic=body == "a",
        )
        for body in ("a", "b")
    ]
    monkeypatch.setattr(answers, "history_of", lambda *_: told)
    page = answers.maker_page(
        open_store(sqlite_settings, create=True), "dahua", Question("2022-12-31")
    )
    assert [row["body"] for row in page["rows"]] == ["b", "a"]
