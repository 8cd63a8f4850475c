# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Observations as Parquet, one append-only part an import, read with DuckDB.

A part is a folder with `observations.parquet` and `quarantine.parquet`. Retention and erasure write it
anew into a folder of its own, called after the part and the hash of its files, beside what is tied to a
body `reduced.parquet` and `let_go.parquet`: totals of what is not. Which folder counts is what the log says.
"""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from herkomst.collect import Quarantined
from herkomst.errors import StoreError
from herkomst.store.faults import told

if TYPE_CHECKING:
    import duckdb
    import polars as pl
    import pyarrow as pa

OBSERVATIONS, QUARANTINE, REDUCED, LET_GO = (
    "observations.parquet",
    "quarantine.parquet",
    "reduced.parquet",
    "let_go.parquet",
)
MOST = 64  # answers remembered
# Columns that tell records apart: a dictionary of their values would only be dropped again.
TELLING_APART = frozenset(
    ("offset", "length", "record", "ip", "seen_at", "hostname", "tls.fingerprint")
)


def generation(part: str, imported: str | None, digest: str) -> str:
    """The folder of a part whose files have this hash: the part's own name as it was imported."""
    return part if digest == imported else f"{part}.{digest[:16]}"


@cache
def quarantine_schema() -> pa.Schema:
    """Where a record broke, why, its first bytes, and where a user finds it in a table (older parts do
    not say)."""
    import pyarrow as pa

    return pa.schema(
        [
            ("offset", pa.int64()),
            ("length", pa.int64()),
            ("reason", pa.string()),
            ("raw", pa.binary()),
            ("place", pa.string()),
        ]
    )


class PartWriter:
    """Writes one part into a staging folder, a row group a batch."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._observations: Any = None
        self._quarantine: Any = None

    def observe(self, frame: pl.DataFrame) -> None:
        """Add identified and attributed observations."""
        import pyarrow.parquet as pq

        table = frame.to_arrow(compat_level=_oldest())
        if self._observations is None:
            self._observations = pq.ParquetWriter(
                self.folder / OBSERVATIONS,
                table.schema,
                compression="zstd",
                compression_level=1,
                write_statistics=["offset", "seen_at", "ip", "maker", "kind", "body"],
                use_dictionary=[n for n in table.column_names if n not in TELLING_APART],
            )
        self._observations.write_table(table, row_group_size=1 << 20)

    def quarantine(self, broken: Iterable[Quarantined]) -> None:
        """Add broken records."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows = [
            {
                "offset": q.offset,
                "length": q.length,
                "reason": q.reason,
                "raw": q.raw,
                "place": q.place or None,
            }
            for q in broken
        ]
        if not rows:
            return
        if self._quarantine is None:
            self._quarantine = pq.ParquetWriter(
                self.folder / QUARANTINE, quarantine_schema(), compression="zstd"
            )
        self._quarantine.write_table(pa.Table.from_pylist(rows, schema=quarantine_schema()))

    def close(self) -> None:
        """Finish the files."""
        for writer in (self._observations, self._quarantine):
            if writer is not None:
                writer.close()


def _oldest() -> Any:
    """Plain string columns: every Parquet reader knows them."""
    import polars as pl

    return pl.CompatLevel.oldest()


class Lake:
    """The folder of parts."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._held: OrderedDict[Any, list[dict[str, Any]]] = OrderedDict()

    def folder(self, part: str) -> Path:
        """Where a part stands."""
        return self.root / part

    def superseded(self, part: str, current: str | None) -> list[Path]:
        """The folders of a part that count no more."""
        found = [self.folder(part), *self.root.glob(f"{part}.*")]
        return [f for f in found if f.name != current and f.exists()]

    def adopt(self, staged: Path, part: str) -> None:
        """Move a finished part to its place, replacing what a killed import left there."""
        import shutil

        place = self.folder(part)
        if place.exists():
            shutil.rmtree(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged, place)

    def files(self, parts: Sequence[str], name: str = OBSERVATIONS) -> list[str]:
        """The files of these parts that are there. Errors: `StoreError` when a part is gone."""
        for part in parts:
            if not self.folder(part).is_dir():
                raise StoreError(
                    "a part of the lake is gone",
                    where=str(self.folder(part)),
                    follows="Totals cannot be given without it.",
                    do="Put the folder back from a copy, or take its import back: herkomst import --undo ID",
                )
        paths = (self.folder(p) / name for p in parts)
        return [str(p) for p in paths if p.exists()]

    def digest(self, part: str) -> str | None:
        """SHA-256 over the files of a part; null when it has none."""
        return digest(self.folder(part))

    def ask(self, question: str, parts: Sequence[str], **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a lake question over these parts."""
        with self.connect(parts) as connection:
            return rows(connection, question, parameters)

    def remembered(
        self, question: str, parts: Sequence[str], **parameters: Any
    ) -> list[dict[str, Any]]:
        """As `ask`, for answers that are small and asked often: a folder's files never change, so the
        same question over the same folders has the same answer."""
        self.files(parts)  # a part that is gone is told, whatever is remembered
        key = (question, *parts, repr(sorted(parameters.items())))
        held = self._held.get(key)
        if held is None:
            self._held[key] = held = self.ask(question, parts, **parameters)
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return held

    def ask_where(
        self, question: str, parts: Sequence[str], **parameters: Any
    ) -> list[dict[str, Any]]:
        """As `ask`, for a question that tells in which file (`filename`) a row stands."""
        files = self.files(parts)
        with connect(files, self.files(parts, REDUCED), named=True) as connection:
            return rows(connection, question, parameters)

    def connect(self, parts: Sequence[str]) -> duckdb.DuckDBPyConnection:
        """A connection with the views of `questions/lake/views.sql` over these parts."""
        return connect(self.files(parts), self.files(parts, REDUCED), self.files(parts, LET_GO))


def digest(folder: Path) -> str | None:
    """SHA-256 over the Parquet files of a folder by name; null when there is none."""
    total = hashlib.sha256()
    found = sorted(folder.glob("*.parquet")) if folder.exists() else []
    for path in found:
        total.update(path.name.encode())
        with path.open("rb") as stream:
            total.update(hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest() if found else None


def connect(
    observations: list[str],
    reduced: list[str] | None = None,
    let_go: list[str] | None = None,
    *,
    threads: int | None = None,
    named: bool = False,
) -> duckdb.DuckDBPyConnection:
    """DuckDB in memory, with the lake's views over these files. What does not fit in a gigabyte goes
    to the system's folder for temporary files; one thread takes a third less memory than two. `named`:
    each observation tells its file."""
    import tempfile

    import duckdb

    from herkomst.questions import question_text

    connection = duckdb.connect()
    folder = tempfile.gettempdir().replace("'", "''")
    connection.execute(f"SET memory_limit = '1GB'; SET temp_directory = '{folder}'")
    connection.execute("SET preserve_insertion_order = false")
    if threads is not None:
        connection.execute(f"SET threads = {int(threads)}")
    views = {"observation": observations, "reduced": reduced or [], "let_go": let_go or []}
    for view, names in views.items():
        empty = question_text(f"lake/empty_{view}")
        filename = named and view == "observation"
        if filename:
            empty = f"SELECT *, '' AS filename FROM ({empty})"
        source = f"{_source(names, filename)} UNION ALL BY NAME {empty}" if names else empty
        with told(names[0] if len(names) == 1 else ""):
            connection.execute(f"CREATE TEMP VIEW {view} AS {source}")
    with told():  # the views look at the files again
        connection.execute(question_text("lake/views"))
    return connection


def _source(names: list[str], filename: bool) -> str:
    listed = ", ".join(map(_quoted, names))
    return f"SELECT * FROM read_parquet([{listed}], union_by_name = true, filename = {filename})"


def _quoted(name: str | Path) -> str:
    return "'" + str(name).replace("'", "''") + "'"


def copy_out(
    connection: duckdb.DuckDBPyConnection, question: str, target: Path, **parameters: Any
) -> None:
    """Write the rows of a lake question as a Parquet file."""
    from herkomst.questions import question_text

    text = question_text(f"lake/{question}").rstrip().rstrip(";")
    with told(str(target)):
        connection.execute(
            f"COPY ({text}) TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd)", parameters
        )


def reduce(source: Path, target: Path) -> None:
    """What retention leaves of a part: observations tied to a body as they are, totals of all others,
    and of a broken record its place and why."""
    if (source / OBSERVATIONS).exists():
        # One thread: the same part gives the same bytes.
        with connect([str(source / OBSERVATIONS)], threads=1) as connection:
            for name, question in ((REDUCED, "reduce"), (LET_GO, "let_go"), (OBSERVATIONS, "tied")):
                copy_out(connection, question, target / name)
    if (source / QUARANTINE).exists():
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = quarantine_schema()
        with told(str(source / QUARANTINE)), pq.ParquetWriter(target / QUARANTINE, schema) as out:
            for batch in pq.ParquetFile(source / QUARANTINE).iter_batches(1000):
                held = {name: batch.column(name) for name in batch.schema.names}
                held["raw"] = pa.nulls(len(batch), pa.binary())
                held.setdefault("place", pa.nulls(len(batch), pa.string()))
                kept = pa.record_batch([held[name] for name in schema.names], schema=schema)
                out.write_batch(kept)


def without(source: Path, target: Path, places: Collection[int]) -> None:
    """A part but for the observations at some offsets of its document."""
    import shutil

    for path in source.glob("*.parquet"):
        if path.name != OBSERVATIONS:
            shutil.copyfile(path, target / path.name)
    if (source / OBSERVATIONS).exists():
        with connect([str(source / OBSERVATIONS)], threads=1) as connection:
            copy_out(connection, "without", target / OBSERVATIONS, places=sorted(places))


def rows(
    connection: duckdb.DuckDBPyConnection, question: str, parameters: dict[str, Any]
) -> list[dict[str, Any]]:
    """The rows of one lake question as dicts."""
    from herkomst.questions import question_text

    with told():
        result = connection.execute(question_text(f"lake/{question}"), parameters)
        names = [c[0] for c in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
