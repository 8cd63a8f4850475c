# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bodies, makers and the log, page by page; one body, one maker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from herkomst import catalogue
from herkomst.app.answers import derived_then
from herkomst.app.bodies import code_of, listed, province_name
from herkomst.app.kept import kept
from herkomst.app.paging import Key, Page, Paging, Row
from herkomst.app.question import Question
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.errors import NotFoundError
from herkomst.model import SHOWN, Body, Edge, Maker, Part, Reach, marked
from herkomst.schema import columns, from_row
from herkomst.store import Store


def bodies(
    paging: Paging,
    *,
    kind: str | None = None,
    province: str | None = None,
    search: str | None = None,
    ended: bool = False,
) -> Page:
    """Bodies by kind, province and name, in the order `name` or `kind`."""
    found = listed(kind=kind, search=search, ended=ended)
    chosen = [_body(r) for r in found if province in (None, r["province"])]
    names = ("name",) if paging.order.endswith("name") else ("kind", "name")

    def key(row: Row) -> Key:
        return *(str(row[n]).casefold() for n in names), row["id"]

    return paging.cut(chosen, key, *[str] * (len(names) + 1))


def _body(row: Mapping[str, Any]) -> Row:
    return {
        **{
            k: str(v) if k == "kind" else list(v) if k == "successors" else v
            for k, v in row.items()
        },
        "code": code_of(row["id"]),
    }


def body(store: Store, question: Question, name: str) -> Row:
    """One body: who it is, who takes part in it, and since when it was asked, answered, looked at."""
    known = load_public_bodies()
    found = known.bodies[name]
    made = _body({c.name: getattr(found, c.name) for c in columns(Body)})
    made["province_name"] = province_name(found.province)
    made["members"] = list(known.members.get(name, ()))
    return made | _reach(store, question, name)


def _reach(store: Store, question: Question, name: str) -> dict[str, str | None]:
    if store.register.unchanged_since(question.known_at):
        rows = kept(store, question, "reach_of_body", body=name)
        found = [from_row(Reach, row) for row in rows]
    else:
        found = derived_then(store, question, [name]).reach
    made: dict[str, str | None] = dict.fromkeys(("asked_at", "answered_at", "looked_at"))
    for reach in found:
        for field in made:
            day = getattr(reach, field)
            made[field] = day if day and day <= question.as_of else None
    return made


def makers(paging: Paging, *, search: str | None = None) -> Page:
    """Makers by name or brand, in the order `id` or `name`."""
    wanted = (search or "").casefold()
    rows = []
    for entry in catalogue.makers().values():
        names = (entry.maker.id, entry.maker.name, *entry.maker.aliases, *entry.brands.values())
        if any(wanted in name.casefold() for name in names):
            rows.append(_plain(entry.maker, Maker))
    by = "name" if paging.order.endswith("name") else "id"
    return paging.cut(rows, lambda r: (r[by].casefold(), r["id"]), str, str)


def maker(name: str) -> Row:
    """One maker, its brands by name and the sourced ties around it. Errors: `NotFoundError`."""
    entry = catalogue.makers()[maker_id(name)]
    return _plain(entry.maker, Maker) | {
        "brand_names": [{"id": i, "name": n} for i, n in entry.brands.items()],
        "edges": [_plain(edge, Edge) for edge in entry.edges],
    }


def maker_id(name: str) -> str:
    """A maker's own id. Errors: `NotFoundError`."""
    if name not in catalogue.makers():
        raise NotFoundError(f"no maker has the id {name!r}", do="See the list of makers.")
    return name


def _plain(found: Any, noun: Any) -> Row:
    return {
        c.name: list(getattr(found, c.name)) if c.many else getattr(found, c.name)
        for c in columns(noun)
    }


def log(store: Store, question: Question, paging: Paging) -> Page:
    """The log of imports, decisions and erasures: of each row its card, in both views."""
    (after,) = paging.after(int) or (0,)
    rows = store.register.ask(
        "log_page", sequence=after, known_at=question.known_at, many=paging.size + 1
    )
    card = marked(Part, SHOWN)
    parts = (from_row(Part, row) for row in rows)
    return paging.of(
        ({name: getattr(p, name) for name in card} for p in parts), lambda r: (r["sequence"],)
    )
