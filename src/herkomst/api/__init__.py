# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The API: the nouns of the library over HTTP, in one of two views. Parse, call one use case, render.

`application` gives a whole application, to be mounted at `/v1`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.routing import Mount

    from herkomst.model import View
    from herkomst.store import Store

VERSION = "1.0.0"  # of the interface, not of the software; the path holds its first number


def application(store: Store, view: View) -> FastAPI:
    """The API over one register, in one view; mount it at `/v1`.

    The public view has no operation that opens a document, and of a claim that may not be published
    it says that there is none.
    """
    from herkomst.api.routes import build

    return build(store, view, VERSION)


def mount(store: Store, view: View) -> Mount:
    """The API as a route of a larger application: every path under `/v1`, whatever is in it.

    Starlette's own `Mount` lets a path with a line break in it pass by.
    """
    import re

    from starlette.routing import Mount

    made = Mount("/v1", application(store, view))
    made.path_regex = re.compile(made.path_regex.pattern, re.DOTALL)
    return made
