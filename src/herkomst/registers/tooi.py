# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The TOOI register of municipalities, complete ("gemeenten compleet"), as JSON-LD, plain or packed:
every municipality there is and was, and the mergers, enlargements and rearrangements between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.entries import (
    Event,
    Fault,
    Gathered,
    Municipality,
    Register,
    Report,
    day,
)

REGISTER = Register("tooi", "TOOI register of municipalities (JSON-LD)", "KOOP", "CC0")
BASE = "https://identifier.overheid.nl/tooi/"
PROV = "http://www.w3.org/ns/prov#"
KINDS = {
    "Samenvoeging": "samenvoeging",
    "Uitbreiding": "uitbreiding",
    "Herschikking": "herschikking",
}
_LARGEST = 256 << 20


def recognise(path: Path) -> float:
    """JSON that speaks of TOOI near its beginning."""
    if path.is_dir():
        return 0.0
    head = Content(path).head(1 << 16)
    return (
        0.95
        if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{") and b"/tooi/" in head
        else 0.0
    )


def read(path: Path, report: Report) -> Gathered:
    """Municipalities and events. Errors: `InputError` for what is no JSON-LD."""
    held, size = [], 0
    content = Content(path)
    for block in content.chunks():
        size += len(block)
        if size > _LARGEST:
            raise InputError("too large for a register of municipalities", where=str(path))
        held.append(block)
        report(content.received_done, content.received_size)
    try:
        graph = msgspec.json.decode(b"".join(held).removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            f"this is no JSON: {error}", where=str(path), follows="Nothing was changed."
        ) from error
    if isinstance(graph, dict):
        graph = graph.get("@graph", ())
    made = Gathered(REGISTER)
    for number, node in enumerate(graph if isinstance(graph, list) else (), 1):
        made.read += 1
        try:
            _take(node, made)
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            made.faults.append(Fault(f"{path.name}: node {number}", f"not as expected: {error}"))
    return made


def _take(node: Any, made: Gathered) -> None:
    kinds = {str(k).rsplit("/", 1)[-1] for k in node.get("@type", ())}
    if "Gemeente" in kinds:
        made.municipalities.append(
            Municipality(
                id=str(node["@id"]),
                name=_value(node, "def/ont/voorkeursnaamExclSoort")
                or _value(node, "def/ont/officieleNaamExclSoort"),
                province=_reference(node, "def/ont/ligtInProvincie"),
                valid_from=day(_value(node, "def/ont/begindatum")),
                valid_until=day(_value(node, "def/ont/einddatum")),
            )
        )
    elif kinds & set(KINDS):
        (kind,) = kinds & set(KINDS)
        ended = _ids(node, PROV + "invalidated")
        came = [*_ids(node, PROV + "used"), *_ids(node, PROV + "generated")]
        when = day(_value(node, "def/ont/tijdstipWijziging"))
        made.events.append(Event(str(node["@id"]), KINDS[kind], when, tuple(ended), tuple(came)))
    else:
        made.skipped += 1


def _ids(node: Any, name: str) -> list[str]:
    return sorted(str(r["@id"]) for r in node.get(name, ()))


def _value(node: Any, name: str) -> str:
    found = node.get(BASE + name) or [{}]
    return str(found[0].get("@value", ""))


def _reference(node: Any, name: str) -> str:
    found = node.get(BASE + name) or [{}]
    return str(found[0].get("@id", "")).rsplit("/", 1)[-1].upper()
