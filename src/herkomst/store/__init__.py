# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one store: documents, lake and register. Only it writes, one writer at a time."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from herkomst.errors import BusyError, StoreError
from herkomst.settings import Settings
from herkomst.store.database import migrate, open_engine, scrub
from herkomst.store.documents import Documents
from herkomst.store.lake import Lake
from herkomst.store.register import Appender, Register

SQLITE = "register.sqlite"


def now() -> str:
    """This moment as UTC ISO text, to the microsecond."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True)
class Store:
    """An opened store. Read through `register`, `documents` and `lake`; write through `writing()`."""

    settings: Settings
    register: Register
    documents: Documents
    lake: Lake

    @property
    def root(self) -> Path:
        """The folder the store stands in."""
        return self.settings.register

    @contextmanager
    def writing(self, waiting: Callable[[], None] | None = None) -> Iterator[Staging]:
        """Become the one writer. `waiting` is called once when another has to be waited for.

        Errors: `BusyError` when the other does not finish within `settings.lock_seconds`.
        """
        with _locked(self.root / "lock", self.settings.lock_seconds, waiting):
            staging = self.root / "staging"
            shutil.rmtree(staging, ignore_errors=True)  # what a killed writer left
            staging.mkdir(parents=True)
            self.lake.mend()
            try:
                yield Staging(self, staging)
            finally:
                shutil.rmtree(staging, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Staging:
    """The writer's room: a folder for what is not yet part of the store, and the transaction."""

    store: Store
    folder: Path

    @contextmanager
    def transaction(self, *, erasing: bool = False) -> Iterator[Appender]:
        """All or nothing. `erasing` also clears what it replaced from the database's own files."""
        engine = self.store.register.engine.execution_options(writing=True)
        with engine.begin() as connection:
            yield Appender(engine, connection, now())
        if erasing:
            scrub(self.store.register.engine)


def open_store(settings: Settings, *, create: bool = False) -> Store:
    """Open the store of these settings.

    Errors: `StoreError` when there is none and `create` is false.
    """
    root = settings.register
    there = (root / SQLITE).exists() if not settings.database else root.exists()
    if not there:
        if not create:
            raise StoreError(
                f"there is no register in {root}",
                do="Make one with `herkomst demo --no-serve` or `herkomst import FILE`, "
                "or name another with --register.",
            )
        root.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database or f"sqlite:///{root / SQLITE}")
    if create:
        with _locked(root / "lock", settings.lock_seconds, None):
            migrate(engine)
    else:
        migrate(engine)
    return Store(settings, Register(engine), Documents(root / "documents"), Lake(root / "lake"))


@contextmanager
def _locked(path: Path, seconds: float, waiting: Callable[[], None] | None) -> Iterator[IO[str]]:
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as stream:
        until = time.monotonic() + seconds
        told = False
        while True:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() >= until:
                    raise BusyError(
                        "another process is writing to this register",
                        where=str(path.parent),
                        follows="Nothing was changed.",
                        do="Wait until it is done, or raise HERKOMST_LOCK_SECONDS.",
                    ) from error
                if waiting is not None and not told:
                    waiting()
                    told = True
                time.sleep(0.05)
        stream.truncate(0)
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        try:
            yield stream
        finally:
            fcntl.flock(stream, fcntl.LOCK_UN)
