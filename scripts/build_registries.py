# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registered address prefixes and enterprise numbers of the makers the catalogue knows.

`python scripts/build_registries.py FOLDER` reads the publishers' own files in FOLDER: IEEE's `oui.csv`, `mam.csv` and
`oui36.csv`, and IANA's `enterprise-numbers.txt`; writes `src/herkomst/catalogue/registries/`. A registrant counts only if
its *whole* name, without the form of the firm, is a name of the maker: a scale factory called Dahua is not Dahua.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from herkomst import catalogue
from herkomst.catalogue import entities
from herkomst.identify.naming import without_form

TABLES = catalogue.ROOT / "registries"


def known() -> dict[str, str]:
    """Registrants' names without the form of the firm -> a name that stands for whom they are now."""
    found: dict[str, str] = {}
    for name in entities.written():
        if catalogue.fold(name) not in entities.family_names():
            found.setdefault(without_form(name), name)
    with (TABLES / "registrants.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[without_form(row["registrant"])] = row["name"]
    return found


def addresses(folder: Path) -> Iterator[tuple[str, str]]:
    """(prefix in hexadecimal digits, registrant); blocks that IEEE itself hands out in parts are left out."""
    for name in ("oui.csv", "mam.csv", "oui36.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                yield row["Assignment"], row["Organization Name"]


def enterprises(folder: Path) -> Iterator[tuple[str, str]]:
    """(number, registrant): a number on a line of its own, the registrant on the next, indented."""
    text = (folder / "enterprise-numbers.txt").read_text(encoding="utf-8", errors="replace")
    yield from re.findall(r"(?m)^(\d+)\n  (\S.*)$", text)


def write(name: str, rows: Iterator[tuple[str, str]]) -> int:
    """Write the rows whose registrant is known; how many."""
    names = known()
    ruled = {p.replace(":", "") for rule in catalogue.rules() for p in rule.prefixes}
    kept = sorted(
        {(k, names[n]) for k, r in rows if k not in ruled and (n := without_form(r)) in names}
    )
    with (TABLES / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([("key", "name"), *kept])
    return len(kept)


def main() -> None:
    """Both tables."""
    folder = Path(sys.argv[1])
    print("addresses", write("addresses.csv", addresses(folder)))
    print("enterprises", write("enterprises.csv", enterprises(folder)))


if __name__ == "__main__":
    main()
