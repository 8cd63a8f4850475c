# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors as problem+json (RFC 9457): what, and what to do; never a place in our files or a trace."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from herkomst.api.shapes import Problem, Wrong
from herkomst.errors import HerkomstError, InputError, NotFoundError

MEDIA_TYPE = "application/problem+json"
MOST = 20  # errors of one request that are told: an answer is no longer than what was asked
METHODS = "GET, HEAD, OPTIONS"


def problem(
    status: int,
    detail: str,
    *,
    errors: list[Wrong] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem as response."""
    made = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail[:1].upper() + detail[1:],
        **({"errors": errors} if errors else {}),
    )
    text = made.model_dump_json(exclude_unset=True)
    return Response(text, status, dict(headers or {}), media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error of this application leave as a problem."""
    app.add_exception_handler(HerkomstError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def _ours(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HerkomstError)
    status = 404 if isinstance(error, NotFoundError) else 400
    if not isinstance(error, InputError):
        return problem(500, "The register cannot answer this now.")
    return problem(status, ". ".join(t.rstrip(".") for t in (error.what, error.do) if t) + ".")


def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # A parameter that may be absent is a union with nothing; that half of the error tells nobody anything.
    wrong = [_wrong(e) for e in error.errors() if e["type"] != "none_required"]
    if any(w.place == "path" for w in wrong):
        return problem(404, "There is nothing of this name.")
    told = "; ".join(f"{w.name[:40]}: {w.detail}" for w in wrong[:MOST])
    more = f"; and {len(wrong) - MOST} more" if len(wrong) > MOST else ""
    return problem(400, f"The request does not fit: {told}{more}.", errors=wrong[:MOST])


def _wrong(error: Mapping[str, Any]) -> Wrong:
    where, *names = error["loc"]
    known = {"query", "path", "header", "body"}
    name = ".".join(str(n) for n in names[:1])
    detail = "there is no such parameter" if error["type"] == "extra_forbidden" else error["msg"]
    return Wrong(
        place=where if where in known else "query",
        name=name,
        code=error["type"],
        detail=detail.removeprefix("Value error, "),
    )


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        allow = {"Allow": METHODS}
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=allow)
        return problem(
            405, f"{request.method} is not possible here: this only reads.", headers=allow
        )
    if error.status_code == 404:
        return problem(404, f"There is nothing at {request.url.path}.")
    return problem(error.status_code, str(error.detail), headers=error.headers)
