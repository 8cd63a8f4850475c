# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one store: documents, lake and register. Only it writes, one writer at a time."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from herkomst.errors import BusyError, StoreError
from herkomst.settings import Settings
from herkomst.store import letting_go
from herkomst.store.database import migrate, open_engine, scrub, sqlite_engine
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
            self.settle()
            try:
                yield Staging(self, staging)
                self.settle()
            finally:
                shutil.rmtree(staging, ignore_errors=True)

    def settle(self) -> None:
        """Let go of files that the register no longer vouches for: the one writer's, never a reader's."""
        letting_go.settle(self.root, self.register, self.documents, self.lake)


@dataclass(frozen=True, slots=True)
class Staging:
    """The writer's room: a folder for what is not yet part of the store, and the transaction."""

    store: Store
    folder: Path

    def lets_go(self, *, documents: Iterable[str] = (), parts: Iterable[str] = ()) -> None:
        """Say, before the transaction is done, of which documents and parts it lets go of files."""
        letting_go.note(self.store.root, documents, parts)

    @contextmanager
    def transaction(self, *, erasing: bool = False) -> Iterator[Appender]:
        """All or nothing. `erasing` also clears what it replaced from the database's own files."""
        engine = self.store.register.engine.execution_options(writing=True)
        with engine.begin() as connection:
            yield Appender(engine, connection, now())
        if erasing:
            scrub(self.store.register.engine)


def open_store(settings: Settings, *, create: bool = False) -> Store:
    """Open the store of these settings. A register that may only be read is opened for reading.

    Errors: `StoreError` when there is none and `create` is false, when what stands in its place is
    something else, or when its database cannot be reached.
    """
    root = settings.register
    if root.exists() and not root.is_dir():
        raise StoreError(
            "this is a file, not the folder of a register",
            where=str(root),
            do="Name a folder with --register.",
        )
    there = (root / SQLITE).exists() if not settings.database else root.exists()
    if not there:
        if not create:
            raise StoreError(
                f"there is no register in {root}",
                do="Make one with `herkomst demo --no-serve` or `herkomst import FILE`, "
                "or name another with --register.",
            )
        root.mkdir(parents=True, exist_ok=True)
    database = settings.database
    engine = open_engine(database) if database else sqlite_engine(root / SQLITE)
    if create:
        with _locked(root / "lock", settings.lock_seconds, None):
            migrate(engine, create=True)
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
