# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hits of a column, through the prefilter, joined back by row."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.identify.conftest import captured, engine

from herkomst.errors import CatalogueError


def test_the_place_of_a_bad_rule_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        engine(
            tmp_path,
            ("a", "http.server", "pattern: 'ok.server'"),
            ("b", "http.server", "pattern: '.*'"),
        )
    assert caught.value.where == "r.yaml:11"


def test_two_rules_with_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="is also at"):
        engine(
            tmp_path, ("a", "http.server", "pattern: 'abc'"), ("a", "http.server", "pattern: 'def'")
        )


def test_the_engine_kept_on_disk_is_the_engine_built() -> None:
    from herkomst import catalogue
    from herkomst.identify.engine import compile_rules, default_engine

    made = compile_rules(catalogue.rules())
    for name, matcher in default_engine().matchers.items():
        assert matcher.rules == made.fields[name]


def test_few_values_are_answered_as_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """All examples of the catalogue, whole and in pieces: with a prefilter and without."""
    from herkomst.identify import engine, matching

    made = engine.default_engine()
    found = {}
    for few in (0, 10**6):
        monkeypatch.setattr(engine, "FEW", few)
        monkeypatch.setattr(matching, "FEW", few)
        monkeypatch.setattr(engine, "FEW_NAMES", few)
        fresh = engine.Engine(
            engine.Compiled(made.rules, {n: m.rules for n, m in made.matchers.items()})
        )
        values = [
            (rule.field, text)
            for rule in made.rules
            for whole in (*rule.examples, *rule.counter_examples)
            for text in (whole, whole[1:], whole[: len(whole) // 2], f"x {whole}")
        ]
        columns = {n: [v if f == n else None for f, v in values] for n in {f for f, _ in values}}
        frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
        found[few] = {
            row: [
                (h.shown.proofs, h.shown.kinds, captured(h))
                for h in hits
                if not all(fresh.rule(n).nobody for n in h.shown.proofs)
            ]
            for row, hits in fresh.match(frame).items()
        }
    assert {r: h for r, h in found[0].items() if h} == {r: h for r, h in found[10**6].items() if h}


def test_letters_that_are_ascii_ones_but_for_their_form_are_read_in_any_company() -> None:
    """The Kelvin sign is a K to RE2 and the long s an s; a native search takes neither for one."""
    from herkomst.identify import identify

    texts = ["Hi\u212aCentral", "A\u017fus RT-AC68U", "Mi\u212aroTi\u212a"]
    fields = {"http.title": texts, "product": texts, "upnp.description": texts}
    alone = identify(pl.DataFrame(fields))
    assert alone["maker"][0] == "hikvision"
    others = [f"nothing {n}" for n in range(3000)]
    crowd = identify(pl.DataFrame(dict.fromkeys(fields, texts + others)))
    assert crowd[:3].equals(alone)


def test_a_rule_that_proves_nobody_is_cited_in_no_company() -> None:
    """Such a rule is looked at where another one of its field might match, so in a large batch not always."""
    from herkomst.identify import identify

    server, device = "Sun.GlassFish%20Server", "<DeviceDescription>PX2"
    alone = identify(pl.DataFrame({"http.server": [server], "sadp.xml": [device]}))
    others = [f"nothing {n}" for n in range(3000)]
    crowd = pl.DataFrame({"http.server": [server, *others], "sadp.xml": [device, *others]})
    assert alone["rules"][0] and identify(crowd)[:1].equals(alone)
