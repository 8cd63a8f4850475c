# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries that the user imported, and the municipality a device's own coordinates lie in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from herkomst.app.bodies import name_of
from herkomst.attribute.places import Areas, Places
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers import places as formats
from herkomst.settings import user_catalogue


def folder() -> Path:
    """Where the boundaries stand, a file a year."""
    return user_catalogue() / "places"


@cache
def known() -> Places:
    """The imported boundaries; empty where there are none."""
    return Places(folder(), load_public_bodies())


def refresh(path: Path, year: int) -> dict[str, Any]:
    """Import the boundaries of a year; those of the same year are replaced. Errors: `InputError`."""
    if not 1900 <= year <= 2999:
        raise InputError(f"{year} is no year of boundaries", do="Write it like --year 2025.")
    found = formats.read(Content(path))
    try:
        areas = Areas([b.code for b in found], [b.shape for b in found])
    except ValueError as error:
        raise InputError(str(error), where=str(path), follows="Nothing was changed.") from error
    folder().mkdir(parents=True, exist_ok=True)
    areas.save(folder() / f"{year}.npz")
    known.cache_clear()
    living = {b.tooi[-6:].upper() for b in load_public_bodies().bodies.values() if b.active}
    return {
        "file": path.name,
        "year": year,
        "municipalities": len(found),
        "not_of_today": sorted(b.code for b in found if b.code not in living),
    }


def placed(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Network facts with the municipality of the device's own coordinates filled in. Coordinates from
    an address database are left alone: they say nothing of a place."""
    place = facts.get("place")
    if not isinstance(place, Mapping) or place.get("from") != "device" or place.get("municipality"):
        return facts
    latitude, longitude = place.get("lat"), place.get("lon")
    numbers = all(
        isinstance(n, int | float) and not isinstance(n, bool) for n in (latitude, longitude)
    )
    if not numbers or not known():
        return facts
    seen = facts.get("seen_at")
    day = seen[:10] if isinstance(seen, str) and seen else None
    body = known().municipality(float(latitude), float(longitude), day)  # type: ignore[arg-type]
    return facts if body is None else {**facts, "place": {**place, "municipality": name_of(body)}}
