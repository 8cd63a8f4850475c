# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files go only once the register says so, however often it is tried."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import banner, write_lines

from herkomst.app.importing import Options, import_file
from herkomst.settings import Settings
from herkomst.store import Store, open_store
from herkomst.store.letting_go import NOTE, span


@pytest.mark.parametrize(
    ("locator", "found"),
    [
        ("12+3", (12, 3)),
        ("0+1", (0, 1)),
        ("sheet!3", None),
        ("", None),
        ("+", None),
        ("-1+2", None),
    ],
)
def test_spans(locator: str, found: tuple[int, int] | None) -> None:
    assert span(locator) == found


@pytest.fixture
def store(sqlite_settings: Settings, tmp_path: Path) -> Store:
    opened = open_store(sqlite_settings, create=True)
    write_lines(tmp_path / "x.json", [banner(ip_str="45.85.148.9"), banner(ip_str="198.18.1.1")])
    import_file(opened, tmp_path / "x.json", Options())
    return opened


def files(store: Store) -> dict[str, bytes]:
    folders = (store.root / "documents", store.root / "lake")
    return {str(p): p.read_bytes() for f in folders for p in f.rglob("*.*") if p.is_file()}


def test_a_note_of_what_never_came_to_be_changes_nothing(store: Store) -> None:
    before = files(store)
    (part,) = store.register.lake_parts()
    with pytest.raises(RuntimeError), store.writing() as staging:
        staging.lets_go(documents=[part["document"], "f" * 64], parts=[part["part"], "p0"])
        raise RuntimeError
    assert (store.root / NOTE).exists() and files(store) == before
    with store.writing():
        pass
    assert not (store.root / NOTE).exists() and files(store) == before


def test_records_without_a_place_in_bytes_take_the_document_along(store: Store) -> None:
    (part,) = store.register.lake_parts()
    with store.writing() as staging:
        staging.lets_go(documents=[part["document"]])
        with staging.transaction(erasing=True) as appender:
            appender.erase("g", others=[("record", f"{part['document']}@sheet!3")])
    assert list(store.documents.content(part["document"])) == []
