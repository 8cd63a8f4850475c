# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hits of a column, through the prefilter, joined back by row."""

from __future__ import annotations

import polars as pl
import pytest

from herkomst.catalogue import rules_of
from herkomst.errors import CatalogueError
from herkomst.identify.engine import build

RULE = """
- id: {id}
  field: {field}
  {how}
  proves: {{maker: axis, kind: camera}}
  grade: probable
  examples: [x]
  not: [y]
  source: here
"""


def engine(tmp_path, *rules):  # type: ignore[no-untyped-def]
    (tmp_path / "r.yaml").write_text(
        "".join(RULE.format(id=i, field=f, how=h) for i, f, h in rules)
    )
    return build(rules_of(tmp_path))


def hits(matcher, values):  # type: ignore[no-untyped-def]
    found = matcher.match(pl.Series(values, dtype=pl.String))
    if found is None:
        return {}
    return {
        r: found.hits[i].rules
        for r, i in zip(found.rows, found.index, strict=True)
        if found.hits[i].rules
    }


def test_patterns_values_and_prefixes(tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = engine(
        tmp_path,
        ("a", "http.server", "pattern: 'cam(?P<model>[0-9]+)'"),
        ("b", "http.server", "pattern: 'server'"),
        ("c", "http.favicon_mmh3", "values: ['-5']"),
        ("d", "mac", "prefixes: ['AA:BB:CC']"),
        ("e", "snmp.sysobjectid", "prefixes: ['1.3.6.1.4.1.99']"),
    )
    server = made.matchers["http.server"]
    assert hits(server, ["CAM12 Server", None, "nothing", "server"]) == {0: (0, 1), 3: (1,)}
    assert server.match(pl.Series(["cam12"])).hits[0].captured == (("model", "12", 0),)
    assert hits(made.matchers["http.favicon_mmh3"], ["-5", "5"]) == {0: (2,)}
    assert hits(made.matchers["mac"], ["aa:bb:cc:00:00:01", "AA:BB:CD:00:00:01"]) == {0: (3,)}
    assert hits(made.matchers["snmp.sysobjectid"], ["1.3.6.1.4.1.99.1", "1.3.6.1.4.1.991"]) == {
        0: (4,)
    }


def test_the_place_of_a_bad_rule_is_told(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(CatalogueError) as caught:
        engine(
            tmp_path,
            ("a", "http.server", "pattern: 'ok.server'"),
            ("b", "http.server", "pattern: '.*'"),
        )
    assert caught.value.where == "r.yaml:11"


def test_two_rules_with_one_id_are_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(CatalogueError, match="is also at"):
        engine(
            tmp_path, ("a", "http.server", "pattern: 'abc'"), ("a", "http.server", "pattern: 'def'")
        )


def test_the_automaton_finds_what_each_pattern_alone_finds() -> None:
    """All values of the catalogue and the benign corpus, through both ways."""
    from herkomst import catalogue
    from herkomst.identify.engine import default_engine
    from herkomst.identify.patterns import compiled

    made = default_engine()
    benign = catalogue.read_yaml(catalogue.ROOT / "benign.yaml")
    for name, matcher in made.matchers.items():
        alone = {n: compiled(p, "x") for n, p in matcher.patterns.items()}
        values = [e for n in alone for e in made.rules[n].examples + made.rules[n].counter_examples]
        values += [b["value"] for b in benign if b["field"] == name]
        values += ["".join(values)[:4096]]
        for value in values:
            expected = tuple(n for n, p in alone.items() if p.search(value))
            found = tuple(n for n in matcher._confirm_one(value).rules if n in alone)
            assert found == expected, (name, value[:80])
