# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries as GeoPackage, as CBS publishes them: an SQLite file that is read and never written."""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.places import Boundary, coded, in_degrees

FORMAT = "GeoPackage"
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
_LAYERS = (
    "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g "
    "JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table' ORDER BY g.table_name"
)


def recognise(head: bytes) -> float:
    """An SQLite file; whether it is a GeoPackage shows on reading."""
    return 0.7 if head.startswith(b"SQLite format 3\0") else 0.0


def read(content: Content) -> Iterator[Boundary]:
    """The municipalities of the layer that has most of them. Errors: `InputError`."""
    from shapely.errors import ShapelyError

    if content.encoding != "identity":
        raise InputError("a GeoPackage cannot be read while it is packed", where=content.name)
    address = f"file:{quote(str(content.path.resolve()))}?mode=ro&immutable=1"
    try:
        base = sqlite3.connect(address, uri=True)
        try:
            base.execute("PRAGMA trusted_schema = OFF")
            layers = [_layer(base, *row) for row in base.execute(_LAYERS).fetchall()]
        finally:
            base.close()
    except sqlite3.Error as error:
        raise InputError(f"this is no GeoPackage: {error}", where=content.name) from error
    except (ShapelyError, ValueError, TypeError, struct.error) as error:
        raise InputError(f"a boundary cannot be read: {error}", where=content.name) from error
    yield from max(layers, key=len, default=[])


def _layer(base: sqlite3.Connection, table: Any, column: Any, system: Any) -> list[Boundary]:
    """The municipalities of one layer; of a layer of something else there are none."""
    if not (_NAME.fullmatch(str(table)) and _NAME.fullmatch(str(column))):
        return []
    rows = base.execute(f'SELECT * FROM "{table}"')
    names = [d[0] for d in rows.description]
    made = []
    for row in rows:
        fields = dict(zip(names, row, strict=True))
        blob = fields.pop(column)
        known = coded(fields)
        if known is not None and isinstance(blob, bytes):
            made.append(Boundary(*known, in_degrees(_shape(blob), int(system))))
    return made


def _shape(blob: bytes) -> Any:
    """A geometry with the head that GeoPackage puts before it."""
    import shapely

    magic, _, flags = struct.unpack_from("<2sBB", blob)
    if magic != b"GP":
        raise ValueError("a geometry without the head of a GeoPackage")
    return shapely.from_wkb(blob[8 + _ENVELOPES.get(flags >> 1 & 7, 0) :])
