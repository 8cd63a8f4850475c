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
