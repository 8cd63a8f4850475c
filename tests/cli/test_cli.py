# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exit codes, and plain words for what goes wrong."""

from __future__ import annotations

import errno

from tests.conftest import Run

from herkomst.cli import render


def test_no_words_shows_the_help(run: Run) -> None:
    done = run()
    assert "overview" in done.out + done.err


def test_errors_as_json(run: Run) -> None:
    import json

    done = run("overview", "--json")
    assert done.code == 2 and done.out == ""
    assert set(json.loads(done.err)) == {"error", "where", "follows", "do"}


def test_a_full_disk_is_told(capsys) -> None:  # type: ignore[no-untyped-def]
    assert render.show_os_error(OSError(errno.ENOSPC, "x", "file"), False) == 2
    assert "the disk is full" in capsys.readouterr().err
