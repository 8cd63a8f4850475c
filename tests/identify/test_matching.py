# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which values match which rules: patterns, values, prefixes, names and keys."""

from __future__ import annotations

from pathlib import Path

from tests.identify.conftest import captured, engine, hits

from herkomst.catalogue import rules_of
from herkomst.identify.engine import build


def test_patterns_values_and_prefixes(tmp_path: Path) -> None:
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
    assert captured(server.confirm("cam12")) == [("model", "12", 0)]
    assert hits(made.matchers["http.favicon_mmh3"], ["-5", "5"]) == {0: (2,)}
    assert hits(made.matchers["mac"], ["aa:bb:cc:00:00:01", "AA:BB:CD:00:00:01"]) == {0: (3,)}
    assert hits(made.matchers["snmp.sysobjectid"], ["1.3.6.1.4.1.99.1", "1.3.6.1.4.1.991"]) == {
        0: (4,)
    }


NAMED = """
- {id: own, field: http.title, pattern: 'OwnRule', proves: {maker: axis}, grade: probable, examples: [x], not: [y], source: s}
- {id: name, field: http.title, pattern: '^(?P<named>.+)$', named: maker, rest: some, bare: possible, proves: {}, grade: probable,
   examples: [x], not: [y], source: s}
- {id: none, field: http.title, pattern: 'Museum', proves: {nobody: true}, grade: possible, examples: [x], not: [y], source: s}
- {id: oid, field: snmp.sysobjectid, table: enterprises.csv, pattern: 'enterprises[.](?P<key>[0-9]+)', proves: {}, grade: probable,
   examples: [x], not: [y], source: s}
- {id: oui, field: mac, table: addresses.csv, proves: {}, grade: possible, examples: [x], not: [y], source: s}
"""


def test_a_name_is_looked_up_unless_a_rule_of_its_own_speaks(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(NAMED)
    made = build(rules_of(tmp_path))
    title = made.matchers["http.title"]

    def makers(value: str) -> list[tuple[str, str | None, str]]:
        found = [made.proof(n) for n in title.confirm(value).shown.proofs]
        return [(r.id, r.maker, str(r.grade)) for r in found]

    assert makers("Moxa NPort 5110") == [("name", "moxa", "probable")]
    assert makers("Moxa Web Interface") == [("name", "moxa", "possible")]
    assert makers("Moxa OwnRule 5110") == [("own", "axis", "probable")]
    assert makers("Moxa NPort Museum") == [("none", None, "possible")]
    assert makers("Zomaar 5110") == []


def test_keys_of_a_registry(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(NAMED)
    made = build(rules_of(tmp_path))
    oid = made.matchers["snmp.sysobjectid"]
    (number,) = oid.confirm("SNMPv2-SMI::enterprises.8691.7.1").shown.proofs
    assert made.proof(number).maker == "moxa" and made.rule(number).id == "oid"
    assert oid.confirm("enterprises.8072.3").shown.proofs == ()


def test_a_part_of_a_block_belongs_to_whom_it_was_handed_to(tmp_path: Path) -> None:
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
            found = sorted(matcher.book._order[i] for i in matcher.book._places(value.encode()))
            assert found == expected, (name, value[:80])
