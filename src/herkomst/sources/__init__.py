# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One file a source. See `herkomst.collect` for what such a file holds; this one only finds them and
picks the one that reads a file, by its content."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import TYPE_CHECKING

from herkomst.collect import HEAD
from herkomst.errors import InputError
from herkomst.tables import ZIP, workbook_head

if TYPE_CHECKING:
    from herkomst.content import Content


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


def recognise(content: Content, wanted: str | None = None, owned: bool = False) -> ModuleType:
    """The source that reads this content: the one named, or the highest bidder. `owned`: the user
    says whose it is, which speaks for a source of own lists where a file alone leaves it open.

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
    if head.startswith(ZIP) and b"xl/" in head:
        bids = _bids(known, workbook_head(content), owned)
    if not any(bids.values()):
        bids = _bids(known, head, owned)
    best = max(bids, key=lambda name: bids[name])
    if bids[best] <= 0:
        raise InputError(
            _what_it_looks_like(head),
            where=content.name,
            follows="Nothing was imported.",
            do="Name the source with --source: " + ", ".join(sorted(known)),
        )
    return known[best]


def _bids(known: dict[str, ModuleType], head: bytes, owned: bool) -> dict[str, float]:
    bids = {name: float(module.recognise(head)) for name, module in known.items()}
    return bids | {
        n: b + 0.1 for n, b in bids.items() if b > 0 and owned and known[n].SOURCE.own_list
    }


def _what_it_looks_like(head: bytes) -> str:
    """Why a head belongs to no source, as far as it can be told."""
    start = head.lstrip()[:64].lower()
    if not head.strip():
        return "the file is empty"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:64].count(b"\0") > 16:
        return "the file is UTF-16 or binary; sources read UTF-8"
    if start.startswith((b"<!doctype html", b"<html", b"<head")):
        return "the file is a web page (HTML), perhaps a login or error page saved as data"
    if start.startswith(b"["):
        return "the file is one JSON array; a scan export has one JSON object a line"
    return "no source recognises the content of this file"
