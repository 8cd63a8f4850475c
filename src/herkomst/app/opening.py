# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What makes up a number: of a verdict its claims, devices and figures; of a total all it counts.

Each list is paged by key, and has as many rows as its number says. The public view lists what it may show:
of a verdict its published claims, of a total in the lake the documents it stands on.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from herkomst import catalogue
from herkomst.app.answers import (
    carry,
    claim_document,
    current,
    disputed,
    history_of,
    inferred_documents,
    verdict_row,
)
from herkomst.app.leads import concluded, is_inferred
from herkomst.app.paging import Key, Page, Paging, Row
from herkomst.app.question import Question
from herkomst.app.reading import stream
from herkomst.app.standing import Standing
from herkomst.app.totals import Counted, adds_up, is_found, is_group, totals, totals_by_maker
from herkomst.app.verdicts import leads_known
from herkomst.errors import InputError, NotFoundError
from herkomst.model import KIND_PARENT, Claim, Kind, Lead, Unit, Verdict, View
from herkomst.reconcile.cells import Cell, speaks
from herkomst.reconcile.figures import figures
from herkomst.schema import from_row
from herkomst.store import Store

PAGE: Final = 50
LISTS: Final = ("claims", "devices", "number")
BASES: Final = ("measured", "said", "verdict")
ORDERS: Final = ("said_at", "-said_at")
_AT_ONCE: Final = 1000  # claims read at a time, where all of a verdict are wanted


@dataclass(frozen=True, slots=True)
class Total:
    """Which total: of one maker (as a total names it) and kind (empty: over all kinds), in one unit."""

    maker: str
    kind: str
    unit: str
    basis: str
    synthetic: bool = False

    def check(self) -> None:
        """Errors: `InputError` for a word that is no choice."""
        choices = {"kind": ("", *Kind), "unit": tuple(Unit), "basis": BASES}
        for name, known in choices.items():
            if getattr(self, name) not in known:
                raise InputError(
                    f"{name}: {getattr(self, name)!r} is no choice",
                    do="Known: " + ", ".join(k for k in map(str, known) if k),
                )


# --- the numbers of a verdict -----------------------------------------------------------------------


def of_verdict(
    store: Store, question: Question, body: str, maker: str, kind: str, of: str, paging: Paging
) -> dict[str, Any]:
    """What one number of a verdict rests on, as a page: all its claims, the devices seen, or the claims
    that give its number; with the verdict itself.

    Errors: `NotFoundError` where no verdict stands; `InputError` for a list that is none.
    """
    if of not in LISTS:
        raise InputError(f"{of!r} is no list", do="Known: " + ", ".join(LISTS))
    found = [
        v
        for v in current(history_of(store, question, body), question.as_of)
        if (v.maker, v.kind) == (maker, kind)
    ]
    if not found:
        raise NotFoundError(f"no verdict stands for {maker} {kind} at this body")
    verdict = found[0]
    page = _LISTS[of](store, question, verdict, paging)
    if of != "devices":
        carry(store, [{"claims": page.rows}], question.view)
    return {"verdict": verdict_row(verdict), "of": of, "rows": page.rows, "next": page.following}


def _claims(store: Store, question: Question, verdict: Verdict, paging: Paging) -> Page:
    found = _in_cell(store, question, verdict, paging)
    return paging.of(_documents(store, question, found), _place)


def _figures(store: Store, question: Question, verdict: Verdict, paging: Paging) -> Page:
    """The claims that give a verdict its number, out of all it rests on."""
    whole = _in_cell(store, question, verdict, Paging("said_at", None, _AT_ONCE))
    rows = _documents(store, question, figures(whole))
    return paging.cut(rows, _place, str, str, str)


def _in_cell(store: Store, question: Question, verdict: Verdict, paging: Paging) -> Iterator[Claim]:
    """The claims a verdict rests on, from a page on, in order; those inferred from suppliers among them."""
    cell: Cell = (verdict.maker, verdict.kind)
    first = verdict.maker.split("|")[0]
    filters = {
        "kinds": " ".join(f'"{kind}"' for kind in _wider(verdict.kind)),
        "maker": "" if first == "any" else first,
    }
    told = stream(store, question, paging, body=verdict.body, filters=filters)
    after = paging.after(str, str, str, within=verdict.body)
    concluded_here = sorted(
        (c for c in _inferred(store, question, verdict.body) if _from(c, after, paging.backward)),
        key=_key,
        reverse=paging.backward,
    )
    groups = catalogue.groups()
    merged = heapq.merge(told, concluded_here, key=_key, reverse=paging.backward)
    return (c for c in merged if speaks(c, cell, groups))


def _wider(kind: Kind) -> Iterator[Kind]:
    """A kind and all it belongs to."""
    here: Kind | None = kind
    while here is not None:
        yield here
        here = KIND_PARENT.get(here)


def _from(claim: Claim, after: Key | None, backward: bool) -> bool:
    return after is None or (_key(claim) < after if backward else _key(claim) > after)


def _inferred(store: Store, question: Question, body: str) -> list[Claim]:
    """The claims about a body that were inferred from a supplier; none in the public view."""
    if question.view is View.PUBLIC:
        return []
    if store.register.unchanged_since(question.known_at):
        leads = [from_row(Lead, row) for row in store.register.ask("leads_of_body", body=body)]
    else:
        leads = [ld for ld in leads_known(store.register, question.known_at) if ld.body == body]
    names = {lead.claim for lead in leads if lead.said_at <= question.as_of}
    known = concluded(store.register, names, as_of=question.as_of, known_at=question.known_at)
    return [c.claim for c in known.values()]


def _documents(store: Store, question: Question, claims: Iterable[Claim]) -> Iterator[Row]:
    standing = Standing.read(store.register, question.known_at)
    for claim in claims:
        if is_inferred(claim.id):
            yield inferred_documents(store, [claim.id], question)[claim.id]
        else:
            yield claim_document(claim, question.view) | disputed(standing, claim, question)


def _key(claim: Claim) -> Key:
    return claim.body, claim.said_at, claim.id


def _place(row: Row) -> Key:
    return row["body"], row["said_at"], row["id"]


def _devices(store: Store, question: Question, verdict: Verdict, paging: Paging) -> Page:
    """The devices that a verdict counts as seen. In the public view without what tells them apart."""
    standing = Standing.read(store.register, question.known_at)
    public = question.view is View.PUBLIC
    if public:
        gone = standing.out_of_print(verdict.body, question.as_of)
        if verdict.body not in standing.heard(question.asked_on):
            return Page([], None)
    else:
        gone = standing.weighed_out(verdict.body, question.as_of)
    rows = store.register.ask(
        "devices_of_cell",
        body=verdict.body,
        kind=str(verdict.kind),
        maker=verdict.maker,
        as_of=question.as_of,
        known_at=question.known_at,
        ids=sorted(gone) or [""],
    )
    made = []
    for number, row in enumerate(rows, 1):
        day, _, newest = row["newest"].partition(" ")
        device = {
            "number": number,
            "days": row["claims"],
            "first_day": row["first_day"],
            "last_day": day,
            "claim": newest,
            "synthetic": bool(row["synthetic"]),
        }
        made.append(device if public else {"device": row["device"], **device})
    return paging.cut(made, lambda r: (r["number"],), int)


_LISTS: Final = {"claims": _claims, "devices": _devices, "number": _figures}


# --- totals -----------------------------------------------------------------------------------------


def of_total(store: Store, question: Question, total: Total, paging: Paging) -> dict[str, Any]:
    """What a total counts, as a page, with the total itself. `left` says of how many of it only totals are
    left, and `documents` on what it stands where the view lists no records.

    Errors: `NotFoundError` where there is no such total; `InputError` for a word that is no choice.
    """
    total.check()
    verdicts = current(history_of(store, question), question.as_of)
    made: dict[str, Any] = {"total": _number(store, question, total, verdicts)}
    if total.basis == "measured":
        return made | _measured(store, question, total, paging)
    rows = list(_stories(total, verdicts))
    page = paging.cut(rows, lambda r: (r["body"], r["kind"] or ""), str, str)
    return made | {"rows": page.rows, "next": page.following}


def _number(
    store: Store, question: Question, total: Total, verdicts: list[Verdict]
) -> dict[str, Any]:
    if total.basis == "verdict" and not total.kind:
        bodies = {v.body for v in verdicts if _counts(total, v)}
        known = [{"maker": total.maker, "kind": None, "unit": "body", "count": len(bodies)}]
        known[0] |= {"basis": "verdict", "synthetic": total.synthetic}
        known = known if bodies else []
    elif total.kind or total.basis != "measured":
        known = totals(store, question, verdicts)
    else:
        known = totals_by_maker(store, question)
    for row in known:
        same = (row["maker"], row["kind"] or "", row["unit"], row["basis"], row["synthetic"])
        if same == (total.maker, total.kind, total.unit, total.basis, total.synthetic):
            return row
    raise NotFoundError(
        "there is no such total as of this day in this view",
        do="`herkomst overview` shows the totals there are: each has a maker, kind, unit and basis.",
    )


def _counts(total: Total, verdict: Verdict) -> bool:
    """Whether a verdict is counted in a total."""
    if (verdict.maker, verdict.synthetic) != (total.maker, total.synthetic):
        return False
    if total.kind not in ("", verdict.kind):
        return False
    if total.basis == "said":
        return adds_up(verdict) and verdict.unit == total.unit
    return is_found(verdict) and not is_group(verdict.body)


def _stories(total: Total, verdicts: Iterable[Verdict]) -> Iterator[Row]:
    """A row a verdict; over all kinds, a row a body, with the kinds it counts for."""
    chosen = [v for v in verdicts if _counts(total, v)]
    if total.kind or total.basis == "said":
        yield from map(verdict_row, chosen)
        return
    bodies: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in chosen:
        bodies[verdict.body].append(verdict)
    for found in bodies.values():
        yield verdict_row(found[0]) | {"kind": None, "kinds": [str(v.kind) for v in found]}


def _measured(store: Store, question: Question, total: Total, paging: Paging) -> dict[str, Any]:
    counted = Counted.of(store, question)
    about = {"maker": total.maker, "kind": total.kind, "synthetic": total.synthetic}
    folders = list(counted.parts)
    sides = {k: v for k, v in counted.asked.items() if k in ("as_of", "every")}
    (left,) = store.lake.ask("reduced_total", folders, unit=total.unit, **about, **sides)
    made: dict[str, Any] = {"left": left["reduced"]}
    if question.view is View.PUBLIC:
        found = store.lake.ask_where("documents_of_total", folders, **about, **counted.asked)
        cards = [_card(counted, row) for row in found]
        return made | {"documents": cards, "rows": [], "next": None}
    after = paging.after(str)
    rows = store.lake.ask_where(
        "things_page",
        folders,
        unit=total.unit,
        after=after[0] if after else "",
        many=paging.size + 1,
        as_of=question.as_of,
        **about,
    )
    page = paging.of((_thing(counted, row) for row in rows), lambda r: (r["thing"],))
    return made | {"documents": [], "rows": page.rows, "next": page.following}


def _part(counted: Counted, filename: str) -> dict[str, Any]:
    return counted.parts[Path(filename).parent.name]


def _card(counted: Counted, row: Row) -> Row:
    return {
        "document": _part(counted, row["filename"])["document"],
        "first_day": row["first_day"],
        "last_day": row["last_day"],
        "rules": [r for r in row["rules"] if r],
    }


def _thing(counted: Counted, row: Row) -> Row:
    last = dict(row["last"])
    part = _part(counted, last.pop("filename"))
    return {
        "thing": row["thing"],
        "banners": row["banners"],
        "first_day": row["first_day"],
        "last_day": row["last_day"],
        "document": part["document"],
        **{name: last[name] for name in ("ip", "port", "device", "kind", "body", "level", "rules")},
        "offset": last["offset"],
        "length": last["length"],
    }
