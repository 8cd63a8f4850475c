# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a device says of itself: a name its owner gave it, and where it stands. Anybody can write
either, so alone they name nobody for sure; in a body's own network they may agree with its holder."""

from __future__ import annotations

import re

from herkomst.attribute.facts import Facts
from herkomst.attribute.gathered import Gathered
from herkomst.attribute.ladder import Ladder
from herkomst.attribute.world import World
from herkomst.model import BodyKind

_CUT = re.compile(r"\s+-\s+|[|;\n]|\s{3,}")
_WORD = re.compile(r"[^\W_]+")


def texts(facts: Facts, on: str | None, world: World, ladder: Ladder, made: Gathered) -> None:
    """The device's own text."""
    text = facts.device_text.strip()
    if not text:
        return
    if ladder.says("private", text):
        made.oppose("weak", "device text of a private owner", text, "device-text", "private_sign")
        return
    for part in parts(text):
        if bodies := world.spelled_out(part, on):
            made.add("weak", "device text", part, "device-text", bodies)
            made.fits(world, bodies, True)
            return
    made.item("weak", "device text", text, "device-text")
    if "own_network" not in made.conditions:
        return
    if ladder.says("public", text) or _own_place(text, world, made):
        made.note("fits_holder")


def parts(text: str) -> list[str]:
    """A device's text, and the pieces between its marks."""
    return [p.strip() for p in (text, *_CUT.split(text[:256])[:8])]


def _own_place(text: str, world: World, made: Gathered) -> bool:
    """Whether a text holds the bare name of the municipality that holds the network."""
    words = f" {' '.join(_WORD.findall(text.casefold()))} "
    for body in made.named.get("registry", ()):
        known = world.bodies.bodies[body]
        bare = known.name.casefold().removeprefix("gemeente ").split(" (")[0]
        if known.kind is BodyKind.GEMEENTE and f" {bare} " in words:
            return True
    return False


def place(facts: Facts, on: str | None, world: World, made: Gathered) -> None:
    """Where the device says it stands; a place by address is none."""
    where = facts.municipality or _degrees(facts)
    if not where:
        return
    if facts.place_from != "device":
        made.oppose("weak", "place by address, not of the device", where, "geoip")
        return
    if not facts.municipality and not world.inside(facts):
        made.oppose("weak", "place outside the Netherlands, or none", where, "no-place")
        return
    made.note("device_place")
    made.item("weak", "place of the device", where, "device-place")
    here = world.municipality(facts, on)
    holder = made.named.get("registry", ())
    municipal = [b for b in holder if world.bodies.bodies[b].kind is BodyKind.GEMEENTE]
    if here and municipal and not set(here) & set(municipal):
        made.note("unlike_holder")


def _degrees(facts: Facts) -> str:
    if facts.latitude is None or facts.longitude is None:
        return ""
    return f"{facts.latitude:.5f}, {facts.longitude:.5f}"
