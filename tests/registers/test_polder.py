# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The polder set, as archive and as folder, whole and broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import shared
from tests.registers import made

from herkomst.errors import InputError
from herkomst.registers import polder


def test_no_person_is_read(tmp_path: Path) -> None:
    path = made.polder(tmp_path / "a.tgz", made.some_entries())
    entries = {e.key: e for e in polder.read(path, made.quiet).entries}
    assert entries["org:a"].mail_domain == "aa.nl" and entries["org:a"].host == "aa.nl"
    assert "jansen" not in repr(entries).lower()


def test_every_member_is_accounted_for(tmp_path: Path) -> None:
    broken = [b"a: [", b"\xff\xfe", b"id: x", b"- a list", b"a: &x [*x]", b""]
    got = polder.read(made.polder(tmp_path / "a.tgz", [*made.some_entries(), *broken]), made.quiet)
    assert got.read == got.kept + got.skipped + len(got.faults) == 8 + len(broken)
    assert len(got.faults) == len(broken) and "8.yaml" in got.faults[0].where


def test_an_archive_that_is_cut_off(tmp_path: Path) -> None:
    path = made.polder(tmp_path / "a.tgz", made.some_entries() * 50)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="cut off"):
        polder.read(path, made.quiet)


def test_a_folder_is_as_good_as_its_archive(tmp_path: Path) -> None:
    import tarfile

    path = made.polder(tmp_path / "a.tgz", made.some_entries())
    with tarfile.open(path) as archive:
        archive.extractall(tmp_path, filter="data")
    assert polder.recognise(tmp_path) > 0.5
    assert polder.read(tmp_path, made.quiet).entries == polder.read(path, made.quiet).entries


@pytest.mark.slow
def test_the_real_archive() -> None:
    got = polder.read(shared("data/bodies/raw/polder-organisaties.tar.gz"), made.quiet)
    assert got.read == got.kept == 7208
