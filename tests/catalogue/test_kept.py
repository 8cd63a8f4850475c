# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept is what was made; what is damaged is made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.catalogue import kept as module
from herkomst.catalogue.kept import kept


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def make(calls: list[int]) -> dict[str, int]:
    calls.append(1)
    return {"a": 1}


def test_made_once_for_the_same_content() -> None:
    calls: list[int] = []
    first = kept("x", dict[str, int], lambda: make(calls))
    assert kept("x", dict[str, int], lambda: make(calls)) == first and len(calls) == 1


def test_damaged_or_of_another_shape_is_made_again() -> None:
    calls: list[int] = []
    kept("x", dict[str, int], lambda: make(calls))
    (path,) = module.folder().glob("x-*.msgpack")
    for content in (b"", b"\xc1", b"\x93abc", path.read_bytes()[:-1]):
        path.write_bytes(content)
        assert kept("x", dict[str, int], lambda: make(calls)) == {"a": 1}
    assert len(calls) == 5


def test_what_was_kept_of_other_content_goes() -> None:
    module.folder().mkdir(parents=True)
    old = module.folder() / "x-0.msgpack"
    old.write_bytes(b"")
    kept("x", dict[str, int], lambda: {"a": 1})
    assert not old.exists() and len(list(module.folder().iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert kept("x", dict[str, int], lambda: {"a": 1}) == {"a": 1}
