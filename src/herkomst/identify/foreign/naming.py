# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a foreign fingerprint may say here. Its words for a vendor become a maker of the catalogue where
one is called exactly so, a brand where they are one, else a name marked as foreign; and a maker that
users ask about is named only by a pattern that holds that maker's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from herkomst import catalogue
from herkomst.identify.foreign.required import required
from herkomst.identify.foreign.rules import (
    HW_CERTAINTY,
    HW_DEVICE,
    HW_PRODUCT,
    HW_VENDOR,
    HW_VERSION,
    OS_DEVICE,
    OS_VENDOR,
    OS_VERSION,
    ForeignRule,
)
from herkomst.model import Grade, Kind
from herkomst.vocabulary import kind_of

FOREIGN = "foreign:"  # before the slug of a vendor that the catalogue does not know
SURE = 0.75  # a certainty below which a foreign rule is a hint
WEAK_FIELDS = frozenset(("http.title", "mac"))  # prove no more than `possible` by themselves
# Device words of Recog and nmap that our vocabulary has no word for.
KINDS = {
    "webcam": Kind.CAMERA,
    "web cam": Kind.CAMERA,
    "video encoder": Kind.CAMERA,
    "broadband router": Kind.ROUTER,
    "adsl router": Kind.ROUTER,
    "wap": Kind.ACCESS_POINT,
    "wireless access point": Kind.ACCESS_POINT,
    "cable modem": Kind.MODEM,
    "adsl modem": Kind.MODEM,
    "dsl modem": Kind.MODEM,
    "docsis cable modem": Kind.MODEM,
    "bridge": Kind.NETWORK,
    "hub": Kind.NETWORK,
    "load balancer": Kind.NETWORK,
    "wlan controller": Kind.NETWORK,
    "network appliance": Kind.NETWORK,
    "storage-misc": Kind.STORAGE,
    "print server": Kind.PRINTER,
    "multifunction device": Kind.PRINTER,
    "copier": Kind.PRINTER,
    "voip phone": Kind.TELEPHONY,
    "voip adapter": Kind.TELEPHONY,
    "pbx": Kind.TELEPHONY,
    "phone": Kind.TELEPHONY,
    "lights out management": Kind.SERVER,
    "remote management": Kind.SERVER,
    "access control": Kind.ACCESS_CONTROL,
    "alarm panel": Kind.INTRUSION_DETECTION,
}


@dataclass(frozen=True, slots=True)
class Naming:
    """Whose device a foreign rule says it is."""

    maker: str | None = None
    brand: str | None = None
    kind: Kind | None = None
    model: str | None = None
    firmware: str | None = None
    grade: Grade = Grade.POSSIBLE


def named(rule: ForeignRule, said: dict[str, str]) -> Naming:
    """What a match of a rule says, in our words."""
    device = said.get(HW_DEVICE) or said.get(OS_DEVICE) or ""
    kind = kind_of_device(device)
    words, firmware = _vendor(said, kind)
    maker, brand = maker_of(words) if words else (None, None)
    if maker is not None and asked_about(maker) and not names_maker(rule.pattern, maker):
        return Naming(kind=kind)
    weak = rule.field in WEAK_FIELDS or _certainty(said) < SURE
    return Naming(
        maker=maker,
        brand=brand,
        kind=kind,
        model=said.get(HW_PRODUCT),
        firmware=firmware,
        grade=Grade.POSSIBLE if weak else Grade.PROBABLE,
    )


def _vendor(said: dict[str, str], kind: Kind | None) -> tuple[str, str | None]:
    """The vendor of the hardware and its firmware. A system's vendor is the device's only where the
    rule says what device it is: a desktop runs anybody's."""
    if said.get(HW_VENDOR):
        same = said.get(OS_VENDOR) == said[HW_VENDOR]
        return said[HW_VENDOR], said.get(HW_VERSION) or (said.get(OS_VERSION) if same else None)
    if said.get(OS_DEVICE) and kind is not None and said.get(OS_VENDOR):
        return said[OS_VENDOR], said.get(OS_VERSION)
    for name, cpe in said.items():  # nmap: cpe:/h:vendor:product:version
        parts = cpe.split(":")
        if name.startswith("cpe") and cpe.startswith("cpe:/h:") and len(parts) > 2:
            return parts[2].replace("_", " "), None
    return "", None


def _certainty(said: dict[str, str]) -> float:
    text = said.get(HW_CERTAINTY, "1")
    return float(text) if re.fullmatch(r"\d?\.?\d{1,4}", text) else 0.0


def kind_of_device(words: str) -> Kind | None:
    """The kind that a device word of Recog or nmap means; null when we have none."""
    return KINDS.get(words.casefold()) or (kind_of(words) if words else None)


def maker_of(words: str) -> tuple[str | None, str | None]:
    """Maker and brand by a foreign word for a vendor. A brand that is not also the name of its maker
    names no maker: who builds it is what the catalogue's assertions are about."""
    found = catalogue.maker_id(words)
    if found is None:
        slug = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:64]
        return (FOREIGN + slug if slug else None), None
    entry = catalogue.makers()[found]
    folded = catalogue.fold(words)
    if folded in own_names(found):
        return found, None
    brand = next((b for b, n in entry.brands.items() if catalogue.fold(n) == folded), None)
    return None, brand


@cache
def own_names(maker: str) -> frozenset[str]:
    """The names of a maker itself, folded: its id, name and aliases, and the brand that is called as
    it is."""
    entry = catalogue.makers()[maker].maker
    names = {catalogue.fold(n) for n in (entry.id, entry.name, *entry.aliases)}
    return frozenset(names - {""})


def asked_about(maker: str) -> bool:
    """Whether users ask about this maker, so that a wrong name would do harm (see `catalogue check`)."""
    entry = catalogue.makers().get(maker)
    return entry is not None and entry.maker.seat == "CN"


def names_maker(pattern: str, maker: str) -> bool:
    """Whether every text a pattern matches holds a name of the maker: evidence that is not generic."""
    names = _short_names(maker)
    return any(
        all(any(n in catalogue.fold(text) for n in names) for text in texts)
        for texts in required(pattern)
    )


@cache
def _short_names(maker: str) -> frozenset[str]:
    """Names short enough to stand in a banner, long enough to be nobody else's."""
    return frozenset(n for n in own_names(maker) if len(n) >= 3)
