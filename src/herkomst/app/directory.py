# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of public bodies: searched, filtered, sorted, page by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from herkomst.app.answers import current, history_of, reached
from herkomst.app.bodies import folded
from herkomst.app.picture import COLOURS, state_of
from herkomst.app.question import Question
from herkomst.app.totals import is_body, is_found, is_group
from herkomst.catalogue.labels import labels
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.errors import InputError
from herkomst.model import Body, BodyKind, Verdict
from herkomst.store import Store

STATES: Final = ("found", "asked", "answered", "looked", "never")
TILES: Final = ("yes", "looked", "asked", "no")
COLUMNS: Final = ("name", "kind", "province", "found", "asked", "answered", "looked_at")
PAGE: Final = 50
_ORDER: Final = {str(label): n for n, label in enumerate(labels())}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which bodies, in which order: text in the name, kind, province, label, maker, state (one of
    `STATES`); `sort` by one of `COLUMNS`, a minus before it turns it round; `page` from 1."""

    text: str = ""
    kind: str = ""
    province: str = ""
    label: str = ""
    maker: str = ""
    state: str = ""
    counted: str = ""  # `yes`: only what counts as a body: nothing invented, no groups
    colour: str = ""  # with `tile`: municipalities in a state of the map
    tile: str = ""
    sort: str = "name"
    page: int = 1

    def check(self) -> None:
        """Errors: `InputError` for a word that is no choice."""
        choices: dict[str, list[str]] = {
            "kind": [str(k) for k in BodyKind],
            "label": list(_ORDER),
            "state": list(STATES),
            "counted": ["yes"],
            "colour": list(COLOURS),
            "tile": list(TILES),
            "sort": [s + c for c in COLUMNS for s in ("", "-")],
        }
        for name, known in choices.items():
            value = getattr(self, name)
            if value and value not in known:
                raise InputError(f"{name}: {value!r} is no choice", do="Known: " + ", ".join(known))
        if self.page < 1:
            raise InputError("page: counts from 1")


def directory(store: Store, question: Question) -> list[dict[str, Any]]:
    """A row for every body there is, and for every other one something was said about."""
    verdicts: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in current(history_of(store, question), question.as_of):
        verdicts[verdict.body].append(verdict)
    reach = {row["body"]: row for row in reached(store, question)}
    return [
        _row(body, reach.get(body.id, {}), verdicts.get(body.id, ()))
        for body in load_public_bodies().bodies.values()
        if is_body(body) or body.id in reach
    ]


def _row(body: Body, reach: Mapping[str, Any], verdicts: Iterable[Verdict]) -> dict[str, Any]:
    found = [v for v in verdicts if is_found(v)]
    return {
        "body": body.id,
        "name": body.name,
        "folded": folded(f"{body.name} {body.abbreviation}"),
        "kind": str(body.kind),
        "province": body.province,
        "synthetic": body.synthetic,
        "labels": sorted({str(v.label) for v in verdicts}, key=lambda n: _ORDER[n]),
        "makers": sorted({m for v in found for m in v.maker.split("|")}),
        "about": sorted({m for v in verdicts for m in v.maker.split("|")}),
        "found": len({v.maker for v in found}),
        "asked": bool(reach.get("asked")),
        "answered": bool(reach.get("answered")),
        "looked_at": bool(reach.get("looked_at")),
        "counted": not body.synthetic and not is_group(body.id),
        "one": is_body(body),
        "tiles": {
            colour: state_of(colour, reach, bool(found))
            for colour in COLOURS
            if body.kind is BodyKind.GEMEENTE and body.active and not body.synthetic
        },
    }


def choose(rows: Iterable[Mapping[str, Any]], wanted: Wanted) -> list[Mapping[str, Any]]:
    """The rows that fit, in order. Errors: `InputError` for a word that is no choice."""
    wanted.check()
    text = folded(wanted.text)
    chosen = [row for row in rows if text in row["folded"] and _fits(row, wanted)]
    name = wanted.sort.lstrip("-")
    turned = wanted.sort.startswith("-")
    chosen.sort(key=lambda row: row["folded"])
    if name == "name":
        return chosen[::-1] if turned else chosen
    # What is most of a thing first, texts from A: that is what a first click on a column means.
    chosen.sort(key=lambda row: row[name], reverse=turned ^ (name not in ("kind", "province")))
    return chosen


def _fits(row: Mapping[str, Any], wanted: Wanted) -> bool:
    return (
        wanted.kind in ("", row["kind"])
        and wanted.province in ("", row["province"])
        and (not wanted.label or wanted.label in row["labels"])
        and (not wanted.maker or wanted.maker in row["about"])
        and (not wanted.state or _is(row, wanted.state))
        and (not wanted.counted or row["one" if wanted.state == "never" else "counted"])
        and (not wanted.tile or row["tiles"].get(wanted.colour or COLOURS[0]) == wanted.tile)
    )


def _is(row: Mapping[str, Any], state: str) -> bool:
    if state == "never":
        return not row["looked_at"]
    return bool(row["looked_at" if state == "looked" else state])


def provinces() -> list[str]:
    """The provinces, by name."""
    bodies = load_public_bodies().bodies.values()
    return sorted({b.province for b in bodies if b.province and b.active and not b.synthetic})
