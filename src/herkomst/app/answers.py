# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Overview, body, maker, compare: what the register answers, in one of two views.

Every answer is a plain document of JSON types. The restricted view opens evidence down to the record;
the public one gives evidence cards and leaves out every field that `model` does not mark as shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from herkomst import catalogue
from herkomst.app.assessing import assessments
from herkomst.app.bodies import name_of, province_name, succession
from herkomst.app.kept import kept, shows
from herkomst.app.leads import concluded, is_inferred
from herkomst.app.own_catalogue import knowledge
from herkomst.app.printable import names_a_site, printable
from herkomst.app.question import Question, day_of
from herkomst.app.remembered import Remembered
from herkomst.app.standing import Standing
from herkomst.app.totals import is_body, is_group, totals, totals_by_maker
from herkomst.app.verdicts import Derived, bodies_in, derive
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.errors import InputError
from herkomst.model import (
    SHOWN,
    Basis,
    Claim,
    Classification,
    Edge,
    Reach,
    Verdict,
    View,
    marked,
    status_word,
)
from herkomst.schema import columns, from_row
from herkomst.store import Store
from herkomst.store.register import ALWAYS
from herkomst.vulnerabilities import of_device

SHOWN_CLAIM = frozenset(marked(Claim, SHOWN))
# The fields of a claim that a view shows, and what makes each a JSON type where it is none.
_PLAIN: Final = {
    view: [
        (c.name, list if c.many else str if c.values else None)
        for c in columns(Claim)
        if view is View.RESTRICTED or c.name in SHOWN_CLAIM
    ]
    for view in View
}
DIMENSIONS = ("body", "maker", "kind", "province")


# --- verdicts and claims, as asked ----------------------------------------------------------------


def history_of(store: Store, question: Question, body: str | None = None) -> list[Verdict]:
    """Verdicts up to the day asked for; of one body, or of all those valid that day."""
    if not store.register.unchanged_since(question.known_at):
        known = _known(store, question, body).verdicts
        chosen = [v for v in known if v.valid_from <= question.as_of]
        return chosen if body else [v for v in chosen if _valid(v, question.as_of)]
    name, more = ("verdicts_of_body", {"body": body}) if body is not None else ("verdicts", {})
    return [from_row(Verdict, row) for row in kept(store, question, name, **more)]


def _known(store: Store, question: Question, body: str | None = None) -> Derived:
    """What this register would have derived at an earlier moment, as the view may show it: from the
    claims and the decisions recorded by then."""
    if body:
        return derived_then(store, question, [body])
    today, known_at = question.asked_on, question.known_at
    key = (known_at, today, question.view)

    def make() -> Derived:
        names = bodies_in(store.register, question.view, today=today, known_at=known_at)
        return derive(store.register, names, known_at=known_at)

    return _as_shown(store, question, _remembered(store).answer(key, make))


@lru_cache(maxsize=2)  # stores: a process serves one
def _remembered(store: Store) -> Remembered:
    """Of an earlier moment nothing is kept: it is derived once for all who ask, until the log grows."""
    return Remembered(store, _MOMENTS)


_MOMENTS: Final = 4  # earlier moments that are remembered at once


def derived_then(store: Store, question: Question, bodies: Iterable[str]) -> Derived:
    """What this register would have derived about these bodies at an earlier moment, as the view may
    show it."""
    made = derive(store.register, bodies, known_at=question.known_at)
    return _as_shown(store, question, made)


def _as_shown(store: Store, question: Question, made: Derived) -> Derived:
    shown = shows(store, question)
    return replace(
        made,
        verdicts=[v for v in made.verdicts if shown(v)],
        reach=[r for r in made.reach if shown(r)],
    )


def _valid(verdict: Verdict, day: str) -> bool:
    return verdict.valid_until is None or verdict.valid_until > day


def current(verdicts: Iterable[Verdict], day: str) -> list[Verdict]:
    """The verdicts valid on a day: of each cell the last step."""
    last: dict[tuple[str, str, str], Verdict] = {}
    for verdict in verdicts:
        if verdict.valid_from <= day and _valid(verdict, day):
            last[(verdict.body, verdict.maker, verdict.kind)] = verdict
    return list(last.values())


def verdict_row(verdict: Verdict) -> dict[str, Any]:
    """A verdict as a row of an answer."""
    body = load_public_bodies().bodies.get(verdict.body)
    return {
        "body": verdict.body,
        "body_name": name_of(verdict.body),
        "body_kind": str(body.kind) if body else None,
        "province": body.province if body else None,
        "province_name": province_name(body.province) if body else None,
        "maker": verdict.maker,
        "kind": str(verdict.kind),
        "label": str(verdict.label),
        "answer": str(verdict.answer) if verdict.answer else None,
        "by_body": verdict.by_body,
        "valid_from": verdict.valid_from,
        "valid_until": verdict.valid_until,
        "count_low": verdict.count_low,
        "count_high": verdict.count_high,
        "unit": str(verdict.unit) if verdict.unit else None,
        "counted": verdict.counted,
        "quantities": list(verdict.quantities),
        "devices_seen": verdict.devices_seen,
        "claims": list(verdict.claims),
        "claims_total": verdict.claims_total,
        "synthetic": verdict.synthetic,
    }


def claim_document(claim: Claim, view: View) -> dict[str, Any]:
    """A claim as a document: both forms of its axes; in the public view only what may be shown."""
    made: dict[str, Any] = {}
    told = printable(claim) if view is View.PUBLIC else claim
    for name, plain in _PLAIN[view]:
        value = getattr(told, name)
        made[name] = plain(value) if plain and value is not None else value
    made["status"] = status_word(claim)
    return made


def disputed(standing: Standing, claim: Claim, question: Question) -> dict[str, Any]:
    """The body's dispute of a claim that was seen, beside it: since when, and how it was decided by
    the day asked for. In words in the restricted view only."""
    found = [
        d
        for d in standing.disputes_of(claim.body)
        if d.target in (claim.id, claim.device) and d.since <= question.as_of
    ]
    if not found or claim.basis is not Basis.MEASURED:
        return {}
    dispute = found[-1]
    decided = dispute.until is not None and dispute.until <= question.as_of
    made: dict[str, Any] = {
        "since": dispute.since,
        "decided": dispute.until if decided else None,
        "outcome": standing.outcome_of(dispute.id) if decided else None,
    }
    if question.view is View.RESTRICTED:
        made |= {"id": dispute.id, "reason": standing.reason_of(dispute.id)}
    return {"dispute": made}


def with_claims(
    store: Store, verdicts: Sequence[Verdict], question: Question
) -> list[dict[str, Any]]:
    """Verdict rows with their decisive claims in them."""
    wanted = list(dict.fromkeys(c for v in verdicts for c in v.claims))
    claims = store.register.claims([c for c in wanted if not is_inferred(c)])
    standing = Standing.read(store.register, question.known_at)
    documents = {
        c: claim_document(claim, question.view) | disputed(standing, claim, question)
        for c, claim in claims.items()
        if claim.said_at <= question.as_of
    }
    documents |= inferred_documents(store, wanted, question)
    return [
        verdict_row(v) | {"claims": [dict(documents[c]) for c in v.claims if c in documents]}
        for v in verdicts
    ]


def inferred_documents(
    store: Store, claims: Iterable[str], question: Question
) -> dict[str, dict[str, Any]]:
    """The claims among these that were inferred from a supplier, each with its `lead`: the numbers and
    the award. The public view has none of them."""
    if question.view is View.PUBLIC:
        return {}
    found = concluded(store.register, claims, as_of=question.as_of, known_at=question.known_at)
    return {
        name: claim_document(c.claim, question.view)
        | {"lead": c.numbers() | {"award": claim_document(c.award, question.view)}}
        for name, c in found.items()
    }


def carry(store: Store, rows: Iterable[Mapping[str, Any]], view: View) -> None:
    """Put beside each claim of these rows what carries it; beside an inferred one what carries the
    award it was inferred from."""
    shown = [claim for row in rows for claim in row["claims"]]
    of = [_carried_as(claim) for claim in shown]
    cards = evidence_cards(store, list(dict.fromkeys(of)), view)
    for claim, name in zip(shown, of, strict=True):
        claim["evidence"] = cards.get(name, [])


def _carried_as(claim: Mapping[str, Any]) -> str:
    return str(claim["lead"]["award"]["id"] if "lead" in claim else claim["id"])


# --- answers ----------------------------------------------------------------------------------------


def overview(
    store: Store,
    question: Question,
    *,
    by: Sequence[str] = ("body", "maker", "kind"),
    since: str | None = None,
) -> dict[str, Any]:
    """The table the journalists made by hand: totals with units, a row a body, maker and kind, and
    what is not covered. `by` groups the rows; `since` gives what changed after that day."""
    unknown = [d for d in by if d not in DIMENSIONS]
    if unknown:
        raise InputError(f"cannot group by {unknown[0]!r}", do="Known: " + ", ".join(DIMENSIONS))
    verdicts = current(history_of(store, question), question.as_of)
    rows = [verdict_row(v) for v in verdicts]
    made: dict[str, Any] = {
        "as_of": question.as_of,
        "known_at": None if question.known_at == ALWAYS else question.known_at,
        "view": str(question.view),
        "totals": totals(store, question, verdicts),
        "makers": totals_by_maker(store, question),
        "rows": rows if set(by) >= {"body", "maker", "kind"} else _grouped(rows, by),
        "coverage": coverage(store, question),
    }
    if since is not None:
        made["since"] = day_of(since, "--since")
        made["changes"] = _changes(store, question, made["since"])
    return made


def _changes(store: Store, question: Question, since: str) -> list[dict[str, Any]]:
    if not store.register.unchanged_since(question.known_at):
        known = [
            v for v in _known(store, question).verdicts if since < v.valid_from <= question.as_of
        ]
        return [verdict_row(v) for v in sorted(known, key=lambda v: (v.valid_from, v.body))]
    return [
        verdict_row(from_row(Verdict, row)) for row in kept(store, question, "changes", since=since)
    ]


def _grouped(rows: Iterable[Mapping[str, Any]], by: Sequence[str]) -> list[dict[str, Any]]:
    """Rows counted by some of their dimensions; the unit of these counts is the body. What rests on
    generated data is counted apart; `groups` says how many stand for several bodies, and count for none."""
    groups: dict[tuple[Any, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        groups[(*(row[d] for d in by), row["synthetic"])][row["label"]].add(row["body"])
    made = []
    for key, labels in sorted(groups.items(), key=lambda item: tuple(map(str, item[0]))):
        who = set().union(*labels.values())
        bodies = {label: sum(not is_group(b) for b in found) for label, found in labels.items()}
        made.append(
            dict(zip(by, key, strict=False))
            | {
                f"{d}_name": name(value)
                for d, value in zip(by, key, strict=False)
                if (name := _NAMES.get(d))
            }
            | {"unit": "body", "count": sum(not is_group(b) for b in who)}
            | {"labels": {label: n for label, n in sorted(bodies.items()) if n}}
            | {"groups": sum(map(is_group, who)), "synthetic": key[-1]}
        )
    return made


def _province(code: str | None) -> str | None:
    return province_name(code) if code else None


_NAMES: dict[str, Callable[[Any], str | None]] = {"body": name_of, "province": _province}


def reached(store: Store, question: Question) -> list[dict[str, Any]]:
    """Per body anything is said about: whether by that day it was asked, answered, looked at."""
    if store.register.unchanged_since(question.known_at):
        return kept(store, question, "coverage")
    known = _known(store, question)
    return [_reach_row(r, question.as_of) for r in known.reach]


def coverage(
    store: Store, question: Question, rows: Sequence[Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """How many bodies were asked, answered, looked at and never looked at; how many groups are left
    out of that; and what the counts of observations leave out. `rows`: what `reached` gave, where it was asked already."""
    if rows is None:
        rows = reached(store, question)
    bodies = load_public_bodies().bodies
    known = [r for r in rows if r["body"] in bodies and not bodies[r["body"]].synthetic]
    real = [r for r in known if not is_group(r["body"])]
    everyone = sum(is_body(b) for b in bodies.values())
    looked = sum(r["looked_at"] for r in real)
    among = sum(r["looked_at"] for r in real if is_body(bodies[r["body"]]))
    folders = [part["folder"] for part in store.register.lake_standing(question.known_at)]
    shown = (
        folders and question.view is not View.PUBLIC
    )  # what was seen where is not for the public
    lake = store.lake.remembered("coverage", folders, as_of=question.as_of)[0] if shown else {}
    return {
        "unit": "body",
        "bodies": everyone,
        "asked": sum(r["asked"] for r in real),
        "answered": sum(r["answered"] for r in real),
        "looked_at": looked,
        "never_looked_at": everyone - among,
        "groups": len(known) - len(real),
        "synthetic_bodies": len(rows) - len(known),
        "observations": {"unit": "banner", **lake},
    }


def _reach_row(reach: Reach, day: str) -> dict[str, Any]:
    def by(date: str | None) -> int:
        return int(date is not None and date <= day)

    return {
        "body": reach.body,
        "asked": by(reach.asked_at),
        "answered": by(reach.answered_at),
        "looked_at": by(reach.looked_at),
    }


def body_page(store: Store, body: str, question: Question) -> dict[str, Any]:
    """One body: its verdicts now and over time, with the claims behind each and what carries them."""
    history = history_of(store, question, body)
    known = load_public_bodies()
    facts = known.bodies.get(body)
    now = current(history, question.as_of)
    rows = with_claims(store, now, question)
    carry(store, rows, question.view)
    if question.view is View.RESTRICTED:
        for claim in (c for row in rows for c in row["claims"]):
            claim["vulnerabilities"] = _vulnerabilities(claim)
    return {
        "as_of": question.as_of,
        "view": str(question.view),
        "body": body,
        "body_name": name_of(body),
        "body_kind": str(facts.kind) if facts else None,
        "synthetic": facts.synthetic if facts else any(v.synthetic for v in history),
        "members": list(known.members.get(body, ())),
        **succession(body),
        "verdicts": rows,
        "history": [verdict_row(v) for v in history],
        "assessments": assessments(now, question.as_of),
    }


def _vulnerabilities(claim: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Known vulnerabilities of what a claim is about: never in the public view."""
    if not claim.get("model") or len(claim["makers"]) != 1:
        return []
    return of_device(
        knowledge(),
        {"maker": claim["makers"][0], "model": claim["model"], "firmware": claim.get("firmware")},
    )


def maker_page(store: Store, maker: str, question: Question) -> dict[str, Any]:
    """One maker: its brands and sourced ties, and the bodies that have its technology."""
    found = catalogue.maker_id(maker)
    if found is None:
        raise InputError(
            f"no maker or brand is called {maker!r}",
            do="`herkomst catalogue makers` shows them all.",
        )
    entry = catalogue.makers()[found]
    verdicts = current(history_of(store, question), question.as_of)
    mine = [v for v in verdicts if found in v.maker.split("|")]
    mine.sort(key=lambda v: v.synthetic)  # what is told of real bodies first
    return {
        "as_of": question.as_of,
        "view": str(question.view),
        "maker": found,
        "name": entry.maker.name,
        "brands": [{"id": b, "name": n} for b, n in entry.brands.items()],
        "seat": entry.maker.seat,
        "edges": [{c.name: getattr(e, c.name) for c in columns(Edge)} for e in entry.edges],
        "source": entry.maker.source,
        "replies": [dict(reply) for reply in entry.replies],
        "totals": [t for t in totals(store, question, verdicts) if found in t["maker"].split("|")],
        "rows": [verdict_row(v) for v in mine],
    }


def compare(store: Store, question: Question, body: str | None = None) -> list[dict[str, Any]]:
    """What was said beside what was seen: every cell under its own label, with its claims."""
    history = history_of(store, question, body)
    return with_claims(store, current(history, question.as_of), question)


def evidence_cards(
    store: Store, claims: Sequence[str], view: View
) -> dict[str, list[dict[str, Any]]]:
    """What carries each of these claims. Public: kind of source, date, rule, hash. Restricted: down to
    the record."""
    cards: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in store.register.evidence_of(claims):
        card = {
            "source": row["source"],
            "date": (row["seen_at"] or "")[:10],
            "rule": row["rule"],
            "document": row["document"],
        }
        if view is View.RESTRICTED or row["classification"] == Classification.PUBLIC:
            card |= {"citation": row["citation"], "link": row["link"]}
            if view is View.PUBLIC and names_a_site(row["citation"] or "", ""):
                card["citation"] = None
        if view is View.RESTRICTED:
            card |= {
                "locator": row["locator"],
                "value": row["value"],
                "part": row["part"],
                "file": row["name"],
            }
        cards[row["claim"]].append(card)
    return cards


def raw_record(store: Store, document: str, locator: str) -> str | None:
    """The record itself, by document and `offset+length`; null when retention let it go."""
    offset, _, length = locator.partition("+")
    if not (offset.isdigit() and length.isdigit()):
        return None
    found = store.documents.read(document, int(offset), int(length))
    return None if found is None else found.decode("utf-8", "backslashreplace")
