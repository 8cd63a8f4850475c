# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The RIPE database's split files (`ripe.db.inetnum.gz`, `inet6num`, `organisation`, `route`, `route6`):
objects of `key: value` lines with an empty line between, in Latin-1, streamed.

Persons, contacts, remarks and postal addresses are passed over: of a description only its first line is
read, which names the holder.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from herkomst.content import Content
from herkomst.registers.networks import Noun, Organisation, Registration, Route, Tally

FORMAT = "RIPE database split file (RPSL text)"
_CLASSES = ("inetnum", "inet6num", "organisation", "route", "route6")
_STARTS = tuple(f"{name}:".encode() for name in _CLASSES)
_WANTED = frozenset(
    [*_CLASSES, "netname", "descr", "country", "org", "org-name", "status", "origin"]
)
_LARGEST = 1 << 20  # bytes of one object
_TEXT = 200  # characters of a name that are kept
# Blocks that RIPE writes down to say that it does not manage them.
_NOT_MANAGED = ("NON-RIPE-NCC-MANAGED", "IANA-BLK", "IANA-BLOCK", "EU-ZZ-", "IETF-RESERVED")


def recognise(head: bytes) -> float:
    """Text in which an object begins with one of the classes."""
    lines = head.split(b"\n")
    return 0.9 if any(line.startswith(_STARTS) for line in lines) else 0.0


def read(content: Content, tally: Tally) -> Iterator[Noun]:
    """The objects of a file; those of other classes are skipped."""
    for line, fields in _objects(content, tally):
        try:
            noun = _noun(fields)
        except ValueError as error:
            tally.fault(f"{content.name}:{line}", str(error))
            continue
        if noun is None:
            tally.skipped += 1
        else:
            yield noun


def _objects(content: Content, tally: Tally) -> Iterator[tuple[int, dict[str, str]]]:
    """Each object as its wanted fields (the first value of each) with its line number."""
    number, begin, held = 0, 1, b""
    lines: list[bytes] = []
    size = 0
    for block in content.chunks():
        *whole, held = (held + block).split(b"\n")
        for raw in whole:
            number += 1
            line = raw.rstrip(b"\r")
            if lines and line.startswith(_STARTS):  # no empty line between two objects
                yield from _object(begin, lines, size, content.name, tally)
                lines, size = [], 0
            if line.strip():
                if not lines:
                    begin = number
                size += len(line)
                if size <= _LARGEST:
                    lines.append(line)
            elif lines:
                yield from _object(begin, lines, size, content.name, tally)
                lines, size = [], 0
        if len(held) > _LARGEST:  # one line without an end
            lines, size, held = lines or [b"?"], _LARGEST + 1, b""
    if held.strip():
        lines.append(held)
    if lines:
        yield from _object(begin, lines, size, content.name, tally)


def _object(
    begin: int, lines: list[bytes], size: int, name: str, tally: Tally
) -> Iterator[tuple[int, dict[str, str]]]:
    if all(line[:1] in (b"%", b"#") for line in lines):
        return  # a comment between objects
    tally.read += 1
    if size > _LARGEST:
        tally.fault(f"{name}:{begin}", f"longer than {_LARGEST:,} bytes")
        return
    yield begin, _fields(lines)


def _fields(lines: list[bytes]) -> dict[str, str]:
    found: dict[str, str] = {}
    last = ""
    for line in lines:
        if line[:1] in (b"%", b"#"):
            continue
        if line[:1] in (b" ", b"\t", b"+"):  # the line before goes on
            if last and last != "descr":
                more = line[1:].decode("latin-1").split("#", 1)[0].strip()
                found[last] = f"{found[last]} {more}".strip()[:_TEXT]
            continue
        key, colon, value = line.decode("latin-1").partition(":")
        key = key.strip().lower()
        last = ""
        if colon and key in _WANTED and key not in found:
            found[key] = value.split("#", 1)[0].strip()[:_TEXT]
            last = key
    return found


def _noun(fields: dict[str, str]) -> Noun | None:
    """Errors: `ValueError` for an object whose addresses cannot be read."""
    if "inetnum" in fields or "inet6num" in fields:
        return _registration(fields)
    if "organisation" in fields:
        if not fields.get("org-name"):
            raise ValueError("an organisation without a name")
        return Organisation(fields["organisation"].upper(), fields["org-name"])
    if "route" in fields or "route6" in fields:
        family, first, last = span(fields.get("route") or fields.get("route6", ""))
        return Route(family, first, last, as_number(fields.get("origin", "")))
    return None


def _registration(fields: dict[str, str]) -> Registration | None:
    family, first, last = span(fields.get("inetnum") or fields.get("inet6num", ""))
    name = fields.get("netname", "")
    whole = 32 if family == 4 else 128
    if name.upper().startswith(_NOT_MANAGED) or last - first + 1 >= 1 << (whole - 4):
        return None
    return Registration(
        family,
        first,
        last,
        holder=fields.get("descr", ""),
        name=name,
        handle=fields.get("org", "").upper(),
        country=fields.get("country", "").upper()[:2],
    )


def span(text: str) -> tuple[int, int, int]:
    """Family, first and last address of `a - b` or of a prefix. Errors: `ValueError`."""
    begin, dash, end = (part.strip() for part in text.partition("-"))
    if not dash:
        network = ipaddress.ip_network(begin, strict=False)
        return network.version, int(network.network_address), int(network.broadcast_address)
    one, other = ipaddress.ip_address(begin), ipaddress.ip_address(end)
    if one.version != other.version or int(one) > int(other):
        raise ValueError(f"{text!r} is no range of addresses")
    return one.version, int(one), int(other)


def as_number(text: str) -> int:
    """The number of `AS1136` or `1136`. Errors: `ValueError`."""
    number = int(text.strip().upper().removeprefix("AS"))
    if not 0 <= number < 1 << 32:
        raise ValueError(f"{text!r} is no AS number")
    return number
