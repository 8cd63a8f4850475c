# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Paths: kebab-case, no trailing slash, one operation each; documents in the restricted view only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from herkomst.api.routes import routes
from herkomst.model import View


@pytest.mark.parametrize("view", View)
def test_paths(view: View) -> None:
    found = list(routes(view))
    paths = [r.path for r in found]
    assert len(set(paths)) == len(paths)
    for path in paths:
        assert re.fullmatch(r"(/([a-z]+(-[a-z]+)*|\{[a-z]+(:[a-z]+)?\}))+", path)
    assert len({r.operation.__name__ for r in found}) == len(found)
    assert all(r.operation.__doc__ for r in found)


def test_the_public_view_opens_no_document() -> None:
    public = {r.path for r in routes(View.PUBLIC)}
    closed = {r.path for r in routes(View.RESTRICTED)} - public
    assert closed == {"/documents/{hash:hash}", "/evidence"}


def test_every_path_is_in_the_reference() -> None:
    told = (Path(__file__).parents[2] / "docs/reference/api.md").read_text(encoding="utf-8")
    for route in routes(View.RESTRICTED):
        assert f"`{re.sub(r':[a-z]+}', '}', route.path)}`" in told
