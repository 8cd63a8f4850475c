# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Observations as Parquet, one append-only part an import, read with DuckDB.

A part is a folder with `observations.parquet` and `quarantine.parquet`; retention leaves
`reduced.parquet` beside what is tied to a body. Only parts that stand in the log count.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from herkomst.collect import Quarantined

if TYPE_CHECKING:
    import duckdb
    import polars as pl
    import pyarrow as pa

OLD = ".old"  # a part that is being replaced
OBSERVATIONS, QUARANTINE, REDUCED = (
    "observations.parquet",
    "quarantine.parquet",
    "reduced.parquet",
)


@cache
def quarantine_schema() -> pa.Schema:
    """Where a record broke, why, and its first bytes."""
    import pyarrow as pa

    return pa.schema(
        [
            ("offset", pa.int64()),
            ("length", pa.int64()),
            ("reason", pa.string()),
            ("raw", pa.binary()),
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
                use_dictionary=True,
            )
        self._observations.write_table(table, row_group_size=1 << 20)

    def quarantine(self, broken: Iterable[Quarantined]) -> None:
        """Add broken records."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows = [
            {"offset": q.offset, "length": q.length, "reason": q.reason, "raw": q.raw}
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

    def folder(self, part: str) -> Path:
        """Where a part stands."""
        return self.root / part

    def adopt(self, staged: Path, part: str) -> None:
        """Move a finished part to its place, replacing what a killed import left there."""
        import shutil

        place = self.folder(part)
        old = place.with_name(place.name + OLD)
        if place.exists():
            os.replace(place, old)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged, place)
        shutil.rmtree(old, ignore_errors=True)

    def mend(self) -> None:
        """Put back what a writer killed between two renames left aside."""
        import shutil

        for old in self.root.glob("*" + OLD):
            place = old.with_name(old.name.removesuffix(OLD))
            if place.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                os.replace(old, place)

    def files(self, parts: Sequence[str], name: str = OBSERVATIONS) -> list[str]:
        """The files of these parts that are there."""
        paths = (self.folder(p) / name for p in parts)
        return [str(p) for p in paths if p.exists()]

    def digest(self, part: str) -> str | None:
        """SHA-256 over the files of a part; null when it has none."""
        return digest(self.folder(part))

    def ask(self, question: str, parts: Sequence[str], **parameters: Any) -> list[dict[str, Any]]:
        """The rows of a lake question over these parts."""
        with self.connect(parts) as connection:
            return rows(connection, question, parameters)

    def connect(self, parts: Sequence[str]) -> duckdb.DuckDBPyConnection:
        """A connection with the views of `questions/lake/views.sql` over these parts."""
        return connect(self.files(parts), self.files(parts, REDUCED))


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
    observations: list[str], reduced: list[str] | None = None, *, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """DuckDB in memory, with the lake's views over these files. What does not fit in a gigabyte goes
    to the system's folder for temporary files; one thread takes a third less memory than two."""
    import tempfile

    import duckdb

    from herkomst.questions import question_text

    connection = duckdb.connect()
    folder = tempfile.gettempdir().replace("'", "''")
    connection.execute(f"SET memory_limit = '1GB'; SET temp_directory = '{folder}'")
    connection.execute("SET preserve_insertion_order = false")
    if threads is not None:
        connection.execute(f"SET threads = {int(threads)}")
    for view, names in (("observation", observations), ("reduced", reduced or [])):
        source = _source(names) if names else question_text(f"lake/empty_{view}")
        connection.execute(f"CREATE TEMP VIEW {view} AS {source}")
    connection.execute(question_text("lake/views"))
    return connection


def _source(names: list[str]) -> str:
    listed = ", ".join("'" + name.replace("'", "''") + "'" for name in names)
    return f"SELECT * FROM read_parquet([{listed}], union_by_name = true)"


def rows(
    connection: duckdb.DuckDBPyConnection, question: str, parameters: dict[str, Any]
) -> list[dict[str, Any]]:
    """The rows of one lake question as dicts."""
    from herkomst.questions import question_text

    result = connection.execute(question_text(f"lake/{question}"), parameters)
    names = [c[0] for c in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
