# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fingerprints of other tools as this one keeps them: the patterns in RE2, what each asserts, and the
file and line it came from. A user imports them; none is shipped."""

from __future__ import annotations

from typing import Any

import msgspec

from herkomst import catalogue

# What a rule may assert, by the names Recog gives them; nmap's letters are read as the same.
PRODUCT, VERSION, VENDOR = "service.product", "service.version", "service.vendor"
HW_VENDOR, HW_PRODUCT, HW_VERSION = "hw.vendor", "hw.product", "hw.version"
HW_DEVICE, HW_CERTAINTY = "hw.device", "hw.certainty"
OS_VENDOR, OS_DEVICE, OS_VERSION = "os.vendor", "os.device", "os.version"

# Answers put together from the columns they were taken apart into.
HTTP, RTSP = "http.response", "rtsp.response"
PARTS = {
    HTTP: ("http.server", "http.www_authenticate", "http.title", "http.body"),
    RTSP: ("rtsp.server", "rtsp.realm"),
}

TEXT, GROUP, PRINTABLE, REPLACED, NUMBER = 0, 1, 2, 3, 4


class Piece(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A part of a value: fixed text, or a captured group as it is, of its printable characters, with a
    text in it replaced, or read as a number."""

    kind: int
    text: str = ""
    group: int = 0
    other: str = ""


class Assertion(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One thing a rule says of what it matches."""

    name: str
    pieces: tuple[Piece, ...]


class ForeignRule(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One fingerprint. `database` holds the rules of which only the first that matches counts."""

    id: str
    database: str
    field: str
    pattern: str
    asserts: tuple[Assertion, ...]


class Refused(msgspec.Struct, frozen=True, gc=False):
    """A fingerprint that was left out: where it stands, and why."""

    where: str
    reason: str


class RuleSet(msgspec.Struct):
    """One imported set. read = len(rules) + skipped + len(refused), exactly; skipped are rules on what
    is no evidence column here. `examples` passed of those the set carries."""

    format: str
    name: str
    imported_at: str = ""
    read: int = 0
    skipped: int = 0
    rules: list[ForeignRule] = []
    refused: list[Refused] = []
    examples: int = 0
    passed: int = 0
    failures: list[str] = []

    def counts(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "format": self.format,
            "name": self.name,
            "imported_at": self.imported_at,
            "read": self.read,
            "kept": len(self.rules),
            "skipped": self.skipped,
            "refused": len(self.refused),
            "examples": self.examples,
            "passed": self.passed,
        }


def asserted(rule: ForeignRule, match: Any) -> dict[str, str]:
    """What a rule says of the text it matched; what a group did not capture is left out."""
    found: dict[str, str] = {}
    for assertion in rule.asserts:
        parts = [_value(piece, match) for piece in assertion.pieces]
        if all(part is not None for part in parts):
            found[assertion.name] = "".join(part or "" for part in parts)
        elif len(parts) > 1:
            found[assertion.name] = " ".join("".join(part or "" for part in parts).split())
    return found


def _value(piece: Piece, match: Any) -> str | None:
    if piece.kind == TEXT:
        return piece.text
    if piece.group > match.re.groups:
        return None
    text: str | None = match.group(piece.group)
    if text is None or piece.kind == GROUP:
        return text
    if piece.kind == PRINTABLE:
        return "".join(c for c in text if c.isprintable() and c.isascii())
    if piece.kind == REPLACED:
        return text.replace(piece.text, piece.other) if piece.text else text
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        return None
    return str(int.from_bytes(raw, "big" if piece.text == ">" else "little")) if len(raw) <= 8 else None  # fmt: skip


def cap_of(field: str) -> int:
    """The most characters a value of a field, or an answer put together, can have."""
    known = catalogue.fields()
    return sum(known[part].cap + 64 for part in PARTS.get(field, (field,)) if part in known)
