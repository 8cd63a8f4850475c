# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Raw content by hash: zstandard frames of about one MiB with an index, so that a record can be
opened by (hash, offset) without unpacking the rest, and blocks can be let go by retention."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from herkomst.errors import StoreError

FRAME = 1 << 20
LEVEL = -1  # the content is written once and seldom read; a higher level costs more than it saves


class DocumentWriter:
    """Writes the frames of one document into a staging folder."""

    def __init__(self, folder: Path) -> None:
        import zstandard

        self._packer = zstandard.ZstdCompressor(level=LEVEL)
        self.frames, self.index = folder / "content.zst", folder / "content.json"
        self._stream = self.frames.open("wb")
        self._held = bytearray()
        self._entries: list[tuple[int, int, int, int]] = []
        self._raw = 0

    def write(self, block: bytes) -> None:
        """Add bytes of the content."""
        self._held += block
        if len(self._held) >= FRAME:
            self._flush()

    def _flush(self) -> None:
        if not self._held:
            return
        packed = self._packer.compress(bytes(self._held))
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


class Documents:
    """The folder of documents; reading only, but for `adopt`, `keep_only` and `remove`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _files(self, document: str) -> tuple[Path, Path]:
        folder = self.root / document[:2]
        return folder / f"{document}.zst", folder / f"{document}.json"

    def _kept(self, document: str) -> tuple[Path, list[tuple[int, int, int, int]]]:
        """The file that holds the frames, and (offset, length, place, packed length) of each."""
        frames, index = self._files(document)
        try:
            note = json.loads(index.read_text())
            return frames.with_name(note.get("file", frames.name)), note["frames"]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"the index of document {document[:12]} is damaged",
                where=str(index),
                follows="Its records cannot be opened; counts and claims are not touched.",
                do="`herkomst verify` tells what else is; put the file back from a backup.",
            ) from error

    def has(self, document: str) -> bool:
        """Whether the content (or what retention left of it) is here."""
        return self._files(document)[1].exists()

    def adopt(self, writer: DocumentWriter, document: str) -> None:
        """Move a finished document to its place; the index last, so that half is never seen."""
        frames, index = self._files(document)
        frames.parent.mkdir(parents=True, exist_ok=True)
        writer.frames.replace(frames)
        writer.index.replace(index)

    def read(self, document: str, offset: int, length: int) -> bytes | None:
        """`length` bytes at `offset`; null when retention or erasure let them go.

        Errors: `StoreError` when the document was never here.
        """
        import zstandard

        if not self._files(document)[1].exists():
            raise StoreError(f"document {document[:12]} is not in this register")
        frames, entries = self._kept(document)
        unpacker = zstandard.ZstdDecompressor()
        taken = bytearray()
        with frames.open("rb") as stream:
            for raw, size, place, packed in entries:
                if raw + size <= offset or raw >= offset + length:
                    continue
                stream.seek(place)
                block = unpacker.decompress(stream.read(packed), max_output_size=size)
                taken += block[max(offset - raw, 0) : offset + length - raw]
        return bytes(taken) if len(taken) == length else None

    def content(self, document: str) -> Iterator[tuple[int, bytes]]:
        """All that is still here, as (offset, bytes)."""
        import zstandard

        frames, entries = self._kept(document)
        unpacker = zstandard.ZstdDecompressor()
        with frames.open("rb") as stream:
            for raw, size, place, packed in entries:
                stream.seek(place)
                yield raw, unpacker.decompress(stream.read(packed), max_output_size=size)

    def whole(self, document: str) -> bool:
        """Whether nothing was let go and the bytes still have the hash they are kept under."""
        import zstandard

        digest, at = hashlib.sha256(), 0
        try:
            for offset, block in self.content(document):
                if offset != at:
                    return False
                digest.update(block)
                at += len(block)
        except (zstandard.ZstdError, OSError, ValueError):
            return False
        return digest.hexdigest() == document

    def keep_only(self, document: str, ranges: Iterable[tuple[int, int]]) -> None:
        """Let go of everything but these (offset, length) ranges."""
        import zstandard

        frames, index = self._files(document)
        packer = zstandard.ZstdCompressor(level=LEVEL)
        entries: list[tuple[int, int, int, int]] = []
        size = json.loads(index.read_text())["size"]
        fresh = frames.with_suffix(".kept")
        if self._kept(document)[0] == fresh:  # done before; a rerun after a kill asks again
            return
        with fresh.open("wb") as stream:
            for offset, length in sorted(set(ranges)):
                block = self.read(document, offset, length)
                if block is None:
                    continue
                packed = packer.compress(block)
                entries.append((offset, length, stream.tell(), len(packed)))
                stream.write(packed)
        # The index says which file it is of, and is replaced last: killed at any moment, index and
        # frames belong together.
        note = index.with_suffix(".new")
        note.write_text(json.dumps({"size": size, "frames": entries, "file": fresh.name}))
        note.replace(index)
        frames.unlink(missing_ok=True)

    def remove(self, document: str) -> None:
        """Let go of the content altogether."""
        frames, index = self._files(document)
        for path in (frames, frames.with_suffix(".kept"), index):
            path.unlink(missing_ok=True)
