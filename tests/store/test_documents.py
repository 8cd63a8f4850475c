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
