# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Firmware as its makers write it, in a form that can be compared: numbers, and the day it was built.

`V5.4.0 build 160530`, `2.820.0000000.18.R, build: 2021-07-05`, `2.820.0000000.18.R.210705`,
`1.1.4 Build 20230219 rel.69802`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

CAP = 256  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Version:
    """Numbers of a version (none: not told) and its build date (null: not told)."""

    numbers: tuple[int, ...] = ()
    built: str | None = None

    def __bool__(self) -> bool:
        return bool(self.numbers or self.built)


_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./](\d\d)[-./](\d\d)(?!\d)")
_BUILD = re.compile(r"build(?:\s*date)?[\s:_]*v?(\d{8}|\d{6})(?!\d)", re.IGNORECASE)
_TAIL = re.compile(r"\.[a-z]{1,3}\.(\d{8}|\d{6})(?!\d)", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![\d.])v?(\d{1,9}(?:\.\d{1,9}){1,5})(?![\d])", re.IGNORECASE)


def version_of(text: str | None, built: str | None = None) -> Version:
    """A firmware text as numbers and build date; what cannot be told is left out. `built` (an ISO date)
    beats what the text says."""
    plain = (text or "")[:CAP]
    day = _iso(built or "") or _built(plain)
    without = _DAY.sub(" ", _BUILD.sub(" ", plain))
    found = _NUMBERS.search(without)
    numbers = tuple(int(n) for n in found[1].split(".")) if found else ()
    return Version(numbers, day)


def _built(text: str) -> str | None:
    for pattern in (_BUILD, _TAIL):
        found = pattern.search(text)
        if found is not None and (day := _packed(found[1])) is not None:
            return day
    return _iso(text)


def _iso(text: str) -> str | None:
    found = _DAY.search(text)
    return _day(found[1], found[2], found[3]) if found else None


def _packed(digits: str) -> str | None:
    """`160530` or `20160530`."""
    full = digits if len(digits) == 8 else "20" + digits
    return _day(full[:4], full[4:6], full[6:])


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def compared(one: Version, other: Version) -> int | None:
    """-1, 0 or 1; null where what both tell does not decide it, or where numbers and dates disagree (a
    later build of an older branch)."""
    by_number = _by_number(one.numbers, other.numbers)
    by_date = None
    if one.built and other.built:
        by_date = (one.built > other.built) - (one.built < other.built)
    if by_number is None:
        return None if one.numbers and other.numbers else by_date
    if by_number == 0:
        return by_date if other.built else 0
    return by_number if by_date in (None, 0, by_number) else None


def _by_number(one: tuple[int, ...], other: tuple[int, ...]) -> int | None:
    if not one or not other:
        return None
    shared = min(len(one), len(other))
    if one[:shared] != other[:shared]:
        return 1 if one[:shared] > other[:shared] else -1
    rest = one[shared:] or other[shared:]
    return None if any(rest) else 0
