# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Serving the pages: one line a request, and a clean stop."""

from __future__ import annotations

import errno
import ipaddress
import logging
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from herkomst.errors import HerkomstError, InputError
from herkomst.model import View
from herkomst.store import Store
from herkomst.web import application

MOST_AT_ONCE: Final = 500  # connections; one more is told to come back


def serve(
    store: Store,
    view: View,
    *,
    host: str,
    port: int,
    theme: Path | None = None,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve until stopped. `ready` is called with the address once it listens; port 0 takes a free one.

    Errors: `InputError` when the restricted view would leave this computer, or the port is taken.
    """
    import uvicorn

    from herkomst.web.connections import STOP_SECONDS, Bounded

    if view is View.RESTRICTED and not _is_local(host):
        raise InputError(
            f"the restricted view is not served on {host}",
            follows="It opens evidence down to addresses.",
            do="Publish with `herkomst serve --view public`, or leave --host out.",
        )
    app = application(store, view, theme=theme)
    listening = _listening(host, port)
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING)
    logging.getLogger("herkomst.web").setLevel(logging.INFO)
    config = uvicorn.Config(
        app,
        http=Bounded,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_AT_ONCE,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{listening.getsockname()[1]}/")
    # The server hands a signal on once it has finished what it was answering; that is a clean stop.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except (OSError, OverflowError) as error:
        made.close()
        raise _refused(host, port, error) from error
    made.listen(128)
    return made


def _refused(host: str, port: int, error: Exception) -> HerkomstError:
    taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
    what = f"port {port} is in use" if taken else f"cannot listen on {host}:{port}: {error}"
    return InputError(what, do="Choose another with --port, or --port 0 for any that is free.")
