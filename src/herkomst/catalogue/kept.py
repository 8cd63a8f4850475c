# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was made from the catalogue, kept on disk under the hash of what it was made from.

Reading and checking every rule costs half a second; reading what was made of them a few hundredths. A file that is
missing, damaged or of other content is made again, and where the folder cannot be written nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")
PACKAGE = Path(__file__).parents[1]
# All that decides what is made: the data, and the code that reads and compiles it.
_MADE_FROM = ("catalogue/*.py", "catalogue/*.yaml", "catalogue/makers/*", "catalogue/fingerprints/*.yaml",
              "catalogue/registries/*.csv", "identify/*.py", "model.py")  # fmt: skip


def folder() -> Path:
    """Where it is kept: the user's own cache folder."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "herkomst"


@cache
def content_hash() -> str:
    """The hash of all files that decide what is made."""
    digest = hashlib.sha256()
    for pattern in _MADE_FROM:
        for path in sorted(PACKAGE.glob(pattern)):
            digest.update(path.name.encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def kept(name: str, shape: type[T], make: Callable[[], T]) -> T:
    """What `make` gives, from disk where it was made before from the same content."""
    path = folder() / f"{name}-{content_hash()}.msgpack"
    with suppress(OSError, RuntimeError, msgspec.DecodeError, msgspec.ValidationError):
        return msgspec.msgpack.decode(path.read_bytes(), type=shape)
    made = make()
    with suppress(OSError, RuntimeError):
        _write(path, msgspec.msgpack.encode(made))
    return made


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all; what was kept of earlier content goes."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
        stream.write(content)
    Path(stream.name).replace(path)
    for old in path.parent.glob(f"{path.name.split('-')[0]}-*.msgpack"):
        if old != path:
            old.unlink(missing_ok=True)
