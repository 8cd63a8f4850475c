# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts -> evidence by class, the bodies each class names, and the conditions of the ladder.

Every list is taken in an order of its own, so that the order of the facts changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from herkomst.attribute.certificates import Certificate, read_certificate
from herkomst.attribute.facts import Facts
from herkomst.attribute.gathered import STRONG, Gathered
from herkomst.attribute.hosts import HostMatch, dealt_out, normalised
from herkomst.attribute.ladder import Ladder
from herkomst.attribute.networks import Holding, net_class
from herkomst.attribute.statements import said
from herkomst.attribute.texts import place, texts
from herkomst.attribute.world import World
from herkomst.model import BodyKind

_HOSTED = ("hosting", "cloud")
_OWNABLE = ("access_isp", "business", "education", "mobile")
_NOTED = {
    "public_body": "own_network",
    "shared_service": "shared_network",
    "education": "education_network",
    "hosting": "hosting_network",
    "cloud": "hosting_network",
    "vendor_cloud": "vendor_network",
    "": "unknown_network",
}
_HOME = ("", "NL", "BQ")
_TOGETHER = re.compile(r"\s*[/|;]\s*")


class Gatherer:
    """Reads the facts of one address in one world."""

    def __init__(self, world: World, ladder: Ladder) -> None:
        self.world, self.ladder = world, ladder

    def gather(self, facts: Facts, holding: Holding) -> tuple[Gathered, dict[str, tuple[str, ...]]]:
        """The evidence with its conditions, and the groups of bodies a rule may name."""
        made = Gathered()
        on = facts.seen_at[:10] or None
        self._network(facts, holding, on, made)
        self._decoy(facts, made)
        self._hosts(facts, on, made)
        self._certificate(facts, on, made)
        said(facts, on, self.world, self.ladder, made)
        texts(facts, on, self.world, self.ladder, made)
        place(facts, on, self.world, made)
        return made, self._groups(facts, holding, on, made)

    def holding(self, facts: Facts) -> Holding:
        """Who holds the network: as the facts say, else as the tables do."""
        given = net_class(facts.net_class)
        if not given:
            return self.world.networks.find(
                facts.ip, facts.holder or facts.org or None, facts.isp or None, facts.asn
            )
        if given in _OWNABLE and facts.holder:
            given = self.world.networks.owned(facts.holder) or given
        return Holding(given, facts.holder, guest=facts.guest, via="given")

    # --- the network ----------------------------------------------------------------------------

    def _network(self, facts: Facts, held: Holding, on: str | None, made: Gathered) -> None:
        made.note(_NOTED.get(held.net_class, "line"))
        label = f"{held.holder} {facts.description}"
        if held.guest or facts.guest or self.ladder.says("guest", label):
            conditions = ("guest", "guest_range")
            made.oppose("registry", "guest network", held.holder, "guest-network", *conditions)
        if held.net_class or facts.country or facts.municipality:
            made.note("country")
        if facts.shared_address or facts.names_on_address >= self.ladder.many_names:
            made.oppose("weak", "address of many", held.holder, "shared-address", "shared_address")
        if facts.dynamic:
            made.oppose("weak", "address that changes hands", held.holder, "dynamic-address")
        if held.net_class == "vendor_cloud":
            made.oppose("registry", "relay of a maker", held.holder, "vendor-relay")
        elif held.net_class in _HOSTED:
            made.oppose("registry", "rented space", held.holder, "rented-space")
        elif held.net_class and held.net_class not in ("public_body", "shared_service"):
            made.item("registry", f"network: {held.net_class}", held.holder, "network-class")
        self._holder(facts, held, on, made)
        if facts.description:
            described = self.world.guessed(facts.description, on)
            if described:
                made.add("weak", "description", facts.description, "free-text", described)

    def _holder(self, facts: Facts, held: Holding, on: str | None, made: Gathered) -> None:
        """Whom the most specific registration names, as far as routing does not say otherwise."""
        world = self.world
        bodies = world.standing((held.body,), on) if held.body else ()
        bodies = bodies or world.named(held.holder, on)
        shared = held.net_class == "shared_service"
        if not bodies and shared:
            name = _TOGETHER.split(held.holder)[0]
            bodies = world.named(name, on) or world.named(name, on, BodyKind.GR)
        owned = shared or held.net_class == "public_body"
        agrees = held.routing_agrees if facts.routing_agrees is None else facts.routing_agrees
        within = facts.within or held.within
        if bodies and owned and agrees is not False:
            made.add("registry", "network holder", held.holder, "network-holder", bodies)
        elif bodies:
            made.add("weak", "name of the holder", held.holder, "network-holder", bodies)
        elif self._private_holder(facts, held):
            made.oppose(
                "registry", "private holder", held.holder, "private-holder", "private_holder"
            )
        elif owned:
            made.item("registry", f"network: {held.net_class}", held.holder, "network-class")
        if within and not bodies and world.named(within, on):
            # The most specific registration speaks: what lies around it lends it nothing.
            made.item("weak", "holder of what lies around", within, "network-around")
        if agrees is False:
            made.oppose("registry", "routing disagrees", held.holder, "routing-disagrees")
            made.unnote("own_network", "shared_network")
            made.note("unknown_network")

    def _private_holder(self, facts: Facts, held: Holding) -> bool:
        """Whether the holder's name is that of a private owner, and not of a carrier."""
        if not held.holder or self.world.networks.provider_only(held.holder):
            return False
        how = self.world.resolve(held.holder).how
        company = held.net_class in ("business", "public_body") or bool(facts.within or held.within)
        return how == "private" or (company and how in ("company", "foreign"))

    def _decoy(self, facts: Facts, made: Gathered) -> None:
        """An address that shows too many doors, or too many makers, shows what it likes."""
        many = (("open ports", facts.open_ports, self.ladder.many_ports),)
        for what, count, limit in (*many, ("makers", facts.makers_seen, self.ladder.many_makers)):
            if count >= limit:
                made.oppose("weak", f"too many {what}", str(count), "decoy", "decoy")

    # --- names ------------------------------------------------------------------------------------

    def _hosts(self, facts: Facts, on: str | None, made: Gathered) -> None:
        named = [("forward-confirmed name", facts.host)] if facts.forward_confirmed else []
        named += [("host record", h) for h in facts.records]
        proved = {
            (normalised(text), kind) for kind, text in named if "decoy" not in made.conditions
        }
        others = (facts.host, *facts.hostnames, *facts.records)
        free = {(normalised(text), "") for text in others} - {(h, "") for h, _ in proved}
        for host, kind in sorted((h, k) for h, k in proved | free if h is not None):
            match = self.world.hosts.match(host, on)
            if self.ladder.says("guest", host) and (match or host == normalised(facts.host)):
                made.oppose("weak", "name in a guest network", host, "guest-name", "guest")
            if match is None:
                if self.world.hosts.vendor(host):
                    made.oppose(
                        "weak", "name anybody can have", host, "dynamic-name", "dynamic_name"
                    )
                continue
            bodies = self.world.standing(match.bodies, on)
            if kind:
                made.add("dns_control", kind, host, "confirmed-name", bodies)
            else:
                made.add("weak", "name nobody confirmed", host, "unconfirmed-name", bodies)
            self._site(facts, match, bodies, made)
            made.fits(self.world, bodies, not dealt_out(host))

    def _site(
        self, facts: Facts, match: HostMatch, bodies: tuple[str, ...], made: Gathered
    ) -> None:
        """Whether a name in a body's domain tells of no more than a web site."""
        if {"own_network", "shared_network"} & made.conditions:
            return
        many = facts.names_on_address >= self.ladder.many_names
        if many or (match.web and "hosting_network" in made.conditions):
            made.site = tuple(dict.fromkeys((*made.site, *bodies)))

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
            copied=facts.tls_seen_on >= self.ladder.many_addresses,
        )
        trusted = seen.trusted and "decoy" not in made.conditions
        if seen.weakness:
            made.oppose(
                "weak", f"certificate: {seen.weakness}", facts.tls_subject, "weak-certificate"
            )
        checked = self._owner(seen, trusted, on, made)
        for host in sorted(seen.hosts):
            match = self.world.hosts.match(host, on)
            if match is None:
                if self.world.hosts.vendor(host):
                    made.oppose(
                        "weak", "name anybody can have", host, "dynamic-name", "dynamic_name"
                    )
                continue
            bodies = self.world.standing(match.bodies, on)
            self._site(facts, match, bodies, made)
            if not trusted:
                made.add("weak", "domain in a weak certificate", host, "free-text", bodies)
                made.fits(self.world, bodies, True)
            elif checked and self.world.agreed((checked, bodies), False) is not None:
                # One artefact is one piece of evidence, however many fields it has.
                made.item("ca_organisation", "domain beside it", host, "checked-name", checked)
            else:
                made.add("dns_control", "domain in a certificate", host, "checked-domain", bodies)

    def _owner(
        self, seen: Certificate, trusted: bool, on: str | None, made: Gathered
    ) -> tuple[str, ...]:
        """The organisation of a certificate; gives the bodies that an authority checked."""
        vouched = seen.vouched_organisation if trusted else None
        for text in sorted(seen.organisations)[:8]:
            found = self.world.resolve(text, on)
            if seen.country not in _HOME:
                self._abroad(text, vouched is not None, made)
                continue
            bodies = self.world.named(text, on)
            if vouched is not None and bodies:
                made.add("ca_organisation", "checked organisation", text, "checked-name", bodies)
                return bodies
            if weak := bodies or self.world.guessed(text, on):
                made.add("weak", "organisation nobody checked", text, "free-text", weak)
                made.fits(self.world, weak, True)
            elif found.how == "place":
                made.oppose("weak", "bare place name", text, "place-is-nobody")
            elif vouched is not None:
                private = ("private_owner",) if found.how in PRIVATE else ()
                kind = "checked, no public body"
                made.oppose("ca_organisation", kind, text, "other-owner", "other_owner", *private)
            elif found.how in PRIVATE:
                made.oppose("weak", "private organisation", text, "private-name", "private_sign")
        return ()

    def _abroad(self, text: str, vouched: bool, made: Gathered) -> None:
        """An organisation that its certificate places in another country: no body of ours."""
        if vouched:
            conditions = ("other_owner", "private_owner")
            made.oppose("ca_organisation", "checked, abroad", text, "other-owner", *conditions)
        else:
            made.oppose("weak", "organisation abroad", text, "private-name", "private_sign")

    # --- what follows from it -----------------------------------------------------------------------

    def _groups(
        self, facts: Facts, held: Holding, on: str | None, made: Gathered
    ) -> dict[str, tuple[str, ...]]:
        """The groups of bodies a rule may name, and the conditions that follow from them."""
        named = made.named
        shared = held.net_class == "shared_service"
        checked = [named[c] for c in ("dns_control", "ca_organisation") if c in named]
        holder = named.get("registry", ())
        agreed = self.world.agreed([*checked, *([holder] if holder else [])], shared)
        if shared and agreed is None and not any(self.world.bodies.members.get(h) for h in holder):
            agreed = self.world.agreed(checked, shared)  # who takes part is not on record
        both = self.world.agreed(checked, shared)
        every = tuple(sorted({b for c in STRONG for b in named.get(c, ())}))
        made.note(*named)
        if agreed is None:
            made.note("conflict")
        elif len(agreed) > 1:
            made.note("several")
        if made.weak:
            made.note("weak")
        told = both or agreed or made.weak
        if len(told) == 1 and told[0] in made.site:
            made.note("website")
        self._words(made, every, agreed, shared)
        several = agreed if agreed else made.weak
        here = tuple(b for b in several if b in self.world.municipality(facts, on))
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

    def _words(
        self,
        made: Gathered,
        every: tuple[str, ...],
        agreed: tuple[str, ...] | None,
        shared: bool,
    ) -> None:
        """What bodies themselves say, against what the rest of the evidence says."""
        # A dispute bears on the attribution that the evidence makes; without one, on nothing.
        named = {*every, *made.stated} or set(made.weak)
        made.disputing = tuple(b for b in made.disputing if b in named)
        made.stated = tuple(b for b in made.stated if b not in made.disputing)
        if made.disputing and not made.stated:
            made.note("disputed")
        if made.stated:
            made.note("stated")
        if len(made.stated) > 1:
            made.note("stated_by_several")
        elif made.stated and every and not self._fit(made.stated, agreed, shared):
            made.note("stated_elsewhere")

    def _fit(self, stated: tuple[str, ...], agreed: tuple[str, ...] | None, shared: bool) -> bool:
        """Whether what a body says of itself and what strong evidence says can both be true."""
        return agreed is not None and self.world.agreed((agreed, stated), shared) is not None


PRIVATE: Sequence[str] = ("private", "company", "foreign")

__all__ = ["PRIVATE", "Gathered", "Gatherer"]
