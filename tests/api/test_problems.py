# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every error leaves as problem+json with type, title, status and detail."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from herkomst.api.problems import problem
from herkomst.app import listing
from herkomst.errors import InputError, StoreError


@pytest.mark.parametrize(
    ("path", "status"),
    [("/none", 404), ("/bodies/none", 404), ("/bodies?x=1", 400), ("/claims?page=x", 404)],
)
def test_the_members_of_a_problem(public: TestClient, path: str, status: int) -> None:
    answer = public.get(f"/v1{path}", headers={"Accept": "text/html"})
    assert answer.headers["content-type"] == "application/problem+json"
    made = answer.json()
    assert made["status"] == answer.status_code == status
    assert made["type"] == "about:blank" and made["title"] and made["detail"][0].isupper()
    assert ("errors" in made) == (status == 400)


def test_a_fault_of_the_register_names_no_place_of_ours(
    public: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, status in (
        (StoreError("broken", where="/some/where"), 500),
        (InputError("no such thing", where="/some/where", do="Try another"), 400),
    ):

        def fail(*_: object, _error: Exception = error, **__: object) -> None:
            raise _error

        monkeypatch.setattr(listing, "bodies", fail)
        answer = public.get("/v1/bodies")
        assert answer.status_code == status and "/some/where" not in answer.text
    assert answer.json()["detail"] == "No such thing. Try another."


def test_what_is_echoed_stays_json(public: TestClient) -> None:
    answer = public.get('/v1/"><script>alert(1)</script>')
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.text)["status"] == 404


def test_a_problem_by_itself() -> None:
    made = problem(404, "nothing here")
    assert json.loads(made.body) == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Nothing here",
    }
