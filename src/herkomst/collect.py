# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Source -> document -> rows. Recognise a file by its content, read it in bounded memory, and send
what cannot be read to quarantine with its place.

A source is one module in `herkomst.sources` with three names: ``SOURCE``, ``recognise(head)`` and
``read(content, context)``. Nothing else changes when one is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from herkomst.model import Basis, Body, Claim

if TYPE_CHECKING:
    import polars as pl


HEAD = 65536  # bytes a source may look at to recognise a file
RAW_CAP = 65536  # bytes of a broken record kept beside its place; the document holds the rest


@dataclass(frozen=True, slots=True)
class Source:
    """What a source is. `yields` says whether it brings observations or statements (claims)."""

    id: str
    basis: Basis
    media_types: tuple[str, ...]
    licence: str
    yields: Literal["observations", "claims"]
    title: str = ""
    own_list: bool = False  # what it reads is a body's own, so it needs to know whose


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One record that could not be read: where it is, why, and its bytes (at most `RAW_CAP`). `place` is
    where a user finds it in a table; elsewhere that is the offset."""

    offset: int
    length: int
    reason: str
    raw: bytes
    place: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as a source reads it: `body_name` is still the words of the source; the importer
    resolves it. `place` is where a user finds it, `value` the cell or line that carries it; `rule` what it was read by, where that is
    more than the source (the question it answers); `place` where a user finds it; `citation` and `link` the publication it stands in;
    `notes` what was odd but kept."""

    claim: Claim
    body_name: str
    locator: str
    value: str
    document_offset: int = 0
    rule: str = ""
    citation: str | None = None
    link: str | None = None
    notes: tuple[str, ...] = ()
    place: str = ""


@dataclass(slots=True)
class Rows:
    """One batch of a document: read = kept + quarantined + skipped, exactly."""

    read: int = 0
    skipped: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    batch: pl.DataFrame | None = None  # observations, in the columns of `observation_schema`
    said: list[Said] = field(default_factory=list)
    bytes_done: int = 0  # of the content, for progress
    without_port: int = 0  # kept records whose port is none
    notes: list[str] = field(default_factory=list)  # news about the file as a whole (new columns)

    @property
    def kept(self) -> int:
        """Records that became an observation or a claim."""
        return self.read - self.skipped - len(self.quarantined)


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader may need to know beside the bytes."""

    body: Body | None = None  # whose network or list this is, as that body's own statement
    mapping: Mapping[str, str] = field(default_factory=dict)  # column name -> noun column
    maker_id: Callable[[str], str | None] = lambda name: None  # a maker's or brand's name -> id
    today: str = ""  # ISO date, for files that carry none
    now: str = ""  # ISO date of the import: nothing was said or seen after it


def chunks_read(rows: Iterator[Rows]) -> Iterator[Rows]:
    """Pass rows on, holding every reader to the exact sum."""
    for row in rows:
        held = (row.batch.height if row.batch is not None else 0) + len(row.said)
        if held != row.kept:
            raise AssertionError(
                f"a source lost rows: read {row.read}, quarantined {len(row.quarantined)}, "
                f"skipped {row.skipped}, but {held} kept"
            )
        yield row
