# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo register once a session, and the API over it as a client sees it: mounted at /v1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from herkomst.api import mount
from herkomst.model import View
from herkomst.settings import Settings
from herkomst.store import Store, open_store

Client = Callable[[Store, View], TestClient]


def mounted(store: Store, view: View) -> Starlette:
    """The API as the web page's server mounts it."""
    return Starlette(routes=[mount(store, view)])


def client(store: Store, view: View) -> TestClient:
    return TestClient(mounted(store, view), raise_server_exceptions=False)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A register with the demo in it; only read."""
    from herkomst.app.demo import build

    folder: Path = tmp_path_factory.mktemp("demo") / "register"
    store = open_store(Settings(folder, "", 30, 10), create=True)
    build(store, seed=1, progress=lambda *_: None)
    yield store
    store.register.engine.dispose()


@pytest.fixture(scope="session")
def public(demo: Store) -> TestClient:
    """The demo in the public view."""
    return client(demo, View.PUBLIC)


@pytest.fixture(scope="session")
def restricted(demo: Store) -> TestClient:
    """The demo in the restricted view."""
    return client(demo, View.RESTRICTED)
