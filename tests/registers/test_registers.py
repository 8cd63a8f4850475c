# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A register is recognised by its content; what is none is refused with what is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import shared
from tests.registers import made

from herkomst import registers
from herkomst.errors import InputError


def test_each_format_is_found_by_itself() -> None:
    assert {m.REGISTER.id for m in registers.formats()} >= {"polder", "roo", "tooi"}


def test_the_publishers_own_files_are_recognised() -> None:
    for name, wanted in (
        ("polder-organisaties.tar.gz", "polder"),
        ("tooi-gemeenten-compleet-4.json.gz", "tooi"),
    ):
        path = shared(f"data/bodies/raw/{name}")
        best = max(registers.formats(), key=lambda m: m.recognise(path))
        assert best.REGISTER.id == wanted


@pytest.mark.parametrize(
    "raw", [b"", b"no register", b"\x1f\x8b\x08broken", b"[]", b'{"a": "/tooi/"}']
)
def test_what_is_no_register(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=r"."):
        registers.read(path, made.quiet)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        registers.read(tmp_path / "absent", made.quiet)
