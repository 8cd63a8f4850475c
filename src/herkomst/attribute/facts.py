# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known about one address, typed; and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from herkomst.errors import InputError
from herkomst.model import Level

_STATEMENTS = ("inventory", "confirmation", "dispute")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one address. `statements` are (kind, by, verified), `other` (kind, body).
    `ca_signed` null: not said; then `tls_trust` (trusted, self-signed, expired, unknown) tells."""

    holder: str = ""
    net_class: str = ""
    guest: bool = False
    description: str = ""
    ip: str = ""
    asn: int | None = None
    org: str = ""
    isp: str = ""
    host: str = ""
    forward_confirmed: bool = False
    hostnames: tuple[str, ...] = ()
    names_on_address: int = 0
    tls_subject: str = ""
    tls_issuer: str = ""
    tls_names: tuple[str, ...] = ()
    tls_trust: str = ""
    ca_signed: bool | None = None
    validation: str = ""
    device_text: str = ""
    municipality: str = ""
    place_from: str = ""
    statements: tuple[tuple[str, str, bool], ...] = ()
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
        facts = cls(
            holder=net.text("holder"),
            net_class=net.text("class"),
            guest=net.flag("guest") or False,
            description=net.text("description"),
            ip=top.text("ip"),
            asn=top.asn("asn"),
            org=top.text("org"),
            isp=top.text("isp"),
            host=rdns.text("host"),
            forward_confirmed=rdns.flag("forward_confirmed") or False,
            hostnames=top.texts("hostnames"),
            names_on_address=top.number("names_on_address") or 0,
            tls_subject=tls.text("subject"),
            tls_issuer=tls.text("issuer"),
            tls_names=tls.texts("names"),
            tls_trust="expired" if tls.flag("expired") else tls.text("trust"),
            ca_signed=tls.flag("ca_signed"),
            validation=tls.text("validation"),
            device_text=top.text("device_text"),
            municipality=place.text("municipality"),
            place_from=place.text("from"),
            statements=tuple(map(_statement, top.objects("statements"))),
            other=tuple((o.text("kind"), o.text("body")) for o in top.objects("other")),
            age_days=top.number("age_days"),
            country=top.text("country"),
            seen_at=top.text("seen_at"),
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

    def flag(self, name: str) -> bool | None:
        found: bool | None = self._value(name, "true or false", bool)
        return found

    def number(self, name: str) -> int | None:
        value = self._value(name, "a number", int, float)
        if isinstance(value, float) and not value.is_integer():
            raise InputError(f"{self._path}{name}: a whole number is wanted, not {value}")
        return None if value is None else int(value)

    def asn(self, name: str) -> int | None:
        value = self._value(name, "an AS number", int, str)
        text = str(value if value is not None else "").strip().upper().removeprefix("AS")
        if text and not (text.isascii() and text.isdigit() and len(text) <= 10):
            raise InputError(f"{self._path}{name}: an AS number is wanted, not {value!r}")
        return int(text) if text else None

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._value(name, "a list of texts", list, tuple) or ()
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


def _statement(given: _Reader) -> tuple[str, str, bool]:
    kind = given.text("kind")
    if kind not in _STATEMENTS:
        raise InputError(f"a statement's kind is {', '.join(_STATEMENTS)}, not {kind!r}")
    return kind, given.text("by"), given.flag("verified") or False


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
