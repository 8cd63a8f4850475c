# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stateless filters: JSON lines in, JSON lines out, every line answered in order.

A line that cannot be read is answered with ``{"id", "error"}`` and ends nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from herkomst import catalogue
from herkomst.errors import HerkomstError

BATCH = 16384
MAX_LINE = 16 << 20

Item = dict[str, Any]
T = TypeVar("T")
Cite = Callable[[str], list[tuple[str, str, str, str]]]


def _batches(lines: Iterable[bytes]) -> Iterator[list[Item]]:
    held: list[Item] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        held.append(_parsed(line, number))
        if len(held) == BATCH:
            yield held
            held = []
    if held:
        yield held


def _parsed(line: bytes, number: int) -> Item:
    """One line as an object; or what is wrong with it, under `error`."""
    if len(line) > MAX_LINE:
        return {"id": None, "error": f"line {number}: longer than {MAX_LINE:,} bytes"}
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return {"id": None, "error": f"line {number}: not JSON: {error}"}
    if not isinstance(value, dict):
        return {"id": None, "error": f"line {number}: not an object"}
    value.setdefault("id", None)
    value.pop("error", None)
    return value


def identify_lines(lines: Iterable[bytes]) -> Iterator[Item]:
    """Evidence in (`{"id", "<field>": "<value>", ...}`), identification out."""
    cite = _citations()
    for batch in _batches(lines):
        yield from _identified_batch(batch, cite)


def identify_json(lines: Iterable[bytes]) -> Iterator[bytes]:
    """As `identify_lines`, JSON lines out. Lines that say the same but for their id are answered once."""
    cite = _citations()
    encode = msgspec.json.encode
    for batch in _batches(lines):
        places: dict[Any, int] = {}
        distinct: list[Item] = []
        at: list[int] = []
        for item in batch:
            # 1, 1.0 and true are equal but not the same
            key = tuple([(n, v, type(v)) for n, v in item.items() if n != "id"])
            try:
                place = places.setdefault(key, len(distinct))
            except TypeError:  # a list or object as a value: what is wrong with it is said for each
                place = len(distinct)
            if place == len(distinct):
                distinct.append(item)
            at.append(place)
        rests = [encode(found)[1:] for found in map(_without_id, _identified_batch(distinct, cite))]
        for item, place in zip(batch, at, strict=True):
            yield b'{"id":%b,%b\n' % (encode(item["id"]), rests[place])


def _without_id(found: Item) -> Item:
    del found["id"]
    return found


def _identified_batch(batch: list[Item], cite: Cite) -> Iterator[Item]:
    import polars as pl

    from herkomst.identify import RESULT, identify

    caps = {name: field.cap for name, field in catalogue.fields().items()}
    columns: dict[str, list[str | None]] = {}
    for at, item in enumerate(batch):
        wrong = _fill(columns, at, item, caps, len(batch)) if "error" not in item else ""
        if wrong:
            item["error"] = wrong
    frame = pl.DataFrame(
        columns or {"product": [None] * len(batch)},
        schema=dict.fromkeys(columns or ("product",), pl.String),
    )
    for item, row in zip(batch, identify(frame).rows(), strict=True):
        if "error" in item:
            yield {"id": item["id"], "error": item["error"]}
        else:
            yield _identified(item, dict(zip(RESULT, row, strict=True)), cite)


def _fill(
    columns: dict[str, list[str | None]], row: int, item: Item, caps: dict[str, int], many: int
) -> str:
    """Put the fields of one item in their columns; what is wrong with it, or nothing."""
    for name, value in item.items():
        if name == "id" or value is None:
            continue
        if name == "field" and "value" in item:  # the long form: one field by name and value
            name, value = str(value), item["value"]
        elif name == "value" and "field" in item:
            continue
        if name not in caps:
            return f"{name!r} is no evidence field; known: {', '.join(caps)}"
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            return f"{name}: a text is wanted, not {type(value).__name__}"
        if name not in columns:
            columns[name] = [None] * many
        columns[name][row] = value[: caps[name]]
    return ""


def _identified(item: Item, row: Item, cite: Cite) -> Item:
    found: dict[str, list[Item]] = {"for": [], "against": []}
    for side, rule, field, text in cite(row["rules"]) if row["rules"] else ():
        value = text or item.get(field) or _whole(item)
        found[side].append({"rule": rule, "field": field, "value": str(value)[:256]})
    return {
        "id": item["id"],
        "maker": row["maker"],
        "brand": row["brand"],
        "platform": row["platform"],
        "component": row["component"],
        "kind": row["kind"],
        "model": row["model"],
        "firmware": row["firmware"],
        "grade": row["grade"],
        "confidence": row["confidence"],
        **found,
    }


def _whole(item: Item) -> Any:
    """The value of the long form, or the whole answer in which a field stood."""
    texts = (v for k, v in item.items() if k not in ("id", "field") and isinstance(v, str))
    return item.get("value") or next(texts, "")


def _citations() -> Cite:
    """Rules for and against, as `identify` lists them -> side, rule, field and, for an assertion about
    who builds for a brand, its text. Lists repeat, so they are remembered."""
    from herkomst.catalogue.entities import built_for
    from herkomst.identify import edge_id
    from herkomst.identify.engine import default_engine

    cited = {rule.id: (rule.field, "") for rule in default_engine().rules}
    for edge in (e for edges in built_for().values() for e in edges):
        until = f", until {edge.valid_until}" if edge.valid_until else ""
        line = f" ({edge.product_line})" if edge.product_line else ""
        text = (
            f"{edge.source_of} builds for {edge.target}{line}{until}, {edge.stance}: {edge.source}"
        )
        cited[edge_id(edge)] = ("brand", text)

    @lru_cache(maxsize=4096)
    def cite(rules: str) -> list[tuple[str, str, str, str]]:
        sides = [("against" if r.startswith("-") else "for", r.lstrip("-")) for r in rules.split()]
        return [(side, rule, *cited[rule]) for side, rule in sides]

    return cite


def attribute_lines(lines: Iterable[bytes]) -> Iterator[Item]:
    """Network facts in, body and level out, with the evidence for and against."""
    from herkomst.app.bodies import attributor, name_of
    from herkomst.attribute import Facts

    def answer(item: Item) -> Item:
        given = item.get("input")
        facts = given if isinstance(given, dict) else item
        made = attributor().attribute(Facts.parse({k: v for k, v in facts.items() if k != "id"}))
        found = made.as_dict()
        return {
            **found,
            "body_name": name_of(found["body"]) if found["body"] else None,
        }

    return _answered(lines, answer)


def resolve_lines(lines: Iterable[bytes]) -> Iterator[Item]:
    """Names in (`{"id", "name", "kind"?, "on"?}`, or a line of plain text), body ids out or none."""
    from herkomst.app.bodies import name_of, names
    from herkomst.model import BodyKind

    def answer(item: Item) -> Item:
        text = item.get("name", item.get("variant", item.get("text")))
        if not isinstance(text, str):
            raise HerkomstError("a line needs a text under 'name'")
        hint = item.get("kind") or item.get("type_hint") or None
        if hint is not None and hint not in list(BodyKind):
            raise HerkomstError(f"{hint!r} is no kind of body; known: {', '.join(BodyKind)}")
        found = names().resolve(text, kind=BodyKind(hint) if hint else None, on=item.get("on"))
        return {
            "name": text,
            "body": found.body,
            "body_name": name_of(found.body) if found.body else None,
            "department": found.department,
            "candidates": list(found.candidates),
            "how": found.how,
        }

    return _answered(_as_json(lines), answer)


def _as_json(lines: Iterable[bytes]) -> Iterator[bytes]:
    """A line of plain text is a name."""
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith(b"{") or not line.strip():
            yield line
        else:
            text = line.decode("utf-8", "replace").strip()
            yield msgspec.json.encode({"id": number, "name": text})


def _answered(lines: Iterable[bytes], answer: Callable[[Item], Item]) -> Iterator[Item]:
    for batch in _batches(lines):
        for item in batch:
            if "error" in item:
                yield {"id": item["id"], "error": item["error"]}
                continue
            try:
                yield {"id": item["id"], **answer(item)}
            except HerkomstError as error:
                yield {"id": item["id"], "error": error.what}
