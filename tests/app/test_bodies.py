# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bodies for every use case."""

from __future__ import annotations

import pytest

from herkomst.app.bodies import find_body, listed, name_of
from herkomst.errors import InputError


def test_by_name_by_id_and_by_the_bare_name_of_a_municipality() -> None:
    zeist = find_body("Zeist")
    assert zeist == find_body("gemeente Zeist") == find_body(zeist.id)
    assert name_of(zeist.id) == "gemeente Zeist"
    assert name_of("unknown") == "unknown"


def test_what_comes_close_is_told() -> None:
    with pytest.raises(InputError) as caught:
        find_body("gemeente Zeistermeer")
    assert "Did you mean" in caught.value.do


def test_lists_leave_invented_bodies_out() -> None:
    assert len(listed(kind="gemeente")) == 342
    assert not [b for b in listed(ended=True) if b["synthetic"]]
