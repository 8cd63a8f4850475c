# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Empty answers say what to do next."""

from __future__ import annotations

from herkomst.cli import screens


def test_no_stories(capsys) -> None:  # type: ignore[no-untyped-def]
    screens.compare([])
    assert "Next:" in capsys.readouterr().err


def test_more_rows_than_are_shown_are_told(capsys) -> None:  # type: ignore[no-untyped-def]
    row = {
        "body_name": "b",
        "maker": "m",
        "kind": "camera",
        "label": "admitted",
        "answer": "yes",
        "by_body": True,
        "count_low": None,
        "devices_seen": 0,
        "valid_from": "2022-01-01",
        "synthetic": False,
    }
    coverage = {
        "bodies": 1,
        "asked": 0,
        "answered": 0,
        "looked_at": 0,
        "never_looked_at": 1,
        "groups": 0,
        "synthetic_bodies": 0,
        "observations": {},
    }
    screens.overview(
        {"as_of": "x", "rows": [row, row], "makers": [], "totals": [], "coverage": coverage},
        limit=1,
    )
    assert "1 rows more" in capsys.readouterr().err
