# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of one field as plain data, as the compiled catalogue keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field

from herkomst import catalogue
from herkomst.catalogue import Rule, entities
from herkomst.identify import forms
from herkomst.identify.patterns import CAPTURES, WHOM, compiled, literals

BULKY = 4096  # a field of this cap is not searched for all names, only for what stands before one


@dataclass
class FieldRules:
    """All rules of one field as plain data; `many` is the number of rules of all fields."""

    name: str
    many: int
    literals: set[str] = field(default_factory=set)  # of the rules that look up no name
    names: bool = False  # whether a value with a name in it must be looked at
    always: bool = False  # whether every value must be: a rule has no literal
    telling_digits: set[str] = field(default_factory=set)  # as `forms.telling`, of all patterns
    patterns: dict[int, str] = field(default_factory=dict)
    capturing: set[int] = field(default_factory=set)  # rules with groups that tell something
    named: dict[int, str] = field(default_factory=dict)  # rules that look up a name: how strictly
    nobody: set[int] = field(default_factory=set)  # rules that silence those
    telling: set[int] = field(default_factory=set)  # rules that themselves prove somebody: as much
    brands: set[int] = field(default_factory=set)  # those of `named` that look for the label only
    keys: dict[int, dict[str, int]] = field(default_factory=dict)  # rules that look up a key
    exact: dict[str, list[int]] = field(default_factory=dict)
    prefixes: dict[str, list[int]] = field(default_factory=dict)

    def add(self, number: int, rule: Rule) -> None:
        """Take in one rule. Errors: `CatalogueError` with file:line."""
        for value in rule.values:
            self.exact.setdefault(value.lower(), []).append(number)
        for prefix in rule.prefixes:
            self.prefixes.setdefault(prefix.upper(), []).append(number)
        known = entities.registry(rule.table) if rule.table else {}
        if rule.pattern is None:
            for key, at in known.items():
                self.prefixes.setdefault(_spelled(key), []).append(
                    number + self.many * (2 * at + 1)
                )
            return
        self.patterns[number] = rule.pattern
        self.telling_digits |= forms.telling(rule.pattern, rule.place)
        if not compiled(rule.pattern, rule.place).groupindex.keys().isdisjoint(WHOM + CAPTURES):
            self.capturing.add(number)
        if rule.nobody:
            self.nobody.add(number)
        if rule.maker or rule.brand or rule.component:
            self.telling.add(number)
        if rule.named == "brand":
            self.brands.add(number)
        if known:
            self.keys[number] = known
        if rule.named:
            self.named[number] = rule.rest
        if not rule.nobody:  # it only takes away what another rule found
            bulky = catalogue.fields()[rule.field].cap >= BULKY
            own = literals(rule.pattern, rule.place, needed=number in self.telling)
            if rule.named and not (own and bulky):
                self.names = True
            elif own:
                self.literals |= own
            else:
                self.always = True


def _spelled(key: str) -> str:
    """An address prefix as it stands in an address: `1CCAE3A` is `1C:CA:E3:A`."""
    return ":".join(key[i : i + 2] for i in range(0, len(key), 2))
