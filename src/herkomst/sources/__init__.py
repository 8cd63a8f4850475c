# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One file a source. See `herkomst.collect` for what such a file holds; this one only finds them and
picks the one that reads a file, by its content."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from herkomst.collect import HEAD
from herkomst.errors import InputError
from herkomst.tables import ZIP, candidates, listed, workbook_head

if TYPE_CHECKING:
    from herkomst.content import Content

UNKNOWN = "no source recognises the content of this file"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sources() -> dict[str, ModuleType]:
    """All sources by id."""
    found = {}
    for info in pkgutil.iter_modules(__path__):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"herkomst.sources.{info.name}")
        if hasattr(module, "SOURCE"):
            found[module.SOURCE.id] = module
    return found


def recognise(
    content: Content,
    wanted: str | None = None,
    owned: bool = False,
    header: Sequence[str] = (),
) -> ModuleType:
    """The source that reads this content: the one named, or the highest bidder. `owned`: the user
    says whose it is, which speaks for a source of own lists where a file alone leaves it open. `header`:
    the columns of a list in our words, where somebody said which they are.

    Errors: `InputError` when the name is unknown or no source recognises the content.
    """
    known = sources()
    if wanted is not None:
        if wanted not in known:
            raise InputError(
                f"no source is called {wanted!r}", do="known sources: " + ", ".join(sorted(known))
            )
        return known[wanted]
    head = content.head(HEAD)
    bids: dict[str, float] = {}
    if header:
        lists = {name: m for name, m in known.items() if m.SOURCE.yields == "claims"}
        bids = _bids(lists, "\t".join(header).encode(), owned)
    if head.startswith(ZIP) and b"xl/" in head and not any(bids.values()):
        bids = _bids(known, workbook_head(content), owned)
    if not any(bids.values()):
        bids = _bids(known, head, owned)
    best = max(bids, key=lambda name: bids[name])
    if content.utf16 and head.lstrip().startswith((b"{", b"[")):
        raise InputError(
            "the file is UTF-16; JSON is UTF-8", where=content.name, do="Save it as UTF-8."
        )
    if bids[best] <= 0:
        raise _unrecognised(content, head, known)
    return known[best]


def _unrecognised(content: Content, head: bytes, known: dict[str, ModuleType]) -> InputError:
    """What a file looks like that no source recognises, and how to name its source."""
    do = "Name the source with --source: " + ", ".join(sorted(known))
    what = _what_it_looks_like(head, content.utf16)
    if head.lstrip().startswith(b"["):
        do = "Write one object a line, with jq -c '.[]' FILE > LINES. Or n" + do[1:]
    rows = candidates(content) if what == UNKNOWN or b"xl/" in head else []
    columns = max(rows, key=lambda row: sum(map(bool, row)), default=[])
    if sum(map(bool, columns)) > 1:
        what = f"{UNKNOWN}; its columns are {listed(columns)}"
        fields = ", ".join(known["inventory"].COLUMNS)
        do = (
            "If it is a body's own list of what it has: --source inventory --body NAME, with --map "
            f"'COLUMN=FIELD' for what a column is (fields: {fields}). It is remembered for lists with "
            "these columns. Otherwise " + do[0].lower() + do[1:]
        )
    return InputError(what, where=content.name, follows="Nothing was imported.", do=do)


def _bids(known: dict[str, ModuleType], head: bytes, owned: bool) -> dict[str, float]:
    bids = {name: float(module.recognise(head)) for name, module in known.items()}
    return bids | {
        n: b + 0.1 for n, b in bids.items() if b > 0 and owned and known[n].SOURCE.own_list
    }


def _what_it_looks_like(head: bytes, utf16: bool) -> str:
    """Why a head belongs to no source, as far as it can be told."""
    start = head.lstrip()[:64].lower()
    if not head.strip():
        return "the file is empty"
    if head.startswith(OLD_OFFICE):
        return (
            "the file is an old (.xls) or protected workbook; save it as .xlsx without a password"
        )
    if head.startswith(ZIP) and b"opendocument.spreadsheet" in head[:4096]:
        return "the file is an OpenDocument sheet; save it as .xlsx or .csv"
    if head.startswith(ZIP) and b"xl/" not in head:
        return "the file is a ZIP archive; unpack it first"
    if head.startswith(b"%PDF"):
        return "the file is a PDF"
    if utf16:
        return "the file is UTF-16, and no source recognises what it holds"
    if head[:64].count(b"\0") > 16:
        return "the file is UTF-16 without a mark, or binary; sources read UTF-8"
    if start.startswith((b"<!doctype html", b"<html", b"<head")):
        return "the file is a web page (HTML), perhaps a login or error page saved as data"
    if start.startswith(b"["):
        return "the file is one JSON array; a scan export has one JSON object a line"
    return UNKNOWN
