# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of bodies: what a filter means, and that a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.app.directory import COLUMNS, Wanted, choose, directory, provinces
from herkomst.app.importing import Options, import_file
from herkomst.app.question import Question
from herkomst.errors import InputError
from herkomst.settings import Settings
from herkomst.store import open_store


@pytest.fixture
def rows(sqlite_settings: Settings, tmp_path: Path) -> list[dict[str, object]]:
    store = open_store(sqlite_settings, create=True)
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status\ngemeente Súdwest-Fryslân;2022-03-01;Dahua;camera;uses\n"
        "gemeente Oss;2022-03-01;Dahua of Hikvision;camera;uses\n"
    )
    import_file(store, tmp_path / "s.csv", Options())
    return directory(store, Question("2022-12-31"))


def names(chosen: list[object]) -> list[str]:
    return [row["name"] for row in chosen]  # type: ignore[index]


def test_everybody_is_in_it_and_can_be_found_without_accents(rows: list[dict[str, object]]) -> None:
    assert len(rows) > 1000
    assert names(choose(rows, Wanted(text="SUDWEST-FRYSLAN"))) == ["gemeente Súdwest-Fryslân"]


def test_filters_hold_together(rows: list[dict[str, object]]) -> None:
    assert len(choose(rows, Wanted(maker="dahua"))) == 2
    assert names(choose(rows, Wanted(maker="hikvision"))) == ["gemeente Oss"]
    assert not choose(rows, Wanted(maker="hikvision", province="PV21"))
    never = choose(rows, Wanted(state="never"))
    assert len(never) == len(rows) and len(choose(rows, Wanted(state="looked"))) == 0


@pytest.mark.parametrize("column", COLUMNS)
def test_sorting_turns_round(rows: list[dict[str, object]], column: str) -> None:
    up, down = (choose(rows, Wanted(sort=s + column)) for s in ("", "-"))
    assert [r[column] for r in up] == [r[column] for r in reversed(down)]
    if column in ("found", "asked", "answered"):
        assert up[0][column] and not up[-1][column]


def test_a_wrong_choice_is_told(rows: list[dict[str, object]]) -> None:
    for wrong in (Wanted(kind="x"), Wanted(label="x"), Wanted(state="x"), Wanted(sort="x"), Wanted(page=0)):  # fmt: skip
        with pytest.raises(InputError):
            choose(rows, wrong)
    assert len(provinces()) == 12
