# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages and the API are one application, behind one protection."""

from __future__ import annotations

from tests.web.conftest import Client

from herkomst.model import View


def test_the_api_is_mounted_and_protected(client: Client) -> None:
    answer = client(View.PUBLIC).get("/v1/openapi.json")
    assert answer.status_code == 200 and answer.json()["openapi"].startswith("3.1")
    assert client(View.PUBLIC).get("/v1/bodies/gm0355").json()["name"] == "gemeente Zeist"
    assert (
        client(View.PUBLIC).get("/v1/nothing").headers["content-type"] == "application/problem+json"
    )
    refused = client(View.RESTRICTED).get("/v1/bodies", headers={"host": "evil.example"})
    assert refused.status_code == 421
