# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The timeline is SVG that is well-formed whatever it is told, and keeps its marks apart and inside."""

from __future__ import annotations

from datetime import date, timedelta

from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from herkomst.web.timeline import WIDTH, Lanes, Mark, Span, timeline

LANES = Lanes("gezegd", "label", "gezien")
days = st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(lambda d: d.isoformat())
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
marks = st.builds(Mark, days, st.booleans(), texts, st.just("s0"))


def draw(given_marks: list[Mark], spans: list[Span], today: str = "2026-01-01") -> str:
    return str(timeline(given_marks, spans, today=today, title="<t>", lanes=LANES, name="t0"))


@given(st.lists(marks, max_size=30), st.lists(st.tuples(days, days, texts), max_size=5))
def test_it_is_well_formed_and_inside_its_frame(
    given_marks: list[Mark], given_spans: list[tuple[str, str, str]]
) -> None:
    spans = [Span(min(a, b), max(a, b), "confirmed", text) for a, b, text in given_spans]
    drawn = draw(given_marks, spans)
    if not given_marks and not spans:
        assert drawn == ""
        return
    root = ElementTree.fromstring(drawn)
    circles = [c for c in root.iter() if c.tag == "circle"]
    assert len(circles) == len(given_marks)
    assert all(0 <= float(c.get("cx", "-1")) <= WIDTH for c in circles)
    assert all(float(r.get("width", "0")) > 0 for r in root.iter() if r.tag == "rect")


def test_marks_of_one_day_stand_beside_each_other() -> None:
    drawn = draw([Mark("2022-03-01", False, str(n), "s0") for n in range(4)], [])
    places = [c.get("cx") for c in ElementTree.fromstring(drawn).iter() if c.tag == "circle"]
    assert len(set(places)) == 4


def test_a_long_time_has_fewer_numbers() -> None:
    start = date(1990, 1, 1)
    many = [Mark((start + timedelta(days=n * 365)).isoformat(), True, "x", "s") for n in range(36)]
    assert draw(many, []).count('<text class="year"') < 10
