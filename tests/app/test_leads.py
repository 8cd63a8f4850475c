# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inferred claims: derived, not stored; rebuilt, erased and verified with what they rest on; on each engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.app.answers import body_page, compare
from herkomst.app.exporting import export_rows
from herkomst.app.imported import undo
from herkomst.app.importing import Options, import_file
from herkomst.app.keeping import erase
from herkomst.app.leads import concluded, is_inferred
from herkomst.app.question import Question
from herkomst.app.stories import claim_page
from herkomst.app.verdicts import leads_known
from herkomst.app.verifying import verify
from herkomst.errors import NotFoundError
from herkomst.model import View
from herkomst.settings import Settings
from herkomst.store import Store, open_store

HEADER = "opdrachtgever;leverancier;datum;omschrijving\n"
KNOWN = HEADER + (
    "gemeente Oss;Kijkglas BV;2019-01-01;Dahua camera's\n"
    "gemeente Gouda;Kijkglas BV;2021-01-01;Dahua camera's\n"
)
OPEN = HEADER + "gemeente Zeist;Kijkglas B.V.;2020-01-01;20 camera's\n"
NOW = Question("2026-01-01")


def filled(settings: Settings, folder: Path) -> tuple[Store, str]:
    """A store with an open award and what its supplier delivered; the part of the latter."""
    store = open_store(settings, create=True)
    for name, text in (("open.csv", OPEN), ("known.csv", KNOWN)):
        (folder / name).write_text(text)
    import_file(store, folder / "open.csv", Options())
    return store, import_file(store, folder / "known.csv", Options()).part


def lead(store: Store, question: Question = NOW) -> tuple[int, int] | None:
    rows = [r for r in compare(store, question) if r["label"] == "lead_only"]
    told = [c["lead"] for r in rows for c in r["claims"] if "lead" in c]
    return (told[0]["k"], told[0]["n"]) if told else None


def test_derived_on_each_engine_and_taken_back(engine_settings: Settings, tmp_path: Path) -> None:
    store, part = filled(engine_settings, tmp_path)
    assert lead(store) == (2, 2)
    assert lead(store, Question("2020-06-01")) == (1, 1)
    assert lead(store, Question("2019-06-01")) is None
    assert verify(store).faults == []
    undo(store, part, by="test", reason="")
    assert lead(store) is None and leads_known(store.register) == []
    assert verify(store).faults == []
    store.register.engine.dispose()


def test_an_inferred_claim_is_in_no_table_and_has_a_page(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    store, _ = filled(sqlite_settings, tmp_path)
    (found,) = {x.claim for x in leads_known(store.register)}
    assert is_inferred(found) and store.register.claims([found]) == {}
    page = claim_page(store, found, NOW)
    assert page["claim"]["lead"]["award"]["quantity_low"] == 20
    assert "Zeist" in page["evidence"][0]["record"]
    public = Question("2026-01-01", view=View.PUBLIC)
    for gone in ((found, public), ("i" + "0" * 40, NOW)):
        with pytest.raises(NotFoundError):
            claim_page(store, *gone)
    told = concluded(store.register, [found, "c1"], as_of="2026-01-01")
    assert list(told) == [found] and told[found].numbers()["level"] == 0.95


def test_evidence_of_the_award_carries_it(sqlite_settings: Settings, tmp_path: Path) -> None:
    store, _ = filled(sqlite_settings, tmp_path)
    body = next(
        r["body"]
        for r in compare(store, NOW)
        if r["label"] == "lead_only" and r["maker"] == "dahua"
    )
    page = body_page(store, body, NOW)
    inferred = [c for v in page["verdicts"] for c in v["claims"] if "lead" in c]
    assert inferred[0]["evidence"][0]["source"] == "awards"
    rows = [r for r in export_rows(store, NOW) if r.get("claim_lead_n")]
    assert rows and "award" not in str([k for r in rows for k in r if k.startswith("claim_lead")])


def test_erasing_a_delivery_takes_its_weight_along(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    store, _ = filled(sqlite_settings, tmp_path)
    (last,) = [x for x in leads_known(store.register) if x.n == 2]
    erase(store, ground="art. 17 AVG", claim=last.deliveries[0])
    assert lead(store) == (1, 1)
    assert verify(store).faults == []


def test_a_changed_lead_is_found(sqlite_settings: Settings, tmp_path: Path) -> None:
    import sqlite3

    store, _ = filled(sqlite_settings, tmp_path)
    with sqlite3.connect(sqlite_settings.register / "register.sqlite") as connection:
        connection.execute("UPDATE lead SET k = 1, n = 9")
    connection.close()
    assert any("lead" in fault for fault in verify(store).faults)


@pytest.mark.parametrize("known_at", ["2000-01-01T00:00:00Z", "9998"])
def test_known_at(sqlite_settings: Settings, tmp_path: Path, known_at: str) -> None:
    store, _ = filled(sqlite_settings, tmp_path)
    expected = None if known_at.startswith("2000") else (2, 2)
    assert lead(store, Question("2026-01-01", known_at)) == expected
