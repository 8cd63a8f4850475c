# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom a name stands for: a maker with its brand, a brand somebody else builds, or a component.

`entities()` lists them, `names()` gives the place in that list by folded name, and `registry(name)`
the place by key of a registry (`registries/*.csv`: address prefixes, enterprise numbers).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from herkomst import catalogue
from herkomst.catalogue import MakerEntry, fold
from herkomst.errors import CatalogueError
from herkomst.model import Edge, Kind


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name proves. A brand without a maker is a label that others build for."""

    maker: str | None = None
    brand: str | None = None
    component: str | None = None


def _of(entry: MakerEntry, brand: str | None = None) -> Entity:
    if entry.role == "component":
        return Entity(component=entry.maker.id)
    if entry.role == "brand":
        return Entity(brand=entry.maker.id)
    own = entry.maker.id if entry.maker.id in entry.brands else None
    return Entity(entry.maker.id, brand or own)


@dataclass(frozen=True, slots=True)
class Family:
    """Products of one maker by their own words and model numbers (`families.yaml`)."""

    entity: Entity
    kind: Kind | None
    names: tuple[str, ...]
    models: tuple[str, ...]
    place: str


@cache
def families() -> tuple[Family, ...]:
    """All product families. Errors: `CatalogueError` where a maker is not known."""
    path = catalogue.ROOT / "families.yaml"
    made = []
    for number, row in enumerate(catalogue.read_yaml(path), 1):
        entry = catalogue.makers().get(row["maker"])
        if entry is None:
            raise CatalogueError(f"no maker {row['maker']!r}", where=f"{path}: family {number}")
        made.append(
            Family(
                _of(entry, row.get("brand")),
                Kind(row["kind"]) if row.get("kind") else None,
                tuple(row.get("names") or ()),
                tuple(row.get("models") or ()),
                f"{path.name}: family {number}",
            )
        )
    return tuple(made)


@cache
def _listed() -> tuple[tuple[Entity, ...], dict[str, int], tuple[str, ...]]:
    """Entities; place by folded name; all names as written."""
    places: dict[Entity, int] = {}
    listed: list[Entity] = []
    names: dict[str, int] = {}
    written: dict[str, None] = {}
    clash: set[str] = set()

    def place(entity: Entity) -> int:
        if entity not in places:
            places[entity] = len(listed)
            listed.append(entity)
        return places[entity]

    def add(name: str, entity: Entity, *, weak: bool = False) -> None:
        key = fold(name)
        at = place(entity)
        written[name] = None
        if weak and key in names:
            return
        had = names.setdefault(key, at)
        if had != at and entity.maker and listed[had].maker == entity.maker:
            names[key] = (
                at if entity.brand else had
            )  # a maker's name that is a brand of its own too
        elif had != at:
            clash.add(key)

    entries = sorted(catalogue.makers().values(), key=lambda e: e.maker.id)
    for family in families():
        place(family.entity)
    for entry in entries:
        for name in (entry.maker.name, *entry.maker.aliases):
            add(name, _of(entry))
        for brand, name in entry.brands.items():
            add(name, _of(entry, brand), weak=brand == entry.maker.id)
    for entry in entries:
        for brand, name in entry.labels.items():
            add(name, Entity(brand=brand), weak=True)
    for family in families():
        for name in family.names:
            add(name, family.entity, weak=True)
    kept = {k: v for k, v in names.items() if k not in clash}
    return tuple(listed), kept, tuple(n for n in written if fold(n) in kept)


def entities() -> tuple[Entity, ...]:
    """All entities, in a fixed order."""
    return _listed()[0]


def names() -> dict[str, int]:
    """Folded name -> place in `entities()`. A name that two claim stands for neither."""
    return _listed()[1]


@cache
def family_kinds() -> dict[str, Kind]:
    """Folded name of a family -> the kind it shows."""
    return {fold(n): f.kind for f in families() for n in f.names if f.kind}


@cache
def family_names() -> frozenset[str]:
    """Folded names of families: words for products, never names of firms."""
    firms = {
        fold(n)
        for e in catalogue.makers().values()
        for n in (e.maker.name, *e.maker.aliases, *e.brands.values(), *e.labels.values())
    }
    return frozenset({fold(n) for f in families() for n in f.names} - firms)


def written() -> tuple[str, ...]:
    """All names as written."""
    return _listed()[2]


@cache
def registry(name: str) -> dict[str, int]:
    """Key -> place in `entities()`, of a table with the columns `key` and `name`; `addresses` is
    `addresses.csv` with the prefixes of the catalogue's own rules.

    Errors: `CatalogueError` with file:line where a name is not known.
    """
    if name == "addresses":
        return {**registry("addresses.csv"), **_own_addresses()}
    path = catalogue.ROOT / "registries" / name
    made = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), 2):
            at = names().get(fold(row["name"]))
            if at is None:
                raise CatalogueError(f"{row['name']!r} is no known name", where=f"{path}:{number}")
            made[row["key"]] = at
    return made


def _own_addresses() -> dict[str, int]:
    """The address prefixes in rules of makers."""
    made: dict[str, int] = {}
    for rule in catalogue.rules():
        whose = names().get(fold(rule.brand or rule.component or rule.maker or ""))
        if rule.field == "mac" and whose is not None:
            made |= {prefix.replace(":", "").upper(): whose for prefix in rule.prefixes}
    return made


@cache
def built_for() -> dict[str, tuple[Edge, ...]]:
    """Brand -> the assertions of who builds it, contradicting ones among them."""
    found: dict[str, list[Edge]] = {}
    for entry in catalogue.makers().values():
        for edge in entry.edges:
            if edge.kind == "relabels":
                found.setdefault(edge.target, []).append(edge)
    return {brand: tuple(edges) for brand, edges in found.items()}
