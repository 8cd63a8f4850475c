# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who holds which addresses, as others publish it: read as registrations, routes and names.

One module a format, found by itself: `FORMAT` (id, title, note), `recognise(head)` and `read(content, tally)`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.entries import Fault

HEAD = 1 << 14
SHOWN_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Registration:
    """Addresses registered to somebody. `first` and `last` are numbers; `net_class` and `body` where the
    file says so itself; `foreign`: it is registered outside the country that is asked for; `handle`: the
    organisation by its number in the register."""

    family: int  # 4 or 6
    first: int
    last: int
    holder: str
    name: str = ""
    handle: str = ""
    country: str = ""
    net_class: str = ""
    body: str = ""
    guest: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of the register by its number."""

    handle: str
    name: str


@dataclass(frozen=True, slots=True)
class Route:
    """Addresses that an autonomous system announces; `name` is that system's, where the file has it."""

    family: int
    first: int
    last: int
    asn: int
    name: str = ""


Noun = Registration | Organisation | Route


@dataclass(slots=True)
class Tally:
    """What became of the records of one file: read = kept + skipped + quarantined."""

    file: str
    format: str = ""
    read: int = 0
    skipped: int = 0
    quarantined: int = 0
    faults: list[Fault] = field(default_factory=list)

    def fault(self, where: str, reason: str) -> None:
        """One record that cannot be used; the first hundred are kept with their place."""
        self.quarantined += 1
        if len(self.faults) < SHOWN_FAULTS:
            self.faults.append(Fault(where, reason))

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "file": self.file,
            "format": self.format,
            "read": self.read,
            "kept": self.read - self.skipped - self.quarantined,
            "quarantined": self.quarantined,
            "skipped": self.skipped,
            "faults": [{"where": f.where, "reason": f.reason} for f in self.faults],
        }


@cache
def formats() -> tuple[ModuleType, ...]:
    """The modules that read a format, by name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{n}") for n in names)


def read(content: Content, tally: Tally) -> Iterator[Noun]:
    """What a file says, by the surest format, as a stream. Errors: `InputError` for what is none, and
    for a file that is cut off."""
    head = content.head(HEAD)
    bid, surest = max(((m.recognise(head), m) for m in formats()), key=lambda b: b[0])
    if bid <= 0:
        _whole(content)
        known = "; ".join(m.FORMAT for m in formats())
        raise InputError(
            "this is no table of networks that is known here",
            where=content.name,
            follows="Nothing was changed.",
            do=f"Known: {known}.",
        )
    tally.format = surest.FORMAT
    yield from surest.read(content, tally)
    _whole(content)


def _whole(content: Content) -> None:
    if content.truncated:
        raise InputError(
            content.truncated,
            where=content.name,
            follows="Nothing was changed.",
            do="Fetch it again.",
        )
