# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a certificate says about its owner, and whether anybody checked it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PART = re.compile(r"(?:^|[,/+;]\s*)(CN|OU|O|L|ST|C|emailAddress)\s*=\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """The parts of a distinguished name that name an owner. Only the first of each counts."""

    common_name: str = ""
    organisation: str = ""


@lru_cache(maxsize=65536)
def parse_subject(text: str) -> Subject:
    """`CN=..,O=..`, `/C=NL/O=..`, in any order, with RFC 4514 escapes. Never raises; linear time."""
    found: dict[str, str] = {}
    marks = list(_PART.finditer(text[:2048]))
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        value = re.sub(r"\\(.)", r"\1", text[mark.end() : end]).strip().strip('"')
        found.setdefault(mark.group(1).upper(), value)
    return Subject(found.get("CN", ""), found.get("O", ""))


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as evidence: `checked` when a public authority signed it and it is in date;
    `validation` is dv (the domain was checked), or ov/ev (the organisation was)."""

    subject: Subject
    checked: bool
    validation: str


def certificate(
    subject: str, issuer: str = "", ca_signed: bool | None = None, validation: str = ""
) -> Certificate:
    """A certificate from its texts. Without word that an authority signed it, nobody did."""
    parsed = parse_subject(subject)
    checked = bool(ca_signed) and (not issuer or issuer != subject)
    kind = validation.lower() or ("ov" if parsed.organisation else "dv")
    return Certificate(parsed, checked, kind)
