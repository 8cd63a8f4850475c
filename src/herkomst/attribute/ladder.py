# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ladder: rules of `catalogue/ladder.yaml`; the first that holds gives the level."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from herkomst.catalogue import ROOT, read_yaml
from herkomst.errors import CatalogueError
from herkomst.model import Level

_TOKEN = re.compile(r"[^\W_]+")
_LIMITS = (
    "stale_days",
    "statement_days",
    "many_names",
    "many_addresses",
    "many_ports",
    "many_makers",
)
_WHOLE = 4  # words this short must be the whole word


@dataclass(frozen=True, slots=True)
class LadderRule:
    """One rule. `names` and `possible` are groups of bodies, or `nobody` and empty."""

    id: str
    level: Level
    names: str
    possible: str
    all: frozenset[str]
    any: frozenset[str]
    none: frozenset[str]
    nl: str
    en: str

    def holds(self, conditions: frozenset[str]) -> bool:
        """Whether all, any and none of its words are met."""
        return (
            self.all <= conditions
            and (not self.any or not self.any.isdisjoint(conditions))
            and self.none.isdisjoint(conditions)
        )

    def bodies(self, groups: Mapping[str, tuple[str, ...]]) -> tuple[str | None, tuple[str, ...]]:
        """The one body it names, or null; and those that are possible."""
        named = groups.get(self.names, ())
        beside = groups.get(self.possible, ())
        others = tuple(sorted({*named, *beside}))
        if len(named) == 1 and (set(beside) <= set(named) or self.level is not Level.CANDIDATE):
            return named[0], tuple(b for b in others if b != named[0])
        return None, others


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rules, the vocabulary they are written in, and the words of device texts."""

    rules: tuple[LadderRule, ...]
    conditions: Mapping[str, str]
    classes: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, frozenset[str]]
    stale_days: int
    statement_days: int
    many_names: int
    many_addresses: int
    many_ports: int
    many_makers: int

    def rule(self, conditions: frozenset[str]) -> LadderRule:
        """The first rule that holds; the last one always does."""
        return next(r for r in self.rules if r.holds(conditions))

    def says(self, sort: str, text: str) -> bool:
        """Whether a text holds a word of a sort (public, private, guest)."""
        known, endings = self.words[sort], tuple(self.words.get(f"{sort}_endings", ()))
        whole = sort == "guest"
        tokens = (t.rstrip("0123456789") for t in _TOKEN.findall(text[:512].casefold()))
        return any(t.endswith(endings) or _word(t, known, whole) for t in tokens)


def _word(token: str, known: frozenset[str], whole: bool) -> bool:
    fronts = () if whole else range(_WHOLE + 1, len(token))
    return token in known or any(token[:n] in known for n in fronts)


@cache
def ladder() -> Ladder:
    """The ladder of the catalogue. Errors: `CatalogueError` for a word it does not define."""
    return read_ladder(read_yaml(ROOT / "ladder.yaml"), "ladder.yaml")


def read_ladder(data: Mapping[str, Any], where: str) -> Ladder:
    """A ladder from plain data. Errors: `CatalogueError` for a word that is not defined, two rules of
    one id, or a last rule that does not always hold."""
    rules = tuple(_rule(r, data, where) for r in data["rules"])
    if rules[-1].all or rules[-1].any or rules[-1].none:
        raise CatalogueError("the last rule must always hold", where=where)
    if len({r.id for r in rules}) != len(rules):
        raise CatalogueError("two rules have one id", where=where)
    return Ladder(
        rules,
        dict(data["conditions"]),
        dict(data["classes"]),
        {sort: frozenset(text.casefold().split()) for sort, text in data["words"].items()},
        *(int(data[n]) for n in _LIMITS),
    )


def _rule(data: Mapping[str, Any], whole: Mapping[str, Any], where: str) -> LadderRule:
    place = f"{where}: {data.get('id')}"
    every, some, none = (frozenset(map(str, data.get(n) or ())) for n in ("all", "any", "none"))
    for word in every | some | none:
        if word not in whole["conditions"]:
            raise CatalogueError(f"{word!r} is no condition of the ladder", where=place)
    for group in (data.get("names"), data.get("possible", "nobody")):
        if group != "nobody" and group not in whole["groups"]:
            raise CatalogueError(f"{group!r} is no group of bodies", where=place)
    try:
        return LadderRule(
            id=data["id"],
            level=Level(data["level"]),
            names=data["names"],
            possible=data.get("possible", ""),
            all=every,
            any=some,
            none=none,
            nl=data["nl"],
            en=data["en"],
        )
    except (KeyError, ValueError) as error:
        raise CatalogueError(f"this rule lacks or misspells {error}", where=place) from error
