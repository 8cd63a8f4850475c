# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A body's answer made ready for its page: one story a maker and kind, with its timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from herkomst.app.stories import is_seen
from herkomst.app.totals import is_found_row
from herkomst.web.asking import Asked
from herkomst.web.timeline import Lanes, Mark, Span, timeline
from herkomst.web.words import Words, words

Row = Mapping[str, Any]


def drawn(page: dict[str, Any], ask: Asked) -> dict[str, Any]:
    """The page of a body: its stories with a timeline each, and what the reader looks for first."""
    tell = words(ask.language)
    history: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for step in page["history"]:
        history[(step["maker"], step["kind"])].append(step)
    stories = [
        {
            **row,
            "anchor": f"s{number}",
            "timeline": _timeline(row, history[(row["maker"], row["kind"])], number, tell, ask),
            "earlier": [h for h in history[(row["maker"], row["kind"])] if h["valid_until"]],
        }
        for number, row in enumerate(page["verdicts"])
    ]
    now = {(row["maker"], row["kind"]) for row in page["verdicts"]}
    return {
        "page": page,
        "stories": stories,
        "ended": [s for key, steps in history.items() if key not in now for s in steps],
        "not_seen": [
            s
            for s in stories
            if s["by_body"]
            and s["answer"] == "yes"
            and not s["devices_seen"]
            and s["label"] == "declared_only"
        ],
        "not_declared": [s for s in stories if s["label"] in ("seen_not_asked", "contradicted")],
        "found": [s for s in stories if is_found_row(s)],
        "roles": list(_roles(page["verdicts"])),
    }


def _roles(verdicts: Iterable[Row]) -> Iterable[Row]:
    """The claims that say who bought, owns, manages or supplies, each once."""
    told: set[str] = set()
    for row in verdicts:
        for claim in row["claims"]:
            if (claim["role"] != "user" or claim["for_body"]) and claim["id"] not in told:
                told.add(claim["id"])
                yield claim


def _timeline(story: Row, steps: Sequence[Row], number: int, tell: Words, ask: Asked) -> Any:
    t = tell.t["body"]
    spans = [
        Span(
            step["valid_from"],
            step["valid_until"],
            step["label"],
            f"{tell.label(step['label'])}: {tell.day(step['valid_from'])}"
            + (f" – {tell.day(step['valid_until'])}" if step["valid_until"] else ""),
        )
        for step in steps
    ]
    title = f"{tell.maker(story['maker'])}, {tell.kind(story['kind'])}: {t['timeline']}"
    return timeline(
        list(_marks(story["claims"], number, tell)),
        spans,
        today=ask.question.as_of,
        title=title,
        lanes=Lanes(t["lane_said"], t["lane_label"], t["lane_seen"]),
        name=f"t{number}",
    )


def _marks(claims: Iterable[Row], number: int, tell: Words) -> Iterable[Mark]:
    """One mark a day and side: a hundred cameras seen on one day are one event."""

    def place(claim: Row) -> tuple[str, bool]:
        return (claim["said_at"], is_seen(claim))

    for (day, seen), group in groupby(sorted(claims, key=place), key=place):
        told = list(group)
        words_of = " / ".join(dict.fromkeys(tell.status(c["status"]) for c in told))
        many = f" ({len(told)})" if len(told) > 1 else ""
        yield Mark(
            day, seen, f"{tell.day(day)}: {words_of}{many}", f"s{number}-{told[0]['id'][:12]}"
        )
