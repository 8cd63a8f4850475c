# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests of sources of observations share: read a text as a file, by its content."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from herkomst.collect import Context, Quarantined, chunks_read
from herkomst.content import Content
from herkomst.model import Body, BodyKind
from herkomst.observations import NO_ADDRESS
from herkomst.sources import recognise

BODY = Body(id="example:1", kind=BodyKind.GEMEENTE, name="gemeente Voorbeeld")
TODAY = "2026-11-25"


@dataclass
class Reading:
    source: str
    text: bytes
    read: int = 0
    skipped: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)
    broken: list[Quarantined] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """read, kept, quarantined, skipped."""
        return self.read, len(self.rows), len(self.broken), self.skipped

    def at(self, row: dict[str, Any]) -> bytes:
        """The bytes at the place of a row."""
        return self.text[row["offset"] : row["offset"] + row["length"]]


def read(folder: Path, text: str | bytes, *, own: bool = False) -> Reading:
    """Read a text as the file it is, held to the exact sum; every place must lie within it."""
    raw = text.encode() if isinstance(text, str) else text
    path = folder / "file"
    path.write_bytes(raw)
    content = Content(path)
    module = recognise(content, None, own)
    made = Reading(module.SOURCE.id, raw)
    context = Context(body=BODY if own else None, today=TODAY)
    for rows in chunks_read(module.read(content, context)):
        made.read += rows.read
        made.skipped += rows.skipped
        made.broken += rows.quarantined
        if rows.batch is not None:
            made.rows += rows.batch.to_dicts()
    assert made.read == len(made.rows) + len(made.broken) + made.skipped
    for place in [(r["offset"], r["length"]) for r in made.rows] + [
        (q.offset, q.length) for q in made.broken
    ]:
        assert place[0] >= 0 and place[0] + place[1] <= len(raw)
    # A sound object without an address is quoted by the fields that are read of it.
    for bad in (q for q in made.broken if q.reason != NO_ADDRESS):
        assert raw[bad.offset : bad.offset + bad.length].startswith(bad.raw[:32].rstrip())
    return made
