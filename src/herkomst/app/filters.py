# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stateless filters: JSON lines in, JSON lines out, every line answered in order.

A line that cannot be read is answered with ``{"id", "error"}`` and ends nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from herkomst import catalogue
from herkomst.errors import HerkomstError

BATCH = 16384
MAX_LINE = 16 << 20

Item = dict[str, Any]
T = TypeVar("T")


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
    import polars as pl

    from herkomst.identify import identify

    known = catalogue.fields()
    cited = _citations()
    for batch in _batches(lines):
        columns: dict[str, list[str | None]] = {n: [None] * len(batch) for n in known}
        for at, item in enumerate(batch):
            wrong = _fill(columns, at, item, known) if "error" not in item else ""
            if wrong:
                item["error"] = wrong
        used = {n: v for n, v in columns.items() if any(x is not None for x in v)}
        frame = pl.DataFrame(
            used or {"product": [None] * len(batch)},
            schema_overrides=dict.fromkeys(used, pl.String),
        )
        for item, row in zip(batch, identify(frame).iter_rows(named=True), strict=True):
            if "error" in item:
                yield {"id": item["id"], "error": item["error"]}
            else:
                yield _identified(item, row, cited)


def _fill(columns: dict[str, list[str | None]], row: int, item: Item, known: dict[str, Any]) -> str:
    """Put the fields of one item in their columns; what is wrong with it, or nothing."""
    for name, value in item.items():
        if name == "id" or value is None:
            continue
        if name == "field" and "value" in item:  # the long form: one field by name and value
            name, value = str(value), item["value"]
        elif name == "value" and "field" in item:
            continue
        if name not in known:
            return f"{name!r} is no evidence field; known: {', '.join(known)}"
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            return f"{name}: a text is wanted, not {type(value).__name__}"
        columns[name][row] = value[: known[name].cap]
    return ""


def _identified(item: Item, row: Item, cited: dict[str, tuple[str, str]]) -> Item:
    ids = (row["rules"] or "").split()
    named = [(i.lstrip("-"), i.startswith("-")) for i in ids]
    return {
        "id": item["id"],
        **{n: row[n] for n in ("maker", "brand", "platform", "component", "kind", "model")},
        "firmware": row["firmware"],
        "grade": row["grade"],
        "confidence": row["confidence"],
        "for": [_cited(i, cited[i], item) for i, against in named if not against],
        "against": [_cited(i, cited[i], item) for i, against in named if against],
    }


def _citations() -> dict[str, tuple[str, str]]:
    """For each rule its field; for each assertion about who builds for a brand `brand`, and its source."""
    from herkomst.catalogue.entities import built_for
    from herkomst.identify import edge_id

    found = {rule.id: (rule.field, "") for rule in catalogue.rules()}
    for edges in built_for().values():
        for e in edges:
            until = f", until {e.valid_until}" if e.valid_until else ""
            line = f" ({e.product_line})" if e.product_line else ""
            text = f"{e.source_of} builds for {e.target}{line}{until}, {e.stance}: {e.source}"
            found[edge_id(e)] = ("brand", text)
    return found


def _cited(name: str, cited: tuple[str, str], item: Item) -> Item:
    """A rule with the value it matched: that of its field, or the whole answer the field stood in."""
    field, text = cited
    value = (
        text
        or item.get(field)
        or item.get("value")
        or next((v for k, v in item.items() if k not in ("id", "field") and isinstance(v, str)), "")
    )
    return {"rule": name, "field": field, "value": str(value)[:256]}


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
