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
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests.conftest import Run, banner, write_lines

STATEMENT = "body;said_at;makers;kind;status;classification\ngemeente Zeist;2022-03-01;Dahua;camera;uses;public\n"


@contextmanager
def served(folder: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command as a user starts it, and the address it tells. What it logs goes to `log` in the
    folder: a pipe that nobody empties would stop it."""
    log = folder / "log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "herkomst", "serve", "--port", "0", *options],
            cwd=folder,
            stderr=stream,
            text=True,
            env={k: v for k, v in os.environ.items() if not k.startswith("HERKOMST_")},
        )
        try:
            deadline = time.monotonic() + 60
            while not (found := re.search(r"http://\S+", log.read_text())):
                assert process.poll() is None and time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)
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
        log = (tmp_path / "log").read_text()
        assert log.count(" GET /nl/bodies 200 ") == 2 and "Traceback" not in log


@pytest.mark.slow
def test_readers_get_no_error_while_others_import_undo_and_let_go(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATEMENT)
    run("import", "s.csv")
    paths = ("nl/", "nl/bodies/gm0513", "nl/compare", "nl/makers/hikvision", "v1/claims")
    done = threading.Event()

    def reading(address: str, number: int) -> int:
        turn = 0
        while not done.is_set():
            read(address + paths[(turn + number) % len(paths)])  # raises for what is no 200
            turn += 1
        return turn

    with served(tmp_path) as (address, process), ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(reading, address, n) for n in range(4)]
        try:
            for day in range(1, 6):
                seen = banner(ip_str=f"45.85.148.{day}", timestamp=f"2022-02-{day:02}T04:13:05.1")
                write_lines(tmp_path / f"{day}.json", [seen, banner(ip_str=f"198.18.0.{day}")])
                added = run("import", "--body", "gemeente Gouda", f"{day}.json", "--json")
                assert added.code == 0, added.err
            part = added.json["files"][0]["part"]
            assert run("import", "--undo", part, "--reason", "test").code == 0
            assert run("retain", "--days", 0).code == 0
        finally:
            done.set()
        assert all(reader.result(timeout=60) > 2 for reader in readers)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


LINES = b"Host: localhost\r\nConnection: close\r\n\r\n"
MANY = "&".join(f"a{n}=1" for n in range(10_000)).encode()
STRANGE = {
    b"GET /nl/?" + MANY + b" HTTP/1.1\r\n": 400,
    b"GET /v1/claims?" + MANY[:50_000] + b" HTTP/1.1\r\n": 400,
    b"GET /nl/" + b"a" * 60_000 + b" HTTP/1.1\r\n": 404,
    b"GET /nl/" + b"a" * 600_000 + b" HTTP/1.1\r\n": 400,
    b"GET /nl/ HTTP/1.1\r\nX: " + b"a" * 1_000_000 + b"\r\n": 400,
    b"GET /static/%2e%2e/pages.py HTTP/1.1\r\n": 404,
    b"GET /static/%2e%2e%2f%2e%2e%2fweb/pages.py HTTP/1.1\r\n": 404,
    b"GET /static//etc/passwd HTTP/1.1\r\n": 404,
    b"GET /static/herkomst.css%00 HTTP/1.1\r\n": 404,
    b"GET /nl/bodies/%00 HTTP/1.1\r\n": 404,
    b"GET /nl/claims/%00 HTTP/1.1\r\n": 404,
    b"GET /nl/compare?maker=%00 HTTP/1.1\r\n": 200,
    b"GET /nl/?as_of=%00 HTTP/1.1\r\n": 400,
    b"GET /nl/%ff%fe HTTP/1.1\r\n": 404,
    b"GET / HTTP/1.1\r\nAccept-Language: \xff\xfe;q=x,,,en;q=-1\r\n": 307,
    b"GET / HTTP/1.1\r\nAccept-Language: " + b"," * 5000 + b"\r\n": 307,
    b'GET /nl/ HTTP/1.1\r\nIf-None-Match: \xff"\r\n': 200,
    b"GET /nl/ HTTP/1.1\r\nUpgrade: websocket\r\n": 200,
    b"HEAD /nl/ HTTP/1.1\r\n": 200,
    b"OPTIONS /nl/ HTTP/1.1\r\n": 405,
    b"OPTIONS /v1/claims HTTP/1.1\r\n": 204,
    b"POST /nl/ HTTP/1.1\r\nContent-Length: 99999999999\r\n": 405,
    b"FOO /nl/ HTTP/1.1\r\n": 405,
    b"\x16\x03\x01\x02\x00\x01\x00": 400,
}


def asked(address: str, raw: bytes, wait: float = 20) -> socket.socket:
    port = int(address.rstrip("/").rpartition(":")[2])
    made = socket.create_connection(("127.0.0.1", port), timeout=wait)
    with suppress(OSError):  # the server may have had enough before all of it is sent
        made.sendall(raw)
    return made


def answer(client: socket.socket) -> bytes:
    got = bytearray()
    with suppress(ConnectionResetError):
        while held := client.recv(1 << 16):
            got += held
    return bytes(got)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_strangers_are_answered_and_open_connections_do_not_keep_it(
    run: Run, tmp_path: Path, stop: signal.Signals
) -> None:
    (tmp_path / "s.csv").write_text(STATEMENT)
    run("import", "s.csv")
    with served(tmp_path) as (address, process):
        for request, status in STRANGE.items():
            with asked(address, request + LINES) as client:
                got = answer(client)
            assert got.startswith(f"HTTP/1.1 {status} ".encode()), (request[:60], got[:200])
            assert len(got) < 200_000 and b"Traceback" not in got
        whole = b"GET /nl/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
        held = [asked(address, raw) for raw in (b"", whole[:20], whole, whole * 300)]
        assert "Besloten weergave" in read(address + "nl/"), "nobody waits for the others"
        process.send_signal(stop)
        assert process.wait(timeout=20) == 0
        log = (tmp_path / "log").read_text()
        assert "Traceback" not in log and "Exception" not in log, log[-2000:]
        assert log.count(" GET /static/%2e%2e/pages.py 404 ") == 1
        for client in held:
            client.close()


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
