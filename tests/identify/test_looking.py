# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One value against all rules of its field: names and keys that are looked up, and what the automaton finds."""

from __future__ import annotations

from pathlib import Path

from herkomst.catalogue import rules_of
from herkomst.identify.engine import build

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
