# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verify finds what was changed; erasing and retention leave the chain whole."""

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
    assert run("import", "s.csv", "x.json").code == 0
    return run


CHANGES = [
    "UPDATE claim SET quantity_low = 99",
    "DELETE FROM claim WHERE body LIKE '%gm0828'",
    "DELETE FROM evidence",
    "UPDATE log SET read = read + 1 WHERE sequence = 1",
    "DELETE FROM log WHERE sequence = 2",
    "UPDATE verdict SET label = 'admitted'",
    "DELETE FROM reach",
    "INSERT INTO decision VALUES ('d9', 'retract', 'x', 'b', 'r', '2022-01-01', NULL, '2022-01-01')",
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_changed_behind_the_doors_is_found(
    filled: Run, tmp_path: Path, change: str
) -> None:
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


def test_an_erased_claim_is_gone_everywhere(filled: Run, tmp_path: Path) -> None:
    (story,) = filled("compare", "--json", "--body", "Oss").json
    claim = story["claims"][0]["id"]
    assert filled("erase", "--claim", claim, "--ground", "art. 17 AVG").code == 0
    assert "GEHEIM" not in filled("compare", "--json").out + filled("export").out
    assert filled("compare", "--json", "--body", "Oss").json == []
    assert filled("verify").code == 0
    assert b"GEHEIM" not in b"".join(
        p.read_bytes() for p in (tmp_path / "herkomst-data").glob("register.sqlite*")
    )


def test_an_erased_document_takes_its_content_along(filled: Run, tmp_path: Path) -> None:
    documents = [p["document"] for p in filled("import", "--list", "--json").json]
    for document in documents:
        assert filled("erase", "--document", document, "--ground", "retention law").code == 0
    assert not list((tmp_path / "herkomst-data/documents").rglob("*.zst"))
    assert not list((tmp_path / "herkomst-data/lake").rglob("*.parquet"))
    assert filled("verify").code == 0
    assert filled("overview", "--json").code == 0


def test_retention_reduces_what_is_tied_to_no_body(filled: Run, tmp_path: Path) -> None:
    before = filled("overview", "--json").json["makers"]
    assert filled("retain", "--days", "30", "--json").json["parts"] == 0
    dry = filled("retain", "--days", "0", "--dry-run", "--json").json
    assert (dry["reduced"], dry["kept"]) == (20, 1)
    assert filled("retain", "--days", "0", "--json").json["reduced"] == 20
    assert filled("overview", "--json").json["makers"] == before
    assert filled("verify").code == 0
    left = b"".join(p.read_bytes() for p in (tmp_path / "herkomst-data/lake").rglob("*.parquet"))
    assert b"45.85.148.9" in left and b"198.18.1." not in left
    page = filled("body", "gemeente Gouda", "--raw", "--json").json
    cards = [e for v in page["verdicts"] for c in v["claims"] for e in c["evidence"]]
    assert all("45.85.148.9" in c["record"] for c in cards)
    assert filled("retain", "--days", "0", "--json").json["parts"] == 0


def test_erasing_needs_a_ground(filled: Run) -> None:
    assert filled("erase", "--claim", "c1", "--ground", " ").code == 2
    assert filled("erase", "--claim", "c1").code == 2
