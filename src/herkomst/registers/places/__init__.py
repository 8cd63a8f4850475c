# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries of municipalities as their publisher gives them, by the municipality's number.

One module a format, found by itself: `FORMAT`, `recognise(head)` and `read(content)`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType
from typing import Any

from herkomst.content import Content
from herkomst.errors import InputError

HEAD = 1 << 14
LARGEST = 512 << 20
CROSSINGS = 20_000  # pairs of sides that may cross in the broken shapes of one file
_PAIRS = 10_000_000
_LARGE, _SIDES = (
    100_000,
    20,
)  # corners of a large shape; sides near each side that a sound one has not
_CODE = re.compile(r"(?:GM)?(\d{4})", re.I)
_CODE_FIELDS = ("statcode", "gemeentecode", "gm_code", "identificatie", "code", "id")
_NAME_FIELDS = ("statnaam", "gemeentenaam", "gm_naam", "naam", "name")
_WATER = ("water", "h2o")  # the maps of districts have a municipality's open water apart
DUTCH_GRID, DEGREES = 28992, 4326


@dataclass(frozen=True, slots=True)
class Boundary:
    """The area of one municipality: `code` GM and four digits; `shape` a shapely polygon or several, in
    degrees, longitude first."""

    code: str
    name: str
    shape: Any


@cache
def formats() -> tuple[ModuleType, ...]:
    """The modules that read a format, by name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    found = [importlib.import_module(f"{__name__}.{n}") for n in names]
    return tuple(m for m in found if hasattr(m, "FORMAT"))


def read(content: Content) -> list[Boundary]:
    """The boundaries of a file, one a municipality. Errors: `InputError` for what is none."""
    need_shapely()
    head = content.head(HEAD)
    bid, surest = max(((m.recognise(head), m) for m in formats()), key=lambda b: b[0])
    known = "; ".join(m.FORMAT for m in formats())
    if bid <= 0:
        raise InputError(
            content.truncated or "these are no boundaries in a format that is known here",
            where=content.name,
            follows="Nothing was changed.",
            do=f"Known: {known}.",
        )
    made = _joined(surest.read(content), content.name)
    if not made:
        raise InputError(
            "no municipality was found in it",
            where=content.name,
            follows="Nothing was changed.",
            do=f"A municipality has its number in one of the fields {', '.join(_CODE_FIELDS)}.",
        )
    return made


def need_shapely() -> None:
    """Errors: `InputError` where the library for areas is not installed."""
    try:
        import shapely  # noqa: F401
    except ImportError as error:
        raise InputError(
            "places need the library shapely", do="pip install 'herkomst[places]'"
        ) from error


def whole(content: Content) -> bytes:
    """All of a file. Errors: `InputError` for one that is too large or cut off."""
    held, size = [], 0
    for block in content.chunks():
        size += len(block)
        if size > LARGEST:
            raise InputError(f"larger than {LARGEST >> 20} MB", where=content.name)
        held.append(block)
    if content.truncated:
        raise InputError(content.truncated, where=content.name, follows="Nothing was changed.")
    return b"".join(held)


def coded(fields: Mapping[str, Any]) -> tuple[str, str] | None:
    """Number and name of the municipality that a record is about; nothing for any other record."""
    lower = {str(k).lower(): v for k, v in fields.items()}
    if any(str(lower.get(w, "")).strip().upper() in ("JA", "B", "TRUE") for w in _WATER):
        return None
    for field in _CODE_FIELDS:
        found = _CODE.fullmatch(str(lower.get(field, "")).strip())
        if found is not None:
            names = (str(lower[n]) for n in _NAME_FIELDS if lower.get(n))
            return f"GM{found.group(1)}", next(names, "")
    return None


def in_degrees(shape: Any, system: int) -> Any:
    """A shape in degrees. Errors: `ValueError` for a system of coordinates that is not known."""
    import shapely

    from herkomst.registers.places.dutch_grid import to_degrees

    left, low, right, top = shape.bounds
    if system == DUTCH_GRID or (system == 0 and right > 1000):
        return shapely.transform(shape, to_degrees)
    if system not in (0, DEGREES, 4258) or not (
        -180 <= left <= right <= 180 and -90 <= low <= top <= 90
    ):
        raise ValueError(f"coordinates of system {system} are not known")
    return shape


def _joined(found: Iterable[Boundary], where: str) -> list[Boundary]:
    """One boundary a municipality, its parts together, mended where a ring crosses itself."""
    import shapely

    left = CROSSINGS
    parts: dict[str, list[Boundary]] = {}
    for boundary in found:
        shape = boundary.shape
        corners = int(shapely.get_num_coordinates(shape))
        # Of a large shape full of crossings even to ask whether there are any takes minutes.
        tangled = corners > _LARGE and _near_crossings(shape, _SIDES * corners) >= _SIDES * corners
        if tangled or not shape.is_valid:
            left = 0 if tangled else left - _near_crossings(shape, left)
            if left <= 0:
                raise InputError(
                    f"the boundary of {boundary.code} crosses itself too often to be mended",
                    where=where,
                    follows="Nothing was changed.",
                    do="Take the boundaries as their publisher gives them.",
                )
            shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
        parts.setdefault(boundary.code, []).append(replace(boundary, shape=shape))
    made = []
    for code, some in sorted(parts.items()):
        shape = some[0].shape if len(some) == 1 else shapely.union_all([b.shape for b in some])
        if shape.area > 0:
            made.append(Boundary(code, some[0].name, shape))
    return made


def _near_crossings(shape: Any, limit: int) -> int:
    """How many pairs of sides of a shape may cross, as far as `limit`: mending takes time with these, and
    not with the corners. Neighbours touch anyway and do not count."""
    import numpy as np
    import shapely

    ends, ring = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(shape)), return_index=True
    )
    same = ring[1:] == ring[:-1]
    low, high = np.minimum(ends[1:], ends[:-1])[same], np.maximum(ends[1:], ends[:-1])[same]
    boxes = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
    tree = shapely.STRtree(boxes)
    step = max(
        1, _PAIRS // max(1, len(boxes))
    )  # even if all of them overlap, memory holds the pairs
    count = 0
    for at in range(0, len(boxes), step):
        side, other = tree.query(boxes[at : at + step])
        count += int((other > side + at + 1).sum())
        if count >= limit:
            break
    return count
