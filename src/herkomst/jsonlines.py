# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""JSON lines of strangers as typed records, in bounded memory, with the place of every line.

Each line is decoded by itself into a `msgspec.Struct` that names only the fields wanted, so a line broken
in two is two broken lines and two objects on one line are one, whatever stands around them; columnar
readers glue the first and split the second. It is also the fastest way measured (see docs/adr).
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

from herkomst.collect import RAW_CAP, Quarantined

BLOCK = 1 << 18  # bytes of lines that are read together; they should fit in the processor's cache
MAX_LINE = 16 << 20  # a longer line is quarantined without being held in memory

Record = TypeVar("Record", bound=msgspec.Struct)


@dataclass(slots=True)
class Lines(Generic[Record]):
    """One block: `records` with the `offsets` and `lengths` of their lines in the content, in bytes;
    `odd` are objects that are valid JSON but not of the expected shape, with theirs."""

    read: int = 0
    skipped: int = 0
    size: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    odd: list[tuple[int, int, dict[str, Any]]] = field(default_factory=list)

    def refuse(self, offset: int, line: bytes, reason: str) -> None:
        """Quarantine one line."""
        self.quarantined.append(Quarantined(offset, len(line), reason, line[:RAW_CAP]))


class Reader(Generic[Record]):
    """Reads lines whose objects have the shape of `record`."""

    def __init__(self, record: type[Record]) -> None:
        self._typed = msgspec.json.Decoder(record)
        self._free = msgspec.json.Decoder()

    def blocks(self, chunks: Iterable[bytes]) -> Iterator[Lines[Record]]:
        """Whole lines in blocks of about `BLOCK` bytes, with their offsets in the content."""
        offset, held = 0, b""
        lost = 0  # bytes of an over-long line already let go
        first = True
        for chunk in chunks:
            if first and chunk.startswith(b"\xef\xbb\xbf"):
                chunk, offset = chunk[3:], 3
            first = False
            at = 0
            while at < len(chunk):
                cut = chunk.rfind(b"\n", at, at + BLOCK) + 1
                piece = chunk[at : cut or at + BLOCK]
                at += len(piece)
                block, held = (held + piece, b"") if cut else (b"", held + piece)
                if lost and block:
                    end = block.index(b"\n") + 1
                    yield _too_long(offset - lost, lost + end - 1)
                    offset, block, lost = offset + end, block[end:], 0
                if block:
                    yield self._block(block, offset)
                    offset += len(block)
                if len(held) > MAX_LINE:
                    lost, offset, held = lost + len(held), offset + len(held), b""
        if lost:
            yield _too_long(offset - lost, lost + len(held))
        elif held:
            yield self._block(held, offset)

    def _block(self, block: bytes, offset: int) -> Lines[Record]:
        made: Lines[Record] = Lines(size=len(block))
        # A field that is not read is not checked either; these two faults are looked for as such.
        suspect, ascii_only = b"\0" in block, block.isascii()
        decode, records = self._typed.decode, made.records
        offsets, lengths = made.offsets, made.lengths
        at = offset
        lines = block.split(b"\n")
        if not lines[-1]:
            lines.pop()
        made.read = len(lines)
        for line in lines:
            if (suspect and b"\0" in line) or not (ascii_only or line.isascii() or _is_utf8(line)):
                made.refuse(at, line.removesuffix(b"\r"), _why_not_text(line))
            else:
                try:
                    records.append(decode(line))
                    offsets.append(at)
                    lengths.append(len(line) - line.endswith(b"\r"))
                except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                    self._odd(made, line.removesuffix(b"\r"), at)
            at += len(line) + 1
        return made

    def take(self, made: Lines[Record], text: bytes, offset: int) -> None:
        """Add one object to a block: as a record, as one of odd shape, or to quarantine."""
        made.read += 1
        if b"\0" in text or not _is_utf8(text):
            made.refuse(offset, text, _why_not_text(text))
            return
        try:
            made.records.append(self._typed.decode(text))
            made.offsets.append(offset)
            made.lengths.append(len(text))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self._odd(made, text, offset)

    def is_object(self, text: bytes) -> bool:
        """Whether this is one whole object."""
        try:
            return isinstance(self._free.decode(text), dict)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return False

    def _odd(self, made: Lines[Record], line: bytes, offset: int) -> None:
        if not line.strip():
            made.skipped += 1
            return
        try:
            value = self._free.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            made.refuse(offset, line, _why_not_json(error))
            return
        if isinstance(value, dict):
            made.odd.append((offset, len(line), value))
        else:
            made.refuse(offset, line, f"not a JSON object but {_json_type(value)}")


def _is_utf8(text: bytes) -> bool:
    if text.isascii():
        return True
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _why_not_text(line: bytes) -> str:
    if b"\0" in line:
        return "holds NUL bytes"
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start}"
    return "not text"


def _why_not_json(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    text = str(error)
    if "trailing characters" in text:
        return "more than one JSON value on the line"
    return f"not JSON: {text}"


def _json_type(value: Any) -> str:
    names = {type(None): "null", bool: "true or false", str: "a text", list: "an array"}
    return names.get(type(value), "a number")


def _too_long(offset: int, length: int) -> Lines[Any]:
    reason = f"a line of {length:,} bytes; the longest that is read is {MAX_LINE:,}"
    return Lines(read=1, size=length, quarantined=[Quarantined(offset, length, reason, b"")])


def fitted(value: dict[str, Any], shape: type[Record]) -> Record:
    """An object of an unexpected shape as a record: what fits is read, what does not is left out."""
    wanted: Any = shape
    return shape(**{name: _fit(value.get(key), kind) for name, key, kind in _fields(wanted)})


@cache
def _fields(shape: Any) -> tuple[tuple[str, str, Any], ...]:
    """Name, name in JSON, and plain type of each field."""
    return tuple((i.name, i.encode_name, _plain(i.type)) for i in msgspec.structs.fields(shape))


def _plain(hint: Any) -> Any:
    """A type without its `| None`; a list of records keeps their type in a tuple, an object of records
    under names that are not known beforehand in a set."""
    origin = typing.get_origin(hint)
    if origin is list:
        (item,) = typing.get_args(hint)
        return (item,) if isinstance(item, type) and issubclass(item, msgspec.Struct) else list
    if origin is dict:
        return dict if typing.get_args(hint)[1] is msgspec.Raw else _mapping(hint)
    options = [a for a in typing.get_args(hint) if a is not type(None)]
    return _plain(options[0]) if options else hint


def _mapping(hint: Any) -> Any:
    item = _plain(typing.get_args(hint)[1])
    return (
        frozenset((item,)) if isinstance(item, type) and issubclass(item, msgspec.Struct) else Any
    )


def _fit(value: Any, kind: Any) -> Any:
    """A value as the type wanted, or null: a text in a list, a list as its first text."""
    if value is None:
        return None
    if kind is Any:
        return value if isinstance(value, dict) else None
    if isinstance(kind, frozenset):
        (shape,) = kind
        if not isinstance(value, dict):
            return None
        return {str(k): fitted(v, shape) for k, v in value.items() if isinstance(v, dict)}
    if isinstance(kind, tuple):
        items = value if isinstance(value, list) else [value]
        return [fitted(v, kind[0]) for v in items if isinstance(v, dict)] or None
    if issubclass(kind, msgspec.Struct):
        return fitted(value, kind) if isinstance(value, dict) else None
    if kind is dict:
        return {str(k): msgspec.Raw() for k in value} if isinstance(value, dict) else None
    if kind is list:
        items = value if isinstance(value, list) else [value]
        return [str(v) for v in items if isinstance(v, str | int)] or None
    if kind is str:
        return _fit_text(value)
    if kind is bool:
        return value if isinstance(value, bool) else None
    return _fit_number(value)


def _fit_text(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), None)
    return str(value) if isinstance(value, str | int | float) else None


def _fit_number(value: Any) -> int | None:
    if (
        isinstance(value, str)
        and value.isascii()
        and value.lstrip("-").isdigit()
        and len(value) < 20
    ):
        value = int(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and -(2**63) <= value < 2**63 else None
