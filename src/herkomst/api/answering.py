# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every operation stands on: the register and the view of this application, and how a page of a
list becomes an answer with its Link header."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError

from herkomst.app.paging import Page
from herkomst.app.question import Question
from herkomst.app.remembered import Remembered
from herkomst.model import View
from herkomst.store import Store
from herkomst.store.register import ALWAYS


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's register and view, and the response that is under way."""

    store: Store
    view: View
    remembered: Remembered
    request: Request
    response: Response

    def listed(self, page: Page, question: Question | None = None) -> dict[str, Any]:
        """A page as an answer; its Link header leads to the next one and to the first."""
        here = self.request.url.replace(scheme="", netloc="")
        links = {"first": here.remove_query_params("page")}
        if page.following is not None:
            links["next"] = here.include_query_params(page=page.following)
        self.response.headers["Link"] = ", ".join(
            f'<{str(url).removeprefix("//")}>; rel="{name}"' for name, url in links.items()
        )
        return {"items": page.rows, **(dated(question) if question else {})}


def dated(question: Question) -> dict[str, Any]:
    """As of which day, known at which."""
    known = None if question.known_at == ALWAYS else question.known_at[:10]
    return {"as_of": question.as_of, "known_at": known}


def _desk(request: Request, response: Response) -> Desk:
    """Errors: `RequestValidationError` for a parameter that is there twice."""
    twice = [
        n
        for n, many in Counter(k for k, _ in request.query_params.multi_items()).items()
        if many > 1
    ]
    if twice:
        raise RequestValidationError(
            [{"type": "twice", "loc": ("query", name), "msg": "give it once"} for name in twice]
        )
    state = request.app.state
    return Desk(state.store, state.view, state.remembered, request, response)


AtDesk = Annotated[Desk, Depends(_desk)]
