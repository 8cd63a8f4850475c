# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publishers' registers of public bodies, each in its own format -> what they say, as typed entries.

One module a format, found by itself: `REGISTER`, `recognise(path)` and `read(path, report)`. What they
read becomes the tables of `catalogue/bodies` in `tables`; `changes` compares them with those that stand.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

from herkomst.errors import InputError
from herkomst.registers.entries import Gathered, Report

_NOT_FORMATS = ("entries", "tables", "hosts", "changes", "networks", "places")


@cache
def formats() -> tuple[ModuleType, ...]:
    """The modules that read a publisher's format, by name."""
    names = (m.name for m in pkgutil.iter_modules(__path__) if m.name not in _NOT_FORMATS)
    return tuple(importlib.import_module(f"{__name__}.{n}") for n in sorted(names))


def read(path: Path, report: Report) -> Gathered:
    """What a file (or folder) says, by the surest format. `report(done, total)`: progress in bytes or
    members. Errors: `InputError` for what is no register."""
    if not path.exists():
        raise InputError("there is no such file", where=str(path), follows="Nothing was changed.")
    bids = [(m.recognise(path), m) for m in formats()]
    bid, surest = max(bids, key=lambda b: b[0])
    if bid <= 0:
        known = "; ".join(m.REGISTER.title for m in formats())
        raise InputError(
            "this is no register of public bodies that is known here",
            where=str(path),
            follows="Nothing was changed.",
            do=f"Known: {known}.",
        )
    gathered: Gathered = surest.read(path, report)
    if not gathered.kept:
        raise InputError(
            f"no body could be read from it ({gathered.read} read, {len(gathered.faults)} faulty)",
            where=str(path),
            follows="Nothing was changed.",
        )
    return gathered
