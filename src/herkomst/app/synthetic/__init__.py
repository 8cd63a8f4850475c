# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A scan export that nobody made: lines as `shodan download` writes them, about invented bodies.

Only reserved addresses, private AS numbers and names under `.example` occur, so nobody real is ever
named; every record says `"herkomst": {"synthetic": true}`. The same seed and size give the same
bytes. The manifest says what an importer must find.

Field names: Shodan's published banner schema. What devices say: `catalogue/fingerprints`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from herkomst.app.synthetic.export import CAMERAS, DEMO_LINES, Export, Manifest, Progress
from herkomst.errors import InputError


def write_export(
    path: Path,
    *,
    size: int | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Manifest:
    """Write an export; compressed when the name ends in `.gz` or `.zst`.

    size: bytes of content, passed by less than one household; None is the demo's own size.
    progress: called with (done, total), in bytes with a size and in lines without.
    Errors: `InputError` when the file cannot be written there or the size is not positive.
    """
    if size is not None and size <= 0:
        raise InputError("the size of an export must be more than 0 bytes", where=path.name)
    export = Export(seed, size, progress)
    try:
        with _opened(path) as stream:
            for block in export.blocks():
                stream.write(block)
    except OSError as error:
        raise InputError(
            f"the export cannot be written: {error.strerror or error}", where=str(path)
        ) from error
    return export.manifest


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file, compressed by its name. No name or time goes into the gzip header."""
    with path.open("wb") as raw:
        if path.suffix == ".gz":
            from isal import igzip

            opener: Any = igzip.IGzipFile
            with opener(filename="", fileobj=raw, mode="wb", compresslevel=2, mtime=0) as stream:
                yield stream
        elif path.suffix == ".zst":
            import zstandard

            with zstandard.ZstdCompressor(level=3).stream_writer(raw, closefd=False) as stream:
                yield stream
        else:
            yield raw


__all__ = ["CAMERAS", "DEMO_LINES", "Manifest", "write_export"]
