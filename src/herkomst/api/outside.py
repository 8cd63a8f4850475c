# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer gets on its way out: version, security headers, an entity tag; HEAD; and a problem
instead of a trace when something of ours fails."""

from __future__ import annotations

import hashlib
import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from herkomst.api.problems import problem
from herkomst.model import View

_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_log = logging.getLogger("herkomst.api")


class Outside:
    """Middleware around the whole API. Answers are bounded by the page size, so each is held whole."""

    def __init__(self, app: ASGIApp, *, view: View, version: str) -> None:
        self.app = app
        self.always = _SECURITY | {
            "API-Version": version,
            "Cache-Control": "no-store" if view is View.RESTRICTED else "no-cache",
        }
        self.view = view

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        inner = {**scope, "method": "GET"} if head else scope
        start, body = await self._answer(inner, receive)
        headers = MutableHeaders(raw=start["headers"])
        for name, value in self.always.items():
            headers[name] = value
        if scope["scheme"] == "https":
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if self.view is View.PUBLIC and scope["path"].endswith("/openapi.json"):
            headers["Access-Control-Allow-Origin"] = "*"  # the description, never the data
        if start["status"] == 200:
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            if _matches(Headers(scope=scope).get("if-none-match"), headers["ETag"]):
                start["status"], body = 304, b""
                del headers["Content-Length"], headers["Content-Type"]
        await send(start)
        await send({"type": "http.response.body", "body": b"" if head else body})

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        messages: list[Message] = []

        async def hold(message: Message) -> None:
            messages.append(message)

        try:
            await self.app(scope, receive, hold)
        except Exception:
            _log.exception("an answer failed: %r", scope["path"])
            messages.clear()
            await problem(500, "This answer failed; the cause is in the server's log.")(
                scope, receive, hold
            )
        start, *rest = messages
        return start, b"".join(m.get("body", b"") for m in rest)


def _matches(given: str | None, tag: str) -> bool:
    if given is None:
        return False
    return any(t.strip().removeprefix("W/") in (tag, "*") for t in given.split(","))
