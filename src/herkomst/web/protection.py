# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands between a stranger's request and the pages: safe headers, this computer only, one line
of log a request."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG: Final = logging.getLogger("herkomst.web")

# Nothing but what we serve ourselves: no inline script or style, no other host, no frame around us.
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
LOCAL: Final = frozenset(("localhost", "127.0.0.1", "[::1]", "testserver"))


class SafeHeaders:
    """Every answer carries `HEADERS`; the restricted view is kept by no cache."""

    def __init__(self, app: ASGIApp, *, public: bool) -> None:
        self.app = app
        self._more = [(k.encode(), v.encode()) for k, v in HEADERS.items()]
        self._kept = b"no-cache" if public else b"private, no-cache, no-transform"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                there = {name.lower() for name, _ in headers}
                headers += [pair for pair in self._more if pair[0] not in there]
                if b"cache-control" not in there:
                    headers.append((b"cache-control", self._kept))
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, sent)


class LocalOnly:
    """The restricted view answers a browser on this computer only: a page elsewhere that lets its own
    name point here (DNS rebinding) is refused."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 421."""
        if scope["type"] != "http" or _host(scope["headers"]) in LOCAL:
            await self.app(scope, receive, send)
            return
        from starlette.responses import PlainTextResponse

        refused = PlainTextResponse(
            "The restricted view is served on this computer only, under the name localhost.\n", 421
        )
        await refused(scope, receive, send)


def _host(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The host a request names, without its port."""
    named = next((v for k, v in headers if k == b"host"), b"").decode("latin-1").lower()
    host, colon, port = named.rpartition(":")
    return host if colon and port.isdigit() else named


class OneLine:
    """One line a request: method, path, status, milliseconds, bytes. No address of who asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and log it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status, size = time.perf_counter(), 0, 0

        async def sent(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except asyncio.CancelledError:
            pass  # the server stops, and nobody waits for this answer any more
        finally:
            path = scope.get("raw_path", b"").decode("latin-1")[:200]
            plain = "".join(c if c.isprintable() else "?" for c in path)
            took = (time.perf_counter() - started) * 1000
            LOG.info("%s %s %d %.0f ms %d bytes", scope["method"], plain, status, took, size)
