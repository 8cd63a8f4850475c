# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public case as it is shipped: complete, in our vocabulary, and in nobody else's words."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from herkomst import catalogue
from herkomst.model import STATUS, Basis, Classification, Kind, Level, MakersOp, Role, Unit

CASE = catalogue.ROOT / "cases" / "public.csv"
GOLD = Path(__file__).resolve().parents[2].parent / "shared/data/cases/seed_gold.csv"
HEADER = (
    "ref,body,department,place,makers,makers_op,kind,brand,quantity_low,quantity_high,"
    "quantity_as_said,unit,status,basis,role,for_body,supplier,claimant,said_at,event_from,"
    "event_until,paraphrase,source,source_url,classification,follows,"
    "body_level"
)
LONGEST_SHARED_RUN = 7  # words that may stand in a row as they stand in a source
LONGEST_PARAPHRASE = 160


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return read(CASE)


@pytest.fixture(scope="module")
def gold() -> list[dict[str, str]]:
    if not GOLD.exists():
        pytest.skip("the acceptance facts are not beside this checkout")
    return read(GOLD)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def test_columns(rows: list[dict[str, str]]) -> None:
    assert ",".join(rows[0]) == HEADER
    assert all(None not in row and None not in row.values() for row in rows)


def test_vocabulary(rows: list[dict[str, str]]) -> None:
    for row in rows:
        MakersOp(row["makers_op"])
        Kind(row["kind"])
        Basis(row["basis"])
        Role(row["role"])
        assert Classification(row["classification"]) is Classification.PUBLIC
        assert row["status"] in STATUS
        assert not row["unit"] or Unit(row["unit"])
        for maker in filter(None, row["makers"].split(";")):
            assert maker.startswith("group:") or maker in catalogue.makers(), maker
        named = len([m for m in row["makers"].split(";") if m])
        assert (named > 1) == (row["makers_op"] in ("and", "or")), row["ref"]
        assert row["body"] and row["claimant"] and row["source"], row["ref"]


def test_dates_and_numbers(rows: list[dict[str, str]]) -> None:
    for row in rows:
        date.fromisoformat(row["said_at"])
        spans = [row[n] for n in ("event_from", "event_until") if row[n]]
        assert spans == sorted(spans) and all(date.fromisoformat(d) for d in spans)
        low, high = row["quantity_low"], row["quantity_high"]
        assert not high or int(low) <= int(high)
        assert not low or row["quantity_as_said"], row["ref"]


def test_statements_of_a_body_and_day_stand_in_order(rows: list[dict[str, str]]) -> None:
    order: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        order[row["body"], row["said_at"]].append(int(row["follows"]))
    assert all(given == list(range(len(given))) for given in order.values())


def test_no_two_rows_are_the_same(rows: list[dict[str, str]]) -> None:
    refs = [row["ref"] for row in rows]
    assert len(set(refs)) == len(refs)
    said = [tuple(v for n, v in row.items() if n not in ("ref", "follows")) for row in rows]
    assert len(set(said)) == len(said)


def test_paraphrases_are_short(rows: list[dict[str, str]]) -> None:
    for row in rows:
        assert 0 < len(row["paraphrase"]) <= LONGEST_PARAPHRASE, row["ref"]


def test_a_supplier_proves_no_brand(rows: list[dict[str, str]]) -> None:
    """An award that names no maker stays without one; what experts conclude from it is a lead."""
    award = next(row for row in rows if row["status"] == "awarded")
    assert award["makers"] == ""
    assert any(r["basis"] == "inferred" and r["supplier"] == award["supplier"] for r in rows)


def test_what_journalists_measured_stands_on_a_level(rows: list[dict[str, str]]) -> None:
    """A body that acknowledged the address operates it; a count of a country names nobody."""
    levels = {r["body"]: r["body_level"] for r in rows if r["basis"] == "measured"}
    assert levels.pop("land:nl") == Level.COUNTRY_ONLY
    assert set(levels.values()) == {Level.OPERATED_BY}
    assert all(not r["body_level"] for r in rows if r["basis"] != "measured")


def test_a_denial_comes_before_the_finding_and_the_admission(rows: list[dict[str, str]]) -> None:
    zeist = [row for row in rows if row["body"] == "gemeente Zeist"]
    assert [(r["status"], r["basis"]) for r in zeist] == [
        ("denies", "declared"),
        ("exposed", "measured"),
        ("uses", "declared"),
    ]


def test_every_core_fact_is_there(rows: list[dict[str, str]], gold: list[dict[str, str]]) -> None:
    refs = {row["ref"].split(".")[0] for row in rows}
    assert {g["id"] for g in gold if g["scope"] == "core"} <= refs


def test_facts_keep_their_status_and_makers(
    rows: list[dict[str, str]], gold: list[dict[str, str]]
) -> None:
    """Each core fact has a row with its status, and names no maker that the fact does not name."""
    of = defaultdict(list)
    for row in rows:
        of[row["ref"].split(".")[0]].append(row)
    for fact in (g for g in gold if g["scope"] == "core"):
        held = of[fact["id"]]
        assert fact["status"] in {r["status"] for r in held}, fact["id"]
        named = set(fact["makers"].lower().split(";"))
        for row in held:
            assert all(m in named or m == "group:cn" for m in row["makers"].split(";") if m)


def test_no_sentence_is_copied(rows: list[dict[str, str]], gold: list[dict[str, str]]) -> None:
    length = LONGEST_SHARED_RUN + 1
    theirs = set().union(*(runs(g["quote"], length) for g in gold))
    for row in rows:
        text = " ".join((row["paraphrase"], "|", row["source"]))
        assert not runs(text, length) & theirs, row["ref"]


def test_no_speaker_is_named(rows: list[dict[str, str]], gold: list[dict[str, str]]) -> None:
    """Ministers and members of parliament appear by their office only."""
    speakers = "; ".join(fact["speaker"] for fact in gold)
    full = re.findall(r"(\w+ \w+)(?=, minister| \((?:GroenLinks|D66)\))", speakers)
    names = {part for name in full for part in name.split()}
    names |= set(re.findall(r"minister (\w+-\w+|\w+)(?=;|$)", speakers))
    assert len(names) >= 5
    for row in rows:
        text = " ".join(row.values())
        assert not any(re.search(rf"\b{re.escape(n)}\b", text) for n in names), row["ref"]


def test_no_public_paraphrase_names_a_site() -> None:
    """The place of a claim is restricted; its words must not tell it all the same."""
    import csv
    import re

    from herkomst.app.demo import PUBLIC_CASE

    common = {"van", "een", "of", "de", "het", "ruimte", "openbare", "toegang"}
    with PUBLIC_CASE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for word in set(re.findall(r"\w+", row["place"].casefold())) - common:
                assert word not in row["paraphrase"].casefold(), row["ref"]
