# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known about one address, typed; and the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from herkomst.attribute.networks import CLASSES, net_class
from herkomst.errors import InputError
from herkomst.model import Level

# A general denial is no statement about an address: it is read, shown, and weighs nothing here.
_STATEMENTS = ("inventory", "confirmation", "dispute", "denial")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ].*)?)?)?", re.S)


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """What a body says about this very address: `kind` inventory, confirmation, dispute or denial;
    `by` an id or a name; `date` when it was said, as ISO text, empty where it is not known."""

    kind: str
    by: str
    verified: bool = False
    date: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one address. `holder` is who the most specific registration names, `within` who
    holds what lies around it. `records` are names whose own record points here, `hostnames` names
    that nobody confirmed. `other` is (kind, body). `ca_signed` null: not said; then `tls_trust`
    (trusted, self-signed, expired, unknown) tells. `tls_seen_on`, `open_ports` and `makers_seen` are
    counts; `routing_agrees` null: not looked at."""

    holder: str = ""
    net_class: str = ""
    guest: bool = False
    description: str = ""
    within: str = ""
    shared_address: bool = False
    dynamic: bool = False
    routing_agrees: bool | None = None
    ip: str = ""
    asn: int | None = None
    org: str = ""
    isp: str = ""
    host: str = ""
    forward_confirmed: bool = False
    records: tuple[str, ...] = ()
    hostnames: tuple[str, ...] = ()
    names_on_address: int = 0
    open_ports: int = 0
    makers_seen: int = 0
    tls_subject: str = ""
    tls_issuer: str = ""
    tls_names: tuple[str, ...] = ()
    tls_trust: str = ""
    tls_seen_on: int = 0
    ca_signed: bool | None = None
    validation: str = ""
    device_text: str = ""
    municipality: str = ""
    latitude: float | None = None
    longitude: float | None = None
    place_from: str = ""
    statements: tuple[Statement, ...] = ()
    other: tuple[tuple[str, str], ...] = ()
    age_days: int | None = None
    country: str = ""
    seen_at: str = ""
    synthetic: bool = False

    @classmethod
    def parse(cls, given: Mapping[str, Any]) -> Facts:
        """From a JSON object, itself or under `input`. Errors: `InputError` for a key, a type or a
        word that is not known."""
        if isinstance(given.get("input"), Mapping):
            given = given["input"]
        top = _Reader(given, "")
        net, rdns, tls = top.object("net"), top.object("rdns"), top.object("tls")
        place = top.object("place")
        records, hostnames = top.hosts("hosts")
        facts = cls(
            holder=net.text("holder"),
            net_class=net.word("class", net_class, CLASSES, "unknown"),
            guest=net.flag("guest") or False,
            description=net.text("description"),
            within=net.text("within"),
            shared_address=net.flag("shared_address") or False,
            dynamic=net.flag("dynamic") or False,
            routing_agrees=net.flag("routing_agrees"),
            ip=top.text("ip"),
            asn=top.asn("asn"),
            org=top.text("org"),
            isp=top.text("isp"),
            host=rdns.text("host"),
            forward_confirmed=rdns.flag("forward_confirmed") or False,
            records=records,
            hostnames=(*hostnames, *top.texts("hostnames")),
            names_on_address=top.count("names_on_address"),
            open_ports=top.count("open_ports"),
            makers_seen=top.count("makers_seen"),
            tls_subject=tls.text("subject"),
            tls_issuer=tls.text("issuer"),
            tls_names=(*tls.texts("san"), *tls.texts("names")),
            tls_seen_on=tls.count("seen_on"),
            tls_trust="expired" if tls.flag("expired") else tls.text("trust"),
            ca_signed=tls.flag("ca_signed"),
            validation=tls.word("validation", str.lower, ("dv", "ov", "ev")),
            device_text=top.text("device_text"),
            municipality=place.text("municipality"),
            latitude=place.degrees("lat", 90),
            longitude=place.degrees("lon", 180),
            place_from=place.word("from", str.lower, ("device", "geoip")),
            statements=tuple(map(_statement, top.objects("statements"))),
            other=tuple((o.text("kind"), o.text("body")) for o in top.objects("other")),
            age_days=top.days("age_days"),
            country=top.text("country"),
            seen_at=top.day("seen_at"),
            synthetic=top.flag("synthetic") or False,
        )
        unknown = sorted(str(k) for k in set(given) - top.read - {"id", "input"})
        if unknown:
            known = ", ".join(sorted(top.read))
            raise InputError(f"{unknown[0]!r} is no network fact", do=f"Known: {known}.")
        return facts


class _Reader:
    """Reads one JSON object and says where a value does not fit."""

    def __init__(self, given: Mapping[str, Any], path: str) -> None:
        self._given, self._path = given, path
        self.read: set[str] = set()

    def _value(self, name: str, wanted: str, *types: type) -> Any:
        self.read.add(name)
        value = self._given.get(name)
        fits = value is None or (
            isinstance(value, types)
            and (bool in types or (value is not True and value is not False))
        )
        if not fits:
            raise InputError(f"{self._path}{name}: {wanted} is wanted, not {type(value).__name__}")
        return value

    def text(self, name: str) -> str:
        return self._value(name, "a text", str) or ""

    def word(
        self, name: str, read: Callable[[str], str], known: Iterable[str], nothing: str = ""
    ) -> str:
        """One of the words that are known, as `read` gives it; `nothing` is as good as none."""
        text = self.text(name).strip()
        found = read(text)
        if text.lower() in ("", nothing):
            return ""
        if found not in known:
            wanted = ", ".join(sorted(known))
            raise InputError(f"{self._path}{name}: one of {wanted} is wanted, not {text[:40]!r}")
        return found

    def flag(self, name: str) -> bool | None:
        found: bool | None = self._value(name, "true or false", bool)
        return found

    def number(self, name: str) -> int | None:
        value = self._value(name, "a number", int, float)
        if isinstance(value, float) and not value.is_integer():
            raise InputError(f"{self._path}{name}: a whole number is wanted, not {value}")
        return None if value is None else int(value)

    def days(self, name: str) -> int | None:
        """A number of days gone by."""
        value = self.number(name)
        if value is not None and value < 0:
            raise InputError(f"{self._path}{name}: a number of days is wanted, not {value}")
        return value

    def count(self, name: str) -> int:
        """A count, or a list of what is counted."""
        value = self._value(name, "a number or a list", int, float, list)
        if isinstance(value, list):
            return len({str(v) for v in value})
        number = self.number(name) or 0
        if number < 0:
            raise InputError(f"{self._path}{name}: a count is wanted, not {number}")
        return number

    def degrees(self, name: str, limit: int) -> float | None:
        value = self._value(name, "a number of degrees", int, float)
        if value is not None and not -limit <= value <= limit:
            raise InputError(f"{self._path}{name}: degrees up to {limit} are wanted, not {value}")
        return None if value is None else float(value)

    def day(self, name: str) -> str:
        """A date or a moment; a year or a month alone is one as well."""
        text = self.text(name)
        if text and not (_DAY.fullmatch(text) and _possible(text[:10])):
            raise InputError(
                f"{self._path}{name}: a date (YYYY-MM-DD) is wanted, not {text[:40]!r}"
            )
        return text

    def hosts(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Host names whose own record points here, and those of which that was not found. A plain
        text is a record; an object may say `forward_confirmed`."""
        found = self._value(name, "a list of host names", list) or []
        records: list[str] = []
        others: list[str] = []
        for at, item in enumerate(found):
            if isinstance(item, str):
                records.append(item)
                continue
            if not isinstance(item, dict):
                raise InputError(f"{self._path}{name}[{at}]: a host name is wanted")
            entry = _Reader(item, f"{self._path}{name}[{at}].")
            told = entry.flag("forward_confirmed")
            (others if told is False else records).append(entry.text("host"))
        return tuple(records), tuple(others)

    def asn(self, name: str) -> int | None:
        value = self._value(name, "an AS number", int, str)
        text = str(value if value is not None else "").strip().upper().removeprefix("AS")
        if text and not (text.isascii() and text.isdigit() and len(text) <= 10):
            raise InputError(f"{self._path}{name}: an AS number is wanted, not {value!r}")
        return int(text) if text else None

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._value(name, "a list of texts", list, tuple, str) or ()
        if isinstance(found, str):
            if name != "san":
                raise InputError(f"{self._path}{name}: a list of texts is wanted")
            found = [part.strip().removeprefix("DNS:") for part in found.split(",")]
        if not all(isinstance(v, str) for v in found):
            raise InputError(f"{self._path}{name}: a list of texts is wanted")
        return tuple(found)

    def object(self, name: str) -> _Reader:
        return _Reader(self._value(name, "an object", dict) or {}, f"{self._path}{name}.")

    def objects(self, name: str) -> list[_Reader]:
        found = self._value(name, "a list of objects", list) or []
        if not all(isinstance(v, dict) for v in found):
            raise InputError(f"{self._path}{name}: a list of objects is wanted")
        return [_Reader(v, f"{self._path}{name}[{i}].") for i, v in enumerate(found)]


def _possible(text: str) -> bool:
    """Whether a day, a month or a year is one of the calendar."""
    try:
        date.fromisoformat((text + "-01-01"[len(text) - 4 :])[:10])
    except ValueError:
        return False
    return True


def _statement(given: _Reader) -> Statement:
    kind = given.text("kind")
    if kind not in _STATEMENTS:
        raise InputError(f"a statement's kind is {', '.join(_STATEMENTS)}, not {kind!r}")
    return Statement(kind, given.text("by"), given.flag("verified") or False, given.day("date"))


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence: its class, what it is, its value, the rule that weighed it, and the
    bodies it names (several where a name fits several)."""

    evidence_class: str
    kind: str
    value: str
    rule: str
    bodies: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "class": self.evidence_class,
            "kind": self.kind,
            "value": self.value,
            "rule": self.rule,
            "bodies": list(self.bodies),
        }


@dataclass(frozen=True, slots=True)
class Attribution:
    """To whom an address belongs, how surely, by which rule of the ladder, and why."""

    level: Level
    body: str | None = None
    possible: tuple[str, ...] = ()
    stale: bool = False
    rule: str = ""
    why: str = ""
    evidence_for: tuple[Item, ...] = ()
    evidence_against: tuple[Item, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "level": str(self.level),
            "body": self.body,
            "possible": list(self.possible),
            "stale": self.stale,
            "rule": self.rule,
            "why": self.why,
            "for": [i.as_dict() for i in self.evidence_for],
            "against": [i.as_dict() for i in self.evidence_against],
        }
