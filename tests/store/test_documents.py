# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Raw content opens at any place, proves its hash, and can be let go in part."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from herkomst.errors import StoreError
from herkomst.store.documents import Documents, DocumentWriter

TEXT = bytes(random.Random(2).choices(range(256), k=3_500_000))
NAME = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    writer = DocumentWriter(tmp_path)
    for start in range(0, len(TEXT), 300_000):
        writer.write(TEXT[start : start + 300_000])
    writer.close()
    made = Documents(tmp_path / "documents")
    made.adopt(writer, NAME)
    return made


@pytest.mark.parametrize(("offset", "length"), [(0, 10), (1_048_570, 20), (2_000_000, 1_500_000)])
def test_any_record_opens(documents: Documents, offset: int, length: int) -> None:
    assert documents.read(NAME, offset, length) == TEXT[offset : offset + length]


def test_the_content_proves_its_hash(documents: Documents, tmp_path: Path) -> None:
    assert documents.whole(NAME)
    other = Documents(documents.root)
    index = documents.root / NAME[:2] / f"{NAME}.json"
    index.rename(index.with_name("0" * 64 + ".json"))
    (index.parent / f"{NAME}.zst").rename(index.parent / ("0" * 64 + ".zst"))
    (documents.root / "00").mkdir()
    for path in list((documents.root / NAME[:2]).iterdir()):
        path.rename(documents.root / "00" / path.name)
    assert not other.whole("0" * 64)


def test_what_is_let_go_is_gone_and_the_rest_stays(documents: Documents) -> None:
    documents.keep_only(NAME, [(100, 50), (3_000_000, 7)])
    assert documents.read(NAME, 100, 50) == TEXT[100:150]
    assert documents.read(NAME, 3_000_000, 7) == TEXT[3_000_000:3_000_007]
    assert documents.read(NAME, 0, 10) is None
    assert not documents.whole(NAME)
    files = sum(p.stat().st_size for p in documents.root.rglob("*"))
    assert files < 10_000


def test_an_unknown_document_is_named(documents: Documents) -> None:
    with pytest.raises(StoreError, match="not in this register"):
        documents.read("f" * 64, 0, 1)


def test_a_range_is_cut_out_and_the_rest_stays(documents: Documents) -> None:
    documents.cut(NAME, [(1_048_570, 20), (5, 1)])
    assert documents.read(NAME, 1_048_560, 10) == TEXT[1_048_560:1_048_570]
    assert documents.read(NAME, 1_048_590, 2_000_000) == TEXT[1_048_590:3_048_590]
    assert documents.read(NAME, 1_048_560, 40) is None and documents.read(NAME, 5, 1) is None
    held = b"".join(block for _, block in documents.content(NAME))
    assert held == TEXT[:5] + TEXT[6:1_048_570] + TEXT[1_048_590:]


def test_letting_go_twice_changes_nothing(documents: Documents) -> None:
    documents.keep_only(NAME, [(100, 50)])
    before = {p: p.read_bytes() for p in documents.root.rglob("*.*")}
    documents.keep_only(NAME, [(100, 50)])
    documents.cut(NAME, [(0, 10)])
    assert {p: p.read_bytes() for p in documents.root.rglob("*.*")} == before
    documents.empty(NAME)
    assert documents.has(NAME) and documents.read(NAME, 100, 50) is None


def test_a_cut_that_was_killed_leaves_the_document_as_it_was(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            documents.keep_only(NAME, [(100, 50)])
    assert documents.whole(NAME)
    documents.keep_only(NAME, [(100, 50)])
    assert len(list(documents.root.rglob("*.zst"))) == 1


@pytest.mark.parametrize("ending", ["zst", "json"])
@pytest.mark.parametrize("damage", [b"", b"{", b'{"size": 1}', b"[]", bytes(5000)])
def test_a_damaged_document_is_told(documents: Documents, ending: str, damage: bytes) -> None:
    path = documents.root / NAME[:2] / f"{NAME}.{ending}"
    path.write_bytes(damage)
    with pytest.raises(StoreError, match="is damaged") as told:
        documents.read(NAME, 0, 10)
    assert NAME in told.value.where and told.value.do
    assert not documents.whole(NAME) and not documents.readable(NAME)
