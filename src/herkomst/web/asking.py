# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a request asks, read strictly: an unknown word is refused with a clear message, never guessed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from herkomst.app.question import Question
from herkomst.errors import InputError
from herkomst.model import View

ALWAYS_ALLOWED = ("as_of", "known_at")
LONGEST = 200
LONGEST_MARK = 4000  # of a page in a list that is paged by key


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its language, its question to the register, and the rest of what it asks."""

    language: str
    path: str
    question: Question
    values: Mapping[str, str]

    def get(self, name: str) -> str:
        """One value, empty when it was not asked."""
        return self.values.get(name, "")

    def choice(self, name: str, known: Sequence[str]) -> str:
        """One of some words; the first when it was not asked. Errors: `InputError` for another."""
        value = self.get(name) or known[0]
        if value not in known:
            raise InputError(f"{name}: {value!r} is no choice", do="Known: " + ", ".join(known))
        return value

    def page(self) -> int:
        """The page, from 1. Errors: `InputError` for what is no page."""
        text = self.values.get("page", "1") or "1"
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) < 10**6:
            raise InputError(f"page: {text!r} is no page number")
        return int(text)

    def when(self) -> dict[str, str]:
        """The dates asked for, to carry along in links."""
        return {n: self.values[n] for n in ALWAYS_ALLOWED if self.values.get(n)}

    def link(self, path: str, **changes: Any) -> str:
        """A link to another page of this language, as of the same day."""
        query = self.when() | {k: str(v) for k, v in changes.items() if v}
        return f"/{self.language}{path}" + (f"?{urlencode(query)}" if query else "")

    def again(self, **changes: Any) -> str:
        """This page with something changed; an empty value takes it away."""
        query = dict(self.values) | {k: str(v) for k, v in changes.items()}
        query = {k: v for k, v in query.items() if v}
        return self.path + (f"?{urlencode(query)}" if query else "")

    def in_language(self, language: str) -> str:
        """This page in another language."""
        path = f"/{language}" + self.path.removeprefix(f"/{self.language}")
        return path + (f"?{urlencode(self.values)}" if self.values else "")


def asked(request: Request, view: View, allowed: Collection[str] = ()) -> Asked:
    """Read a request. Errors: `InputError` for a name nobody knows, twice the same, or no date."""
    values: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in allowed and name not in ALWAYS_ALLOWED:
            raise InputError(f"{name[:40]!r} is nothing this page can be asked")
        if name in values:
            raise InputError(f"{name} was asked twice")
        longest = LONGEST_MARK if name == "page" else LONGEST
        if len(value) > longest:
            raise InputError(f"{name} is longer than {longest} characters")
        values[name] = value.strip()
    question = Question.at(values.get("as_of") or None, values.get("known_at") or None, view)
    return Asked(request.path_params["language"], request.url.path, question, values)
