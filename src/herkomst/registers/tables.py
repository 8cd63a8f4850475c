# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What registers say -> the tables bodies, names, members, hosts and events of `catalogue/bodies`.

Traps of the registers, each a test: an end date stands on living provinces and water boards; an
arrangement stands twice, as agreement and as body; names of two bodies with one abbreviation have run
together; a domain that several bodies use is nobody's.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from herkomst.registers.entries import Entry, Event, Gathered, Municipality, Name
from herkomst.registers.hosts import host_rows

Row = dict[str, Any]
Tables = dict[str, list[Row]]

COLUMNS: dict[str, tuple[str, ...]] = {
    "bodies": tuple(
        "id kind name abbreviation tooi roo oin kvk parent province active valid_from valid_until "
        "successors synthetic".split()
    ),
    "names": ("text", "body", "how", "valid_from", "valid_until"),
    "members": ("arrangement", "member"),
    "hosts": ("host", "body", "exact", "source", "valid_from", "valid_until"),
    "events": ("id", "kind", "date", "ended", "after", "source"),
}
KINDS = {
    "gemeente": "gemeente",
    "provincie": "provincie",
    "waterschap": "waterschap",
    "ministerie": "ministerie",
    "gemeenschappelijke-regeling": "gemeenschappelijke_regeling",
    "rechterlijke-instantie": "rechtspraak",
    "politie": "politie",
    "agentschap": "agentschap",
    "inspectie": "inspectie",
    "zbo": "zbo",
    "hoge-college": "hoog_college_van_staat",
    "caribisch-openbaar-lichaam": "openbaar_lichaam",
}
# Services that act under their own name though they are part of a ministry.
SERVICES = {
    "org:onderdeel-dg-douane": "Douane",
    "org:onderdeel-om": "Openbaar Ministerie",
    "org:agentschap-rivm-min-vws": "Rijksinstituut voor Volksgezondheid en Milieu",
    "org:agentschap-ind-min-jenv": "Immigratie- en Naturalisatiedienst",
    "org:onderdeel-raad-voor-de-kinderbescherming-min-jenv": "Raad voor de Kinderbescherming",
    "org:onderdeel-dtenv": "Dienst Terugkeer en Vertrek",
}
_ZBO = "/id/zbo/"  # a council with such a number decides, and does not only advise
_TOWN = "/id/gemeente/gm"  # parts of a city stand among the municipalities without such a number
_OUTLIVING = ("waterschap", "agentschap")
_OF_A_MINISTRY = (
    "agentschap",
    "inspectie",
)  # parts of it; others are bodies of their own beside it
_SAFETY = ("Veiligheidsregio ", "Veiligheids- en Gezondheidsregio ")


@dataclass(slots=True)
class Said:
    """What all files together say; `today` decides which end dates have passed."""

    today: str
    entries: list[Entry] = field(default_factory=list)
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    registers: tuple[str, ...] = ()

    @classmethod
    def of(cls, gathered: Sequence[Gathered], today: str) -> Said:
        """Several files as one. A body that stands in two registers is taken from the first by its
        ROO number or TOOI URI: name the publisher's own export before a copy of it."""
        made = cls(today, registers=tuple(g.register.id for g in gathered))
        seen: set[str] = set()
        for one in gathered:
            fresh = [e for e in one.entries if not seen & {e.roo, e.tooi} - {""}]
            made.entries += fresh
            seen |= {i for e in fresh for i in (e.roo, e.tooi) if i}
            made.municipalities |= {m.id: m for m in one.municipalities}
            made.events += one.events
        made.entries.sort(key=lambda e: e.key)
        return made


def build(said: Said, present: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tables:
    """The tables anew. What no file speaks of (no register of municipalities, or nothing but that) stays
    as it is `present`."""
    if not said.municipalities:
        towns = _present_municipalities(present["bodies"])
        for entry in said.entries:
            town = towns.get(entry.tooi)
            if town is not None and not town.valid_until and ended(entry, said.today):
                towns[town.id] = replace(town, valid_until=entry.valid_until)
        said = replace(said, municipalities=towns, events=_present_events(present["events"]))
    if not said.entries:
        return _with_municipalities(said, present)
    bodies, ids = _bodies(said)
    kept = [e for e in said.entries if e.key in ids]
    return {
        "bodies": bodies,
        "names": _names(kept, ids, bodies, said.today),
        "members": _members(said, ids, bodies),
        "hosts": host_rows([e for e in said.entries if not ended(e, said.today)], ids),
        "events": [_event(e) for e in said.events],
    }


def read(folder: Path) -> Tables:
    """The tables of a folder; one that is not there is empty."""
    made: Tables = {}
    for name in COLUMNS:
        path = folder / f"{name}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as stream:
                made[name] = list(csv.DictReader(stream))
        else:
            made[name] = []
    return made


def write(folder: Path, tables: Tables) -> None:
    """CSV files, sorted, with line feeds: the same rows give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(ordered(tables[name], columns))


def ordered(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Rows as text, sorted, each once."""
    return sorted({tuple(str(r.get(c, "")) for c in columns) for r in rows})


# --- who counts ---------------------------------------------------------------------------------


def ended(entry: Entry, today: str) -> bool:
    """Whether a body is gone. A past end date alone does not say so for a province, nor for a water
    board or agency that still has its site and no successor: such dates have proved wrong."""
    if not entry.valid_until or entry.valid_until >= today or entry.sort == "provincie":
        return False
    return not (entry.sort in _OUTLIVING and entry.host and not entry.successor)


def wanted(entry: Entry, today: str) -> bool:
    """Bodies under public law that act under their own name; of an arrangement only the body, not
    the agreement it rests on."""
    if entry.key in SERVICES or (entry.sort == "adviescollege" and _ZBO in entry.tooi):
        return True
    if entry.sort not in KINDS or not entry.id:
        return False
    if entry.sort == "gemeenschappelijke-regeling":
        return not ended(entry, today) and (not entry.is_agreement or bool(entry.host))
    return entry.sort != "gemeente" or not ended(entry, today)


# --- the tables ---------------------------------------------------------------------------------


def _bodies(said: Said) -> tuple[list[Row], dict[str, str]]:
    """The rows of bodies, and the id of each entry that is among them."""
    chosen = [e for e in said.entries if wanted(e, said.today)]
    ids = {e.key: e.id for e in chosen}
    every = {number: e for e in said.entries for number in (e.roo, e.key) if number}
    towns = said.municipalities
    rows = []
    for entry in chosen:
        if entry.sort == "gemeente" and entry.tooi not in towns and _TOWN not in entry.tooi:
            ids.pop(entry.key)
            continue
        rows.append(_body(entry, ids, towns, said.today) | {"parent": _parent(entry, every, ids)})
    known = {r["id"] for r in rows}
    after = _after(said.events)
    rows += [
        _town(town, after, towns)
        for town in towns.values()
        if town.valid_until or town.id not in known
    ]
    return rows, ids


def _body(
    entry: Entry, ids: Mapping[str, str], towns: Mapping[str, Municipality], today: str
) -> Row:
    current = current_name(entry)
    gone = ended(entry, today)
    town = towns.get(entry.tooi)
    return {
        "id": entry.id,
        "kind": _kind(entry, current.text),
        "name": SERVICES.get(entry.key) or _full(entry.sort, current.text),
        "abbreviation": current.abbreviation,
        "tooi": entry.tooi,
        "roo": entry.roo,
        "oin": entry.oin.zfill(20) if entry.oin else "",
        "kvk": entry.kvk,
        "province": town.province if town else "",
        "active": int(not gone),
        "valid_from": town.valid_from if town else entry.valid_from,
        "valid_until": entry.valid_until if gone else "",
        "successors": ids.get(entry.successor, "") if gone else "",
        "synthetic": 0,
    }


def _parent(entry: Entry, every: Mapping[str, Entry], ids: Mapping[str, str]) -> str:
    """The nearest body around one that is in the tables: between a service and its ministry lie
    directorates that are not."""
    ministry = entry.ministry if entry.sort in _OF_A_MINISTRY else ""
    above, seen = every.get(entry.parent or ministry), {entry.key}
    while above is not None and above.key not in seen:
        if above.key in ids:
            return ids[above.key]
        seen.add(above.key)
        above = every.get(above.parent)
    return ""


def _town(
    town: Municipality, after: Mapping[str, set[str]], towns: Mapping[str, Municipality]
) -> Row:
    """A municipality by the TOOI register alone: a former one, or one no other register has yet."""
    return {
        "id": town.id,
        "kind": "gemeente",
        "name": f"gemeente {town.name}",
        "tooi": town.id,
        "province": town.province,
        "active": int(not town.valid_until),
        "valid_from": town.valid_from,
        "valid_until": town.valid_until,
        "successors": " ".join(sorted(living(town.id, after, towns))) if town.valid_until else "",
        "synthetic": 0,
    }


def _after(events: Iterable[Event]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for event in events:
        for old in event.ended:
            found.setdefault(old, set()).update(c for c in event.after if c != old)
    return found


def living(
    old: str, after: Mapping[str, Iterable[str]], towns: Mapping[str, Municipality]
) -> set[str]:
    """The municipalities of today that came after an ended one, through all steps between."""
    todo, seen, found = [old], {old}, set()
    while todo:
        for new in after.get(todo.pop(), ()):
            if new in seen:
                continue
            seen.add(new)
            town = towns.get(new)
            if town is not None and town.valid_until:
                todo.append(new)
            else:
                found.add(new)
    return found


def current_name(entry: Entry) -> Name:
    """The name a body has now: the one that began last. Of several without a date only the first is
    sure: where two bodies share an abbreviation the source has run their names together."""
    names = entry.names
    return max(names, key=lambda n: (n.valid_from, -names.index(n)))


def _sure_names(entry: Entry) -> list[Name]:
    """The names of an entry that are its own, see `current_name`."""
    undated = [n for n in entry.names if not n.valid_from]
    return [n for n in entry.names if n.valid_from] + undated[:1]


def _kind(entry: Entry, name: str) -> str:
    if entry.sort == "gemeenschappelijke-regeling" and name.startswith(_SAFETY):
        return "veiligheidsregio"
    if entry.key == "org:onderdeel-om":
        return "rechtspraak"
    return "organisatieonderdeel" if entry.key in SERVICES else KINDS.get(entry.sort, "zbo")


def _full(sort: str, name: str) -> str:
    """A name with its sort before it where the register leaves that out."""
    if sort == "ministerie" and not name.lower().startswith("ministerie"):
        return f"ministerie van {name}"
    if sort in ("gemeente", "provincie"):
        return f"{sort} {re.sub(rf'^{sort} ', '', name, flags=re.I)}"
    return name


def _names(
    entries: Iterable[Entry], ids: Mapping[str, str], bodies: Iterable[Row], today: str
) -> list[Row]:
    """All names a body has and had, with their dates."""
    rows: list[Row] = [
        {"text": b["name"], "body": b["id"], "how": "official" if int(b["active"]) else "former"}
        for b in bodies
    ]
    for entry in entries:
        for name in _sure_names(entry):
            past = name.valid_until and name.valid_until < today
            rows.append(
                {
                    "text": _full(entry.sort, name.text),
                    "body": ids[entry.key],
                    "how": "former" if past else "official",
                    "valid_from": name.valid_from,
                    "valid_until": name.valid_until,
                }
            )
            if len(name.abbreviation) > 1:
                rows.append(
                    {"text": name.abbreviation, "body": ids[entry.key], "how": "abbreviation"}
                )
    return rows


def _members(said: Said, ids: Mapping[str, str], bodies: Iterable[Row]) -> list[Row]:
    """Which body takes part in which arrangement that is in force."""
    known = {b["id"] for b in bodies}
    by_roo = {e.roo: ids[e.key] for e in said.entries if e.roo and e.key in ids}
    rows = []
    for entry in said.entries:
        arrangement = by_roo.get(entry.organ) or ids.get(entry.key)
        if ended(entry, said.today) or arrangement is None:
            continue
        for member in entry.members:
            found = member.tooi or by_roo.get(member.roo)
            if found in known and found != arrangement:
                rows.append({"arrangement": arrangement, "member": found})
    return rows


def _event(event: Event) -> Row:
    return {
        "id": event.id.rsplit("/", 1)[-1],
        "kind": event.kind,
        "date": event.date,
        "ended": " ".join(event.ended),
        "after": " ".join(event.after),
        "source": "TOOI register of municipalities",
    }


# --- where only a part was refreshed --------------------------------------------------------------


def _present_municipalities(bodies: Iterable[Mapping[str, Any]]) -> dict[str, Municipality]:
    return {
        b["tooi"]: Municipality(
            b["tooi"],
            str(b["name"]).removeprefix("gemeente "),
            b["province"],
            b["valid_from"],
            b["valid_until"],
        )
        for b in bodies
        if b["kind"] == "gemeente" and b["tooi"]
    }


def _present_events(rows: Iterable[Mapping[str, Any]]) -> list[Event]:
    return [
        Event(r["id"], r["kind"], r["date"], tuple(r["ended"].split()), tuple(r["after"].split()))
        for r in rows
    ]


def _with_municipalities(said: Said, present: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tables:
    """The present tables with the municipalities as the TOOI register has them now."""
    towns, after = said.municipalities, _after(said.events)
    rows = [dict(b) for b in present["bodies"]]
    names = [dict(n) for n in present["names"]]
    for row in rows:
        town = towns.get(row["tooi"]) if row["kind"] == "gemeente" else None
        if town is None:
            continue
        row["province"] = town.province
        if town.valid_until:
            said_now = _town(town, after, towns)
            row |= {k: said_now[k] for k in ("active", "valid_until", "successors")}
        elif _bare(row["name"]) != _bare(town.name):
            names.append({"text": row["name"], "body": row["id"], "how": "former"})
            row["name"] = f"gemeente {town.name}"
            names.append({"text": row["name"], "body": row["id"], "how": "official"})
    known = {r["tooi"] for r in rows}
    new = [_town(t, after, towns) for t in towns.values() if t.id not in known]
    names += [
        {"text": r["name"], "body": r["id"], "how": "official" if r["active"] else "former"}
        for r in new
    ]
    others = {n: [dict(r) for r in present[n]] for n in ("members", "hosts")}
    events = [_event(e) for e in said.events]
    return {"bodies": rows + new, "names": names, **others, "events": events}


def _bare(name: str) -> str:
    """A municipality's name without its sort, and without what one register puts in brackets."""
    return re.sub(r"\s*\(.*\)$", "", name.removeprefix("gemeente ")).casefold()
