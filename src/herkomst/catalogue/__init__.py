# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: knowledge as data that carries its own examples. This module only reads it.

`fields()`, `makers()`, `rules()` and `public_bodies.load_public_bodies()` are read once and cached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from herkomst.errors import CatalogueError
from herkomst.model import Edge, Grade, Kind, Maker

ROOT = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class EvidenceField:
    """One evidence column: fields of one `channel` come from one answer and count once; `cap` is
    the number of characters kept."""

    name: str
    channel: str
    cap: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One fingerprint. Exactly one of `pattern`, `values`, `prefixes` is set; `place` is file:line."""

    id: str
    field: str
    grade: Grade
    maker: str | None
    brand: str | None
    platform: str | None
    component: str | None
    kind: Kind | None
    pattern: str | None
    values: tuple[str, ...]
    prefixes: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class MakerEntry:
    """A maker with its brands by id and the sourced edges around it."""

    maker: Maker
    brands: dict[str, str]
    edges: tuple[Edge, ...]


def read_yaml(path: Path) -> Any:
    """A YAML file as plain data. Errors: `CatalogueError` with file:line."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (yaml.YAMLError, ValueError) as error:
        raise yaml_fault(path, error) from error


def yaml_fault(path: Path, error: Exception) -> CatalogueError:
    """What to raise about a file that is not YAML, with its line where the reader knows it."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or error
    return CatalogueError(
        f"this is not YAML: {what}",
        where=f"{path}:{mark.line + 1 if mark else 1}",
        do="Mend the file.",
    )


@cache
def fields() -> dict[str, EvidenceField]:
    """The evidence columns by name, in order."""
    rows = read_yaml(ROOT / "fields.yaml")
    return {r["field"]: EvidenceField(r["field"], r["channel"], r["cap"]) for r in rows}


@cache
def makers() -> dict[str, MakerEntry]:
    """All makers by id."""
    entries = [_maker(read_yaml(path), path) for path in sorted((ROOT / "makers").glob("*.yaml"))]
    return {e.maker.id: e for e in entries}


def _maker(data: dict[str, Any], path: Path) -> MakerEntry:
    try:
        brands = {b["id"]: b["name"] for b in data.get("brands", ())}
        edges = tuple(_edge(data["id"], e) for e in data.get("edges") or ())
        maker = Maker(
            id=data["id"],
            name=data["name"],
            aliases=tuple(data.get("aliases") or ()),
            brands=tuple(brands),
            seat=data.get("seat") or "",
            seat_grade=data.get("seat_grade") or "",
            groups=tuple(data.get("groups") or ()),
            kinds=tuple(data.get("kinds") or ()),
            source=data.get("source") or "",
        )
    except (KeyError, TypeError) as error:
        raise CatalogueError(f"a maker needs {error}", where=f"{path}:1") from error
    if path.stem != maker.id:
        raise CatalogueError(
            f"the maker {maker.id!r} must be in {maker.id}.yaml", where=f"{path}:1"
        )
    for kind in maker.kinds:
        if kind not in list(Kind):
            raise CatalogueError(f"{kind!r} is not a kind", where=f"{path}:1")
    return MakerEntry(maker, brands, edges)


def _edge(maker: str, data: dict[str, Any]) -> Edge:
    other = data.get("brand") or data.get("owner") or ""
    return Edge(
        kind=data["kind"],
        source_of=maker if data["kind"] == "relabels" else other,
        target=other if data["kind"] == "relabels" else maker,
        product_line=data.get("product_line") or "",
        valid_from=_text(data.get("from")),
        valid_until=_text(data.get("until")),
        stance=data.get("stance") or "asserts",
        grade=data.get("grade") or "",
        source=data.get("source") or "",
        country=data.get("country") or "",
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


@cache
def maker_names() -> dict[str, str]:
    """Every name, alias and brand, folded to letters and digits -> maker id. A name that two makers
    claim stands for neither."""
    found: dict[str, str] = {}
    clash = set()
    for entry in makers().values():
        names = [entry.maker.id, entry.maker.name, *entry.maker.aliases, *entry.brands.values()]
        for name in {fold(n) for n in names}:
            if found.setdefault(name, entry.maker.id) != entry.maker.id:
                clash.add(name)
    return {name: maker for name, maker in found.items() if name not in clash}


def fold(name: str) -> str:
    """A name as letters and digits only, lower case."""
    return "".join(c for c in name.casefold() if c.isalnum())


def maker_id(name: str) -> str | None:
    """The id of a maker by any of its names or brands, or null."""
    return maker_names().get(fold(name))


@cache
def groups() -> dict[str, frozenset[str]]:
    """Groups a statement may name instead of a maker. `group:cn` is the sourced seat of the maker:
    a fact about companies, used only to read what somebody else said."""
    found: dict[str, set[str]] = {}
    for entry in makers().values():
        if entry.maker.seat:
            found.setdefault(f"group:{entry.maker.seat.lower()}", set()).add(entry.maker.id)
        for group in entry.maker.groups:
            found.setdefault(f"group:{group}", set()).add(entry.maker.id)
    return {name: frozenset(members) for name, members in found.items()}


@cache
def rules() -> tuple[Rule, ...]:
    """All fingerprints, in file order."""
    return tuple(rules_of(ROOT / "fingerprints"))


def rules_of(folder: Path) -> Iterator[Rule]:
    """The fingerprints of a folder. Errors: `CatalogueError` with file:line."""
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        lines = {
            line.split("id:", 1)[1].split("#")[0].strip(): n
            for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if line.startswith("- id:")
        }
        for data in read_yaml(path) or ():
            name = data.get("id", "?") if isinstance(data, dict) else "?"
            place = f"{path.name}:{lines.get(name, 1)}"
            rule = _rule(data, place)
            if rule.id in seen:
                raise CatalogueError(
                    f"the rule {rule.id!r} is also at {seen[rule.id]}", where=place
                )
            seen[rule.id] = place
            yield rule


def _rule(data: Any, place: str) -> Rule:
    try:
        proves = data["proves"]
        rule = Rule(
            id=data["id"],
            field=data["field"],
            grade=Grade(data["grade"]),
            maker=proves.get("maker"),
            brand=proves.get("brand"),
            platform=proves.get("platform"),
            component=proves.get("component"),
            kind=Kind(proves["kind"]) if proves.get("kind") else None,
            pattern=data.get("pattern"),
            values=tuple(str(v) for v in data.get("values") or ()),
            prefixes=tuple(str(v) for v in data.get("prefixes") or ()),
            examples=tuple(str(v) for v in data["examples"]),
            counter_examples=tuple(str(v) for v in data["not"]),
            source=data["source"],
            place=place,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CatalogueError(f"this rule lacks or misspells {error}", where=place) from error
    if sum(map(bool, (rule.pattern, rule.values, rule.prefixes))) != 1:
        raise CatalogueError("a rule has a pattern, or values, or prefixes", where=place)
    if rule.field not in fields():
        raise CatalogueError(f"{rule.field!r} is not in fields.yaml", where=place)
    for named in (rule.maker, rule.platform, rule.component):
        if named is not None and named not in makers():
            raise CatalogueError(f"the maker {named!r} has no file in makers/", where=place)
    return rule
