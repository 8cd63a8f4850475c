# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public bodies as facts, with the traps of their source."""

from __future__ import annotations

import csv
from collections import Counter

from tests.conftest import shared

from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.model import BodyKind


def test_how_many_there_are() -> None:
    bodies = load_public_bodies().bodies.values()
    living = Counter(b.kind for b in bodies if b.active and not b.synthetic)
    assert living[BodyKind.GEMEENTE] == 342
    assert living[BodyKind.PROVINCIE] == 12
    assert living[BodyKind.WATERSCHAP] == 21
    assert living[BodyKind.VEILIGHEIDSREGIO] == 25
    assert (
        living[BodyKind.RECHTSPRAAK] >= 17
        and living[BodyKind.AGENTSCHAP] >= 20
        and living[BodyKind.MINISTERIE] >= 12
    )


def test_former_municipalities_lead_to_todays() -> None:
    bodies = load_public_bodies().bodies
    former = [b for b in bodies.values() if b.kind is BodyKind.GEMEENTE and not b.active]
    assert len(former) == 263
    assert all(bodies[s].active for b in former for s in b.successors)
    haaren = next(b for b in former if b.name == "gemeente Haaren")
    assert len(haaren.successors) == 4


def test_ids_and_hosts_and_networks_point_to_bodies() -> None:
    known = load_public_bodies()
    assert all(h.body in known.bodies for h in known.hosts)
    assert all(n.body in known.bodies for n in known.networks if n.body)
    hosts = {h.host for h in known.hosts}
    assert {"zeist.nl", "gemeente.groningen.nl"} <= hosts
    assert not {"rijksoverheid.nl", "groningen.nl", "gmail.com", "rechtspraak.nl"} & hosts


def test_municipalities_equal_the_reference() -> None:
    with shared("data/bodies/gemeenten.csv").open(encoding="utf-8") as stream:
        reference = {r["tooi"]: r["kvk"] for r in csv.DictReader(stream)}
    ours = {
        b.id: b.kvk
        for b in load_public_bodies().bodies.values()
        if b.kind is BodyKind.GEMEENTE and b.active and not b.synthetic
    }
    assert ours == reference


def test_invented_bodies_are_marked() -> None:
    known = load_public_bodies()
    invented = [b for b in known.bodies.values() if b.id.startswith("demo:")]
    assert invented and all(b.synthetic for b in invented)


def test_providers_have_a_class_a_source_and_numbers_of_their_own() -> None:
    from herkomst.attribute.networks import net_class

    providers = [p for p in load_public_bodies().providers if not p.synthetic]
    numbers = [n for p in providers for n in p.asns]
    assert len(numbers) == len(set(numbers)) and len(providers) > 50
    assert all(net_class(p.net_class) == p.net_class for p in providers)
    own = {n.asn for n in load_public_bodies().networks if n.body}
    assert not own & set(numbers), "no provider's number is a body's"


def test_events_of_municipalities() -> None:
    known = load_public_bodies()
    assert len(known.events) == 128 and all(len(e.date) == 10 for e in known.events)
    ended = {b.id for b in known.bodies.values() if b.kind is BodyKind.GEMEENTE and not b.active}
    assert {e for event in known.events for e in event.ended} == ended
    haaren = next(e for e in known.events if any(x.endswith("gm0788") for x in e.ended))
    assert (haaren.kind, haaren.date, len(haaren.after)) == ("uitbreiding", "2021-01-01", 4)


def test_homonyms_stay_apart() -> None:
    """A municipality and a province of one name, and two municipalities of one name."""
    names = [(b.name, b.kind) for b in load_public_bodies().bodies.values() if b.active]
    for name in ("Utrecht", "Groningen"):
        assert (f"gemeente {name}", BodyKind.GEMEENTE) in names
        assert (f"provincie {name}", BodyKind.PROVINCIE) in names
    assert sum(n.startswith("gemeente Bergen (") for n, _ in names) == 2


def test_public_law_and_private_law() -> None:
    known = load_public_bodies()
    hospitals = {b.name for b in known.bodies.values() if b.kind is BodyKind.ZIEKENHUIS}
    assert len(hospitals) == 5 and not {h.casefold() for h in hospitals} & set(known.private_law)
    names = {a.text.casefold() for a in known.aliases}
    assert "isala" in known.private_law and not names & set(known.private_law)
