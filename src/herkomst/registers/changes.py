# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The present tables of bodies beside the new ones: what would change, and what of the past is carried
over. A body that a register no longer has is never forgotten: it ends, with its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from herkomst.registers.tables import COLUMNS, Row, Said, Tables, ended, ordered

DROP_SHARE = 0.02  # more living bodies lost than this share: a person decides
_COMPARED = tuple(c for c in COLUMNS["bodies"] if c not in ("id", "name", "active", "synthetic"))


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one body. kind: added | ended | gone (no longer in the register) | returned |
    renamed | changed (`field` says what)."""

    kind: str
    body: str
    name: str
    field: str = ""
    before: str = ""
    after: str = ""

    def as_dict(self) -> dict[str, str]:
        """For JSON and CSV."""
        return {n: getattr(self, n) for n in self.__slots__}


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes of bodies, and of the other tables how many rows come and go."""

    changes: tuple[Change, ...]
    rows: dict[str, dict[str, int]]
    living: int  # bodies in force before

    @property
    def counts(self) -> dict[str, int]:
        """How many changes of each kind."""
        return dict(sorted(Counter(c.kind for c in self.changes).items()))

    @property
    def dropped(self) -> int:
        """Bodies in force before that would be no more."""
        return len({c.body for c in self.changes if c.kind in ("ended", "gone")})

    @property
    def drops_too_many(self) -> bool:
        """Whether so many bodies would go that the files are rather incomplete than true."""
        return self.dropped > DROP_SHARE * self.living

    @property
    def empty(self) -> bool:
        """Whether nothing at all would change."""
        return not self.changes and not any(n for t in self.rows.values() for n in t.values())


def compare(present: Tables, new: Tables) -> Difference:
    """What would change; `new` as `carried` gives it."""
    before = {b["id"]: b for b in present["bodies"]}
    after = {b["id"]: b for b in new["bodies"]}
    found: list[Change] = []
    for body, row in sorted(after.items()):
        if body not in before:
            found.append(Change("added", body, row["name"]))
        else:
            found += _changes(before[body], row)
    rows = {}
    for name, columns in COLUMNS.items():
        old, now = set(ordered(present[name], columns)), set(ordered(new[name], columns))
        rows[name] = {"added": len(now - old), "removed": len(old - now)}
    return Difference(tuple(found), rows, sum(_living(b) for b in before.values()))


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[Change]:
    body, name = after["id"], after["name"]
    if before["name"] != name:
        yield Change("renamed", body, name, "name", before["name"], name)
    if _living(before) and not _living(after):
        kind = "gone" if after.get("gone") else "ended"
        yield Change(kind, body, name, "valid_until", "", str(after["valid_until"]))
    elif _living(after) and not _living(before):
        yield Change("returned", body, name, "valid_until", str(before["valid_until"]), "")
    for column in _COMPARED:
        old, now = str(before.get(column, "")), str(after.get(column, ""))
        ending = column == "valid_until" and _living(before) != _living(after)
        if old != now and not ending:
            yield Change("changed", body, name, column, old, now)


def _living(row: Mapping[str, Any]) -> bool:
    return str(row["active"]) == "1"


def carried(said: Said, present: Tables, new: Tables) -> Tables:
    """The new tables with what must outlive a refresh: bodies the registers no longer have, names that
    were given up, and hosts that were a body's until now."""
    ends = {e.id: e.valid_until for e in said.entries if ended(e, said.today)}
    known = {b["id"] for b in new["bodies"]}
    bodies = list(new["bodies"])
    names = list(new["names"])
    for old in present["bodies"]:
        if old["id"] in known:
            continue
        row = dict(old)
        if _living(old):
            row |= {"active": 0, "valid_until": ends.get(old["id"], said.today)}
            row["gone"] = old["id"] not in ends
        bodies.append(row)
        names += [
            {**n, "how": "former" if n["how"] == "official" else n["how"]}
            for n in present["names"]
            if n["body"] == old["id"]
        ]
    return {
        **new,
        "bodies": bodies,
        "names": names + _given_up(said, present["names"], names),
        "hosts": _hosts(said, present["hosts"], new["hosts"]),
    }


def _given_up(said: Said, present: Iterable[Row], names: Iterable[Row]) -> list[Row]:
    """Official names that nobody carries any more: former ones from today on."""
    kept = {(n["text"], n["body"]) for n in names}
    return [
        {**n, "how": "former", "valid_until": n["valid_until"] or said.today}
        for n in present
        if n["how"] in ("official", "former") and (n["text"], n["body"]) not in kept
    ]


def _hosts(said: Said, present: Iterable[Row], new: Iterable[Row]) -> list[Row]:
    """Host rules; one that went to another body, or to nobody, held until today."""
    now = {h["host"]: dict(h) for h in new}
    past = []
    for old in present:
        row = now.get(old["host"])
        if row is not None and row["body"] == old["body"]:
            row["valid_from"] = row.get("valid_from") or old.get("valid_from", "")
            continue
        past.append({**old, "valid_until": old.get("valid_until") or said.today})
        if row is not None and not old.get("valid_until"):
            row["valid_from"] = said.today
    return [*now.values(), *past]
