# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the words of a public statement may be printed: never where they tell a site or an address.

The place of a claim is restricted, whatever its classification; its words must not tell it all the same.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from herkomst.app.bodies import folded, name_of
from herkomst.model import Claim, Classification

# What a place may be called without being told: words that stand for any place of their kind.
_ANY_PLACE: Final = frozenset(
    "een van het der den bij aan voor the and near ruimte openbare openbaar toegang gemeente diverse various".split()
)
_ADDRESS: Final = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b"  # IPv4
    r"|\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b"  # MAC
    r"|\b(?:[0-9a-f]{1,4}:){2,7}(?::|[0-9a-f]{1,4}\b)|::[0-9a-f]{1,4}\b"  # IPv6
    r"|\b[1-9]\d{3} ?(?-i:[A-Z]{2})\b"  # postcode
    r"|\b\w*(?:straat|laan|weg|plein|kade|singel|gracht|dijk|steeg|hof|markt|boulevard|dreef|hout|burgwal)"
    r"(?:,? nr\.?)? \d{1,4}[a-z]?\b",
    re.IGNORECASE,
)


def printable(claim: Claim) -> Claim:
    """A claim with the words the public view may show: its paraphrase where it is a public statement, and
    nothing that names its place or an address."""
    place, body = claim.place or "", name_of(claim.body)
    hidden: dict[str, Any] = {
        name: None
        for name in ("paraphrase", "quantity_as_said", "department")
        if (text := getattr(claim, name)) and names_a_site(text, place, body)
    }
    if claim.paraphrase and claim.classification is not Classification.PUBLIC:
        hidden["paraphrase"] = None
    return replace(claim, **hidden) if hidden else claim


def names_a_site(text: str, place: str, body: str = "") -> bool:
    """Whether a text holds an address, or a word of a place that is no word of the body's name."""
    if _ADDRESS.search(text):
        return True
    said = folded(text)
    told = set(re.findall(r"\w{3,}", folded(place))) - _ANY_PLACE
    return any(word in said for word in told - set(re.findall(r"\w+", folded(body))))
