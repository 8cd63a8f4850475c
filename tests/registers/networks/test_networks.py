# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table of networks is recognised by its content, and cut-off files are refused."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.networks import Tally, formats, read


def test_each_format_is_found_by_itself() -> None:
    assert len(formats()) >= 2 and all(m.FORMAT for m in formats())


@pytest.mark.parametrize("raw", [b"", b"something else", b"a,b,c\n1,2,3\n", b"\x00\xff"])
def test_what_is_no_table_of_networks(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(raw)
    with pytest.raises(InputError, match="no table of networks"):
        list(read(Content(path), Tally("x")))


def test_a_file_that_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    text = "".join(f"inetnum: 192.0.2.{n % 256}/32\nnetname: {n * n}\n\n" for n in range(20_000))
    path.write_bytes(gzip.compress(text.encode())[:-40])
    with pytest.raises(InputError, match="cut off"):
        list(read(Content(path), Tally("x")))
