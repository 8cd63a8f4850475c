# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of strangers as parts of a claim: every row kept, waiting with its reason, or left out with a note."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herkomst import catalogue
from herkomst.claimrows import (
    Cells,
    Columns,
    Unreadable,
    day,
    kind,
    makers,
    quantity,
    shown,
    web_address,
)
from herkomst.collect import Context, Rows, Said, chunks_read
from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.model import Claim, Kind, MakersOp, Unit
from herkomst.tables import Row

KNOWN = {"body": "organisatie", "said_at": "datum", "makers": "merk", "secret": ""}
COLUMNS = Columns(KNOWN, "body and said_at", hidden=("secret",))
CONTEXT = Context(maker_id=catalogue.maker_id, today="2026-01-01")


def cells(**values: str) -> Cells:
    return Cells(values, Row(7, "0+1", 0, 1, {}, ""), CONTEXT)


def take(cells: Cells) -> Said | str:
    body = cells.get("body") or ""
    if body == "weg":
        return f"row {cells.row.number}: left out"
    if body == "fout":
        raise Unreadable("body", "wrong")
    claim = Claim(body=body, said_at="2022-01-01")
    return Said(claim, body, cells.row.locator, shown(cells.values), notes=tuple(cells.notes))


def read(path: Path, text: str, context: Context = CONTEXT) -> list[Rows]:
    path.write_text(text, encoding="utf-8")
    return list(chunks_read(COLUMNS.read(Content(path), context, take)))


def test_kept_waiting_and_left_out(tmp_path: Path) -> None:
    (found,) = read(
        tmp_path / "f", "organisatie;datum;kleur\na;1;x\nweg;1;x\nfout;1;x\n;;\nb;1;x;y\n"
    )
    assert (found.read, len(found.said), found.skipped) == (5, 1, 2)
    assert [q.reason for q in found.quarantined] == [
        "row 4, column body: wrong",
        "row 6: 4 cells where the header has 3",
    ]
    assert "row 3: left out" in found.notes
    (news,) = [n for n in found.notes if "kleur" in n]
    assert "body, said_at, makers" in news and "secret" not in news


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "f", "organisatie;body;datum\n;a;1\nb;c;1\n")
    assert [s.body_name for s in found.said] == ["a", "b"]
    assert any("both read as body" in n for n in found.notes)


def test_a_mapping_and_a_wrong_one(tmp_path: Path) -> None:
    mapped = Context(mapping={"Wie": "body"})
    (found,) = read(tmp_path / "f", "Wie;datum\na;1\n", mapped)
    assert found.said[0].body_name == "a"
    with pytest.raises(InputError, match="no column of this source"):
        read(tmp_path / "f", "Wie;datum\na;1\n", Context(mapping={"Wie": "kleur"}))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["a;1;x", "weg;1;x", "fout;1;x", ";;", "b", '"', "c;1;x;y"]),
        min_size=1,
        max_size=40,
    )
)
def test_the_sum_is_exact(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    path = tmp_path_factory.mktemp("c") / "f"
    found = read(path, "organisatie;datum;merk\n" + "\n".join(rows) + "\n")
    read_, said = sum(r.read for r in found), sum(len(r.said) for r in found)
    assert read_ == said + sum(r.skipped + len(r.quarantined) for r in found)
    if '"' not in rows:
        assert read_ == len(rows)
        assert said == rows.count("a;1;x")


@pytest.mark.parametrize(
    ("text", "named", "op"),
    [
        ("Dahua", ("dahua",), MakersOp.ONE),
        ("Hikvision en Dahua", ("hikvision", "dahua"), MakersOp.AND),
        ("Hikvision, Dahua", ("hikvision", "dahua"), MakersOp.OR),
        ("Voorbeeld Co., Ltd.", ("name:Voorbeeld Co., Ltd.",), MakersOp.ONE),
        ("", (), MakersOp.ANY),
        ("chinees", ("group:cn",), MakersOp.ANY),
    ],
)
def test_makers(text: str, named: tuple[str, ...], op: MakersOp) -> None:
    assert makers(cells(makers=text)) == (named, op)


def test_a_kind_nobody_knows_gives_a_note() -> None:
    row = cells(kind="toverlantaarn")
    assert kind(row) is Kind.UNKNOWN and "row 7, column kind" in row.notes[0]


@pytest.mark.parametrize(
    ("values", "made"),
    [
        ({"quantity": "25"}, (25, 25, None, Unit.DEVICE)),
        ({"quantity": "bijna 700"}, (630, 700, "bijna 700", Unit.DEVICE)),
        ({"quantity": "2", "unit": "gebouwen"}, (2, 2, None, Unit.SITE)),
        ({"quantity": "3", "unit": "keer"}, (3, 3, "3 keer", None)),
        ({"quantity_low": "1", "quantity_high": "5"}, (1, 5, None, Unit.DEVICE)),
        ({}, (None, None, None, None)),
    ],
)
def test_quantities(values: dict[str, str], made: tuple[object, ...]) -> None:
    found = quantity(cells(**values), Kind.CAMERA)
    assert (
        found["quantity_low"],
        found["quantity_high"],
        found["quantity_as_said"],
        found["unit"],
    ) == made


def test_days_and_links() -> None:
    assert day(cells(said_at="1-3-2022"), "said_at") == "2022-03-01"
    assert day(cells(), "said_at") is None
    with pytest.raises(Unreadable, match="no date"):
        day(cells(said_at="morgen"), "said_at")
    row = cells(link="javascript:alert(1)")
    assert web_address(row, "link") is None and "no web address" in row.notes[0]
    assert web_address(cells(link="https://x.example/a"), "link") == "https://x.example/a"


def test_what_may_name_people_is_not_quoted() -> None:
    assert shown({"body": "a", "contact": "J. Voorbeeld"}, ("contact",)) == "body: a"
