# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries as GeoJSON, in degrees or in the Dutch grid where the file says so (`crs`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.places import Boundary, coded, in_degrees, whole

FORMAT = "GeoJSON"


def recognise(head: bytes) -> float:
    """JSON that speaks of a collection of features."""
    is_json = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
    return 0.9 if is_json and b'"FeatureCollection"' in head else 0.0


def read(content: Content) -> Iterator[Boundary]:
    """The municipalities of a file; other features are passed over. Errors: `InputError`."""
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        made = msgspec.json.decode(whole(content).removeprefix(b"\xef\xbb\xbf"))
        system = _system(made)
        for number, feature in enumerate(made["features"], 1):
            known = coded(feature.get("properties") or {})
            if known is not None and feature.get("geometry"):
                place = f"{content.name}: feature {number}"
                yield Boundary(*known, in_degrees(shape(feature["geometry"]), system))
    except (msgspec.DecodeError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"this is no GeoJSON: {error}", where=content.name) from error
    except (ShapelyError, ValueError, IndexError) as error:
        raise InputError(f"a boundary cannot be read: {error}", where=place) from error


def _system(made: Any) -> int:
    named = str(((made.get("crs") or {}).get("properties") or {}).get("name", ""))
    found = re.search(r"EPSG:+(\d{4,5})$", named)
    return int(found.group(1)) if found else 0
