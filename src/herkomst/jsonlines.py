# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""JSON lines of strangers as Arrow tables, in bounded memory, with the place of every line.

Blocks of lines go through `pyarrow.json`, which is fast but forgiving in the wrong places: it glues
a line broken in two to its neighbour and splits two objects on one line. A block is therefore taken
as it is only when every line of it begins with ``{`` and ends with ``}``, it is UTF-8, and it gives
exactly one row a line. (A line broken in two always breaks the first rule or makes invalid JSON; two
objects on a line break the third.) Otherwise its lines are looked at one by one: the sound ones go
back through the fast way, the others are decoded singly or reported with their place.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from herkomst.collect import RAW_CAP, Quarantined

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 1 << 19
MAX_LINE = 16 << 20  # a longer line is quarantined without being held in memory


@dataclass(slots=True)
class Lines:
    """One block. `table` holds the sound lines, `odd` the objects that are valid JSON but not of
    the expected shape; both with the (offset, length) of their line in the content."""

    read: int = 0
    skipped: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    table: pa.Table | None = None
    offsets: np.ndarray[Any, Any] = field(default_factory=lambda: np.empty(0, np.int64))
    lengths: np.ndarray[Any, Any] = field(default_factory=lambda: np.empty(0, np.int32))
    odd: list[tuple[int, int, dict[str, Any]]] = field(default_factory=list)
    raw: bytes = b""
    start: int = 0  # of the block in the content


class Reader:
    """Reads lines whose objects have the shape of `record` (a `msgspec.Struct`)."""

    def __init__(self, record: type[msgspec.Struct]) -> None:
        import pyarrow.json as pj

        self._typed = msgspec.json.Decoder(record)
        self._free = msgspec.json.Decoder()
        self._parse = pj.ParseOptions(
            explicit_schema=arrow_schema(record), unexpected_field_behavior="ignore"
        )
        self._read = pj.ReadOptions(use_threads=False, block_size=MAX_LINE + 2 * BLOCK)

    def blocks(self, chunks: Iterable[bytes]) -> Iterator[Lines]:
        """Whole lines in blocks of about `BLOCK` bytes, with their offsets in the content."""
        offset, held = 0, bytearray()
        lost = 0  # bytes of an over-long line already let go
        first = True
        for chunk in chunks:
            if first and chunk.startswith(b"\xef\xbb\xbf"):
                chunk, offset = chunk[3:], 3
            first = False
            for start in range(0, len(chunk), BLOCK):
                held += memoryview(chunk)[start : start + BLOCK]
                cut = held.rfind(b"\n") + 1
                if cut:
                    block, held = bytes(held[:cut]), held[cut:]
                    if lost:
                        end = block.index(b"\n") + 1
                        yield _too_long(offset - lost, lost + end - 1, block[:0])
                        offset, block, lost = offset + end, block[end:], 0
                    if block:
                        yield self._block(block, offset)
                    offset += len(block)
                elif len(held) > MAX_LINE:
                    if not lost:
                        yield Lines(raw=bytes(held[:RAW_CAP]))
                    lost, offset = lost + len(held), offset + len(held)
                    held = bytearray()
        if lost:
            yield _too_long(offset - lost, lost + len(held), b"")
        elif held:
            yield self._block(bytes(held), offset)

    def _block(self, block: bytes, offset: int) -> Lines:
        starts, ends = _line_bounds(block)
        if self._plain(block, starts, ends):
            table = self._arrow(block)
            if table is not None and table.num_rows == len(starts):
                return Lines(
                    read=len(starts),
                    table=table,
                    offsets=starts + offset,
                    lengths=(ends - starts).astype(np.int32),
                    raw=block,
                    start=offset,
                )
        return self._line_by_line(block, offset, starts, ends)

    @staticmethod
    def _plain(block: bytes, starts: np.ndarray[Any, Any], ends: np.ndarray[Any, Any]) -> bool:
        octets = np.frombuffer(block, np.uint8)
        if not len(starts) or (ends <= starts).any():
            return False
        if (octets[starts] != 0x7B).any() or (octets[ends - 1] != 0x7D).any():
            return False
        if block.isascii():
            return True
        try:
            block.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    def _arrow(self, block: bytes) -> pa.Table | None:
        import pyarrow as pa
        import pyarrow.json as pj

        try:
            return pj.read_json(pa.BufferReader(block), self._read, self._parse)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError):
            return None

    def _line_by_line(
        self,
        block: bytes,
        offset: int,
        starts: np.ndarray[Any, Any],
        ends: np.ndarray[Any, Any],
    ) -> Lines:
        made = Lines(read=len(starts), raw=block, start=offset)
        sound: list[tuple[int, int]] = []
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            line = block[start:end]
            if not line.strip():
                made.skipped += 1
                continue
            try:
                self._typed.decode(line)
                sound.append((start, end))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                self._odd(made, line, offset + start)
        table = self._arrow(b"\n".join(block[a:b] for a, b in sound)) if sound else None
        if table is not None and table.num_rows == len(sound):
            made.table = table
            made.offsets = np.array([a + offset for a, _ in sound], np.int64)
            made.lengths = np.array([b - a for a, b in sound], np.int32)
        else:
            for a, b in sound:
                self._odd(made, block[a:b], offset + a)
        return made

    def _odd(self, made: Lines, line: bytes, offset: int) -> None:
        try:
            value = self._free.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            reason = _reason(line, error)
        else:
            if isinstance(value, dict):
                made.odd.append((offset, len(line), value))
                return
            reason = f"not a JSON object but {_json_type(value)}"
        made.quarantined.append(Quarantined(offset, len(line), reason, line[:RAW_CAP]))


def _line_bounds(block: bytes) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Start and end of each line, the line feed and a carriage return before it left out."""
    octets = np.frombuffer(block, np.uint8)
    feeds = np.flatnonzero(octets == 0x0A).astype(np.int64)
    ends = feeds if block.endswith(b"\n") else np.append(feeds, len(block))
    starts = np.append(np.zeros(1, np.int64), feeds + 1)[: len(ends)]
    returned = (ends > starts) & (octets[np.maximum(ends - 1, 0)] == 0x0D)
    return starts, ends - returned


def _too_long(offset: int, length: int, raw: bytes) -> Lines:
    reason = f"a line of {length:,} bytes; the longest that is read is {MAX_LINE:,}"
    return Lines(read=1, quarantined=[Quarantined(offset, length, reason, raw)])


def _reason(line: bytes, error: Exception) -> str:
    if b"\0" in line:
        return "holds NUL bytes"
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start}"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as place:
        return f"not UTF-8 at byte {place.start}"
    text = str(error)
    if "trailing characters" in text:
        return "more than one JSON value on the line"
    return f"not JSON: {text}"


def _json_type(value: Any) -> str:
    names = {type(None): "null", bool: "true or false", str: "a text", list: "an array"}
    return names.get(type(value), "a number")


@cache
def arrow_schema(record: type[msgspec.Struct]) -> pa.Schema:
    """The Arrow schema of a record type, so that its shape is written once."""
    import pyarrow as pa

    return pa.schema(list(_arrow_struct(record)))


def _arrow_struct(record: type[msgspec.Struct]) -> Iterator[pa.Field]:
    import pyarrow as pa

    for info in msgspec.structs.fields(record):
        yield pa.field(info.encode_name, _arrow_type(info.type))


def _arrow_type(hint: Any) -> pa.DataType:
    import pyarrow as pa

    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    options = [a for a in typing.get_args(hint) if a is not type(None)]
    if typing.get_origin(hint) is list:
        return pa.list_(_arrow_type(typing.get_args(hint)[0]))
    if options:
        return _arrow_type(options[0])
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return pa.struct(list(_arrow_struct(hint)))
    return plain[hint]
