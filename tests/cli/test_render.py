# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strangers' text is never markup, a number never without its unit."""

from __future__ import annotations

from herkomst.cli import render
from herkomst.cli.render import _cell, quantity


def test_cells() -> None:
    assert _cell("[red]x[/red]") == "\\[red]x\\[/red]"
    assert "\x1b" not in _cell("\x1b[31mx")
    assert (_cell(None), _cell(True), _cell(12345)) == ("", "yes", "12,345")


def test_quantities() -> None:
    assert quantity({"count_low": 25, "count_high": 25, "unit": "device"}) == "25 device"
    assert quantity({"count_low": 1, "count_high": None, "unit": "device"}) == "at least 1 device"
    assert quantity({"count_low": 134, "count_high": 142, "unit": "device"}) == "134-142 device"
    assert quantity({"count_low": None}) == ""


def test_words_beside_the_answer_are_inert(capsys) -> None:  # type: ignore[no-untyped-def]
    render.say("a\x1b[31mb\rc\udcff\nd")
    assert capsys.readouterr().err == "a�[31mb�c�\nd\n"
