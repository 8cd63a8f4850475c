# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known about one address, typed; and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from herkomst.errors import InputError
from herkomst.model import Level

NET_CLASSES = (
    "public_body", "access_isp", "mobile", "hosting", "cloud", "education", "business",
    "shared_service", "vendor_cloud",
)  # fmt: skip
_KNOWN = frozenset(
    "net rdns tls device_text place statements other names_on_address age_days ip asn org hostnames "
    "country seen_at synthetic id input".split()
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one address. `statements` are (kind, by, verified); `other` (kind, body)."""

    holder: str = ""
    net_class: str = ""
    net_body: str | None = None
    guest: bool = False
    ip: str = ""
    asn: int | None = None
    org: str = ""
    host: str = ""
    forward_confirmed: bool = False
    hostnames: tuple[str, ...] = ()
    names_on_address: int = 0
    tls_subject: str = ""
    tls_issuer: str = ""
    ca_signed: bool = False
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
        """From a JSON object. Errors: `InputError` for a key or a type that is not known."""
        unknown = sorted(set(given) - _KNOWN)
        if unknown:
            raise InputError(
                f"{unknown[0]!r} is no network fact; known: {', '.join(sorted(_KNOWN))}"
            )
        net, rdns, tls, place = (_object(given, n) for n in ("net", "rdns", "tls", "place"))
        net_class = _text(net, "class")
        if net_class and net_class not in NET_CLASSES:
            raise InputError(f"net.class {net_class!r} is not known: {', '.join(NET_CLASSES)}")
        described = _text(net, "description").casefold()
        return cls(
            holder=_text(net, "holder"),
            net_class=net_class,
            guest=bool(net.get("guest")) or any(w in described for w in ("wifi", "guest", "gast")),
            ip=_text(given, "ip"),
            asn=_asn(given.get("asn")),
            org=_text(given, "org"),
            host=_text(rdns, "host"),
            forward_confirmed=bool(rdns.get("forward_confirmed")),
            hostnames=tuple(str(h) for h in _list(given, "hostnames")),
            names_on_address=_number(given, "names_on_address") or 0,
            tls_subject=_text(tls, "subject"),
            tls_issuer=_text(tls, "issuer"),
            ca_signed=bool(tls.get("ca_signed")),
            validation=_text(tls, "validation"),
            device_text=_text(given, "device_text"),
            municipality=_text(place, "municipality"),
            place_from=_text(place, "from"),
            statements=tuple(
                (str(s.get("kind", "")), str(s.get("by", "")), bool(s.get("verified")))
                for s in _objects(given, "statements")
            ),
            other=tuple(
                (str(o.get("kind", "")), str(o.get("body", ""))) for o in _objects(given, "other")
            ),
            age_days=_number(given, "age_days"),
            country=_text(given, "country"),
            seen_at=_text(given, "seen_at"),
            synthetic=bool(given.get("synthetic")),
        )


def _object(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = given.get(name) or {}
    if not isinstance(value, Mapping):
        raise InputError(f"{name}: an object is wanted, not {type(value).__name__}")
    return value


def _list(given: Mapping[str, Any], name: str) -> list[Any]:
    value = given.get(name) or []
    if not isinstance(value, list):
        raise InputError(f"{name}: a list is wanted, not {type(value).__name__}")
    return value


def _objects(given: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = _list(given, name)
    if not all(isinstance(v, Mapping) for v in found):
        raise InputError(f"{name}: a list of objects is wanted")
    return found


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{name}: a text is wanted, not {type(value).__name__}")
    return value[:4096]


def _number(given: Mapping[str, Any], name: str) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise InputError(f"{name}: a number is wanted, not {type(value).__name__}")
    return int(value)


def _asn(value: Any) -> int | None:
    text = str(value or "").upper().removeprefix("AS")
    return int(text) if text.isdigit() else None


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence: its class, what it is, its value, and the body it names (if any)."""

    evidence_class: str
    kind: str
    value: str
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """To whom an address belongs, how surely, and why."""

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

        def item(i: Item) -> dict[str, Any]:
            return {"class": i.evidence_class, "kind": i.kind, "value": i.value, "body": i.body}

        return {
            "level": str(self.level),
            "body": self.body,
            "possible": list(self.possible),
            "stale": self.stale,
            "rule": self.rule,
            "why": self.why,
            "for": [item(i) for i in self.evidence_for],
            "against": [item(i) for i in self.evidence_against],
        }
