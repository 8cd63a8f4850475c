# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A value known from others of its form shows what it shows when it is looked at."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from tests.identify.conftest import captured, engine, other_digits

from herkomst import catalogue
from herkomst.catalogue import entities
from herkomst.identify.engine import default_engine
from herkomst.identify.looking import Hit, Rulebook
from herkomst.identify.matching import FieldMatcher
from herkomst.identify.remembering import LONGEST_FORM, OFTEN, Memory


def remembered(matcher: FieldMatcher, values: list[str]) -> list[Hit | None]:
    """What each value shows, in a memory of its own."""
    raws = [value.encode() for value in values]
    found = Memory(matcher.book).hits(range(len(raws)), raws, [None] * len(raws))
    hits = dict(zip(*found, strict=True))
    return [hits.get(row) for row in range(len(raws))]


class Looks:
    """Counts the looks at values of a field."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.many = 0
        look = Rulebook.look

        def counted(*args: object) -> Hit:
            self.many += 1
            return look(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(Rulebook, "look", counted)


def test_a_form_is_looked_at_a_few_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = engine(tmp_path, ("a", "http.server", r"pattern: 'cam(?P<model>[0-9]+) up \d+'"))
    looks = Looks(monkeypatch)
    values = [f"cam{1000 + n} up {7000 + n}" for n in range(500)]
    hits = remembered(made.matchers["http.server"], values)
    assert [captured(h) for h in hits if h] == [[("model", str(1000 + n), 0)] for n in range(500)]
    assert looks.many == OFTEN + 1


def test_digits_that_tell_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = engine(
        tmp_path,
        ("a", "http.server", r"pattern: 'cam7 at \d+'"),
        ("b", "http.server", r"pattern: 'cam8 at (?P<model>\d+)'"),
    )
    looks = Looks(monkeypatch)
    values = [f"cam{n % 10} at {1000 + n}" for n in range(1000)]
    hits = remembered(made.matchers["http.server"], values)
    expected = {7: (0,), 8: (1,)}
    for value, hit in zip(values, hits, strict=True):
        assert (hit.shown.proofs if hit else None) == expected.get(int(value[3])), value
    assert hits[18] and captured(hits[18]) == [("model", "1018", 1)]
    assert looks.many < 60


def test_digits_that_tell_stand_anywhere(tmp_path: Path) -> None:
    made = engine(tmp_path, ("a", "http.server", "pattern: 'skin7'"))
    matcher = made.matchers["http.server"]
    for beginning in ("skin1 and skin", "\u017f\u212ain", "é skin"):
        values = [f"{beginning}{n % 10} at {1000 + n}" for n in range(200)]
        hits = remembered(matcher, values)
        assert [n % 10 for n, hit in enumerate(hits) if hit] == [7] * 20, beginning


def test_what_is_looked_up_by_its_digits_is_looked_at_each_time(tmp_path: Path) -> None:
    made = engine(tmp_path, ("a", "http.favicon_mmh3", "values: ['-50', '-51']"))
    hits = remembered(made.matchers["http.favicon_mmh3"], [f"-{n}" for n in range(10, 90)])
    assert [row + 10 for row, hit in enumerate(hits) if hit] == [50, 51]


def test_a_text_that_overlaps_itself_is_not_cut_from_others() -> None:
    matcher = default_engine().matchers["onvif.scopes"]
    of_form = [f"DS-3E1111/name/DS-3E1111/name/DS-3E1111 c{n:03}" for n in range(8)]
    value = "DS-3E9999/name/DS-3E1111/name/DS-3E1111 c010"
    hit = remembered(matcher, [*of_form, value])[-1]
    assert hit and captured(hit) == captured(matcher.confirm(value))


@pytest.mark.parametrize("field", list(catalogue.fields()))
def test_in_company_as_alone(field: str) -> None:
    """All examples of a field, and names with words, years and model numbers behind them, each with other digits:
    many at once as one by one."""
    matcher = default_engine().matchers.get(field)
    if matcher is None:
        return
    chance = random.Random(2)
    rules = [r for r in catalogue.rules() if r.field == field]
    texts = [t[:300] for r in rules for t in (*r.examples, *r.counter_examples)]
    words = [
        "NVR 7",
        "v1.20",
        "2019",
        "L3",
        "idrac8 web",
        "F680",
        "camera 12",
        "%20 5",
        "H264",
        "é9",
    ]
    written = [n for n in entities.written() if any(map(str.isdigit, n))] + ["Axis", "Dahua", "IPC"]
    # Read as a name, but not spelled as the search for names has them.
    texts += ["maker: T-PLINK ; 5", "D_Link 11", "HP:17", "H.3.C router 9", "D.Link router 2011"]
    texts += ["Bu\ufb00alo router 12", "x 3E1111/name/DS-3E1111/name/DS-3E1111 c01"]
    for name in written:
        texts += [f"{name}{between}{chance.choice(words)}" for between in ("", " ", "-", " | ")]
    values = [t for text in texts for t in (text, *(other_digits(text, chance) for _ in range(7)))]
    chance.shuffle(values)
    hits = remembered(matcher, values)
    for value, hit in zip(values, hits, strict=True):
        alone = matcher.confirm(value)
        assert (hit.shown.proofs if hit else ()) == alone.shown.proofs, value
        if hit:
            assert (hit.shown.kinds, captured(hit)) == (alone.shown.kinds, captured(alone)), value


@pytest.mark.parametrize("field", list(catalogue.fields()))
def test_working_out_a_form_costs_no_more_than_a_look_may(
    field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its cap, against what tells digits apart, again and again: five milliseconds a value, as for a look."""
    matcher = default_engine().matchers.get(field)
    if matcher is None or matcher.rules.exact or matcher.rules.prefixes:
        return
    worked_out = []
    telling = Memory._telling
    monkeypatch.setattr(
        Memory, "_telling", lambda *given: (worked_out.append(given), telling(*given))[1]
    )
    cap, chance = min(catalogue.fields()[field].cap, LONGEST_FORM), random.Random(3)
    texts = {"7 ", "2019 ", "L3 ", "F680-", *(t for t in matcher.rules.telling_digits if "0" in t)}
    for text in texts:
        values = [
            other_digits((text * cap)[: cap - 9], chance).encode()[:cap] for _ in range(OFTEN + 1)
        ]
        seconds = []
        for _ in range(5):
            memory, worked_out[:] = Memory(matcher.book), []
            started = time.process_time()
            memory.hits(range(len(values)), values, [True] * len(values))
            seconds.append(time.process_time() - started)
            assert len(worked_out) == 1, text
        assert min(seconds) < 0.005 * len(values), text
