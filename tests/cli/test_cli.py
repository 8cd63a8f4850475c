# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exit codes, and plain words for what goes wrong."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import Run, banner, write_lines

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


def test_room_is_named_only_where_room_is_the_matter(capsys) -> None:  # type: ignore[no-untyped-def]
    for number, wanted in ((errno.EFBIG, True), (errno.EROFS, False), (errno.EACCES, False)):
        render.show_os_error(OSError(number, "x", "file"), False)
        assert ("Make room" in capsys.readouterr().err) == wanted


def test_a_database_that_fills_up_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from herkomst.store import database

    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status;paraphrase\n"
        + "".join(
            f"gemeente Oss;2022-03-01;Dahua;camera;uses;{n} {'x' * 999}\n" for n in range(999)
        )
    )
    write_lines(tmp_path / "x.json", [banner()])
    assert run("import", "x.json").code == 0
    with monkeypatch.context() as patched:
        patched.setattr(database, "WRITING", (*database.WRITING, "max_page_count=60"))
        done = run("import", "s.csv")
        assert done.code == 2 and "the disk is full" in done.err and "Make room" in done.err
        assert "Traceback" not in done.err
        patched.setenv("HERKOMST_DEBUG", "1")
        with pytest.raises(Exception, match="disk is full"):
            run("import", "s.csv")
    assert run("verify").code == 0 and run("import", "s.csv").code == 0


def test_a_fault_of_our_own_is_not_hidden(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from herkomst.app import bodies

    def broken(**_named: object) -> None:
        raise KeyError("a fault")

    monkeypatch.setattr(bodies, "listed", broken)
    with pytest.raises(KeyError):
        run("bodies", "list")


@pytest.mark.parametrize("words", [("bodies", "list"), ("bodies", "list", "--json")])
def test_a_reader_that_leaves_early_is_no_fault(words: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", "from herkomst.cli import main; main()", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 0 and told == b""


@pytest.mark.parametrize(
    "content", [b"not a database at all " * 99, b"SQLite format 3\0" + b"\0" * 99]
)
def test_a_foreign_or_damaged_register_is_told(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "herkomst-data").mkdir()
    (tmp_path / "herkomst-data/register.sqlite").write_bytes(content)
    for verb in (("overview",), ("verify",), ("import", "--list")):
        done = run(*verb)
        assert done.code == 2 and "Traceback" not in done.err and "database" in done.err


def test_an_unreachable_database_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HERKOMST_DATABASE", "postgresql://nobody@127.0.0.1:1/none")
    (tmp_path / "herkomst-data").mkdir()
    done = run("overview")
    assert done.code == 2 and "Traceback" not in done.err


@pytest.mark.parametrize("name", ["HERKOMST_RETENTION_DAYS", "HERKOMST_LOCK_SECONDS"])
@pytest.mark.parametrize("value", ["abc", "-1", "nan", "1e999"])
def test_a_setting_that_is_no_number_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    done = run("overview")
    assert done.code == 2 and name in done.err
