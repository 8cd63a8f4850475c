# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts -> evidence by class. Classes count, not items: whatever proves control of a name is one
class, whatever an authority checked about an organisation another, the network registry a third, the
body's own word a fourth; all else is weak."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from herkomst.attribute.certificates import certificate
from herkomst.attribute.facts import Facts, Item
from herkomst.attribute.hosts import Hosts
from herkomst.attribute.names import Names, Resolution
from herkomst.model import BodyKind

STRONG = ("dns_control", "ca_organisation", "registry")
_PRIVATE_TEXT = re.compile(
    r"\b(?:bakker\w*|slager\w*|kapper\w*|hotel|restaurant|cafe|café|winkel|garage|kerk|woning|thuis|"
    r"voordeur|tuin|oprit|b\.?v\.?|familie|bakery|shop)\b",
    re.IGNORECASE,
)
_PUBLIC_TEXT = re.compile(
    r"\b(?:stadhuis|gemeentehuis|raadhuis|provinciehuis|stadskantoor|gemeentewerf|werf|milieustraat|"
    r"brug|sluis|gemaal|tunnel|verkeer\w*|sporthal|sportzaal|zwembad|parkeer\w*|kazerne|brandweer\w*|"
    r"meldkamer|politie\w*|bureau|bibliotheek|begraafplaats|waterzuivering|rwzi|rotonde|plein|markt|"
    r"haven|kade|dijk|[AN]\d{1,3})\b",
    re.IGNORECASE,
)
_GUEST_HOST = re.compile(
    r"(?:^|[.-])(?:guest|gast(?:en)?|wifi|wlan|public)(?:[.-]|\d)", re.IGNORECASE
)
_SITE_HOST = re.compile(r"^(?:www|web|site)\.", re.IGNORECASE)


@dataclass(slots=True)
class Gathered:
    """The evidence of one address: items, the body each class names, and the signals of the ladder."""

    items: list[Item] = field(default_factory=list)
    against: list[Item] = field(default_factory=list)
    by_class: dict[str, str] = field(default_factory=dict)
    weak: list[str] = field(default_factory=list)
    homonyms: tuple[str, ...] = ()
    signals: dict[str, Any] = field(default_factory=dict)

    def name(self, evidence_class: str, kind: str, value: str, body: str) -> None:
        """Something of a class names a body."""
        self.items.append(Item(evidence_class, kind, value[:256], body))
        if evidence_class == "weak":
            self.weak.append(body)
        else:
            self.by_class.setdefault(evidence_class, body)


class Gatherer:
    """Reads facts with the host rules and the name resolver."""

    def __init__(self, names: Names, hosts: Hosts) -> None:
        self.names, self.hosts = names, hosts

    def gather(self, facts: Facts) -> Gathered:
        """All evidence of one address."""
        made = Gathered()
        self._network(facts, made)
        self._hosts(facts, made)
        self._certificate(facts, made)
        self._statements(facts, made)
        self._texts(facts, made)
        self._signals(facts, made)
        return made

    def resolve(self, text: str, facts: Facts, kind: BodyKind | None = None) -> Resolution:
        """A name, among bodies of the same world: an invented one is never named for real facts."""
        found = self.names.resolve(text, kind=kind, on=facts.seen_at[:10] or None)
        if found.body is not None:
            body = self.names.bodies.bodies[found.body]
            if body.synthetic is not facts.synthetic or body.kind is BodyKind.GROEP:
                return Resolution(None)
        return found

    def _network(self, facts: Facts, made: Gathered) -> None:
        made.signals["net"] = facts.net_class
        if facts.net_class not in ("public_body", ""):
            return
        body = facts.net_body
        text = facts.holder or facts.org
        if body is None and text:
            body = self.resolve(text, facts).body
        if body is not None:
            made.name("registry", "network holder", text, body)

    def _hosts(self, facts: Facts, made: Gathered) -> None:
        names = [(facts.host, facts.forward_confirmed)] if facts.host else []
        names += [(h, False) for h in facts.hostnames]
        for host, confirmed in names:
            if self.hosts.dynamic(host):
                made.against.append(Item("dns", "dynamic name, anybody can have it", host[:256]))
                continue
            rule = self.hosts.body(host)
            if rule is None or not self._same_world(rule.body, facts):
                continue
            if _GUEST_HOST.search(host):
                made.signals["guest"] = True
            site = bool(_SITE_HOST.match(host))
            made.signals["own_site"] = True
            if confirmed and not site:
                made.name("dns_control", "forward-confirmed host name", host, rule.body)
            else:
                made.name("weak", "host name that nobody confirmed", host, rule.body)

    def _same_world(self, body: str, facts: Facts) -> bool:
        known = self.names.bodies.bodies.get(body)
        return known is not None and known.synthetic is facts.synthetic

    def _certificate(self, facts: Facts, made: Gathered) -> None:
        if not facts.tls_subject:
            return
        seen = certificate(facts.tls_subject, facts.tls_issuer, facts.ca_signed, facts.validation)
        owner = seen.subject.organisation
        rule = (
            self.hosts.body(seen.subject.common_name) if "." in seen.subject.common_name else None
        )
        if rule is not None and not self._same_world(rule.body, facts):
            rule = None
        if rule is not None:
            made.signals["own_site"] = True
        found = self.resolve(owner, facts) if owner else Resolution(None)
        if not seen.checked:
            named = found.body or (rule.body if rule else None)
            if named is not None:
                made.name("weak", "certificate that nobody checked", facts.tls_subject, named)
            return
        if rule is not None:
            made.name("dns_control", "domain-checked certificate", facts.tls_subject, rule.body)
        if owner and seen.validation in ("ov", "ev"):
            self._owner(facts, made, found, owner)

    def _owner(self, facts: Facts, made: Gathered, found: Resolution, owner: str) -> None:
        if found.body is not None:
            made.name("ca_organisation", "organisation-checked certificate", owner, found.body)
        elif found.candidates:
            made.homonyms = found.candidates
            made.items.append(Item("ca_organisation", "name of several bodies", owner))
        else:
            made.signals["someone_else"] = True
            made.against.append(Item("ca_organisation", "owner that is no public body", owner))

    def _statements(self, facts: Facts, made: Gathered) -> None:
        for kind, by, verified in facts.statements:
            body = by if by in self.names.bodies.bodies else self.resolve(by, facts).body
            if body is None or not verified:
                continue
            if kind == "dispute":
                made.signals["disputed"] = True
                made.against.append(Item("own_statement", "dispute", by, body))
                made.by_class["dispute"] = body
            elif kind in ("inventory", "confirmation"):
                made.name("own_statement", kind, by, body)
        for kind, by in facts.other:
            body = self.resolve(by, facts).body
            if body is not None:
                made.name("weak", kind or "other", by, body)

    def _texts(self, facts: Facts, made: Gathered) -> None:
        text = facts.device_text
        made.signals["private_text"] = bool(text and _PRIVATE_TEXT.search(text))
        made.signals["fitting_text"] = bool(text and _PUBLIC_TEXT.search(text))
        if text:
            made.items.append(Item("weak", "device text", text[:256]))
        if facts.municipality:
            where = "own place" if facts.place_from == "device" else "address database"
            made.items.append(Item("weak", where, facts.municipality))

    def _signals(self, facts: Facts, made: Gathered) -> None:
        signals, strong = made.signals, {c: b for c, b in made.by_class.items() if c in STRONG}
        own = made.by_class.get("own_statement")
        registry = made.by_class.get("registry")
        signals["guest"] = bool(signals.get("guest")) or facts.guest
        signals |= {c: c in strong for c in STRONG}
        signals["checked"] = "dns_control" in strong or "ca_organisation" in strong
        signals["own_statement"] = own is not None
        signals["other_network"] = own is not None and registry is not None and registry != own
        signals["two_bodies"] = len(set(strong.values())) > 1
        signals["homonym"] = bool(made.homonyms) and not strong
        signals["many_names"] = facts.names_on_address > 1
        signals["weak"] = len(set(made.weak)) == 1
        signals["device_place"] = bool(facts.municipality) and facts.place_from == "device"
        signals["country"] = bool(
            facts.net_class or facts.country or facts.municipality or facts.ip
        )
