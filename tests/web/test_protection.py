# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One line of log a request, without what could forge another; headers on every answer."""

from __future__ import annotations

import logging

import pytest
from tests.web.conftest import Client

from herkomst.model import View
from herkomst.web.protection import HEADERS


def test_a_request_is_one_line_of_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "herkomst.web"):
        client(View.PUBLIC).get("/nl/method?as_of=2022-01-01")
        client(View.PUBLIC).get("/nl/%0aGET%20/forged%20200")
    lines = [r.getMessage() for r in caplog.records if r.name == "herkomst.web"]
    assert len(lines) == 2 and all("\n" not in line for line in lines)
    assert lines[0].startswith("GET /nl/method 200 ") and lines[0].endswith(" bytes")


@pytest.mark.parametrize(
    "path", ["/nl/", "/nl/nothing", "/static/herkomst.css", "/static/none", "/"]
)
def test_every_answer_is_protected(client: Client, path: str) -> None:
    answer = client(View.PUBLIC).get(path, follow_redirects=False)
    assert {k: answer.headers.get(k) for k in HEADERS} == HEADERS
