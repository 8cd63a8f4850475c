# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes that are no text become question marks, one for each; text stays as it is, however it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herkomst.readable import Readable


def read(data: bytes, size: int = 1 << 20, *, utf8: bool = True) -> tuple[bytes, int]:
    reader = Readable()
    reader.utf8 = utf8
    made = b"".join(reader.take(data[i : i + size]) for i in range(0, len(data), size))
    return made + reader.rest(), reader.mended


@pytest.mark.parametrize(
    ("data", "made", "mended"),
    [
        (b"plain &amp; &#xa;&#10;&#x1F600;", b"plain &amp; &#xa;&#10;&#x1F600;", 0),
        ("één 摄像机 😀".encode(), "één 摄像机 😀".encode(), 0),
        (b"caf\xe9", b"caf?", 1),
        (b"a\x00b\x1bc\td\r\n", b"a?b?c\td\r\n", 2),
        (b"\xed\xa0\x80", b"???", 3),
        (b"\xef\xbf\xbe", b"???", 3),
        (b"&#0;&#x1b;&#xD800;&#xfffe;&#00012;", b"???????????????????????????????????", 0),
        (b"&#x0000000000000a;", b"&#x0000000000000a;", 0),
    ],
)
def test_bytes(data: bytes, made: bytes, mended: int) -> None:
    found, count = read(data)
    assert (found[: len(made)], len(found), count) == (made[: len(found)], len(data), mended)


def test_latin_1_is_no_mistake_there() -> None:
    assert read(b"caf\xe9\x00", utf8=False) == (b"caf\xe9?", 1)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=60) | st.text(max_size=30).map(str.encode), st.integers(1, 7))
def test_cutting_changes_nothing(data: bytes, size: int) -> None:
    whole = read(data)
    assert read(data, size) == whole
    assert len(whole[0]) == len(data)
    whole[0].decode("utf-8")
