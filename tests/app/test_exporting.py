# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exports are whole, and inert in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from tests.conftest import Run

from herkomst.app.exporting import inert


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\t=1", "  =1", "\r=1"])
def test_what_looks_like_a_formula_is_made_inert(value: str) -> None:
    assert inert(value) == "'" + value


@pytest.mark.parametrize("value", ["gewoon", "", None, -5, 3.2, "a=b"])
def test_everything_else_stays(value: object) -> None:
    assert inert(value) == value


def test_three_forms_hold_the_same_rows(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status;paraphrase\ngemeente Oss;2022-03-01;Dahua;camera;uses;=cmd\n"
        "gemeente Zeist;2022-03-01;Dahua;camera;denies;x\n"
    )
    run("import", "s.csv")
    rows = list(csv.DictReader(io.StringIO(run("export").out)))
    assert len(rows) == 2 == len(run("export", "--format", "json").json)
    assert {r["claim_paraphrase"] for r in rows} == {"'=cmd", "x"}
    assert run("export", "x.parquet").code == 0
    flat = pl.read_parquet(tmp_path / "x.parquet")
    assert flat.height == 2
    assert "claim_id" in flat.columns and "claims" not in flat.columns  # a row a claim
    assert run("export", "--format", "parquet").code == 2


def test_an_empty_export_is_its_header(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("body;said_at;makers;kind;status\nZomaar;2022-03-01;;;uses\n")
    assert run("import", "s.csv").code == 0
    (header,) = run("export").out.splitlines()
    assert header.startswith("body,body_name,") and ",claim_said_at," in header
    public = run("export", "--view", "public").out
    assert "claim_place" in header and "claim_place" not in public
    (tmp_path / "t.csv").write_text(
        "body;said_at;makers;kind;status\ngemeente Oss;2022-03-01;Dahua;camera;uses\n"
    )
    run("import", "t.csv")
    assert run("export").out.splitlines()[0] == header
