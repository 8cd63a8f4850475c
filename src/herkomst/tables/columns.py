# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Column names of strangers -> ours, tolerant, and the shape by which a header is known again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from herkomst.model import content_id
from herkomst.tables.rows import HEADER_WITHIN, Known
from herkomst.tables.text import MARK
from herkomst.vocabulary import folded

# Words that say what a list is of, and not what a column holds (`Merk camera`, `Aantal van de switches`).
_FILLERS = frozenset(
    "camera cameras device devices apparaat apparaten van de het een der of the a an".split()
)


def matcher(synonyms: Mapping[str, str]) -> Known:
    """A function that gives our column for a name as written: exact, as one word (`SerialNumber`, `S/N`),
    without a plural s, without what stands between brackets, and without words that say nothing."""
    table: dict[str, str] = {}
    for ours, words in synonyms.items():
        for word in words.split("|"):
            table.setdefault(_squeezed(word), ours)
    table |= {_squeezed(ours): ours for ours in synonyms}
    table.pop("", None)

    def known(name: str) -> str | None:
        for form in _forms(name[:200]):
            found = table.get(form) or table.get(form.removesuffix("s"))
            if found is not None:
                return found
        return None

    return known


def _squeezed(text: str) -> str:
    return folded(text).replace(" ", "")


def _forms(name: str) -> Iterator[str]:
    """The spellings of a column name, the closest first."""
    yield _squeezed(name)
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", name)
    yield _squeezed(bare)
    words = folded(bare).split()
    kept = [w for w in words if w not in _FILLERS]
    if kept and kept != words:
        yield "".join(kept)


def columns_named(head: bytes, known: Known) -> Iterator[set[str]]:
    """The columns that each of the first lines of a text names: what a table is recognised by."""
    text = head.removeprefix(MARK)
    if text.lstrip().startswith(b"{"):  # objects of JSON: no table, and many cells
        return
    for line in text.decode("utf-8", "replace").splitlines()[: HEADER_WITHIN * 8]:
        cells = re.split(r"[,;\t|]", line)
        found = (known(c.strip().strip('"')) for c in cells)
        yield {name for name in found if name is not None}


def shape_of(header: Sequence[str]) -> str:
    """What stands for a header: the same columns in any order and spelling give the same."""
    return content_id("h", sorted({folded(name) for name in header} - {""}))
