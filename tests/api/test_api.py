# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The API as a whole: two views of one register, mounted in a larger application."""

from __future__ import annotations

from starlette.testclient import TestClient

from herkomst.api import VERSION, application
from herkomst.model import View
from herkomst.store import Store


def test_one_register_in_two_views(demo: Store, public: TestClient, restricted: TestClient) -> None:
    for client, view in ((public, "public"), (restricted, "restricted")):
        made = client.get("/v1/overview").json()
        assert made["view"] == view and made["totals"] and made["coverage"]["bodies"] > 1000
    opened = {r.path for r in application(demo, View.RESTRICTED).routes} - {
        r.path for r in application(demo, View.PUBLIC).routes
    }
    assert opened == {"/documents/{hash:hash}", "/evidence"}


def test_the_version_is_on_every_answer(public: TestClient) -> None:
    for path in ("/bodies", "/bodies/none", "/none", "/claims?x=1", "/openapi.json", "/a%0Ab", "/"):
        assert public.get(f"/v1{path}").headers["API-Version"] == VERSION


def test_everything_under_the_mount_is_answered_here(public: TestClient) -> None:
    for path in ("/v1/%0A", "/v1/bodies%0A/x", "/v1//", "/v1/bodies/", "/v1/BODIES"):
        answer = public.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


def test_the_pages_hold_it(demo: Store) -> None:
    from herkomst.web import application as pages

    with TestClient(pages(demo, View.PUBLIC)) as client:
        answer = client.get("/v1/bodies/gm0355")
        assert answer.json()["code"] == "gm0355"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert len(answer.headers.get_list("Cache-Control")) == 1
        wrong = client.get("/v1/none", headers={"Accept": "text/html"})
        assert wrong.headers["content-type"] == "application/problem+json"
