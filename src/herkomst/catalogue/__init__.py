# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: knowledge as data that carries its own examples. This module only reads it.

`fields()`, `makers()`, `rules()` and `public_bodies.load_public_bodies()` are read once and cached.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    """One fingerprint. Exactly one of `pattern`, `values`, `prefixes`, `table` is set; `place` is
    file:line.

    `named` says that the text of the group `named` is a name to look up, as that of the maker or only
    of the brand; `rest` how much of what follows the name must be device words, model or firm's form
    (`any`, `next`, `all`, `some`), and `bare` the
    grade where no model or kind of device stands beside the name: it may be that of an owner. A rule that proves
    `nobody` silences the rules of its field that look up a name. `table` names a registry of keys and makers (`registries.py`).
    """

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
    table: str = ""
    named: str = ""
    rest: str = "next"
    nobody: bool = False
    bare: Grade | None = None


@dataclass(frozen=True, slots=True)
class MakerEntry:
    """A maker with its brands by id and the sourced edges around it. `labels` are the brands of
    others that an edge says it builds for. `role` is empty, `component` (inside other makers' devices)
    or `brand` (a firm that puts its name on what others build); `short` what it is called in a line of
    text, where its name and brands do not say so."""

    maker: Maker
    brands: dict[str, str]
    edges: tuple[Edge, ...]
    labels: dict[str, str] = field(default_factory=dict)
    role: str = ""
    replies: tuple[dict[str, str], ...] = ()
    short: str = ""


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
    """All makers by id: those with edges as a file each, the others as rows of one table."""
    folder = ROOT / "makers"
    entries = [_maker(read_yaml(path), path) for path in sorted(folder.glob("*.yaml"))]
    entries += _others(folder / "others.csv")
    return {e.maker.id: e for e in entries}


def _others(path: Path) -> Iterator[MakerEntry]:
    """Makers of which only the names matter here: so that their devices are known as theirs."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            name, *aliases = row["names"].split("|")
            kinds = tuple(row["kinds"].split())
            if not name or any(k not in list(Kind) for k in kinds):
                raise CatalogueError(
                    f"the maker {row['id']!r} lacks a name or kind", where=str(path)
                )
            maker = Maker(
                id=row["id"],
                name=name,
                aliases=tuple(aliases),
                brands=() if row["role"] else (row["id"],),
                seat=row["seat"],
                kinds=kinds,
                source="general knowledge; names as registered with IEEE and IANA",
            )
            yield MakerEntry(maker, dict.fromkeys(maker.brands, name), (), {}, row["role"])


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
    labels = {e["brand"]: e["brand_name"] for e in data.get("edges") or () if "brand" in e}
    return MakerEntry(
        maker,
        brands,
        edges,
        labels,
        data.get("role") or "",
        tuple(_reply(r, path) for r in data.get("replies", ())),
        data.get("short") or "",
    )


def _reply(data: dict[str, Any], path: Path) -> dict[str, str]:
    """What the maker itself says: date, source, where it was read, and its gist in Dutch and English, in
    our words."""
    missing = {"date", "source", "url", "nl", "en"} - set(data)
    if missing:
        raise CatalogueError(f"a reply lacks {', '.join(sorted(missing))}", where=path.name)
    if not str(data["url"]).startswith(("https://", "http://")):
        raise CatalogueError(f"{data['url']!r} is no web address", where=path.name)
    return {name: str(data[name]) for name in ("date", "source", "url", "nl", "en")}


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
            table=data.get("table") or "",
            named=data.get("named") or "",
            rest=data.get("rest") or "next",
            nobody=bool(proves.get("nobody")),
            bare=Grade(data["bare"]) if data.get("bare") else None,
            examples=tuple(str(v) for v in data["examples"]),
            counter_examples=tuple(str(v) for v in data["not"]),
            source=data["source"],
            place=place,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CatalogueError(f"this rule lacks or misspells {error}", where=place) from error
    ways = (rule.pattern or rule.table, rule.values, rule.prefixes)
    if sum(map(bool, ways)) != 1:
        raise CatalogueError("a rule has a pattern, or values, prefixes or a table", where=place)
    if rule.named not in ("", "maker", "brand") or rule.rest not in (
        "any",
        "next",
        "all",
        "some",
        "told",
    ):
        raise CatalogueError(
            "`named` is maker or brand, `rest` any, next, all, some or told", where=place
        )
    if bool(rule.named) != ("(?P<named>" in (rule.pattern or "")):
        raise CatalogueError("`named` goes with a group of that name", where=place)
    if rule.field not in fields():
        raise CatalogueError(f"{rule.field!r} is not in fields.yaml", where=place)
    for named in (rule.maker, rule.platform, rule.component):
        if named is not None and named not in makers():
            raise CatalogueError(f"the maker {named!r} has no file in makers/", where=place)
    return rule
