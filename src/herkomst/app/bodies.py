# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public bodies for every use case: found by name or id, named on a page, listed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.errors import InputError, NotFoundError
from herkomst.model import Body, BodyKind
from herkomst.schema import columns
from herkomst.settings import user_catalogue

if TYPE_CHECKING:
    from herkomst.attribute import Attributor
    from herkomst.attribute.names import Names


@cache
def names() -> Names:
    """The name resolver over the catalogue's bodies."""
    from herkomst.attribute.names import Names

    return Names(load_public_bodies())


@cache
def attributor() -> Attributor:
    """The attributor over the catalogue's bodies and the user's own networks."""
    from herkomst.attribute import Attributor
    from herkomst.attribute.registrations import Registrations

    return Attributor(load_public_bodies(), names(), Registrations(user_catalogue() / "networks"))


def find_body(text: str, *, itself: bool = False) -> Body:
    """The body a user means: by id, by name, or by the bare name of a municipality. A body that ended
    stands for who came after it, unless `itself` is asked for or several came.

    Errors: `InputError` with what comes close.
    """
    bodies = load_public_bodies().bodies
    if text in bodies:
        return bodies[text]
    former = _former(text)
    if former is not None and (itself or len(former.successors) > 1):
        return former
    found = names().resolve(text)
    if found.body is None:
        found = names().resolve(text, kind=BodyKind.GEMEENTE)
    if found.body is not None:
        return bodies[found.body]
    close = [bodies[c] for c in found.candidates if c in bodies] or _close(text)
    raise InputError(
        f"no public body is called {text!r}",
        do="Did you mean: " + "; ".join(f"{b.name} ({b.id})" for b in close)
        if close
        else "`herkomst bodies list` shows them all.",
    )


def _former(text: str) -> Body | None:
    """The one ended body of a name that no living body has."""
    wanted = {text.casefold(), f"gemeente {text}".casefold()}
    named = [b for b in load_public_bodies().bodies.values() if b.name.casefold() in wanted]
    return named[0] if len(named) == 1 and not named[0].active else None


def _close(text: str) -> list[Body]:
    from rapidfuzz import fuzz, process

    bodies = {b.id: b.name for b in load_public_bodies().bodies.values() if b.active}
    hits = process.extract(text, bodies, scorer=fuzz.WRatio, limit=4, score_cutoff=60)
    known = load_public_bodies().bodies
    return [known[key] for _, _, key in hits]


def name_of(body: str) -> str:
    """The name to show for a body id."""
    known = load_public_bodies().bodies.get(body)
    return known.name if known else body


@cache
def province_name(code: str) -> str:
    """`Zeeland` for `PV29`; what no province is called stays as it is."""
    found = load_public_bodies().bodies.get(
        f"https://identifier.overheid.nl/tooi/id/provincie/{code.lower()}"
    )
    return found.name.removeprefix("provincie ").removeprefix("Provincie ") if found else code


def succession(body: str) -> dict[str, Any]:
    """What became of a body: `successors` (who came directly after it), `answers_now` (the bodies of
    today that answer for it: itself while it lives; several where it was split; none where nobody knows),
    `predecessors`, and the `events`. A device seen before the end belongs to the body of that day."""
    known = load_public_bodies()
    facts = known.bodies.get(body)
    mine = [e for e in known.events if body in e.ended or body in e.after]
    ended = [e for e in mine if body in e.ended]
    after = [a for e in ended for a in e.after if a != body]
    if facts is not None and not facts.active:
        after = after or list(facts.successors)
    now = _living(body)
    before = [b for e in mine if body in e.after for b in e.ended if b != body]
    return {
        "active": facts.active if facts else None,
        "valid_from": facts.valid_from if facts else None,
        "valid_until": facts.valid_until if facts else None,
        "successors": _named(after),
        "answers_now": _named(now),
        "predecessors": _named(before),
        "events": [
            {
                "kind": e.kind,
                "date": e.date,
                "from": _named(e.ended),
                "to": _named(e.after),
                "source": e.source,
            }
            for e in sorted(mine, key=lambda e: e.date)
        ],
    }


def _living(body: str) -> list[str]:
    """A body that is in force, or those of today that came after it through all steps between."""
    known = load_public_bodies().bodies
    todo, seen, found = [body], {body}, []
    while todo:
        facts = known.get(todo.pop(0))
        if facts is None:
            continue
        if facts.active:
            found.append(facts.id)
        fresh = [s for s in facts.successors if not facts.active and s not in seen]
        seen.update(fresh)
        todo += fresh
    return found


def _named(bodies: Iterable[str]) -> list[dict[str, str]]:
    return [{"body": b, "body_name": name_of(b)} for b in dict.fromkeys(bodies)]


def listed(
    *, kind: str | None = None, search: str | None = None, ended: bool = False
) -> list[dict[str, Any]]:
    """Bodies as rows, by kind and name; invented ones are left out.

    Errors: `InputError` for an unknown kind.
    """
    if kind is not None and kind not in list(BodyKind):
        raise InputError(f"{kind!r} is no kind of body", do="Known: " + ", ".join(BodyKind))
    wanted = (search or "").casefold()
    chosen = [
        b
        for b in load_public_bodies().bodies.values()
        if not b.synthetic
        and (ended or b.active)
        and kind in (None, b.kind)
        and wanted in f"{b.name} {b.abbreviation} {b.id}".casefold()
    ]
    return [
        {c.name: getattr(b, c.name) for c in columns(Body)}
        | {"province_name": province_name(b.province)}
        for b in sorted(chosen, key=lambda b: (b.kind, b.name))
    ]


def folded(text: str) -> str:
    """A name as it is searched: lower case, without accents and double spaces."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def code_of(body: str) -> str:
    """The short form of a body's id, as it stands in a path: the last part of a TOOI URI (``gm0355``)."""
    return body.rsplit("/", 1)[-1]


@cache
def _by_code() -> dict[str, str]:
    """Every id and its short form -> id."""
    ids = load_public_bodies().bodies
    return {code_of(name): name for name in ids} | {name: name for name in ids}


def body_id(text: str) -> str:
    """The id of a body by id or short form (gm0355). Errors: `NotFoundError`."""
    found = _by_code().get(text)
    if found is None:
        raise NotFoundError(f"no public body has the id {text!r}", do="See the list of bodies.")
    return found
