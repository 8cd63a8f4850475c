# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which path leads to which operation, and the application around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from pydantic.alias_generators import to_camel
from starlette.convertors import Convertor, register_url_convertor

from herkomst.api import operations as do
from herkomst.api import problems, shapes
from herkomst.api.openapi import describe
from herkomst.api.outside import Outside
from herkomst.app.remembered import Remembered
from herkomst.model import View
from herkomst.store import Store


class _BodyId(Convertor[str]):
    """A body in a path: the short form of its id, or the whole TOOI address, its slashes escaped or
    not (a server gives both to us unescaped)."""

    regex = r"https?://identifier\.overheid\.nl/tooi/id/[a-z]+/[A-Za-z0-9_]+|[^/]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class _Claim(_BodyId):
    regex = "[ci][0-9a-f]{40}"


class _Hash(_BodyId):
    regex = "[0-9a-f]{64}"


register_url_convertor("body", _BodyId())
register_url_convertor("claim", _Claim())
register_url_convertor("hash", _Hash())


@dataclass(frozen=True, slots=True)
class Route:
    """One operation: its path, what it does, the shape of its answer, under which heading."""

    path: str
    operation: Callable[..., Any]
    answer: type[shapes.Strict]
    tag: str
    sparse: bool = False  # leave out what the answer does not set


def routes(view: View) -> Iterator[Route]:
    """Every operation of a view. The public one opens no document."""
    its, page = shapes.shapes(view), shapes.page
    verdicts, evidence = page(its.verdict), page(its.evidence)
    claims = page(its.claim)
    yield Route("/bodies", do.list_bodies, page(its.body, asked=False), "bodies")
    yield Route("/bodies/{id:body}/claims", do.list_body_claims, claims, "bodies")
    yield Route("/bodies/{id:body}/verdicts", do.list_body_verdicts, verdicts, "bodies")
    yield Route("/bodies/{id:body}", do.get_body, its.body_found, "bodies")
    yield Route("/claims", do.list_claims, claims, "claims")
    yield Route("/claims/{id:claim}", do.get_claim, its.claim, "claims")
    yield Route("/claims/{id:claim}/evidence", do.list_claim_evidence, evidence, "claims")
    yield Route("/verdicts", do.list_verdicts, verdicts, "verdicts")
    yield Route("/comparisons", do.list_comparisons, page(its.story), "verdicts")
    yield Route("/makers", do.list_makers, page(its.maker, asked=False), "makers")
    yield Route("/makers/{id}", do.get_maker, its.maker_found, "makers")
    yield Route("/makers/{id}/verdicts", do.list_maker_verdicts, verdicts, "makers")
    yield Route("/overview", do.get_overview, its.overview, "register", sparse=True)
    yield Route("/coverage", do.get_coverage, shapes.Coverage, "register", sparse=True)
    yield Route("/log", do.list_log, page(its.part, asked=False), "register")
    if view is View.RESTRICTED:
        yield Route("/documents/{hash:hash}", do.get_document, its.document, "documents")
        yield Route("/evidence", do.get_raw_record, shapes.Record, "documents")


def build(store: Store, view: View, version: str) -> FastAPI:
    """The application of one view."""
    app = FastAPI(
        title="Herkomst",
        version=version,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        root_path_in_servers=False,
        generate_unique_id_function=lambda route: to_camel(route.name),
    )
    app.state.store, app.state.view = store, view
    app.state.remembered = Remembered(store)
    for route in routes(view):
        app.add_api_route(
            route.path,
            route.operation,
            response_model=route.answer,
            response_model_exclude_unset=route.sparse,
            name=route.operation.__name__,
            tags=[route.tag],
        )
    problems.install(app)
    describe(app, store.settings, view)
    app.add_middleware(Outside, view=view, version=version)
    return app
