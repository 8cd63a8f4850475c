# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A timeline as SVG: what was said above the line, what was seen below it, and the label between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

WIDTH, LEFT, RIGHT = 720, 90, 16
SAID, BAND, SEEN, BOTTOM = 26, 46, 84, 112
BAND_HEIGHT, ROOM = 18, 11  # height of the label band; least distance of two marks in a lane


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing said or seen: its ISO day, its lane, its words, and where on the page it stands."""

    day: str
    seen: bool
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Span:
    """A label from one ISO day until another (exclusive; null is until now)."""

    first: str
    last: str | None
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """What the lanes are called."""

    said: str
    label: str
    seen: str


def timeline(
    marks: Sequence[Mark], spans: Sequence[Span], *, today: str, title: str, lanes: Lanes, name: str
) -> Markup:
    """The timeline; the same stands beside it as a table. `name` keeps ids on one page apart."""
    days = [m.day for m in marks] + [s.first for s in spans]
    if not days:
        return Markup("")
    scale = _Scale(min(days), max(today, *days))
    parts = [
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {BOTTOM + 18}" role="group" '
        f'aria-labelledby="{name}-title"><title id="{name}-title">{escape(title)}</title>'
    ]
    parts += _years(scale)
    for y, text in ((SAID, lanes.said), (BAND + 13, lanes.label), (SEEN, lanes.seen)):
        parts.append(f'<text class="lane" x="0" y="{y + 4}">{escape(text)}</text>')
    parts += [_span(span, scale, today) for span in spans]
    for seen in (False, True):
        parts += _marks([m for m in marks if m.seen is seen], scale, SEEN if seen else SAID)
    return Markup("".join(parts) + "</svg>")


class _Scale:
    """Days to places: the first and last day fill the width; a single day stands in the middle."""

    def __init__(self, first: str, last: str) -> None:
        self.first, self.last = _ordinal(first), _ordinal(last)
        self._days = max(self.last - self.first, 1)

    def x(self, day: str) -> float:
        at = (_ordinal(day) - self.first) / self._days
        return round(LEFT + at * (WIDTH - LEFT - RIGHT), 1)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _years(scale: _Scale) -> list[str]:
    """A line and a number at each new year; every second or fifth when they would run together."""
    first, last = date.fromordinal(scale.first).year, date.fromordinal(scale.last).year
    step = 1 if last - first <= 10 else 2 if last - first <= 20 else 5
    made = []
    for year in range(first + 1, last + 1, step):
        x = scale.x(f"{year}-01-01")
        made.append(f'<line class="year" x1="{x}" y1="12" x2="{x}" y2="{BOTTOM}"/>')
        made.append(f'<text class="year" x="{x}" y="{BOTTOM + 14}">{year}</text>')
    return made


def _span(span: Span, scale: _Scale, today: str) -> str:
    x = scale.x(span.first)
    width = max(scale.x(max(span.last or today, span.first)) - x, 3)
    return (
        f'<rect class="span {escape(span.label)}" x="{x}" y="{BAND}" width="{width:.1f}" '
        f'height="{BAND_HEIGHT}"><title>{escape(span.text)}</title></rect>'
    )


def _marks(marks: Sequence[Mark], scale: _Scale, y: int) -> list[str]:
    """Marks of one lane; those that would cover each other step aside, up to a few."""
    made, last, stacked = [], -1e9, 0
    for mark in sorted(marks, key=lambda m: m.day):
        x = scale.x(mark.day)
        stacked = stacked + 1 if x - last < ROOM else 0
        last = x if not stacked else last
        aside = min(stacked, 5) * ROOM
        # Near the right edge there is room on the left only.
        at = x + aside if x + aside <= WIDTH - 6 else x - aside
        shape = "seen" if mark.seen else "said"
        made.append(
            f'<a href="#{escape(mark.target)}" aria-label="{escape(mark.text)}">'
            f'<circle class="mark {shape}" cx="{at:.1f}" cy="{y}" r="5">'
            f"<title>{escape(mark.text)}</title></circle></a>"
        )
    return made
