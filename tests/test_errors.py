# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""An error says what, where, what follows and what to do."""

from __future__ import annotations

from herkomst.errors import HerkomstError, IntegrityError


def test_all_four_answers_are_told() -> None:
    error = HerkomstError("it broke", where="file:3", follows="nothing was done", do="mend it")
    assert str(error) == "file:3: it broke\n  nothing was done\n  mend it"
    assert error.as_dict() == {
        "error": "it broke",
        "where": "file:3",
        "follows": "nothing was done",
        "do": "mend it",
    }


def test_exit_codes() -> None:
    assert (HerkomstError("x").code, IntegrityError("x").code) == (2, 1)
