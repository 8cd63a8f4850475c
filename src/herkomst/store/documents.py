# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Raw content by hash: zstandard frames of about one MiB with an index, so that a record can be
opened by (hash, offset) without unpacking the rest, and blocks can be let go by retention or erasure.

The index names its frames: a document that is cut gets new frames beside the old, and the index that
names them takes the old one's place in one step."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from herkomst.errors import StoreError

FRAME = 1 << 20
Entry = tuple[
    int, int, int, int
]  # of a frame: where in the content, its size; the same in the file
Range = tuple[int, int]  # offset and length in the content
LEVEL = -2  # the content is written once and seldom read; a higher level costs more than it saves


class DocumentWriter:
    """Writes the frames of one document into a staging folder."""

    def __init__(self, folder: Path) -> None:
        import zstandard

        self._packer = zstandard.ZstdCompressor(level=LEVEL)
        self.frames, self.index = folder / "content.zst", folder / "content.json"
        self._stream = self.frames.open("wb")
        self._held = bytearray()
        self._entries: list[Entry] = []
        self._raw = 0

    def write(self, block: bytes) -> None:
        """Add bytes of the content."""
        self._held += block
        if len(self._held) >= FRAME:
            self._flush()

    def _flush(self) -> None:
        if not self._held:
            return
        packed = self._packer.compress(self._held)
        self._entries.append((self._raw, len(self._held), self._stream.tell(), len(packed)))
        self._stream.write(packed)
        self._raw += len(self._held)
        self._held.clear()

    def close(self) -> None:
        """Finish both files; they are durable afterwards."""
        import os

        self._flush()
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        self.index.write_text(json.dumps({"size": self._raw, "frames": self._entries}))


@dataclass(frozen=True, slots=True)
class _Index:
    """What an index file says: the size of the content, its frames, and the file they stand in."""

    size: int
    frames: tuple[Entry, ...]
    file: str
    cuts: int = 0

    @classmethod
    def read(cls, path: Path) -> _Index:
        try:
            said = json.loads(path.read_text())
            frames = tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in said["frames"])
            cuts = int(said.get("cuts", 0))
            return cls(int(said["size"]), frames, _frames_file(path.stem, cuts), cuts)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise _damaged(path, f"its index cannot be read ({error})") from error


def _frames_file(document: str, cuts: int) -> str:
    return f"{document}.{cuts}.zst" if cuts else f"{document}.zst"


def _damaged(path: Path, why: str) -> StoreError:
    return StoreError(
        f"a document of this register is damaged: {why}",
        where=str(path),
        follows="The record cannot be shown; what was counted from it stands.",
        do="Put the file back from a copy; `herkomst verify` names every damaged file.",
    )


class Documents:
    """The folder of documents; reading only, but for `adopt`, `keep_only`, `cut` and `empty`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _index(self, document: str) -> Path:
        return self.root / document[:2] / f"{document}.json"

    def has(self, document: str) -> bool:
        """Whether the content (or what was left of it) is here."""
        return self._index(document).exists()

    def adopt(self, writer: DocumentWriter, document: str, without: Collection[Range] = ()) -> None:
        """Move a finished document to its place, `without` these ranges of it; the index last, so
        that half is never seen."""
        frames, index, cuts = writer.frames, writer.index, 0
        if without:
            staged = Documents(frames.with_name("cut"))
            staged.adopt(writer, document)
            staged.cut(document, without)
            index = staged._index(document)
            held = _Index.read(index)
            frames, cuts = index.with_name(held.file), held.cuts
        place = self._index(document)
        place.parent.mkdir(parents=True, exist_ok=True)
        frames.replace(place.with_name(_frames_file(document, cuts)))
        index.replace(place)
        self._tidy(place)

    def read(self, document: str, offset: int, length: int) -> bytes | None:
        """`length` bytes at `offset`; null when retention or erasure let them go.

        Errors: `StoreError` when the document was never here, or is damaged.
        """
        if not self.has(document):
            raise StoreError(f"document {document[:12]} is not in this register")
        taken = bytearray()
        for raw, block in self._blocks(document, offset, length):
            taken += block[max(offset - raw, 0) : offset + length - raw]
        return bytes(taken) if len(taken) == length else None

    def content(self, document: str) -> Iterator[tuple[int, bytes]]:
        """All that is still here, as (offset, bytes). Errors: `StoreError` when it is damaged."""
        return self._blocks(document, 0, None)

    def _blocks(
        self, document: str, offset: int, length: int | None
    ) -> Iterator[tuple[int, bytes]]:
        path = self._index(document)
        index = _Index.read(path)
        frames = path.with_name(index.file)
        if not index.frames:
            return
        if not frames.exists():
            raise _damaged(frames, "its content is gone")
        with frames.open("rb") as stream:
            for entry in index.frames:
                raw, size = entry[:2]
                if raw + size > offset and (length is None or raw < offset + length):
                    yield raw, _unpacked(stream, entry)

    def whole(self, document: str) -> bool:
        """Whether nothing was let go and the bytes still have the hash they are kept under."""
        digest, at = hashlib.sha256(), 0
        try:
            for offset, block in self.content(document):
                if offset != at:
                    return False
                digest.update(block)
                at += len(block)
        except (StoreError, OSError):
            return False
        return digest.hexdigest() == document

    def readable(self, document: str) -> bool:
        """Whether all that is still here can be read."""
        try:
            for _ in self.content(document):
                pass
        except (StoreError, OSError):
            return False
        return True

    def keep_only(self, document: str, ranges: Iterable[Range]) -> None:
        """Let go of everything but these ranges. Doing it again changes nothing."""
        path = self._index(document)
        index = _Index.read(path)
        kept = _merged(ranges)
        if _covers(kept, index.frames):
            self._tidy(path)
            return
        fresh = _Index(index.size, (), _frames_file(document, index.cuts + 1), index.cuts + 1)
        with (
            path.with_name(index.file).open("rb") as old,
            path.with_name(fresh.file).open("wb") as new,
        ):
            frames = _kept_frames(old, new, index.frames, kept)
            _durable(new)
        note = path.with_suffix(".new")
        with note.open("w") as stream:
            json.dump({"size": fresh.size, "frames": frames, "cuts": fresh.cuts}, stream)
            _durable(stream)
        note.replace(path)
        self._tidy(path)

    def cut(self, document: str, ranges: Iterable[Range]) -> None:
        """Let go of these ranges and keep everything else. Doing it again changes nothing."""
        at, kept = 0, []
        for start, end in _merged(ranges):
            kept.append((at, start - at))
            at = end
        size = _Index.read(self._index(document)).size
        self.keep_only(document, [*kept, (at, max(size - at, 0))])

    def empty(self, document: str) -> None:
        """Let go of the content altogether; that it was here stays known."""
        if self.has(document):
            self.keep_only(document, ())

    def _tidy(self, index: Path) -> None:
        """Remove frames that the index does not name: those before a cut, or of one that was killed."""
        held = _Index.read(index)
        for path in index.parent.glob(f"{index.stem}*.zst"):
            if path.name != held.file or not held.frames:
                path.unlink(missing_ok=True)


def _unpacked(stream: IO[bytes], entry: Entry) -> bytes:
    import zstandard

    _, size, place, packed = entry
    try:
        stream.seek(place)
        block = zstandard.ZstdDecompressor().decompress(stream.read(packed), max_output_size=size)
    except (zstandard.ZstdError, ValueError, OverflowError) as error:
        raise _damaged(Path(stream.name), f"a frame cannot be unpacked ({error})") from error
    if len(block) != size:
        raise _damaged(Path(stream.name), "a frame is not of the size its index says")
    return block


def _durable(stream: IO[bytes] | IO[str]) -> None:
    import os

    stream.flush()
    os.fsync(stream.fileno())


def _merged(ranges: Iterable[Range]) -> list[Range]:
    """Ranges as (start, end), sorted, without overlap."""
    made: list[Range] = []
    for offset, length in sorted(ranges):
        if length <= 0:
            continue
        if made and offset <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], offset + length))
        else:
            made.append((offset, offset + length))
    return made


def _within(kept: list[Range], raw: int, size: int) -> Iterator[Range]:
    """The parts of one frame that lie in what is kept, as (start, end)."""
    at = max(bisect_right(kept, (raw, raw)) - 1, 0)
    for start, end in kept[at:]:
        if start >= raw + size:
            return
        if end > raw:
            yield max(start, raw), min(end, raw + size)


def _covers(kept: list[Range], frames: Iterable[Entry]) -> bool:
    return all(list(_within(kept, raw, size)) == [(raw, raw + size)] for raw, size, *_ in frames)


def _kept_frames(
    old: IO[bytes], new: IO[bytes], frames: Iterable[Entry], kept: list[Range]
) -> list[Entry]:
    """Copy what is kept: a frame as it is, or the parts of it as frames of their own."""
    import zstandard

    packer = zstandard.ZstdCompressor(level=LEVEL)
    made: list[Entry] = []
    for entry in frames:
        raw, size, place, packed = entry
        parts = list(_within(kept, raw, size))
        block = b""
        for start, end in parts:
            if (start, end) == (raw, raw + size):
                old.seek(place)
                piece = old.read(packed)
            else:
                block = block or _unpacked(old, entry)
                piece = packer.compress(block[start - raw : end - raw])
            made.append((start, end - start, new.tell(), len(piece)))
            new.write(piece)
    return made
