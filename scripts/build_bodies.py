# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build `catalogue/bodies/{bodies,names,members,hosts,events}.csv` from the publishers' formats.

    python scripts/build_bodies.py POLDER.tar.gz TOOI.json.gz

The same code as `herkomst bodies refresh`, into the catalogue that the project ships: nothing of the
present tables is kept, and the same files give the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from herkomst import registers
from herkomst.registers import tables

TARGET = Path(__file__).resolve().parents[1] / "src/herkomst/catalogue/bodies"
RETRIEVED = "2026-05-16"  # when the source was taken; ends before it are in the past


def main() -> None:
    """Read the files and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--date", default=RETRIEVED)
    parser.add_argument("--target", type=Path, default=TARGET)
    chosen = parser.parse_args()
    build(chosen.files, chosen.target, chosen.date)


def build(files: list[Path], target: Path, date: str = RETRIEVED) -> dict[str, int]:
    """Write the tables; gives how many rows each has."""
    gathered = [registers.read(path, lambda done, total: None) for path in files]
    made = tables.build(tables.Said.of(gathered, date), {name: [] for name in tables.COLUMNS})
    tables.write(target, made)
    return {name: len(rows) for name, rows in made.items()}


if __name__ == "__main__":
    main()
