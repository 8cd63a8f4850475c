# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Import of a generated export, lake and register written, beside DuckDB's COPY of the same columns."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from bench.measure import Cost, python
from herkomst.app.synthetic import write_export

IMPORT = "import sys; from herkomst.cli import main; sys.argv[1:1] = ['import', '--json']; main()"
COPY = """
import sys, duckdb
connection = duckdb.connect()
connection.execute("SET threads = 1")
text = "\\n".join(l for l in open(sys.argv[3]).read().splitlines() if not l.startswith("--"))
quoted = lambda p: "'" + p + "'"
connection.execute(text.replace("$source", quoted(sys.argv[1])).replace("$target", quoted(sys.argv[2])))
"""


def run(folder: Path, size: int, *, packed: bool, larger: bool) -> dict[str, Any]:
    """Rates in MB of lines per CPU second, and peak memory in MB."""
    plain = folder / "export.json"
    write_export(plain, size=size, seed=1)
    made: dict[str, Any] = {"bytes": plain.stat().st_size}
    with plain.open("rb") as stream:
        made["lines"] = sum(1 for _ in stream)
    turns = [(_copy(plain, folder), _import(plain, folder)) for _ in range(3)]
    copy, ours = [c for c, _ in turns], [o for _, o in turns]
    rate = made["bytes"] / 1e6
    made["duckdb_copy_mb_per_cpu_s"] = round(rate / min(c.cpu for c in copy), 1)
    made["import_mb_per_cpu_s"] = round(rate / min(c.cpu for c in ours), 1)
    made["ratio"] = round(min(c.cpu for c in copy) / min(c.cpu for c in ours), 3)
    made["peak_memory_mb"] = round(max(c.memory for c in ours))
    if packed:
        for ending in (".gz", ".zst"):
            path = folder / f"export.json{ending}"
            write_export(path, size=size, seed=1)
            cost = min((_import(path, folder) for _ in range(2)), key=lambda c: c.cpu)
            made[f"times_plain{ending}"] = round(cost.cpu / min(c.cpu for c in ours), 2)
            path.unlink()
    plain.unlink()
    if larger:
        write_export(plain, size=3 * size, seed=1)
        made["peak_memory_mb_at_three_times_the_size"] = round(_import(plain, folder).memory)
        plain.unlink()
    return made


def _copy(path: Path, folder: Path) -> Cost:
    sql = Path(__file__).parent / "duckdb_copy.sql"
    return python(COPY, str(path), str(folder / "copy.parquet"), str(sql))


def _import(path: Path, folder: Path) -> Cost:
    register = folder / "register"
    shutil.rmtree(register, ignore_errors=True)
    return python(IMPORT, "--register", str(register), str(path))
