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
    return {row: hit.rules for row, hit in matcher.match(pl.Series(values, dtype=pl.String))}


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
    assert server.confirm("cam12").captured == (("model", "12", 0),)
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


NAMED = """
- {id: own, field: http.title, pattern: 'OwnRule', proves: {maker: axis}, grade: probable, examples: [x], not: [y], source: s}
- {id: name, field: http.title, pattern: '^(?P<named>.+)$', named: maker, rest: some, bare: possible, proves: {}, grade: probable,
   examples: [x], not: [y], source: s}
- {id: none, field: http.title, pattern: 'Museum', proves: {nobody: true}, grade: possible, examples: [x], not: [y], source: s}
- {id: oid, field: snmp.sysobjectid, table: enterprises.csv, pattern: 'enterprises[.](?P<key>[0-9]+)', proves: {}, grade: probable,
   examples: [x], not: [y], source: s}
- {id: oui, field: mac, table: addresses.csv, proves: {}, grade: possible, examples: [x], not: [y], source: s}
"""


def test_a_name_is_looked_up_unless_a_rule_of_its_own_speaks(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "r.yaml").write_text(NAMED)
    made = build(rules_of(tmp_path))
    title = made.matchers["http.title"]

    def makers(value: str) -> list[tuple[str, str | None, str]]:
        found = [made.proof(n) for n in title.confirm(value).rules]
        return [(r.id, r.maker, str(r.grade)) for r in found]

    assert makers("Moxa NPort 5110") == [("name", "moxa", "probable")]
    assert makers("Moxa Web Interface") == [("name", "moxa", "possible")]
    assert makers("Moxa OwnRule 5110") == [("own", "axis", "probable")]
    assert makers("Moxa NPort Museum") == [("none", None, "possible")]
    assert makers("Zomaar 5110") == []


def test_keys_of_a_registry(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "r.yaml").write_text(NAMED)
    made = build(rules_of(tmp_path))
    oid = made.matchers["snmp.sysobjectid"]
    (number,) = oid.confirm("SNMPv2-SMI::enterprises.8691.7.1").rules
    assert made.proof(number).maker == "moxa" and made.rule(number).id == "oid"
    assert oid.confirm("enterprises.8072.3").rules == ()


def test_a_part_of_a_block_belongs_to_whom_it_was_handed_to(tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = engine(
        tmp_path,
        ("block", "mac", "prefixes: ['1C:CA:E3']"),
        ("part", "mac", "prefixes: ['1C:CA:E3:0']"),
    )
    assert hits(made.matchers["mac"], ["1C:CA:E3:0A:00:00", "1C:CA:E3:1A:00:00"]) == {
        0: (1,),
        1: (0,),
    }


def test_the_automaton_finds_what_each_pattern_alone_finds() -> None:
    """All values of the catalogue and the benign corpus, through both ways."""
    from herkomst import catalogue
    from herkomst.identify.engine import default_engine
    from herkomst.identify.patterns import compiled

    made = default_engine()
    benign = catalogue.read_yaml(catalogue.ROOT / "benign.yaml")
    for name, matcher in made.matchers.items():
        patterns = matcher.rules.patterns
        alone = {n: compiled(p, "x") for n, p in patterns.items()}
        values = [e for n in alone for e in made.rules[n].examples + made.rules[n].counter_examples]
        values += [b["value"] for b in benign if b["field"] == name]
        values += ["".join(values)[:4096]]
        for value in values:
            expected = [n for n, p in alone.items() if p.search(value)]
            found = sorted(matcher._order[i] for i in matcher._places(value.encode()))
            assert found == expected, (name, value[:80])


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
                (h.rules, h.captured)
                for h in hits
                if not all(fresh.rule(n).nobody for n in h.rules)
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
