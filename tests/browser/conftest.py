# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real Chromium on real pages: the demo's register and one of hostile values, served in both views."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from herkomst.app import demo
from herkomst.model import View
from herkomst.settings import Settings
from herkomst.store import Store, open_store

AXE = Path(__file__).parent / "vendor" / "axe.js"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
Address = Callable[[View], str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser they are skipped."""
    for item in items:
        if "browser" in Path(str(item.fspath)).parts:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium is installed"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium, which asks nobody anything in the background."""
    quiet = (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update", "--no-first-run",
    )  # fmt: skip
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(quiet))
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor of its own."""
    made = browser.new_context(locale="nl-NL")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that visitor."""
    return context.new_page()


class Served:
    """A register served in both views, each on a port of its own."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._addresses: dict[View, str] = {}
        self._servers: list[Any] = []

    def __call__(self, view: View) -> str:
        """The address of a view, without the last slash."""
        if view not in self._addresses:
            self._addresses[view] = self._start(view)
        return self._addresses[view]

    def _start(self, view: View) -> str:
        import socket

        import uvicorn

        from herkomst.web import application

        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        config = uvicorn.Config(
            application(self.store, view), log_config=None, access_log=False, lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        self._servers.append((server, thread))
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    def stop(self) -> None:
        """Stop serving."""
        for server, thread in self._servers:
            server.should_exit = True
            thread.join(timeout=10)


@pytest.fixture(scope="session")
def demo_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo, as `herkomst demo` makes it."""
    store = open_store(
        Settings(tmp_path_factory.mktemp("demo") / "register", "", 30, 60), create=True
    )
    demo.build(store, seed=1, progress=lambda done, total, read: None)
    served = Served(store)
    yield served
    served.stop()


@pytest.fixture
def pages_of(tmp_path: Path) -> Iterator[Callable[[Path], Served]]:
    """The pages of a register in a folder."""
    made: list[Served] = []

    def serve(folder: Path) -> Served:
        made.append(Served(open_store(Settings(folder, "", 30, 60))))
        return made[-1]

    yield serve
    for served in made:
        served.stop()
