# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The web pages: parse, call one use case, render. Work without JavaScript and ask no other host."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from herkomst.model import View

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from herkomst.store import Store

ROOT = Path(__file__).parent


def application(store: Store, view: View, *, theme: Path | None = None) -> Starlette:
    """The pages and the API of one register in one view, as an ASGI application.

    theme: a CSS file with NL Design System tokens that replaces ours.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    from herkomst.api import mount
    from herkomst.web.pages import Pages
    from herkomst.web.protection import LocalOnly, OneLine, SafeHeaders

    pages = Pages(store, view, theme)
    middleware = [
        Middleware(OneLine),
        Middleware(SafeHeaders, public=view is View.PUBLIC),
        Middleware(GZipMiddleware, minimum_size=600, compresslevel=5),
    ]
    if view is View.RESTRICTED:
        middleware.insert(1, Middleware(LocalOnly))
    return Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=ROOT / "static"), name="static"),
            mount(store, view),
            *pages.routes(),
        ],
        middleware=middleware,
        exception_handlers=pages.exception_handlers(),
    )
