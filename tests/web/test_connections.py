# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A connection ends where a request does not come, or an answer is not taken."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from herkomst.web import connections
from herkomst.web.connections import Bounded

ASK = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE = b"x" * 20_000_000


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    body = LARGE if scope["path"] == "/large" else b"ok"
    size = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": size})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that waits half a second for anybody."""
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.5)
    monkeypatch.setattr(connections, "ANSWER_SECONDS", 0.5)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, http=Bounded, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


def asked(port: int, raw: bytes) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=10)
    made.sendall(raw)
    return made


@pytest.mark.parametrize("raw", [b"", b"GET / HTTP/1.1\r\nHost: loc", ASK[:-2]])
def test_a_request_that_does_not_come_is_not_waited_for(port: int, raw: bytes) -> None:
    with asked(port, raw) as client:
        started = time.monotonic()
        assert client.recv(100) == b"" and time.monotonic() - started < 5


def test_one_that_drips_in_is_not_waited_for_either(port: int) -> None:
    with asked(port, b"GET / HTTP/1.1\r\nX: ") as client, pytest.raises(OSError):
        for _ in range(100):
            client.sendall(b"a")
            time.sleep(0.05)
        raise AssertionError("it was waited for")


def test_requests_that_come_are_answered_one_after_the_other(port: int) -> None:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    client.connect()
    first = client.sock
    for _ in range(4):
        time.sleep(0.3)  # together longer than one request may take
        client.request("GET", "/")
        assert client.getresponse().read() == b"ok"
    assert client.sock is first
    client.close()


def test_an_answer_that_is_not_taken_is_given_up(port: int) -> None:
    with asked(port, ASK.replace(b"/ ", b"/large ")) as client:
        time.sleep(2)
        got = 0
        try:
            while held := client.recv(1 << 20):
                got += len(held)
        except ConnectionResetError:
            pass
        assert got < len(LARGE)


def test_an_answer_that_is_taken_is_whole(port: int) -> None:
    with asked(
        port, ASK.replace(b"/ ", b"/large ").replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    ) as client:
        got = bytearray()
        while held := client.recv(1 << 20):
            got += held
    assert got.endswith(LARGE)
