# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which foreign rule matches which value: of each database the first that does, as its own tool has it.

The rules of a field run behind RE2's own literal prefilter, in groups small enough for it; each that may
match is then confirmed by itself, so nothing is missed and nothing can run away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import re2

from herkomst.identify.foreign.dialects import compiled, options
from herkomst.identify.foreign.recog import values as recog_values
from herkomst.identify.foreign.rules import ForeignRule, asserted

GROUP = 256  # rules behind one prefilter


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule, and what it says of the value it matched."""

    rule: ForeignRule
    said: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Group:
    rules: Sequence[ForeignRule]
    filter: Any = None

    def first(self, value: str) -> ForeignRule | None:
        """The first rule of the group that matches."""
        if self.filter is None:
            self.filter = re2.Filter()
            for rule in self.rules:
                self.filter.Add(rule.pattern, options())
            self.filter.Compile()
        found = self.filter.Match(value)
        return self.rules[min(found)] if found else None


@dataclass(slots=True)
class FieldRules:
    """All foreign rules of one field, by database, in file order."""

    databases: list[list[_Group]] = field(default_factory=list)

    def hits(self, value: str) -> list[Hit]:
        """Of each database the first rule that matches, with what it says."""
        found = []
        for groups in self.databases:
            for text in _as_seen(groups[0].rules[0], value):
                rule = next((r for g in groups if (r := g.first(text)) is not None), None)
                if rule is not None:
                    found.append(_hit(rule, text))
                    break
        return found


def by_field(rules: Iterable[ForeignRule]) -> dict[str, FieldRules]:
    """Rules sorted out: compiled only when a column with values is met."""
    sorted_out: dict[tuple[str, str], list[ForeignRule]] = {}
    for rule in rules:
        sorted_out.setdefault((rule.field, rule.database), []).append(rule)
    made: dict[str, FieldRules] = {}
    for (name, _), listed in sorted_out.items():
        groups = [_Group(listed[i : i + GROUP]) for i in range(0, len(listed), GROUP)]
        made.setdefault(name, FieldRules()).databases.append(groups)
    return made


@lru_cache(maxsize=4096)
def _pattern(rule: ForeignRule) -> Any:
    return compiled(rule.pattern, rule.id)


def _hit(rule: ForeignRule, value: str) -> Hit:
    match = _pattern(rule).search(value)
    say = recog_values if rule.id.startswith("recog:") else asserted
    return Hit(rule, tuple(say(rule, match).items()))


_GREETING = ("ftp.banner", "smtp.banner")


def _as_seen(rule: ForeignRule, value: str) -> Iterator[str]:
    """The value as the rule's own tool sees it: Recog mostly gets a greeting without its code, and an
    SSH banner without the version of the protocol; a few rules want it whole."""
    if rule.id.startswith("recog:"):
        if rule.field in _GREETING and value[:3] == "220":
            yield value[4:].rstrip("\r\n")
        if rule.field == "ssh.banner" and value.startswith("SSH-"):
            yield value.split("-", 2)[-1].rstrip("\r\n")
    yield value
