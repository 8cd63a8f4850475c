# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is counted: in the lake, by what was said, and in bodies. Every number has its unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from herkomst.app.kept import heard
from herkomst.app.question import Question
from herkomst.app.standing import Standing
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.model import Body, BodyKind, Label, Verdict, View
from herkomst.store import Store

LEAST_IN_PUBLIC = 10  # devices: of fewer a number may point at somebody


def is_body(body: Body) -> bool:
    """Whether a body counts as one of those there are: not invented, not a group or a department."""
    return body.active and not body.synthetic and body.kind not in ("groep", "organisatieonderdeel")


def is_group(body: str) -> bool:
    """Whether a name stands for several bodies (`groep:...`) or for all (`land:nl`): what is said of
    them is shown, and no body is counted for it."""
    facts = load_public_bodies().bodies.get(body)
    return facts is not None and facts.kind is BodyKind.GROEP


def is_found(verdict: Verdict) -> bool:
    """Whether a verdict says the technology is there: said, or seen at the body. A lead never does."""
    return is_found_row({"label": verdict.label, "answer": verdict.answer})


def is_found_row(row: Mapping[str, Any]) -> bool:
    """`is_found` of a verdict as a row of an answer."""
    if row["label"] in (Label.LEAD_ONLY, Label.DISPUTED):
        return False
    return row["answer"] == "yes" or row["label"] in (Label.SEEN_NOT_ASKED, Label.CONTRADICTED)


def adds_up(verdict: Verdict) -> bool:
    """Whether the number of a verdict is part of what was said in total."""
    uses = verdict.answer == "yes" and verdict.label is not Label.LEAD_ONLY
    return uses and verdict.counted and bool(verdict.unit) and verdict.count_low is not None


def totals(store: Store, question: Question, verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    """Every total with its maker, kind and unit; measured and said apart, synthetic apart."""
    made = _lake_totals(store, question, by_kind=True)
    said: dict[tuple[str, str, str, bool], list[int]] = defaultdict(lambda: [0, 0])
    bodies: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    for v in verdicts:
        if is_found(v) and not is_group(v.body):
            bodies[(v.maker, str(v.kind), v.synthetic)].add(v.body)
        if adds_up(v) and v.count_low is not None:
            cell = said[(v.maker, str(v.kind), str(v.unit), v.synthetic)]
            cell[0] += v.count_low
            cell[1] += v.count_high if v.count_high is not None else v.count_low
    for (maker, kind, unit, synthetic), (low, high) in sorted(said.items()):
        made.append(_total(maker, kind, unit, low, "said", synthetic) | {"count_high": high})
    for (maker, kind, synthetic), who in sorted(bodies.items()):
        made.append(_total(maker, kind, "body", len(who), "verdict", synthetic))
    return made


def _total(
    maker: str, kind: str | None, unit: str, count: int, basis: str, synthetic: bool
) -> dict[str, Any]:
    return {
        "maker": maker,
        "kind": kind,
        "unit": unit,
        "count": count,
        "basis": basis,
        "synthetic": synthetic,
    }


def _lake_totals(store: Store, question: Question, *, by_kind: bool) -> list[dict[str, Any]]:
    """Banners, addresses and devices in the lake; over all kinds, or kind by kind (an address or a
    device that shows two kinds stands under both: kinds are not to be added up). The public view counts
    nothing tied to a body that was not heard or that disputes it, and shows no number of a few."""
    public = question.view is View.PUBLIC
    counted = Counted.of(store, question)
    if not counted.parts:
        return []
    name = "totals" if by_kind else "totals_by_maker"
    rows = store.lake.remembered(name, list(counted.parts), **counted.asked)
    return [
        _total(
            row["maker"],
            row["kind"] if by_kind else None,
            unit,
            row[plural],
            "measured",
            bool(row["synthetic"]),
        )
        for row in rows
        for unit, plural in (("banner", "banners"), ("address", "addresses"), ("device", "devices"))
        if not public or row["devices"] >= LEAST_IN_PUBLIC
    ]


@dataclass(frozen=True, slots=True)
class Counted:
    """What of the lake a view counts: of which parts (folder -> its row), and what a question is asked
    to leave out."""

    parts: dict[str, dict[str, Any]]
    asked: dict[str, Any]

    @classmethod
    def of(cls, store: Store, question: Question) -> Counted:
        """As decided and known when it is asked."""
        public, open_ = question.view is View.PUBLIC, heard(store, question)
        parts = {
            part["folder"]: part
            for part in store.register.lake_standing(question.known_at)
            if not public or part["body"] is None or part["body"] in open_
        }
        asked = {
            "as_of": question.as_of,
            "every": not public,
            "open": sorted(open_),
            "taken": _disputed_banners(store, question, open_),
        }
        return cls(parts, asked)


def _disputed_banners(store: Store, question: Question, bodies: Iterable[str]) -> list[str]:
    """The banners of these bodies that may not be counted in public, because their body disputes them.
    Asked import by import: a device's key is that of its own import."""
    standing = Standing.read(store.register, question.known_at)
    found: set[str] = set()
    for body in sorted(bodies):
        targets = standing.out_of_print(body, question.as_of)
        single = store.register.claims(sorted(targets))
        days = {(c.device, c.makers[0], str(c.kind), c.said_at) for c in single.values()}
        devices = sorted({*targets, *(c.device for c in single.values() if c.device)})
        if not devices:
            continue
        for part in store.register.lake_standing(question.known_at):
            rows = store.lake.remembered("banners_of", [part["folder"]], body=body, devices=devices)
            found |= {
                row["banner"]
                for row in rows
                if row["device"] in targets
                or (row["device"], row["maker"], row["kind"], row["day"]) in days
            }
    return sorted(found)


def totals_by_maker(store: Store, question: Question) -> list[dict[str, Any]]:
    """Banners, addresses and devices seen of each maker, over all kinds."""
    return _lake_totals(store, question, by_kind=False)
