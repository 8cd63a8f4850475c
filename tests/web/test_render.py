# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The look can be replaced; a word of a text is never taken for a method of what holds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Client

from herkomst.errors import InputError
from herkomst.model import View
from herkomst.store import Store
from herkomst.web import application
from herkomst.web.render import Templates


def test_the_tokens_are_those_of_whoever_publishes(full_store: Store, tmp_path: Path) -> None:
    own = tmp_path / "own.css"
    own.write_text(":root { --utrecht-link-color: #123456; }")
    pages = TestClient(application(full_store, View.PUBLIC, theme=own))
    assert pages.get("/theme.css").text == own.read_text()
    with pytest.raises(InputError, match="theme"):
        Templates(View.PUBLIC, tmp_path / "absent.css")


def test_a_text_named_like_a_method_is_the_text(client: Client) -> None:
    page = client(View.PUBLIC).get("/nl/bodies").text
    assert "Wis filters" in page and "built-in method" not in page


def test_security_txt_names_a_contact_and_expires(client: Client) -> None:
    text = client(View.PUBLIC).get("/.well-known/security.txt").text
    assert "Contact: http" in text and "Expires: 20" in text
