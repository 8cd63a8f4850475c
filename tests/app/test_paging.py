# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages by key: no gap, no double, and a mark that is no page of this list is told."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst.app.paging import Paging, mark
from herkomst.errors import NotFoundError


@given(
    st.lists(st.tuples(st.text(max_size=3), st.integers(0, 9)), unique=True, max_size=30),
    st.integers(1, 7),
    st.booleans(),
)
def test_a_walk_gives_every_row_once_and_in_order(
    keys: list[tuple[str, int]], size: int, backward: bool
) -> None:
    order = "-key" if backward else "key"
    keys = [(text.replace("\0", ""), number) for text, number in keys]
    rows = [{"key": k} for k in dict.fromkeys(keys)]
    walked, page = [], None
    while True:
        found = Paging(order, page, size).cut(rows, lambda r: r["key"], str, int)
        walked += [r["key"] for r in found.rows]
        assert len(found.rows) <= size
        page = found.following
        if page is None:
            break
    assert walked == sorted(set(keys), reverse=backward)


@pytest.mark.parametrize(
    "page",
    [
        "x",
        "!!",
        "",
        mark("other", ["a", 1]),
        mark("key", ["a"]),
        mark("key", [1, 1]),
        mark("key", ["a\0", 1]),
        mark("key", ["a", 1 << 70]),
        mark("key", ["a", True]),
        mark("key", ["a", 1]) + "=",
        base64.urlsafe_b64encode(json.dumps(["key", "a", 1]).encode()).decode().rstrip("="),
        base64.urlsafe_b64encode(b'["key","\\ud800",1]').decode().rstrip("="),
        base64.urlsafe_b64encode(b"[]").decode(),
        base64.urlsafe_b64encode(b"3").decode().rstrip("="),
    ],
)
def test_what_is_no_page_of_this_list(page: str) -> None:
    with pytest.raises(NotFoundError, match="no page"):
        Paging("key", page).after(str, int)


def test_a_page_of_another_body_is_none_of_this_one() -> None:
    paging = Paging("key", mark("key", ["a", 1]))
    assert paging.after(str, int, within="a") == ("a", 1)
    with pytest.raises(NotFoundError):
        paging.after(str, int, within="b")
