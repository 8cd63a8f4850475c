# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headers of every answer, HEAD, OPTIONS, entity tags, and a failure that shows no trace."""

from __future__ import annotations

import logging

import pytest
from starlette.testclient import TestClient
from tests.api.conftest import mounted

from herkomst.app import listing
from herkomst.model import View
from herkomst.store import Store


def test_security_headers(public: TestClient, restricted: TestClient) -> None:
    for client, cache in ((public, "no-cache"), (restricted, "no-store")):
        for path in ("/v1/bodies", "/v1/none", "/v1/bodies?x=1"):
            headers = client.get(path, headers={"Origin": "https://elsewhere.example"}).headers
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["X-Frame-Options"] == "DENY"
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
            assert headers["Cache-Control"] == cache
            assert "Access-Control-Allow-Origin" not in headers
            assert "Strict-Transport-Security" not in headers


def test_the_document_may_be_read_from_elsewhere_in_public_only(
    public: TestClient, restricted: TestClient
) -> None:
    assert public.get("/v1/openapi.json").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in restricted.get("/v1/openapi.json").headers


def test_https_is_asked_for_where_it_is_spoken(demo: Store) -> None:
    client = TestClient(mounted(demo, View.PUBLIC), base_url="https://testserver")
    assert "max-age" in client.get("/v1/makers").headers["Strict-Transport-Security"]


@pytest.mark.parametrize("path", ["/bodies", "/bodies/none", "/claims?x=1", "/openapi.json"])
def test_head_is_get_without_the_body(public: TestClient, path: str) -> None:
    got, head = public.get(f"/v1{path}"), public.head(f"/v1{path}")
    assert head.status_code == got.status_code and head.content == b""
    assert head.headers == got.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_this_only_reads(public: TestClient, method: str) -> None:
    for path in ("/v1/bodies", "/v1/bodies/gm0355", "/v1/claims"):
        answer = public.request(method, path)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert answer.headers["content-type"] == "application/problem+json"


def test_options_says_what_is_possible(public: TestClient) -> None:
    answer = public.options("/v1/bodies")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert public.options("/v1/none").status_code == 404


def test_an_entity_tag_spares_the_body(public: TestClient) -> None:
    path = "/v1/claims?asOf=2022-03-01"
    first = public.get(path)
    tag = first.headers["ETag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = public.get(path, headers={"If-None-Match": given})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag and "content-type" not in again.headers
    assert public.get(path, headers={"If-None-Match": '"other"'}).content == first.content
    assert public.get("/v1/claims?asOf=2021-03-01").headers["ETag"] != tag


def test_a_failure_shows_nothing_of_us(
    public: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a secret in /some/where.py")

    monkeypatch.setattr(listing, "bodies", fail)
    with caplog.at_level(logging.ERROR):
        answer = public.get("/v1/bodies")
    assert answer.status_code == 500 and answer.headers["API-Version"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text and "Traceback" not in answer.text
    assert "a secret" in caplog.text, "the cause is in the log"
