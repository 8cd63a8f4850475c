# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every reader is held to the exact sum."""

from __future__ import annotations

import pytest

from herkomst.collect import Quarantined, Rows, chunks_read


def test_a_source_that_loses_rows_is_caught() -> None:
    with pytest.raises(AssertionError, match="lost rows"):
        list(chunks_read(iter([Rows(read=3, skipped=1)])))


def test_rows_that_add_up_pass() -> None:
    rows = Rows(read=2, skipped=1, quarantined=[Quarantined(0, 1, "broken", b"x")])
    assert list(chunks_read(iter([rows]))) == [rows]
    assert rows.kept == 0
