# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A noun as Arrow schema, as SQL table, as JSON schema: derived from `herkomst.model`, never written twice."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from herkomst import model

if TYPE_CHECKING:
    import pyarrow as pa
    import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a noun: its plain Python type, and whether it may be null or is a list of text."""

    name: str
    type: type
    nullable: bool
    many: bool
    values: tuple[str, ...] = ()


def columns(noun: Any) -> tuple[Column, ...]:
    """The fields of a noun, in order."""
    found: Any = noun
    return _columns(found)


@cache
def _columns(noun: Any) -> tuple[Column, ...]:
    hints = typing.get_type_hints(noun)
    return tuple(_column(f.name, hints[f.name]) for f in fields(noun))


def _column(name: str, hint: Any) -> Column:
    nullable = False
    if isinstance(hint, types.UnionType):
        nullable = True
        (hint,) = [a for a in hint.__args__ if a is not type(None)]
    if typing.get_origin(hint) is tuple:
        return Column(name, str, nullable, many=True)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Column(name, str, nullable, many=False, values=tuple(str(v) for v in hint))
    return Column(name, hint, nullable, many=False)


@cache
def arrow_schema(noun: Any) -> pa.Schema:
    """The noun as Arrow schema: text for enums, dates and moments; list<text> for tuples."""
    import pyarrow as pa

    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    return pa.schema(
        [
            pa.field(c.name, pa.list_(pa.string()) if c.many else plain[c.type], c.nullable)
            for c in columns(noun)
        ]
    )


def sql_table(
    noun: Any,
    metadata: sa.MetaData,
    *,
    name: str,
    key: tuple[str, ...],
    index: tuple[tuple[str, ...], ...] = (),
) -> sa.Table:
    """The noun as SQL table. Tuples are JSON text; text sorts by code point on every engine, so
    that both give rows in the same order."""
    import sqlalchemy as sa

    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    plain: dict[type, Any] = {
        str: text,
        int: sa.BigInteger(),
        float: sa.Double(),
        bool: sa.Boolean(),
    }
    made: list[sa.Column[Any]] = [
        sa.Column(c.name, text if c.many else plain[c.type], nullable=c.nullable)
        for c in columns(noun)
    ]
    parts: list[Any] = [*made, sa.PrimaryKeyConstraint(*key)]
    parts += [sa.Index(f"ix_{name}_{'_'.join(on)}", *on) for on in index]
    return sa.Table(name, metadata, *parts)


def json_schema(noun: Any) -> dict[str, Any]:
    """The noun as JSON schema (draft 2020-12)."""
    plain = {str: "string", int: "integer", float: "number", bool: "boolean"}
    properties: dict[str, Any] = {}
    for c in columns(noun):
        if c.many:
            properties[c.name] = {"type": "array", "items": {"type": "string"}}
            continue
        shape: dict[str, Any] = {"type": [plain[c.type], "null"] if c.nullable else plain[c.type]}
        if c.values:
            shape["enum"] = [*c.values, None] if c.nullable else list(c.values)
        properties[c.name] = shape
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": noun.__name__,
        "description": (noun.__doc__ or "").strip(),
        "type": "object",
        "properties": properties,
        "required": [c.name for c in columns(noun)],
        "additionalProperties": False,
    }


# --- records to rows and back -------------------------------------------------------------------


def to_row(record: Any) -> dict[str, Any]:
    """One record as a row for SQL: enums as text, tuples as JSON text."""
    import json

    row: dict[str, Any] = {}
    noun: Any = type(record)
    for c in columns(noun):
        value = getattr(record, c.name)
        if c.many:
            value = json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))
        elif c.values and value is not None:
            value = str(value)
        row[c.name] = value
    return row


@cache
def _reading(noun: Any) -> tuple[tuple[str, ...], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """The columns of a noun, and how to read back those that are not plain."""
    import msgspec

    hints = typing.get_type_hints(noun)
    listed = msgspec.json.Decoder(tuple[str, ...]).decode
    found: list[tuple[str, Callable[[Any], Any]]] = []
    for c in columns(noun):
        if c.many:
            found.append((c.name, listed))
        elif c.values:
            hint = hints[c.name]
            kinds = hint.__args__ if isinstance(hint, types.UnionType) else (hint,)
            (enum,) = [a for a in kinds if a is not type(None)]
            found.append((c.name, {str(v): v for v in enum}.__getitem__))
        elif c.type is bool:
            found.append((c.name, bool))
    return tuple(c.name for c in columns(noun)), tuple(found)


def from_row(noun: Any, row: typing.Mapping[str, Any]) -> Any:
    """A record from a row that `to_row` made; columns the noun does not know are left out."""
    names, readers = _reading(noun)
    values = {name: row[name] for name in names}
    for name, read in readers:
        value = values[name]
        if value is not None:
            values[name] = read(value)
    return noun(**values)


# --- observations: base columns, evidence columns, and what the stages add -----------------------

IDENTIFIED = (
    "maker brand platform component kind model firmware serial_seen grade confidence rules".split()
)
ATTRIBUTED = "body level possible why".split()


@cache
def observation_schema(evidence: tuple[str, ...]) -> pa.Schema:
    """A batch as a source gives it: the fields of `Observation`, then one text column a field of
    `catalogue/fields.yaml`."""
    import pyarrow as pa

    small = {"length": pa.int32(), "port": pa.int32(), "asn": pa.int64()}
    base = [f.with_type(small.get(f.name, f.type)) for f in arrow_schema(model.Observation)]
    return pa.schema(base + [pa.field(name, pa.string()) for name in evidence])
