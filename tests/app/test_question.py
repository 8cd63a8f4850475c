# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked: dates are read strictly, and what may be published is judged on the day of asking."""

from __future__ import annotations

import pytest

from herkomst.app.question import Question
from herkomst.errors import InputError
from herkomst.model import View


def test_days() -> None:
    asked = Question.at("2022-03-01", "2022-04-01", View.PUBLIC)
    assert (asked.as_of, asked.known_at) == ("2022-03-01", "2022-04-01T23:59:59.999999Z")
    assert asked.asked_on == "2022-04-01"
    assert (
        Question.at(None, None, View.PUBLIC).asked_on == Question.at(None, None, View.PUBLIC).as_of
    )
    assert Question("2999-01-01").asked_on < "2999"


@pytest.mark.parametrize("text", ["yesterday", "2022-02-30", "01-02-2022", ""])
def test_no_date(text: str) -> None:
    with pytest.raises(InputError, match="--as-of"):
        Question.at(text, None, View.PUBLIC)
