# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts -> evidence by class, the bodies each class names, and the conditions of the ladder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from herkomst.attribute.certificates import Certificate, read_certificate
from herkomst.attribute.facts import Facts, Item
from herkomst.attribute.hosts import HostMatch, dealt_out, normalised
from herkomst.attribute.ladder import Ladder
from herkomst.attribute.networks import Holding, net_class
from herkomst.attribute.world import World
from herkomst.model import BodyKind

_CUT = re.compile(r"\s+-\s+|[|;\n]|\s{3,}")
_HOSTED = ("hosting", "cloud")
_OWNABLE = ("", "public_body", "access_isp", "business", "education")
_WORD = re.compile(r"[^\W_]+")
_SHOWN = 256  # characters of a value that an item keeps


@dataclass(slots=True)
class Gathered:
    """The evidence of one address. `named`: per strong class the bodies its items name."""

    items: list[Item] = field(default_factory=list)
    against: list[Item] = field(default_factory=list)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weak: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    disputing: tuple[str, ...] = ()
    conditions: set[str] = field(default_factory=set)

    def add(self, cls: str, kind: str, value: str, rule: str, bodies: Iterable[str]) -> None:
        """Something of a class that names bodies."""
        found = tuple(bodies)
        self.items.append(Item(cls, kind, value[:_SHOWN], rule, found))
        if cls == "weak":
            self.weak = tuple(dict.fromkeys((*self.weak, *found)))
        elif cls != "own_statement":
            self.named[cls] = tuple(dict.fromkeys((*self.named.get(cls, ()), *found)))

    def oppose(self, cls: str, kind: str, value: str, rule: str, *conditions: str) -> None:
        """Something that speaks against a body."""
        self.against.append(Item(cls, kind, value[:_SHOWN], rule))
        self.conditions.update(conditions)


class Gatherer:
    """Reads the facts of one address in one world."""

    def __init__(self, world: World, ladder: Ladder) -> None:
        self.world, self.ladder = world, ladder

    def gather(self, facts: Facts, holding: Holding) -> tuple[Gathered, dict[str, tuple[str, ...]]]:
        """The evidence with its conditions, and the groups of bodies a rule may name."""
        made = Gathered()
        on = facts.seen_at[:10] or None
        self._network(facts, holding, on, made)
        self._hosts(facts, on, made)
        self._certificate(facts, on, made)
        self._statements(facts, on, made)
        self._texts(facts, on, made)
        self._place(facts, on, made)
        return made, self._groups(facts, holding, on, made)

    def holding(self, facts: Facts) -> Holding:
        """Who holds the network: as the facts say, else as the tables do."""
        networks = self.world.networks
        given = net_class(facts.net_class)
        if not given:
            return networks.find(
                facts.ip, facts.holder or facts.org or None, facts.isp or None, facts.asn
            )
        if given in _OWNABLE and facts.holder and self.world.stands_for_body(facts.holder):
            given = "public_body"
        return Holding(given, facts.holder, guest=facts.guest, via="given")

    def _network(self, facts: Facts, held: Holding, on: str | None, made: Gathered) -> None:
        note = made.conditions.add
        if held.guest or facts.guest or self.ladder.says("guest", facts.description):
            note("guest")
        if held.net_class == "public_body":
            note("own_network")
        elif held.net_class == "shared_service":
            note("shared_network")
        elif held.net_class == "education":
            note("education_network")
        elif held.net_class in _HOSTED:
            note("hosting_network")
        elif held.net_class == "vendor_cloud":
            note("vendor_network")
        elif not held.net_class:
            note("unknown_network")
        if held.net_class or facts.country or facts.municipality:
            note("country")
        if held.net_class in ("public_body", "shared_service"):
            bodies = self.world.standing((held.body,), on) if held.body else ()
            bodies = bodies or self.world.named(held.holder, on)
            if not bodies and held.net_class == "shared_service":
                bodies = self.world.named(held.holder.split("/")[0], on)
            if bodies:
                made.add("registry", "network holder", held.holder, "network-holder", bodies)
        elif held.net_class == "vendor_cloud":
            made.oppose("registry", "relay of a maker", held.holder, "vendor-relay")

    def _hosts(self, facts: Facts, on: str | None, made: Gathered) -> None:
        named = [(facts.host, facts.forward_confirmed)] if facts.host else []
        named += [(h, False) for h in facts.hostnames[:64]]
        matches: list[HostMatch] = []
        for text, confirmed in named:
            host = normalised(text)
            if host is None:
                continue
            match = self.world.hosts.match(host)
            if match is None:
                if self.world.hosts.vendor(host):
                    made.oppose(
                        "weak", "name anybody can have", host, "dynamic-name", "dynamic_name"
                    )
                continue
            matches.append(match)
            if self.ladder.says("guest", host):
                made.conditions.add("guest")
            bodies = self.world.standing(match.bodies, on)
            if confirmed:
                made.add("dns_control", "forward-confirmed name", host, "confirmed-name", bodies)
            else:
                made.add("weak", "name nobody confirmed", host, "unconfirmed-name", bodies)
            self._fits(made, bodies, not dealt_out(host))
        self._site(facts, matches, made)

    def _site(self, facts: Facts, matches: list[HostMatch], made: Gathered) -> None:
        """Whether names in a body's domain tell of no more than a web site."""
        if not matches:
            return
        made.conditions.add("web_name")
        own = {"own_network", "shared_network"} & made.conditions
        many = facts.names_on_address >= self.ladder.many_names
        only = "hosting_network" in made.conditions and all(m.web for m in matches)
        if not own and (many or only):
            made.conditions.add("website")

    def _fits(self, made: Gathered, bodies: tuple[str, ...], telling: bool) -> None:
        """What a name or text in a body's own network says for or against the holder."""
        holder = made.named.get("registry")
        if "own_network" not in made.conditions or not holder or not bodies:
            return
        if self.world.agreed((holder, bodies), False) is None:
            made.conditions.add("unlike_holder")
        elif telling:
            made.conditions.add("fits_holder")

    def _certificate(self, facts: Facts, on: str | None, made: Gathered) -> None:
        if not facts.tls_subject and not facts.tls_names:
            return
        seen = read_certificate(
            facts.tls_subject,
            facts.tls_issuer,
            ca_signed=facts.ca_signed,
            validation=facts.validation,
            trust=facts.tls_trust,
            names=facts.tls_names,
        )
        matches = [(h, m) for h in seen.hosts if (m := self.world.hosts.match(h)) is not None]
        for host, match in matches:
            bodies = self.world.standing(match.bodies, on)
            if seen.trusted:
                made.add("dns_control", "domain in a certificate", host, "checked-domain", bodies)
            else:
                made.add(
                    "weak", "domain in a certificate nobody checked", host, "free-text", bodies
                )
                self._fits(made, bodies, True)
        for host in seen.hosts:
            if self.world.hosts.match(host) is None and self.world.hosts.vendor(host):
                made.oppose("weak", "name anybody can have", host, "dynamic-name", "dynamic_name")
        self._site(facts, [m for _, m in matches], made)
        self._owner(seen, on, made)

    def _owner(self, seen: Certificate, on: str | None, made: Gathered) -> None:
        vouched = seen.vouched_organisation
        for text in seen.organisations[:8]:
            found = self.world.resolve(text, on)
            bodies = self.world.named(text, on)
            if vouched is not None and bodies:
                made.add("ca_organisation", "checked organisation", text, "checked-name", bodies)
            elif bodies or self.world.guessed(text, on):
                bodies = bodies or self.world.guessed(text, on)
                made.add("weak", "organisation nobody checked", text, "free-text", bodies)
                self._fits(made, bodies, True)
            elif found.how == "place":
                made.oppose("weak", "bare place name", text, "place-is-nobody")
            elif vouched is not None:
                made.oppose(
                    "ca_organisation", "checked, no public body", text, "other-owner", "other_owner"
                )
            elif found.how in ("private", "foreign"):
                made.oppose("weak", "private organisation", text, "private-name", "private_sign")

    def _statements(self, facts: Facts, on: str | None, made: Gathered) -> None:
        for kind, by, verified in facts.statements[:64]:
            bodies = self.world.by_id(by, on)
            if len(bodies) != 1:
                made.oppose("weak", f"{kind} of an unknown body", by, "unknown-sender")
            elif kind == "dispute":
                made.against.append(
                    Item(
                        "own_statement" if verified else "weak",
                        kind,
                        by[:_SHOWN],
                        "dispute",
                        bodies,
                    )
                )
                if verified:
                    made.disputing = tuple(dict.fromkeys((*made.disputing, *bodies)))
            elif verified:
                made.add("own_statement", kind, by, "own-word", bodies)
                made.stated = tuple(dict.fromkeys((*made.stated, *bodies)))
            else:
                made.add("weak", f"{kind}, sender not verified", by, "unverified-word", bodies)
        for kind, by in facts.other[:64]:
            bodies = self.world.by_id(by, on)
            if bodies:
                made.add("weak", kind or "other", by, "says-what-is-bought-not-whose", bodies)

    def _texts(self, facts: Facts, on: str | None, made: Gathered) -> None:
        text = facts.device_text.strip()
        if not text:
            return
        if self.ladder.says("private", text):
            made.oppose(
                "weak", "device text of a private owner", text, "device-text", "private_sign"
            )
            return
        for part in (text, *_CUT.split(text[:_SHOWN])[:8]):
            bodies = self.world.guessed(part.strip(), on)
            if bodies:
                made.add("weak", "device text", part.strip(), "device-text", bodies)
                self._fits(made, bodies, True)
                return
        made.items.append(Item("weak", "device text", text[:_SHOWN], "device-text"))
        if self.ladder.says("public", text) or self._own_place(text, made):
            made.conditions.add("fits_holder")

    def _own_place(self, text: str, made: Gathered) -> bool:
        """Whether a text holds the bare name of the municipality that holds the network."""
        words = f" {' '.join(_WORD.findall(text.casefold()))} "
        for body in made.named.get("registry", ()):
            known = self.world.bodies.bodies[body]
            bare = known.name.casefold().removeprefix("gemeente ").split(" (")[0]
            if known.kind is BodyKind.GEMEENTE and f" {bare} " in words:
                return True
        return False

    def _place(self, facts: Facts, on: str | None, made: Gathered) -> None:
        if not facts.municipality:
            return
        if facts.place_from != "device":
            made.items.append(
                Item("weak", "place by address", facts.municipality[:_SHOWN], "geoip")
            )
            return
        made.conditions.add("device_place")
        made.items.append(
            Item("weak", "place of the device", facts.municipality[:_SHOWN], "device-place")
        )
        here = self._municipality(facts, on)
        holder = made.named.get("registry", ())
        municipal = [b for b in holder if self.world.bodies.bodies[b].kind is BodyKind.GEMEENTE]
        if here and municipal and not set(here) & set(municipal):
            made.conditions.add("unlike_holder")

    def _municipality(self, facts: Facts, on: str | None) -> tuple[str, ...]:
        """The municipality (all of that name) in which the device says it stands."""
        if facts.place_from != "device" or not facts.municipality:
            return ()
        return self.world.named(facts.municipality, on, BodyKind.GEMEENTE)

    def _groups(
        self, facts: Facts, held: Holding, on: str | None, made: Gathered
    ) -> dict[str, tuple[str, ...]]:
        """The groups of bodies a rule may name, and the conditions that follow from them."""
        note, named = made.conditions.add, made.named
        shared = held.net_class == "shared_service"
        checked = [named[c] for c in ("dns_control", "ca_organisation") if c in named]
        holder = named.get("registry", ())
        agreed = self.world.agreed([*checked, *([holder] if holder else [])], shared)
        if shared and agreed is None and not any(self.world.bodies.members.get(h) for h in holder):
            agreed = self.world.agreed(checked, shared)  # who takes part is not on record
        both = self.world.agreed(checked, shared)
        every = tuple(dict.fromkeys(b for bodies in named.values() for b in bodies))
        for cls in named:
            note(cls)
        if agreed is None:
            note("conflict")
        elif len(agreed) > 1:
            note("several")
        if made.weak:
            note("weak")
        self._words(made, every, holder)
        several = agreed if agreed else made.weak
        here = tuple(b for b in several if b in self._municipality(facts, on))
        return {
            "stated": made.stated,
            "disputing": made.disputing,
            "holder": holder,
            "members": tuple(m for h in holder for m in self.world.bodies.members.get(h, ())),
            "checked": (agreed if shared and agreed else both) or every,
            "strong": agreed if agreed is not None else every,
            "weak": made.weak,
            "at_place": here if len(here) == 1 else several,
        }

    def _words(self, made: Gathered, every: tuple[str, ...], holder: tuple[str, ...]) -> None:
        """What bodies themselves say, against what the rest of the evidence says."""
        claimed = set(every) | set(made.stated)
        # A dispute bears on an attribution the evidence makes, or that nothing strong contradicts.
        made.disputing = tuple(b for b in made.disputing if b in claimed or not every)
        made.stated = tuple(b for b in made.stated if b not in made.disputing)
        if made.disputing and not made.stated:
            made.conditions.add("disputed")
        if made.stated:
            made.conditions.add("stated")
        if len(made.stated) > 1:
            made.conditions.add("stated_by_several")
        elsewhere = made.stated and holder and "own_network" in made.conditions
        if elsewhere and self.world.agreed((holder, made.stated), True) is None:
            made.conditions.add("stated_elsewhere")
