# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists are walked by their Link headers: no gap, no double, filters kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from herkomst.api.answering import dated
from herkomst.app.question import Question


def walk(client: TestClient, path: str) -> Iterator[dict[str, Any]]:
    """Every item of a list, following the links."""
    here: str | None = path
    while here is not None:
        answer = client.get(here)
        assert answer.status_code == 200, answer.text
        yield from answer.json()["items"]
        assert answer.links["first"]["url"].startswith(path.split("?")[0])
        here = answer.links["next"]["url"] if "next" in answer.links else None


LISTS = [
    ("/bodies?kind=provincie", "id", 5),
    ("/bodies?kind=provincie&sort=-name", "id", 5),
    ("/makers?sort=name", "id", 9),
    ("/claims?maker=dahua", "id", 7),
    ("/claims?maker=dahua&sort=-body", "id", 7),
    ("/bodies/gm0355/claims?sort=-saidAt", "id", 1),
    ("/log", "sequence", 1),
]


@pytest.mark.parametrize(("path", "key", "size"), LISTS, ids=[p for p, _, _ in LISTS])
def test_a_walk_of_small_pages_gives_what_one_page_gives(
    public: TestClient, restricted: TestClient, path: str, key: str, size: int
) -> None:
    mark = "&" if "?" in path else "?"
    for client in (public, restricted):
        whole = list(walk(client, f"/v1{path}{mark}pageSize=500"))
        walked = list(walk(client, f"/v1{path}{mark}pageSize={size}"))
        assert walked == whole and len(whole) > size
        assert len({item[key] for item in whole}) == len(whole)


def test_a_page_of_another_list_is_no_page_of_this_one(public: TestClient) -> None:
    page = public.get("/v1/bodies?pageSize=1").links["next"]["url"].rpartition("page=")[2]
    for path in ("/bodies?sort=kind&page=", "/makers?page=", "/claims?page=", "/log?page="):
        answer = public.get(f"/v1{path}{page}")
        assert answer.status_code == 404 and "no page" in answer.json()["detail"]


def test_the_day_and_the_moment_are_in_the_answer(public: TestClient) -> None:
    made = public.get("/v1/claims?asOf=2022-01-31&knownAt=2999-12-31&pageSize=1").json()
    assert (made["asOf"], made["knownAt"]) == ("2022-01-31", "2999-12-31")
    assert dated(Question("2022-01-31")) == {"as_of": "2022-01-31", "known_at": None}
