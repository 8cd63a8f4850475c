# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages. Each reads what was asked, calls one use case and fills one template."""

from __future__ import annotations

import gzip
import hashlib
import logging
from collections.abc import Callable, Collection, Hashable
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from herkomst.app import (
    answers,
    directory,
    exporting,
    method,
    opening,
    picture,
    places,
    reading,
    stories,
)
from herkomst.app.bodies import body_id
from herkomst.app.paging import Paging
from herkomst.app.remembered import Remembered
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.errors import HerkomstError, InputError, NotFoundError
from herkomst.model import View
from herkomst.settings import CONTACT_EMAIL
from herkomst.store import Store
from herkomst.web.asking import Asked, asked
from herkomst.web.render import Templates
from herkomst.web.story import drawn
from herkomst.web.words import LANGUAGES

T = TypeVar("T")
LOG = logging.getLogger("herkomst.web")
MAPS = ("areas", "tiles")  # boundaries where the user imported them, unless tiles are asked for
FORMS = {"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet"}


class _Language(Convertor[str]):
    """`nl` or `en` at the head of a path."""

    regex = "|".join(LANGUAGES)

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("lang", _Language())


class _Page(NamedTuple):
    """A page as it is sent, and the same packed: once, not once a reader."""

    text: bytes
    packed: bytes

    @classmethod
    def of(cls, text: str) -> _Page:
        """The page of a text."""
        plain = text.encode()
        return cls(plain, gzip.compress(plain, 6, mtime=0))


class Pages:
    """The pages of one register in one view."""

    def __init__(self, store: Store, view: View, theme: Path | None) -> None:
        self._store, self._view = store, view
        self._templates = Templates(view, theme)
        self._remembered = Remembered(store)

    def routes(self) -> list[Route]:
        """Where each page is."""
        pages: dict[str, Callable[[Request], Response]] = {
            "/": self.home,
            "/bodies": self.bodies,
            "/bodies/{code}": self.body,
            "/bodies/{code}/evidence": self.of_verdict,
            "/evidence": self.of_total,
            "/record": self.record,
            "/makers": self.makers,
            "/makers/{maker}": self.maker,
            "/compare": self.compare,
            "/claims/{claim}": self.claim,
            "/method": self.method,
            "/method/fingerprints": self.fingerprints,
            "/method/fingerprints/{rule}": self.fingerprint,
            "/data": self.data,
            "/data/herkomst.{form}": self.file,
            "/accessibility": self.accessibility,
        }
        made = [Route(f"/{{language:lang}}{path}", endpoint) for path, endpoint in pages.items()]
        return [
            Route("/", self.root),
            Route("/theme.css", self.theme),
            Route("/.well-known/security.txt", self.security),
            *made,
        ]

    # --- pages ------------------------------------------------------------------------------------

    def root(self, request: Request) -> Response:
        """To the first page, in the language the browser prefers."""
        wanted = request.headers.get("accept-language", "").lower()
        places = {lang: wanted.find(lang) for lang in LANGUAGES}
        told = [lang for lang in LANGUAGES if places[lang] >= 0]
        best = min(told, key=lambda lang: places[lang]) if told else "nl"
        return RedirectResponse(f"/{best}/", 307, {"vary": "Accept-Language"})

    def home(self, request: Request) -> Response:
        """The national picture."""
        ask = self._asked(request, ("colour", "map"))
        colour = ask.choice("colour", picture.COLOURS)
        there = places.drawing()
        drawn = there if ask.choice("map", MAPS) == "areas" else None
        return self._page(
            request,
            "home.html",
            ask,
            lambda: {
                "picture": self._picture(ask),
                "colour": colour,
                "drawn": drawn,
                "maps": MAPS if there else (),
            },
            also=there and there.stamp,
        )

    def bodies(self, request: Request) -> Response:
        """The table of bodies."""
        chosen = ("kind", "province", "label", "maker", "state", "counted", "colour", "tile")
        ask = self._asked(request, ("q", *chosen, "sort", "page"))
        wanted = directory.Wanted(
            text=ask.get("q"),
            sort=ask.get("sort") or "name",
            page=ask.page(),
            **{n: ask.get(n) for n in chosen},
        )

        def answer() -> dict[str, Any]:
            rows = self._once("directory", ask, directory.directory)
            found = directory.choose(rows, wanted)
            start = (wanted.page - 1) * directory.PAGE
            return {
                "wanted": wanted,
                "rows": found[start : start + directory.PAGE],
                "total": len(found),
                "pages": max(1, -(-len(found) // directory.PAGE)),
                "kinds": sorted({row["kind"] for row in rows}),
                "labels": sorted({label for row in rows for label in row["labels"]}),
                "makers": sorted({maker for row in rows for maker in row["about"]}),
                "provinces": directory.provinces(),
                "columns": directory.COLUMNS,
                "states": directory.STATES,
            }

        return self._page(request, "bodies.html", ask, answer)

    def body(self, request: Request) -> Response:
        """One body."""
        ask = self._asked(request)
        body = load_public_bodies().bodies[body_id(request.path_params["code"])]
        return self._page(
            request,
            "body.html",
            ask,
            lambda: {
                "facts": body,
                **drawn(answers.body_page(self._store, body.id, ask.question), ask),
            },
        )

    def of_verdict(self, request: Request) -> Response:
        """What one number of a verdict rests on."""
        ask = self._asked(request, ("maker", "kind", "of", "sort", "page"))
        code = request.path_params["code"]
        body = load_public_bodies().bodies[body_id(code)]
        if not ask.get("maker"):
            return RedirectResponse(ask.link(f"/bodies/{code}"), 307)
        paging = _paging(ask)
        of = ask.get("of") or "claims"
        found = opening.of_verdict(
            self._store, ask.question, body.id, ask.get("maker"), ask.get("kind"), of, paging
        )
        return self._page(
            request, "verdict.html", ask, lambda: {"facts": body, "found": found, "paging": paging}
        )

    def of_total(self, request: Request) -> Response:
        """What a total counts."""
        ask = self._asked(request, ("maker", "kind", "unit", "basis", "synthetic", "page"))
        if ask.get("synthetic") not in ("", "yes"):
            raise InputError("synthetic: yes, or leave it out")
        if not ask.get("maker"):
            return RedirectResponse(ask.link("/"), 307)
        total = opening.Total(
            maker=ask.get("maker"),
            kind=ask.get("kind"),
            unit=ask.get("unit"),
            basis=ask.get("basis"),
            synthetic=bool(ask.get("synthetic")),
        )
        paging = _paging(ask)
        found = opening.of_total(self._store, ask.question, total, paging)
        return self._page(
            request, "total.html", ask, lambda: {"asked": total, "found": found, "paging": paging}
        )

    def record(self, request: Request) -> Response:
        """A record as it was received: in the restricted view only."""
        if self._view is not View.RESTRICTED:
            raise HTTPException(404)
        ask = self._asked(request, ("document", "offset", "length"))
        offset, length = (ask.get(name) for name in ("offset", "length"))
        if not (f"{offset}{length}".isdecimal() and 0 < int(length or 0) <= _LONGEST_RECORD):
            raise InputError("a record has an offset and a length in bytes")
        found = reading.record(self._store, ask.get("document"), int(offset or 0), int(length))
        document = reading.document(self._store, ask.get("document"))
        return self._page(
            request, "record.html", ask, lambda: {"found": found, "document": document}
        )

    def makers(self, request: Request) -> Response:
        """All makers."""
        ask = self._asked(request, ("q",))
        return self._page(
            request,
            "makers.html",
            ask,
            lambda: {"rows": method.makers(self._picture(ask)["found"], ask.get("q"))},
        )

    def maker(self, request: Request) -> Response:
        """One maker."""
        ask = self._asked(request)
        maker = request.path_params["maker"]
        if not method.knows_maker(maker):
            raise HTTPException(404)
        return self._page(
            request,
            "maker.html",
            ask,
            lambda: {"maker": answers.maker_page(self._store, maker, ask.question)},
        )

    def compare(self, request: Request) -> Response:
        """What was said beside what was seen."""
        ask = self._asked(request, ("label", "maker", "synthetic", "page"))
        choice = stories.Choice(
            ask.get("label"), ask.get("maker"), ask.get("synthetic"), ask.page()
        )
        return self._page(
            request,
            "compare.html",
            ask,
            lambda: {
                "choice": choice,
                "found": stories.stories(self._store, ask.question, choice),
            },
        )

    def claim(self, request: Request) -> Response:
        """One claim and what carries it."""
        ask = self._asked(request, ("page",))
        found = stories.claim_page(
            self._store, request.path_params["claim"], ask.question, ask.get("page") or None
        )
        return self._page(request, "claim.html", ask, lambda: found)

    def method(self, request: Request) -> Response:
        """How a number comes to be, from the rule tables."""
        return self._page(request, "method.html", self._asked(request), method.method)

    def fingerprints(self, request: Request) -> Response:
        """The fingerprints, searched."""
        ask = self._asked(request, ("q", "page"))
        text, page = ask.get("q"), ask.page()
        return self._page(
            request, "fingerprints.html", ask, lambda: {"found": method.fingerprints(text, page)}
        )

    def fingerprint(self, request: Request) -> Response:
        """One fingerprint: what it looks at, for what, what that proves, with its examples."""
        found = method.fingerprint(request.path_params["rule"])
        return self._page(
            request, "fingerprint.html", self._asked(request), lambda: {"rule": found}
        )

    def data(self, request: Request) -> Response:
        """Where the files and the API are."""
        return self._page(request, "data.html", self._asked(request), dict)

    def accessibility(self, request: Request) -> Response:
        """The accessibility statement."""
        return self._page(request, "accessibility.html", self._asked(request), dict)

    def file(self, request: Request) -> Response:
        """The register as a file."""
        ask = self._asked(request)
        form = request.path_params["form"]
        if form not in FORMS:
            raise HTTPException(404)
        content = exporting.exported(self._store, ask.question, form)
        name = f"herkomst-{ask.question.as_of}.{form}"
        return Response(
            content,
            media_type=FORMS[form],
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )

    def theme(self, request: Request) -> Response:
        """The design tokens: ours, or those of whoever publishes these pages."""
        return Response(self._templates.theme, media_type="text/css")

    def security(self, request: Request) -> Response:
        """Where to report a vulnerability (RFC 9116)."""
        told = self._store.settings.contact_email
        own = f"{request.base_url}nl/accessibility#contact"
        contact = f"mailto:{told}" if told != CONTACT_EMAIL else own
        return PlainTextResponse(self._templates.security(contact))

    # --- what they share ----------------------------------------------------------------------------

    def _asked(self, request: Request, allowed: Collection[str] = ()) -> Asked:
        return asked(request, self._view, allowed)

    def _once(self, name: str, ask: Asked, use_case: Callable[..., T]) -> T:
        """An answer that several pages and readers ask for, made once a state of the register."""
        key: Hashable = (name, ask.question, ask.question.asked_on)
        return self._remembered.answer(key, lambda: use_case(self._store, ask.question))

    def _picture(self, ask: Asked) -> dict[str, Any]:
        return self._once("picture", ask, picture.picture)

    def _page(
        self,
        request: Request,
        template: str,
        ask: Asked,
        answer: Callable[[], dict[str, Any]],
        also: Hashable = None,
    ) -> Response:
        """A page; or 304 when the reader has it as it is. also: what it depends on besides the register."""
        # What may be published is judged on the day of asking: tomorrow's page is another.
        day = ask.question.asked_on
        key = (template, ask.path, tuple(sorted(ask.values.items())), ask.question, day, also)
        given = request.headers.get("if-none-match", "")
        if given:
            mark = self._mark(self._store.register.head(), key)
            if mark in given:
                return Response(status_code=304, headers={"etag": mark})
        head, page = self._remembered.dated(
            key, lambda: _Page.of(self._templates.render(template, ask, answer()))
        )
        headers = {"etag": self._mark(head, key)}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(page.text, media_type="text/html", headers=headers)
        headers |= {"content-encoding": "gzip", "vary": "Accept-Encoding"}
        return Response(page.packed, media_type="text/html", headers=headers)

    def _mark(self, head: str, key: Hashable) -> str:
        """The entity tag of a page at one state of the register."""
        whole = repr((_VERSION, head, self._view, key)).encode()
        return f'"{hashlib.sha256(whole).hexdigest()[:32]}"'

    # --- errors -----------------------------------------------------------------------------------

    def exception_handlers(self) -> dict[Any, Callable[[Request, Exception], Response]]:
        """Pages for what goes wrong."""
        return {HTTPException: self._refused, HerkomstError: self._wrong, Exception: self._failed}

    def _refused(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        headers = error.headers if isinstance(error, HTTPException) else None
        return self._error(request, status, None, headers)

    def _wrong(self, request: Request, error: Exception) -> Response:
        if isinstance(error, NotFoundError):
            return self._error(request, 404, None)
        if isinstance(error, InputError):
            return self._error(request, 400, error)
        LOG.error("%s %s: %s", request.method, request.url.path, error)
        shown = None if self._view is View.PUBLIC else error  # it may name a place on this computer
        return self._error(request, 503, shown)

    def _failed(self, request: Request, error: Exception) -> Response:
        LOG.error("%s %s", request.method, request.url.path, exc_info=error)
        return self._error(request, 500, None)

    def _error(self, request: Request, status: int, error: Any, headers: Any = None) -> Response:
        language = request.url.path[1:3]
        language = language if language in LANGUAGES else "nl"
        text = self._templates.error(language, status, error)
        return Response(text, status, headers=dict(headers or {}), media_type="text/html")


def _paging(ask: Asked) -> Paging:
    """Which page of a list that is paged by key. Errors: `InputError` for an order that is none."""
    order = ask.get("sort") or "said_at"
    if order not in opening.ORDERS:
        raise InputError(f"sort: {order!r} is no choice", do="Known: " + ", ".join(opening.ORDERS))
    return Paging(order, ask.get("page") or None, opening.PAGE)


_LONGEST_RECORD = 1 << 20  # bytes on a page
_VERSION = version("herkomst")
