# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fingerprints of others, imported by a user, laid under those of the catalogue.

A foreign rule never overrules ours: where ours name a maker, foreign ones may only fill in what that
maker's own did not tell (kind, model, firmware), and are cited for or against. Where ours weigh makers
against each other and name none, it stays none. Where ours say nothing, foreign ones that agree name
the maker, at most as `probable`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from herkomst import catalogue
from herkomst.errors import CatalogueError
from herkomst.identify.evidence import of_makers, one_form
from herkomst.identify.foreign.matching import FieldRules, by_field
from herkomst.identify.foreign.naming import Naming, named, own_names
from herkomst.identify.foreign.oui import Prefix, PrefixTable
from herkomst.identify.foreign.rules import HTTP, PARTS, RuleSet
from herkomst.model import Grade

if TYPE_CHECKING:
    import polars as pl

RULES = {"recog": "recog.json", "nmap-probes": "nmap-probes.json"}
PREFIXES = "oui.json"
# Log-odds as in `identify.combine`, a step lower: a stranger's rule.
WEIGHT = {Grade.PROBABLE: 4.0, Grade.POSSIBLE: 1.5}
REMEMBERED = 8192  # values, some as long as a page
PRIOR, PROBABLE_FROM, AT_MOST = -2.5, 1.0, 3.0
_SUFFIX = re.compile(
    r"[\s,.]*\b(?:co|ltd|limited|inc|incorporated|corp|corporation|company|gmbh|ag|ab|bv|b\.v|llc|sa|s\.a|plc|kg)\b[\s,.]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A foreign rule as an answer cites it."""

    id: str
    field: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What foreign rules say of one distinct combination of values."""

    cited: Cited
    naming: Naming
    channel: str


@dataclass
class Foreign:
    """The foreign fingerprints of one user's catalogue folder."""

    fields: Mapping[str, FieldRules] = field(default_factory=dict)
    prefixes: Mapping[str, tuple[str, Prefix]] = field(default_factory=dict)
    _remembered: dict[tuple[str, str], tuple[_Seen, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields or self.prefixes)

    def laid_under(self, frame: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
        """`found` (what `identify` gave for `frame`) with foreign rules under it. Same rows, same
        columns."""
        columns = self._columns(frame)
        if not columns:
            return found
        seen = [
            tuple(s for n, v in zip(columns, values, strict=True) if v for s in self._of(n, v))
            for values in zip(*columns.values(), strict=True)
        ]
        if not any(seen):
            return found
        import polars as pl

        rows = (_laid(row, s) if s else row for row, s in zip(found.to_dicts(), seen, strict=True))
        return pl.DataFrame(list(rows), schema=found.schema)

    def field_of(self, rule: str) -> str | None:
        """The evidence column that a cited foreign rule spoke of; null for a rule that is none."""
        if rule.startswith("oui:"):
            return "mac"
        return self._field_of.get(rule)

    @cached_property
    def _field_of(self) -> dict[str, str]:
        return {
            rule.id: PARTS[name][0] if name in PARTS else name
            for name, rules in self.fields.items()
            for groups in rules.databases
            for group in groups
            for rule in group.rules
        }

    def _columns(self, frame: pl.DataFrame) -> dict[str, list[str | None]]:
        made: dict[str, list[str | None]] = {}
        for name in self.fields:
            parts = [p for p in PARTS.get(name, (name,)) if p in frame.columns]
            if parts and any(frame[p].null_count() < frame.height for p in parts):
                made[name] = _whole(name, frame.select(parts)) if name in PARTS else frame[name].to_list()  # fmt: skip
        if self.prefixes and "mac" in frame.columns and frame["mac"].null_count() < frame.height:
            told = of_makers(one_form(frame.select("mac")), local=True)
            made.setdefault("mac", told["mac"].to_list())
        return made

    def _of(self, name: str, value: str) -> tuple[_Seen, ...]:
        key = (name, value)
        known = self._remembered.get(key)
        if known is None:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            known = self._remembered[key] = tuple(self._look(name, value))
        return known

    def _look(self, name: str, value: str) -> list[_Seen]:
        shown = PARTS[name][0] if name in PARTS else name
        channels = catalogue.fields()
        channel = channels[shown].channel if shown in channels else shown
        rules = self.fields.get(name)
        made = [
            _Seen(Cited(hit.rule.id, shown), named(hit.rule, dict(hit.said)), channel)
            for hit in (rules.hits(value) if rules else ())
            if value not in _generic().get(name, ())
        ]
        return made + (self._prefix(value) if name == "mac" else [])

    def _prefix(self, value: str) -> list[_Seen]:
        digits = re.sub("[:-]", "", value).upper()
        for length in (9, 7, 6):
            if (found := self.prefixes.get(digits[:length])) is not None:
                maker, prefix = found
                naming = Naming(maker=maker, grade=Grade.POSSIBLE)
                return [_Seen(Cited(f"oui:{prefix.place}", "mac"), naming, "mac")]
        return []


@cache
def _generic() -> Mapping[str, frozenset[str]]:
    """The catalogue's corpus of generic and benign values, by field: foreign rules are silent on it."""
    held: dict[str, set[str]] = {}
    for entry in catalogue.read_yaml(catalogue.ROOT / "benign.yaml"):
        held.setdefault(entry["field"], set()).add(str(entry["value"]))
    return {name: frozenset(values) for name, values in held.items()}


def _whole(name: str, parts: pl.DataFrame) -> list[str | None]:
    """An answer as it may have come: status line, the headers we hold, and the page."""
    made: list[str | None] = []
    for row in parts.iter_rows(named=True):
        if not any(row.values()):
            made.append(None)
            continue
        asked = row.get("http.www_authenticate") or row.get("rtsp.realm")
        status = "401 Unauthorized" if asked else "200 OK"
        lines = [f"{'HTTP/1.1' if name == HTTP else 'RTSP/1.0'} {status}"]
        server = row.get("http.server") or row.get("rtsp.server")
        lines += [f"Server: {server}"] if server else []
        lines += [f"WWW-Authenticate: {asked}"] if asked else []
        title = row.get("http.title")
        page = row.get("http.body") or (f"<html><head><title>{title}</title>" if title else "")
        made.append("\r\n".join(lines) + "\r\n\r\n" + page)
    return made


# --- one row --------------------------------------------------------------------------------------


def _laid(row: dict[str, Any], seen: tuple[_Seen, ...]) -> dict[str, Any]:
    """One identification with foreign evidence under it."""
    if row["maker"] is not None:
        return _beside(row, seen)
    if row["rules"] and any(r.startswith("-") for r in row["rules"].split()):
        return row  # ours weigh makers against each other: a stranger does not decide
    makers = {s.naming.maker for s in seen if s.naming.maker}
    if len(makers) != 1 or row["component"] in makers:
        return row
    (maker,) = makers
    mine = [s for s in seen if s.naming.maker == maker]
    odds = _odds(mine)
    best = sorted(mine, key=lambda s: -WEIGHT[s.naming.grade])
    sure = any(s.naming.grade is Grade.PROBABLE for s in mine)
    grade = Grade.PROBABLE if sure and odds >= PROBABLE_FROM else Grade.POSSIBLE
    return row | {
        "maker": maker,
        "brand": row["brand"] or _first(best, "brand"),
        "kind": row["kind"] or _first(best, "kind"),
        "model": row["model"] or _first(best, "model"),
        "firmware": row["firmware"] or _first(best, "firmware"),
        "grade": str(grade),
        "confidence": round(1 / (1 + math.exp(-odds)), 4),
        "rules": " ".join([*(row["rules"] or "").split(), *(s.cited.id for s in mine)]),
    }


def _beside(row: dict[str, Any], seen: tuple[_Seen, ...]) -> dict[str, Any]:
    """A maker that ours name: foreign rules fill in gaps where they agree, and are cited."""
    agree = [s for s in seen if s.naming.maker == row["maker"]]
    differ = [s for s in seen if s.naming.maker not in (None, row["maker"])]
    cited = [s.cited.id for s in agree] + [f"-{s.cited.id}" for s in differ]
    return row | {
        "kind": row["kind"] or _first(agree, "kind"),
        "model": row["model"] or _first(agree, "model"),
        "firmware": row["firmware"] or _first(agree, "firmware"),
        "rules": " ".join([*(row["rules"] or "").split(), *cited]) or None,
    }


def _odds(seen: list[_Seen]) -> float:
    """Log-odds over independent channels, capped: strangers never confirm."""
    channels: dict[str, float] = {}
    for s in seen:
        channels[s.channel] = max(channels.get(s.channel, 0.0), WEIGHT[s.naming.grade])
    return min(PRIOR + sum(channels.values()), AT_MOST)


def _first(seen: list[_Seen], name: str) -> str | None:
    value = next((v for s in seen if (v := getattr(s.naming, name))), None)
    return None if value is None else str(value)[:128]


# --- the user's folder ----------------------------------------------------------------------------


def load(folder: Path) -> Foreign:
    """What a user imported into a catalogue folder; nothing where there is none.

    Errors: `CatalogueError` where a file of it is damaged.
    """
    rules = [r for name in RULES.values() for r in (stored(folder / name, RuleSet) or _NONE).rules]
    table = stored(folder / PREFIXES, PrefixTable)
    return Foreign(by_field(rules), _makers_of(table) if table else {})


_NONE = RuleSet("", "")


def stored(path: Path, shape: Any) -> Any:
    """What `catalogue import` wrote, or null. Errors: `CatalogueError` where it is damaged."""
    if not path.is_file():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(
            f"this is not what `herkomst catalogue import` wrote ({error})",
            where=str(path),
            follows="The fingerprints in it are not used.",
            do="Import it again, or remove the file.",
        ) from error


def _makers_of(table: PrefixTable) -> dict[str, tuple[str, Prefix]]:
    """The prefixes of makers the catalogue knows by exactly that name. An organisation it does not
    know names nobody (a chip's prefix is not its device's), nor does a maker of components."""
    inside = {r.component for r in catalogue.rules() if r.component}
    known: dict[str, str | None] = {}
    made: dict[str, tuple[str, Prefix]] = {}
    for digits, prefix in table.prefixes.items():
        if prefix.organisation not in known:
            known[prefix.organisation] = _maker(prefix.organisation)
        maker = known[prefix.organisation]
        if maker is not None and maker not in inside:
            made[digits] = (maker, prefix)
    return made


def _maker(organisation: str) -> str | None:
    """The maker of that very name, with or without the form of its company."""
    plain = organisation
    for _ in range(4):
        found = catalogue.maker_id(plain)
        if found is not None and catalogue.fold(plain) in own_names(found):
            return found
        shorter = _SUFFIX.sub("", plain)
        if shorter == plain:
            return None
        plain = shorter
    return None
