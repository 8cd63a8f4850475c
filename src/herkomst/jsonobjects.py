# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""JSON objects of strangers whatever stands between them: one array, a comma at the begin of a line,
objects printed over several lines, a tail that is no JSON; each with its place, in bounded memory.

Lines of one object each are read by `jsonlines`; this reader is for everything else. An object that does
not end costs itself and no neighbour: the next one that begins at the margin of the first starts anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Generic

from herkomst.collect import Quarantined
from herkomst.jsonlines import Lines, Reader, Record

BLOCK = 1 << 20
BOM = b"\xef\xbb\xbf"
CAP = 16 << 20  # an object longer than this is quarantined without being held in memory

# What tells where an object ends. Text and whole strings pass in one step; every repeat is possessive,
# so that no text makes the scan go back.
_TOKEN = re.compile(rb'\n[ \t]*+|(?:[^"{}\[\]\n]++|"(?:[^"\\\n]++|\\.)*+")++|[{}\[\]"]')
_PAIR = {b"}": b"{", b"]": b"["}
_BETWEEN = b" \t\r\n,"


def _nothing(text: bytes) -> bool:
    return False


class Objects(Generic[Record]):
    """Reads objects of the shape of `record`; `ignored` says of text that is no record whether it
    belongs to the format, and is skipped instead of quarantined."""

    def __init__(
        self, record: type[Record], ignored: Callable[[bytes], bool] = _nothing, cap: int = CAP
    ) -> None:
        self._reader, self._ignored, self._cap = Reader(record), ignored, cap
        self._made: Lines[Record] = Lines()
        self._held = bytearray()  # what is not yet given out, from `_offset` on
        self._offset = self._at = self._start = 0
        self._open: list[bytes] = []  # the brackets that are open
        self._margin: bytes | None = None  # white space before the first object on its line
        self._lost = 0  # bytes of an over-long object already let go
        self._indent: bytes | None = b""  # white space since the last line feed, null after text

    def blocks(self, chunks: Iterable[bytes]) -> Iterator[Lines[Record]]:
        """Objects in blocks of about `BLOCK` bytes, with their offsets in the content."""
        first = b""
        for chunk in chunks:
            if self._offset == 0 and not self._held and len(first) < 3:
                first += chunk
                if len(first) < 3:
                    continue
                self._offset = 3 if first.startswith(BOM) else 0
                chunk = first.removeprefix(BOM)
            for begin in range(0, len(chunk), BLOCK):
                self._held += chunk[begin : begin + BLOCK]
                self._scan(final=False)
                yield self._given()
        self._held += first if len(first) < 3 else b""
        self._scan(final=True)
        yield self._given()

    def _given(self) -> Lines[Record]:
        made, self._made = self._made, Lines()
        return made

    def _scan(self, *, final: bool) -> None:
        held, size = bytes(self._held), len(self._held)
        while self._at < size:
            found = _TOKEN.match(held, self._at)
            assert found is not None
            token, end = found.group(), found.end()
            # What touches the end may go on in the next block.
            if end == size and not final and token[:1] not in (b"{", b"}", b"[", b"]"):
                break
            if token == b'"':  # a string without end: it reaches no further than its line
                line_end = held.find(b"\n", end)
                if line_end < 0 and not final:
                    break
                end = line_end if line_end >= 0 else size
            self._step(held, token, end)
            self._at = end
        if final:
            self._finish(held, size)
        else:
            self._let_go(held)

    def _step(self, held: bytes, token: bytes, end: int) -> None:
        """One token: where it leaves the brackets that are open."""
        mark = token[:1]
        if mark in b"{[":
            self._opening(held, mark)
        elif mark in b"}]":
            self._closing(held, mark, end)
        elif mark == b"\n":
            self._indent = token[1:]
            return
        elif self._indent is None or not token.strip(_BETWEEN):
            return
        self._indent = None

    def _opening(self, held: bytes, mark: bytes) -> None:
        fresh = mark == b"{" and self._indent is not None and self._indent == self._margin
        # Within an object whose own lines are set in, nothing of it begins at its margin.
        nested = not self._margin and self._open[-1:] == [b"["]
        if self._open and fresh and not nested and not _after_colon(held, self._at):
            self._broken(held, self._at, "the object does not end")
        if not self._open:
            if mark == b"[":
                self._between(held, self._at)
                self._start = self._at + 1
                return
            self._between(held, self._at)
            self._start = self._at
            if self._margin is None and self._indent is not None:
                self._margin = self._indent
        self._open.append(mark)

    def _closing(self, held: bytes, mark: bytes, end: int) -> None:
        if not self._open:
            if mark == b"]":
                self._between(held, self._at)
                self._start = end
            return
        if self._open.pop() != _PAIR[mark]:
            self._broken(held, end, "brackets do not match")
        elif not self._open:
            self._whole(held, end)

    def _whole(self, held: bytes, end: int) -> None:
        text, start = held[self._start : end], self._start
        self._start = end
        if self._lost:
            self._too_long(len(text))
        elif self._ignored(text):
            self._made.read += 1
            self._made.skipped += 1
        else:
            self._reader.take(self._made, text, self._offset + start)

    def _broken(self, held: bytes, end: int, reason: str) -> None:
        """An object without end. Its lines may hold whole objects all the same; the rest is one
        broken record."""
        text, start = held[self._start : end], self._offset + self._start
        self._open.clear()
        self._start = end
        if self._lost:
            self._too_long(len(text))
            return
        first, at = start, 0
        for line in text.splitlines(keepends=True):
            plain = line.strip(_BETWEEN)
            if at > 0 and self._at_margin(line) and self._reader.is_object(plain):
                self._refuse(first, text[first - start : at], reason)
                self._reader.take(self._made, plain, start + at + line.index(b"{"))
                first = start + at + len(line)
            at += len(line)
        self._refuse(first, text[first - start :], reason)

    def _at_margin(self, line: bytes) -> bool:
        return line.lstrip(b",").startswith((self._margin or b"") + b"{")

    def _refuse(self, offset: int, text: bytes, reason: str) -> None:
        begin = len(text) - len(text.lstrip(_BETWEEN))
        text = text.strip(_BETWEEN)
        if not text.strip(b"]"):
            return
        self._made.read += 1
        if self._ignored(text):
            self._made.skipped += 1
        else:
            self._made.refuse(offset + begin, text, reason)

    def _between(self, held: bytes, end: int) -> None:
        """What stands before an object: commas and white space, or something that is no object."""
        self._refuse(self._offset + self._start, held[self._start : end], "not a JSON object")
        self._start = end

    def _too_long(self, more: int) -> None:
        length = self._lost + more
        self._made.read += 1
        reason = f"an object of {length:,} bytes; the longest that is read is {self._cap:,}"
        begin = self._offset + self._start - length
        self._made.quarantined.append(Quarantined(begin, length, reason, b""))
        self._lost = 0

    def _let_go(self, held: bytes) -> None:
        """Forget what was given out, and an object that grows beyond the cap."""
        done = self._start
        if self._open and self._at - self._start > self._cap:
            self._lost += self._at - self._start
            done = self._start = self._at
        elif not self._open and self._at - self._start > BLOCK:
            self._between(held, self._at)
            done = self._start
        elif self._at - self._start > 2 * self._cap or len(held) - self._at > self._cap:
            self._at = len(held)  # one string without end
        if done:
            self._made.size += done
            del self._held[:done]
            self._offset += done
            self._at -= done
            self._start = 0

    def _finish(self, held: bytes, size: int) -> None:
        if self._open or self._lost:
            self._broken(held, size, "cut off: the object does not end")
        else:
            self._between(held, size)
        self._made.size += size
        self._held.clear()


def _after_colon(held: bytes, at: int) -> bool:
    """Whether the value of a key begins here."""
    return held[max(0, at - 4096) : at].rstrip().endswith(b":")


def is_lines(head: bytes) -> bool:
    """Whether a head looks like lines of one object each: its first line is a whole object, or cut
    off only by the end of the head."""
    plain = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    line, feed, _ = plain.partition(b"\n")
    line = line.strip()
    if not line.startswith(b"{"):
        return False
    return line.endswith(b"}") if feed else True


def reader(record: type[Record], head: bytes) -> Reader[Record] | Objects[Record]:
    """The reader that fits a file: of lines, or of objects however they are written."""
    return Reader(record) if is_lines(head) else Objects(record)
