# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of MAC prefixes: IEEE's `oui.csv`, `mam.csv`, `oui36.csv` (MA-L, MA-M, MA-S) and `oui.txt`, and
Wireshark's `manuf`. They refresh the user's own table; the catalogue's facts stay what they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.identify.foreign.rules import Refused

LINE_CAP = 65536


class Prefix(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Whose a prefix is, and where that stands."""

    organisation: str
    place: str


class PrefixTable(msgspec.Struct):
    """Prefixes as hex digits in capitals: 6 (MA-L), 7 (MA-M) or 9 (MA-S). read = kept + skipped +
    refused; a later line for the same prefix takes the place of the earlier, which counts as skipped."""

    name: str
    imported_at: str = ""
    read: int = 0
    skipped: int = 0
    prefixes: dict[str, Prefix] = {}
    refused: list[Refused] = []

    def counts(self) -> dict[str, object]:
        """For `--json`."""
        return {
            "format": "oui",
            "name": self.name,
            "imported_at": self.imported_at,
            "read": self.read,
            "kept": len(self.prefixes),
            "skipped": self.skipped,
            "refused": len(self.refused),
        }


def read(path: Path) -> PrefixTable:
    """The prefixes of a list. Errors: `InputError` where the file is no such list."""
    content = Content(path)
    head = content.head(LINE_CAP).decode("utf-8-sig", "replace")
    made = PrefixTable(path.name)
    name = re.sub(r"\s+", "_", path.name)
    for number, told in _entries(content, head, path):
        made.read += 1
        if told is None:
            made.skipped += 1
        elif isinstance(told, str):
            made.refused.append(Refused(f"{name}:{number}", told))
        else:
            prefix, organisation = told
            made.skipped += prefix in made.prefixes
            made.prefixes[prefix] = Prefix(organisation, f"{name}:{number}")
    if not made.prefixes:
        raise _unknown(path)
    return made


def _unknown(path: Path) -> InputError:
    return InputError(
        "this is no list of MAC prefixes",
        where=str(path),
        follows="Nothing was imported.",
        do="Known: IEEE's oui.csv, mam.csv, oui36.csv and oui.txt, and Wireshark's manuf.",
    )


Told = tuple[str, str] | str | None


def _entries(content: Content, head: str, path: Path) -> Iterator[tuple[int, Told]]:
    if re.match(r"\s*Registry,Assignment,Organi[sz]ation Name", head):
        return _csv(content)
    if "(hex)" in head and "(base 16)" in head:
        return ((n, t) for n, line in _lines(content) for t in _ieee_text(line))
    if any(_MANUF.fullmatch(line.rstrip()) for line in head.splitlines()[:200]):
        return ((n, t) for n, line in _lines(content) for t in _manuf(line))
    raise _unknown(path)


def _lines(content: Content) -> Iterator[tuple[int, str]]:
    held, number = b"", 0
    for chunk in content.chunks():
        *whole, held = (held + chunk).split(b"\n")
        held = held[: 2 * LINE_CAP]
        for raw in whole:
            number += 1
            yield number, raw[:LINE_CAP].decode("utf-8-sig", "replace").rstrip("\r")
    if held:
        yield number + 1, held[:LINE_CAP].decode("utf-8-sig", "replace").rstrip("\r")


def _csv(content: Content) -> Iterator[tuple[int, Told]]:
    csv.field_size_limit(LINE_CAP * 4)
    reader = csv.reader(line + "\n" for _, line in _lines(content))
    next(reader, None)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"not a CSV record: {error}"
            continue
        if row:
            yield line, _entry(row[1], row[2]) if len(row) >= 3 else f"{len(row)} cells of 3"


def _entry(digits: str, organisation: str) -> Told:
    plain = re.sub(r"[:. -]", "", digits).upper()
    if not re.fullmatch(r"[0-9A-F]{6,7}|[0-9A-F]{9}", plain):
        return f"{digits[:32]!r} is no prefix of 24, 28 or 36 bits"
    name = " ".join(organisation.split())
    if not name or name.casefold() in ("private", "ieee registration authority"):
        return None  # nobody's name: the owner is not told, or the block is cut up further
    return plain, name[:256]


_HEX = re.compile(r"\s*([0-9A-F]{2}(?:-[0-9A-F]{2}){2})\s+\(hex\)\s*(.*)", re.IGNORECASE)


def _ieee_text(line: str) -> Iterator[Told]:
    """`00-00-00   (hex)    XEROX CORPORATION`; the lines around it are the address."""
    found = _HEX.match(line)
    if found is not None:
        yield _entry(found[1], found[2])


_MANUF = re.compile(
    r"([0-9A-F]{2}(?:[:-][0-9A-F]{2}){2,5})(?:/(\d{1,2}))?\s+(\S[^\t#]*)(?:\t+([^#]*))?.*",
    re.IGNORECASE,
)


def _manuf(line: str) -> Iterator[Told]:
    """`00:00:0C  Cisco  Cisco Systems, Inc` and `00:1B:C5:00:00:00/36  Convergi  Converging Systems`."""
    text = line.rstrip()
    if not text or text.startswith("#"):
        return
    found = _MANUF.fullmatch(text)
    if found is None:
        yield "not a line of manuf"
        return
    digits = re.sub("[:-]", "", found[1])
    bits = int(found[2] or len(digits) * 4)
    if bits not in (24, 28, 36) or len(digits) * 4 < bits:
        yield None  # a single address or a block of another size: no maker's prefix
        return
    yield _entry(digits[: bits // 4], found[4] or found[3])
