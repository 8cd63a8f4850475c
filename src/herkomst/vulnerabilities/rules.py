# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which models are affected up to which firmware: the catalogue's own rules, and those taken from a feed
in the same form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import re2

from herkomst import catalogue
from herkomst.errors import CatalogueError
from herkomst.vulnerabilities.versions import Version, version_of


@dataclass(frozen=True, slots=True)
class Range:
    """Models and the firmware of theirs that is affected; see the head of `cve_rules.yaml`."""

    models: Any  # a compiled pattern over the whole model name in capitals
    first: Version = Version()
    last: Version = Version()  # the last that is affected
    fixed: Version = Version()  # the first that is not
    every: bool = False  # all versions are affected
    some: bool = False
    weak: bool = False
    told: str = ""  # the bound as the source gives it


@dataclass(frozen=True, slots=True)
class CveRule:
    """One vulnerability of one maker."""

    cve: str
    maker: str
    what: str
    kev: str | None
    ranges: tuple[Range, ...]
    source: str
    place: str


@cache
def own_rules() -> tuple[CveRule, ...]:
    """The catalogue's own. Errors: `CatalogueError` with file and CVE."""
    return tuple(rules_of(catalogue.ROOT / "cve_rules.yaml"))


def rules_of(path: Path) -> Iterator[CveRule]:
    """The rules of a file. Errors: `CatalogueError`."""
    for data in catalogue.read_yaml(path) or ():
        name = data.get("cve", "?") if isinstance(data, dict) else "?"
        place = f"{path.name}:{name}"
        try:
            rule = CveRule(
                cve=data["cve"],
                maker=data["maker"],
                what=data["what"],
                kev=str(data["kev"]) if data.get("kev") else None,
                ranges=tuple(_range(r, place) for r in data["ranges"]),
                source=data["source"],
                place=place,
            )
        except (KeyError, TypeError) as error:
            raise CatalogueError(f"this rule lacks or misspells {error}", where=place) from error
        if rule.maker not in catalogue.makers():
            raise CatalogueError(f"the maker {rule.maker!r} has no file in makers/", where=place)
        yield rule


def _range(data: dict[str, Any], place: str) -> Range:
    bounds = {key: str(data.get(key) or "") for key in ("from", "until", "before")}
    unknown = set(data) - {"models", "some", "weak", *bounds}
    if unknown:
        raise CatalogueError(f"a range has no {min(unknown)!r}", where=place)
    for key, text in bounds.items():
        if text and not version_of(text):
            raise CatalogueError(f"{key}: {text!r} is no version", where=place)
    told = "; ".join(f"{key} {text}" for key, text in bounds.items() if text)
    return Range(
        models=models_pattern(data["models"], place),
        first=version_of(bounds["from"]),
        last=version_of(bounds["until"]),
        fixed=version_of(bounds["before"]),
        some=bool(data.get("some")),
        weak=bool(data.get("weak")),
        told=told,
    )


def models_pattern(models: list[str], place: str) -> Any:
    """Model patterns as one. Errors: `CatalogueError`."""
    try:
        return re2.compile("|".join(f"(?:{m})" for m in models))
    except (re2.error, TypeError) as error:
        raise CatalogueError(f"a model pattern does not work: {error}", where=place) from error
