# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries as TopoJSON: rings are made of arcs that neighbours share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.places import Boundary, coded, in_degrees, whole

FORMAT = "TopoJSON"
Array = np.ndarray[Any, Any]


def recognise(head: bytes) -> float:
    """JSON that says it is a topology."""
    is_json = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
    return 0.9 if is_json and b'"Topology"' in head else 0.0


def read(content: Content) -> Iterator[Boundary]:
    """The municipalities of a file. Errors: `InputError`."""
    from shapely.errors import ShapelyError

    try:
        made = msgspec.json.decode(whole(content).removeprefix(b"\xef\xbb\xbf"))
        arcs = [_arc(a, made.get("transform")) for a in made["arcs"]]
        for layer in made["objects"].values():
            for part in layer.get("geometries", [layer]):
                known = coded({"id": part.get("id"), **(part.get("properties") or {})})
                if known is not None:
                    yield Boundary(*known, in_degrees(_shape(part, arcs), 0))
    except (msgspec.DecodeError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"this is no TopoJSON: {error}", where=content.name) from error
    except (ShapelyError, ValueError, IndexError) as error:
        raise InputError(f"a boundary cannot be read: {error}", where=content.name) from error


def _arc(points: Any, transform: Any) -> Array:
    made = np.array(points, float)
    if transform:
        made = np.cumsum(made, axis=0) * transform["scale"] + transform["translate"]
    return made


def _shape(part: Any, arcs: list[Array]) -> Any:
    from shapely import MultiPolygon, Polygon

    if part["type"] == "Polygon":
        return _polygon(part["arcs"], arcs, Polygon)
    return MultiPolygon([_polygon(p, arcs, Polygon) for p in part["arcs"]])


def _polygon(rings: Any, arcs: list[Array], polygon: Any) -> Any:
    shell, *holes = (_ring(r, arcs) for r in rings)
    return polygon(shell, holes)


def _ring(numbers: list[int], arcs: list[Array]) -> Array:
    """Arcs end to end; one with a negative number (its complement) is walked backwards."""
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([parts[0], *(p[1:] for p in parts[1:])])
