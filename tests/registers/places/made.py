# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries written for tests: squares, in each format."""

from __future__ import annotations

import json
import sqlite3
import struct
from pathlib import Path
from typing import Any

SQUARES = {"GM9001": (5.0, 52.0), "GM9002": (5.1, 52.0)}  # south-west corners; 0.1 by 0.1 degrees


def ring(x: float, y: float, size: float = 0.1) -> list[list[float]]:
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def geojson(path: Path, features: list[dict[str, Any]] | None = None, **more: Any) -> Path:
    made = features or [
        {
            "type": "Feature",
            "properties": {"statcode": code, "statnaam": f"Town {code}"},
            "geometry": {"type": "Polygon", "coordinates": [ring(*corner)]},
        }
        for code, corner in SQUARES.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": made, **more}))
    return path


def topojson(path: Path) -> Path:
    """Two squares that share an arc, one with a hole."""
    arcs = [
        [[100, 0], [0, 100]],
        [[100, 100], [-100, 0], [0, -100], [100, 0]],
        [[100, 0], [100, 0], [0, 100], [-100, 0]],
        [[40, 40], [20, 0], [0, 20], [-20, 0], [0, -20]],
    ]
    made = {
        "type": "Topology",
        "transform": {"scale": [0.001, 0.001], "translate": [5.0, 52.0]},
        "arcs": arcs,
        "objects": {
            "gemeenten": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "id": "GM9001", "arcs": [[0, 1], [3]]},
                    {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"code": "9002"}},
                ],
            }
        },
    }
    path.write_text(json.dumps(made))
    return path


def geopackage(
    path: Path, *, system: int = 4326, envelope: bool = False, corners: Any = None
) -> Path:
    import shapely

    base = sqlite3.connect(path)
    base.executescript(
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);"
        "CREATE TABLE wijken (fid INTEGER, geom BLOB, wijkcode TEXT);"
        "CREATE TABLE gemeenten (fid INTEGER, geom BLOB, gemeentecode TEXT, gemeentenaam TEXT, water TEXT);"
        "INSERT INTO gpkg_geometry_columns VALUES ('wijken', 'geom', 4326), ('absent', 'geom', 4326);"
    )
    base.execute("INSERT INTO gpkg_geometry_columns VALUES ('gemeenten', 'geom', ?)", (system,))
    size = 0.1 if system == 4326 else 10_000
    head = b"GP\0" + bytes([1 | (2 if envelope else 0)]) + struct.pack("<i", system)
    head += struct.pack("<4d", 0, 0, 0, 0) if envelope else b""
    for code, corner in (corners or SQUARES).items():
        blob = head + shapely.to_wkb(shapely.Polygon(ring(*corner, size)))
        base.execute("INSERT INTO gemeenten VALUES (1, ?, ?, 'Town', 'NEE')", (blob, code))
    base.execute("INSERT INTO gemeenten VALUES (9, ?, 'GM9003', 'Sea', 'JA')", (blob,))
    base.commit()
    base.close()
    return path
