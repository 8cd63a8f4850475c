# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import gc

import pytest

from herkomst.app.memory import long_work


def test_the_collector_is_as_before_even_after_a_fault() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), long_work():
        assert gc.get_threshold() != before
        raise ZeroDivisionError
    assert gc.get_threshold() == before
