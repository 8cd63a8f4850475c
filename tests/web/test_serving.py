# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""`herkomst serve`: the restricted view stays here, a taken port is told, it stops cleanly, and it reads
while an import writes."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.conftest import Run, banner, write_lines

STATEMENT = "body;said_at;makers;kind;status;classification\ngemeente Zeist;2022-03-01;Dahua;camera;uses;public\n"


@contextmanager
def served(folder: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command as a user starts it, and the address it tells."""
    process = subprocess.Popen(
        [sys.executable, "-m", "herkomst", "serve", "--port", "0", *options],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("HERKOMST_")},
    )
    assert process.stderr is not None
    found = re.search(r"http://\S+", process.stderr.readline())
    assert found, process.stderr.read()
    try:
        yield found.group(), process
    finally:
        process.kill()
        process.wait()


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


@pytest.mark.slow
def test_it_serves_reads_while_an_import_writes_logs_and_stops(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATEMENT)
    run("import", "s.csv")
    with served(tmp_path) as (address, process):
        assert "Besloten weergave" in read(address + "nl/")
        assert "gm0513" not in read(address + "nl/bodies?state=looked")
        write_lines(tmp_path / "scan.json", [banner(ip_str="45.85.148.9")])
        assert run("import", "--body", "gemeente Gouda", "scan.json").code == 0
        assert "gm0513" in read(address + "nl/bodies?state=looked")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert process.stderr is not None
        log = process.stderr.read()
        assert log.count(" GET /nl/bodies 200 ") == 2 and "Traceback" not in log


def test_the_restricted_view_is_not_served_elsewhere(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATEMENT)
    run("import", "s.csv")
    for host in ("0.0.0.0", "192.0.2.1", "::", "example.nl"):
        done = run("serve", "--host", host)
        assert done.code == 2 and "--view public" in done.err


def test_a_taken_port_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATEMENT)
    run("import", "s.csv")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("serve", "--port", other.getsockname()[1])
    assert done.code == 2 and "in use" in done.err


def test_without_a_register_it_says_how_to_make_one(run: Run) -> None:
    done = run("serve")
    assert done.code == 2 and "herkomst demo" in done.err
