# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parameters are strict: what is unknown, there twice or of another form is a problem."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from herkomst.api.asking import GROUPINGS, Bodies, Dated
from herkomst.model import View

WRONG = [
    ("/bodies?foo=1", "foo"),
    ("/bodies?page_size=1", "page_size"),
    ("/bodies?pageSize=1&pageSize=2", "pageSize"),
    ("/bodies?pageSize=0", "pageSize"),
    ("/bodies?pageSize=501", "pageSize"),
    ("/bodies?pageSize=1_0", "pageSize"),
    ("/bodies?pageSize=%201", "pageSize"),
    ("/bodies?pageSize=%2B1", "pageSize"),
    ("/bodies?pageSize=1.0", "pageSize"),
    ("/bodies?pageSize=", "pageSize"),
    ("/bodies?pageSize=%D9%A1", "pageSize"),
    ("/bodies?ended=1", "ended"),
    ("/bodies?ended=True", "ended"),
    ("/bodies?kind=stad", "kind"),
    ("/bodies?province=Utrecht", "province"),
    ("/bodies?search=", "search"),
    ("/bodies?sort=id", "sort"),
    ("/bodies?page=%00", "page"),
    ("/claims?asOf=2022-2-1", "asOf"),
    ("/claims?asOf=2022-02-30", "asOf"),
    ("/claims?asOf=20220201", "asOf"),
    ("/claims?asOf=2022-W01-1", "asOf"),
    ("/claims?asOf=0", "asOf"),
    ("/claims?asOf=", "asOf"),
    ("/claims?asOf=2022-02-01%0A", "asOf"),
    ("/claims?knownAt=gisteren", "knownAt"),
    ("/claims?maker=Dahua", "maker"),
    ("/claims?maker=%25", "maker"),
    ("/claims?kind=", "kind"),
    ("/verdicts?label=sure", "label"),
    ("/overview?by=body,maker,kind", "by"),
    ("/overview?by=kind,maker", "by"),
    ("/makers/dahua?asOf=2022-01-01", "asOf"),
    ("/log?asOf=2022-01-01", "asOf"),
]


@pytest.mark.parametrize(("path", "name"), WRONG, ids=[p for p, _ in WRONG])
def test_a_wrong_parameter_is_named(public: TestClient, path: str, name: str) -> None:
    answer = public.get(f"/v1{path}")
    assert answer.status_code == 400
    problem = answer.json()
    assert [(e["in"], e["name"]) for e in problem["errors"]] == [("query", name)]
    assert name in problem["detail"]


def test_all_that_is_wrong_is_told_at_once(public: TestClient) -> None:
    errors = public.get("/v1/bodies?foo=1&sort=x&pageSize=0").json()["errors"]
    assert {e["name"] for e in errors} == {"foo", "sort", "pageSize"}


def test_defaults() -> None:
    assert Bodies().paging("name").size == 50
    question = Dated(asOf="2022-03-01", knownAt="2022-04-01").question(View.PUBLIC)  # type: ignore[call-arg]
    assert (question.as_of, question.known_at[:10]) == ("2022-03-01", "2022-04-01")
    assert "maker,kind" in GROUPINGS and "body,maker,kind" not in GROUPINGS
