# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One content has one hash however it came; damaged and hostile files end in plain words."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
import zstandard

from herkomst import content as module
from herkomst.content import Content
from herkomst.errors import InputError

TEXT = b'{"a":1}\n' * 50_000


def written(path: Path, data: bytes) -> Content:
    path.write_bytes(data)
    return Content(path)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_the_hash_is_of_the_content_and_of_what_was_received(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    content = written(tmp_path / "x", pack(TEXT))
    assert b"".join(content.chunks()) == TEXT
    assert content.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert content.received_sha256 == hashlib.sha256(pack(TEXT)).hexdigest()
    assert content.size == len(TEXT)
    assert not content.truncated


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_stream_cut_off_gives_what_it_held_and_says_so(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    import random

    noise = bytes(random.Random(1).choices(range(32, 127), k=400_000))
    content = written(tmp_path / "x", pack(noise)[:-2000])
    held = b"".join(content.chunks())
    assert noise.startswith(held)
    assert "cut off" in content.truncated


def test_several_gzip_members_are_one_content(tmp_path: Path) -> None:
    content = written(tmp_path / "x", gzip.compress(b"one\n") + gzip.compress(b"two\n"))
    assert b"".join(content.chunks()) == b"one\ntwo\n"


@pytest.mark.slow
def test_a_bomb_is_refused_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BOMB_FLOOR", 1 << 20)
    content = written(tmp_path / "x", gzip.compress(bytes(300 << 20), 9))
    with pytest.raises(InputError, match="unpacks to more than"):
        for _ in content.chunks():
            assert content.size < 100 << 20


def test_a_directory_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="directory"):
        Content(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        Content(tmp_path / "none")


def test_the_head_is_of_the_content(tmp_path: Path) -> None:
    assert written(tmp_path / "x", gzip.compress(TEXT)).head(7) == b'{"a":1}'
