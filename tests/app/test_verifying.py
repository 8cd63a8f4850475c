# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verify finds what was changed behind the doors."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.conftest import Run, banner, write_lines


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status;paraphrase\ngemeente Oss;2022-03-01;Dahua;camera;uses;GEHEIM\n"
    )
    loose = [banner(ip_str=f"198.18.1.{i}", hash=i) for i in range(20)]
    write_lines(tmp_path / "x.json", [banner(ip_str="45.85.148.9"), *loose])
    write_lines(tmp_path / "y.json", [banner(ip_str="198.18.9.1")])
    write_lines(tmp_path / "z.json", [banner(ip_str="198.18.9.2")])
    assert run("import", "s.csv", "x.json", "y.json", "z.json").code == 0
    return run


CHANGES = [
    "UPDATE claim SET quantity_low = 99",
    "DELETE FROM claim WHERE body LIKE '%gm0828'",
    "DELETE FROM evidence",
    "UPDATE log SET read = read + 1 WHERE sequence = 1",
    "DELETE FROM log WHERE sequence = 2",
    "UPDATE verdict SET label = 'admitted'",
    "DELETE FROM reach",
    "UPDATE claim SET paraphrase = 'x' WHERE body LIKE '%gm0828'",
    "UPDATE claim SET grade = 'confirmed', confidence = 1 WHERE basis = 'measured'",
    "UPDATE claim SET recorded_at = '2020-01-01'",
    "UPDATE claim SET classification = 'public'",
    "UPDATE evidence SET value = 'x'",
    "UPDATE evidence SET locator = '0+1'",
    "UPDATE evidence SET document = 'd'",
    "UPDATE evidence SET link = 'https://x.example'",
    "UPDATE document SET name = 'x'",
    "DELETE FROM document",
    "DELETE FROM document WHERE id = (SELECT document FROM log WHERE sequence = 2)",
    "INSERT INTO tombstone VALUES ('claim', 'c1', '2022-01-01', 'g')",
    "INSERT INTO tombstone SELECT 'claim', claim.id, '2022-01-01', 'g' FROM claim",
    "DELETE FROM tombstone",
    "UPDATE tombstone SET ground = 'another'",
    "UPDATE decision SET reason = 'another'",
    "UPDATE decision SET by = 'another'",
    "UPDATE decision SET target = 'another'",
    "UPDATE decision SET recorded_at = '2020-01-01'",
    "UPDATE log SET content = NULL",
    "INSERT INTO decision VALUES ('d9', 'retract', 'x', 'b', 'r', '2022-01-01', NULL, '2022-01-01')",
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_changed_behind_the_doors_is_found(
    filled: Run, tmp_path: Path, change: str
) -> None:
    gone, again = filled("import", "--list", "--json").json[2:4]
    assert filled("import", "--undo", gone["id"], "--reason", "a mistake").code == 0
    assert filled("erase", "--document", again["document"], "--ground", "g").code == 0
    assert filled("verify").code == 0
    with sqlite3.connect(tmp_path / "herkomst-data/register.sqlite") as connection:
        connection.execute("INSERT INTO erasing VALUES ('x')")
        connection.execute(change)
        connection.execute("DELETE FROM erasing")
    connection.close()
    done = filled("verify", "--json")
    assert done.code == 1 and done.json["faults"]


@pytest.mark.parametrize("pattern", ["lake/*/observations.parquet", "documents/*/*.zst"])
def test_changed_files_are_found(filled: Run, tmp_path: Path, pattern: str) -> None:
    path = max((tmp_path / "herkomst-data").glob(pattern), key=lambda p: p.stat().st_size)
    path.write_bytes(path.read_bytes()[:-1])
    assert filled("verify").code in (1, 2)


def test_rows_of_before_the_content_was_logged_still_verify(filled: Run, tmp_path: Path) -> None:
    from dataclasses import replace

    import sqlalchemy as sa

    from herkomst.settings import Settings
    from herkomst.store import open_store
    from herkomst.store.chain import GENESIS, sealed

    store = open_store(Settings(tmp_path / "herkomst-data", "", 30, 10))
    previous = GENESIS
    with store.register.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO erasing VALUES ('x')"))
        for part in store.register.log():
            old = sealed(replace(part, content=None, previous=previous))
            previous = old.hash
            connection.execute(
                sa.text(
                    "UPDATE log SET content = NULL, previous = :p, hash = :h WHERE sequence = :s"
                ),
                {"p": old.previous, "h": old.hash, "s": old.sequence},
            )
        connection.execute(sa.text("DELETE FROM erasing"))
    store.register.engine.dispose()
    assert filled("verify").code == 0
