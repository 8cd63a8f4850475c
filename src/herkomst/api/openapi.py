# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document: what FastAPI derives from the operations, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from herkomst.api.problems import MEDIA_TYPE
from herkomst.api.shapes import Problem
from herkomst.model import View
from herkomst.settings import Settings

_ABOUT = (
    "Which Dutch public body uses technology of which maker, how do we know, and what does the body "
    "itself say. Every count has a unit. Lists come in pages: follow the Link header. `asOf` asks what "
    "had been said or seen by a day, `knownAt` what the register held by then. This only reads."
)
_VIEWS = {
    View.PUBLIC: "This is the public view: it holds no address, no site and no person, and nothing "
    "about a body that may not be published.",
    View.RESTRICTED: "This is the restricted view: it opens evidence down to the raw record. "
    "Do not publish what it says.",
}
_TAGS = {
    "bodies": "Public bodies and what is known of each.",
    "claims": "What was said or seen, and what carries it.",
    "verdicts": "What claims and evidence together say.",
    "makers": "Who makes, sells, relabels and owns.",
    "register": "Totals, coverage and the log.",
    "documents": "Raw content; restricted.",
}
_WRONG = {
    "400": "A parameter is unknown, there twice, or has a value that does not fit.",
    "404": "There is nothing of this name, or this view may not show it.",
    "405": "This only reads: GET, HEAD and OPTIONS.",
    "500": "The answer failed on our side.",
}
_REF = "#/components/"


def describe(app: FastAPI, settings: Settings, view: View) -> None:
    """Let the application give its document, built once."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app, settings, view)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _document(app: FastAPI, settings: Settings, view: View) -> dict[str, Any]:
    used = {tag for route in app.routes for tag in getattr(route, "tags", ())}
    made: dict[str, Any] = get_openapi(
        title=app.title,
        version=app.version,
        openapi_version="3.1.0",
        description=f"{_ABOUT} {_VIEWS[view]}",
        routes=app.routes,
        tags=[{"name": n, "description": d} for n, d in _TAGS.items() if n in used],
        servers=[{"url": "/v1"}],
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    made["info"]["contact"] = {
        "name": settings.contact_name,
        "email": settings.contact_email,
        "url": settings.contact_url,
    }
    parts = made["components"]
    for name in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(name, None)
    problem = Problem.model_json_schema(mode="serialization", ref_template=_REF + "schemas/{model}")
    parts["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    parts["headers"] = _headers()
    parts["responses"] = {_name(status): _problem(text) for status, text in _WRONG.items()}
    for schema in parts["schemas"].values():
        _untitle(schema.get("properties", {}).values())
    for path in made["paths"].values():
        for operation in path.values():
            _untitle(p["schema"] for p in operation.get("parameters", ()))
            _complete(operation)
    return made


def _untitle(schemas: Iterable[dict[str, Any]]) -> None:
    """A title that repeats the name (`Knownat`) tells nobody anything."""
    for schema in schemas:
        schema.pop("title", None)


def _complete(operation: dict[str, Any]) -> None:
    """One operation with its headers and every way it can go wrong."""
    responses = operation["responses"]
    responses.pop("422", None)
    headers = {"API-Version": {"$ref": f"{_REF}headers/ApiVersion"}}
    tagged = headers | {"ETag": {"$ref": f"{_REF}headers/ETag"}}
    found = responses["200"]
    found["description"] = "What was asked for."
    is_list = "Page" in found["content"]["application/json"]["schema"]["$ref"]
    link = {"Link": {"$ref": f"{_REF}headers/Link"}} if is_list else {}
    found["headers"] = tagged | link
    responses["304"] = {"description": "As in If-None-Match: nothing changed.", "headers": tagged}
    for status in _WRONG:
        responses[status] = {"$ref": f"{_REF}responses/{_name(status)}"}


def _name(status: str) -> str:
    return f"Problem{status}"


def _problem(text: str) -> dict[str, Any]:
    return {
        "description": text,
        "headers": {"API-Version": {"$ref": f"{_REF}headers/ApiVersion"}},
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_REF}schemas/Problem"}}},
    }


def _headers() -> dict[str, Any]:
    told = {
        "ApiVersion": "The whole version of this interface.",
        "ETag": "What this answer is: send it back in If-None-Match.",
        "Link": "The first page and, where there is one, the next (RFC 8288).",
    }
    return {
        name: {"description": text, "required": True, "schema": {"type": "string"}}
        for name, text in told.items()
    }
