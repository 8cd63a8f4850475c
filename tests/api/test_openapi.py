# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document, and the NLGov API Design Rules as Logius checks them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.conftest import client
from tests.conftest import shared

from herkomst.api import VERSION, application
from herkomst.model import View
from herkomst.store import Store

SPECTRAL = "6.16.3"


@pytest.fixture(params=View)
def document(request: pytest.FixtureRequest, demo: Store) -> dict[str, Any]:
    made: dict[str, Any] = application(demo, request.param).openapi()
    return made


def test_what_holds_for_every_operation(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert document["servers"] == [{"url": "/v1"}]
    assert document["info"]["version"] == VERSION
    for path in document["paths"].values():
        assert set(path) == {"get"}
        responses = path["get"]["responses"]
        assert set(responses) == {"200", "304", "400", "404", "405", "500"}
        assert "API-Version" in responses["200"]["headers"]
        assert ("Link" in responses["200"]["headers"]) == any(
            p["name"] == "page" for p in path["get"]["parameters"]
        )
    assert "ValidationError" not in document["components"]["schemas"]


def test_the_contact_is_the_operators(demo: Store) -> None:
    mine = replace(demo.settings, contact_name="Gemeente Ergens", contact_email="a@b.example")
    made = client(replace(demo, settings=mine), View.PUBLIC).get("/v1/openapi.json").json()
    assert made["info"]["contact"] == {
        "name": "Gemeente Ergens",
        "email": "a@b.example",
        "url": "https://example.invalid/",
    }


def test_the_document_names_no_field_that_is_restricted(public: TestClient) -> None:
    schemas = public.get("/v1/openapi.json").json()["components"]["schemas"]
    names = {name for s in schemas.values() for name in s.get("properties", ())}
    assert not names & {"place", "device", "firmware", "supplier", "claimant", "locator", "record"}
    assert "Document" not in schemas and "Record" not in schemas


def spectral() -> Path:
    """The pinned linter, installed through npm in a cache outside this tree."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not here, so the linter of the design rules cannot be installed")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "herkomst" / f"spectral-{SPECTRAL}"
    found = folder / "node_modules" / ".bin" / "spectral"
    if (
        not found.exists()
    ):  # made aside and put in place whole: another test may look at the same time
        fresh = folder.with_name(f"{folder.name}.{os.getpid()}")
        fresh.mkdir(parents=True, exist_ok=True)
        wanted = f"@stoplight/spectral-cli@{SPECTRAL}"
        args = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", ".", wanted]
        done = subprocess.run(args, cwd=fresh, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"npm could not install the linter: {done.stderr[-300:]}")
        try:
            fresh.replace(folder)
        except OSError:  # the other was first
            shutil.rmtree(fresh)
    return found


@pytest.mark.slow
def test_the_api_design_rules_hold(document: dict[str, Any], tmp_path: Path) -> None:
    rules = shared("data/conventions/nlgov-adr-linter.yaml")
    linter = spectral()

    def lint(made: dict[str, Any]) -> tuple[int, list[dict[str, Any]]]:
        (tmp_path / "openapi.json").write_text(json.dumps(made))
        args = [linter, "lint", "--quiet", "-f", "json", "-r", rules, "-F", "warn", "openapi.json"]
        done = subprocess.run(args, cwd=tmp_path, capture_output=True, text=True)
        return done.returncode, json.loads(done.stdout or "[]")

    code, found = lint(document)
    assert (code, found) == (0, [])
    broken = json.loads(json.dumps(document))
    del broken["info"]["contact"], broken["servers"]
    code, found = lint(broken)
    assert code == 1 and {"info-contact", "oas3-api-servers"} <= {f["code"] for f in found}
