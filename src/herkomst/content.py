# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file from a stranger as a stream of bytes: transport compression taken off, bounded in size.

Offsets everywhere are offsets in the *content*: the bytes after gzip or zstandard is taken off, and after
UTF-16 (what Windows writes into a file when a command's output is redirected) became UTF-8.
"""

from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from herkomst.errors import InputError

CHUNK = 1 << 20
BOMB_RATIO = 200  # gzip of real scan lines is 5-30; a bomb is about 1030
BOMB_FLOOR = 1 << 27  # below this much content no ratio alarms

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def be_regular(path: Path) -> None:
    """Errors: `InputError` when a path is no file that can be read from its beginning again."""
    if path.is_file():
        return
    what = (
        "this is a directory, not a file"
        if path.is_dir()
        else "this is a pipe, socket or device, not a file"
        if path.exists()
        else "there is no such file"
    )
    do = "" if path.is_dir() or not path.exists() else "Write what it gives to a file first."
    raise InputError(what, where=str(path), follows="Nothing was imported.", do=do)


def shown_name(path: Path) -> str:
    """A file's name as text that can be kept and shown: bytes that are no UTF-8 and signs that are no
    text (a terminal would obey them) as escapes."""
    text = os.fsencode(path.name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class Content:
    """The content of one file.

    `chunks()` streams it once and fills `sha256` (of the content), `received_sha256` (of the file as
    it came) and `size`. `truncated` says that the compressed stream ended early: what it held was
    still given out.
    """

    def __init__(self, path: Path) -> None:
        be_regular(path)
        self.path, self.name = path, shown_name(path)
        self.received_size = path.stat().st_size
        self.received_done = 0
        self.size = 0
        self.sha256 = self.received_sha256 = ""
        self.truncated = ""
        self.tap: Callable[[bytes], None] | None = None  # sees every block of the first full pass
        with path.open("rb") as stream:
            magic = stream.read(4)
        self.encoding = "gzip" if magic[:2] == GZIP else "zstd" if magic == ZSTD else "identity"
        self.utf16 = False
        self.utf16 = self.head(2) in UTF16

    def head(self, size: int) -> bytes:
        """The first `size` bytes of the content."""
        taken = b""
        with self.path.open("rb") as raw:
            for block in self._text(self._decoded(_Counted(raw, None))):
                taken += block
                if len(taken) >= size:
                    break
        return taken[:size]

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        """The content in blocks of about `size` bytes, hashed on the way."""
        digest, received = hashlib.sha256(), hashlib.sha256()
        self.size, self.truncated = 0, ""
        with self.path.open("rb") as raw:
            as_it_came = self.encoding == "identity" and not self.utf16
            counted = _Counted(raw, None if as_it_came else received)
            for block in self._text(self._decoded(counted, size)):
                digest.update(block)
                if self.tap is not None:
                    self.tap(block)
                self.size += len(block)
                self.received_done = counted.done
                if self.size > BOMB_FLOOR and self.size > BOMB_RATIO * max(counted.done, 1):
                    raise InputError(
                        f"this file unpacks to more than {BOMB_RATIO} times its size",
                        where=self.name,
                        follows="It was taken for a decompression bomb and read no further.",
                    )
                yield block
        self.sha256 = digest.hexdigest()
        self.received_sha256 = self.sha256 if as_it_came else received.hexdigest()

    def _text(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        if not self.utf16:
            yield from blocks
            return
        decoder = codecs.getincrementaldecoder("utf-16")("replace")
        for block in blocks:
            yield decoder.decode(block).encode("utf-8", "replace")

    def _decoded(self, raw: _Counted, size: int = CHUNK) -> Iterator[bytes]:
        if self.encoding == "identity":
            while block := raw.read(size):
                yield block
            return
        try:
            yield from (_ungzip if self.encoding == "gzip" else _unzstd)(raw, size)
        except _decoder_errors() as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            self.truncated = f"the {self.encoding} stream is cut off or damaged ({error})"


def lines(chunks: Iterable[bytes], cap: int) -> Iterator[tuple[int, int, bytes]]:
    """Lines with their offset and length, line feed included. Of one longer than `cap` no more than one
    byte more is held: its text is shorter than its length then."""
    held, length, at = b"", 0, 0
    for chunk in chunks:
        *whole, rest = chunk.split(b"\n")
        for piece in whole:
            length += len(piece) + 1
            text = held + piece + b"\n" if length <= cap else (held + piece)[: cap + 1]
            yield at, length, text
            at, held, length = at + length, b"", 0
        length += len(rest)
        held += rest[: max(cap + 1 - len(held), 0)]
    if length:
        yield at, length, held


def _ungzip(raw: _Counted, size: int) -> Iterator[bytes]:
    """Members one after the other; zeros after the last are padding. What was unpacked before the
    stream breaks off is given out first: a reader of the library's own would lose it."""
    from isal import isal_zlib

    member, begun, waiting = isal_zlib.decompressobj(wbits=31), False, b""
    held: list[bytes] = []
    length, fault = 0, ""
    while bite := waiting or raw.read(1 << 16):
        if not begun and not bite.strip(b"\0"):
            waiting = b""
            continue
        begun = True
        try:
            block = member.decompress(bite, size)
        except _decoder_errors() as error:
            fault = str(error)
            break
        waiting = member.unconsumed_tail
        if member.eof:
            waiting = member.unused_data
            member, begun = isal_zlib.decompressobj(wbits=31), False
        held.append(block)
        length += len(block)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    if length:
        yield b"".join(held)
    if fault or begun:
        raise EOFError(fault or "the last member does not end")


def _unzstd(raw: _Counted, size: int) -> Iterator[bytes]:
    """Frames one after the other. Fed in small bites: a block of four bytes may unpack to 128 kB, so
    that a bite of 1 kB gives at most 32 MB."""
    import zstandard

    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    frame = unpacker.decompressobj()
    held: list[bytes] = []
    length, begun = 0, False
    while bite := raw.read(1024):
        while bite:
            begun = True
            block = frame.decompress(bite)
            bite = frame.unused_data if frame.eof else b""
            if frame.eof:
                frame, begun = unpacker.decompressobj(), False
            held.append(block)
            length += len(block)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    if length:
        yield b"".join(held)
    if begun:
        raise EOFError("the last frame does not end")


def _decoder_errors() -> Any:
    import zlib

    import zstandard
    from isal import isal_zlib

    return (EOFError, OSError, zlib.error, isal_zlib.error, zstandard.ZstdError)


class _Counted:
    """A raw stream that counts and hashes what is read from it."""

    def __init__(self, raw: IO[bytes], digest: hashlib._Hash | None) -> None:
        self.raw, self.digest, self.done = raw, digest, 0

    def read(self, size: int = -1) -> bytes:
        block = self.raw.read(size)
        self.done += len(block)
        if self.digest is not None:
            self.digest.update(block)
        return block

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: bytearray | memoryview) -> int:
        block = self.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)
