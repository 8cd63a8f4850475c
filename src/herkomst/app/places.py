# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries that the user imported, and the municipality a device's own coordinates lie in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from herkomst.app.bodies import name_of, succession
from herkomst.attribute.places import TOOI, Areas, Places
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.content import Content
from herkomst.errors import CatalogueError, InputError
from herkomst.registers import places as formats
from herkomst.registers.places.outlines import outlines
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
    _keep(folder() / f"{year}.map", outlines(found))
    known.cache_clear()
    living = {b.tooi[-6:].upper() for b in load_public_bodies().bodies.values() if b.active}
    return {
        "file": path.name,
        "year": year,
        "municipalities": len(found),
        "not_of_today": sorted(b.code for b in found if b.code not in living),
    }


def _keep(path: Path, made: dict[str, Any]) -> None:
    """One file, whole or not at all."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(msgspec.json.encode(made))
    fresh.replace(path)


@dataclass(frozen=True, slots=True)
class Area:
    """The outline of a municipality: `path` is the data of an SVG path; `body` the one body of today that
    answers for it."""

    body: str
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The newest boundaries that were imported, to be drawn. `stamp` tells one state of it from another."""

    stamp: str
    width: int
    height: int
    areas: tuple[Area, ...]


def drawing() -> Drawing | None:
    """The boundaries to draw; null where none were imported. Errors: `CatalogueError` for a damaged file."""
    found = sorted(folder().glob("[12][0-9][0-9][0-9].map"))
    return _drawing(found[-1], found[-1].stat().st_mtime_ns) if found else None


@lru_cache(maxsize=2)
def _drawing(path: Path, changed: int) -> Drawing | None:
    try:
        made = msgspec.json.decode(path.read_bytes())
        width, height = int(made["width"]), int(made["height"])
        drawn = [(str(a["code"]), str(a["path"])) for a in made["areas"]]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CatalogueError(
            f"this drawing of boundaries is damaged: {error}",
            where=str(path),
            do="Make it again: herkomst places refresh FILE.",
        ) from error
    areas = tuple(Area(body, p) for code, p in drawn if (body := _of_today(code)))
    return Drawing(f"{path.stem}-{changed}", width, height, areas) if areas else None


def _of_today(code: str) -> str | None:
    """The one body of today that answers for a municipality of then; null where it was split up."""
    now = succession(TOOI + code.lower())["answers_now"]
    return str(now[0]["body"]) if len(now) == 1 else None


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
