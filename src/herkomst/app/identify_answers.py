# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the filter `identify` answers to evidence: the text that follows the id, as JSON.

What answers with the same rules have in common is written once, with gaps for model, firmware and the values that
are cited. Evidence of one field is filled in a column at a time, in native code; any other item by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from herkomst import catalogue
from herkomst.app.filters import Item

if TYPE_CHECKING:
    import polars as pl

# What answers have in common but for model, firmware and the values that are cited.
COMMON = ["maker", "brand", "platform", "component", "kind", "grade", "confidence", "rules"]
BATCH = 65536  # items that are identified together
CITED = 256  # characters of a value that are cited
# What a JSON text must not hold as it is, and how it is written.
_ESCAPED = {c: msgspec.json.encode(c).decode()[1:-1] for c in ['"', "\\", *map(chr, range(32))]}
_SOME_ESCAPED = r'["\\\x00-\x1f]'

_encode = msgspec.json.encode
_NOTHING = (None,) * 11  # the identification of evidence that proves nothing


class Answers:
    """Identifies items, and writes what follows the id in each answer."""

    def __init__(self, *, cve: bool) -> None:
        self._cve = cve
        # Those that can be answered a column at a time.
        self.fields = [] if cve else list(catalogue.fields())
        self._caps = {name: field.cap for name, field in catalogue.fields().items()}
        self._frame = _frames()

    def of_items(self, items: list[Item]) -> Iterator[str]:
        """One text an item, in order."""
        for at in range(0, len(items), BATCH):
            yield from self._answered(items[at : at + BATCH])

    def _answered(self, items: list[Item]) -> list[str]:
        import polars as pl

        from herkomst.app.own_catalogue import identified

        columns: dict[str, list[str | None]] = {}
        for at, item in enumerate(items):
            wrong = "" if "error" in item else self._fill(columns, at, item, len(items))
            if wrong:
                item["error"] = wrong
        evidence = pl.DataFrame(
            columns or {"product": [None] * len(items)},
            schema=dict.fromkeys(columns or ("product",), pl.String),
        )
        nothing = self._written({}, _NOTHING)
        answers = [
            f'"error":{as_json(item["error"])}}}' if "error" in item else nothing for item in items
        ]
        found = identified(evidence).with_row_index("at")
        shown = found.filter(pl.any_horizontal(pl.exclude("at").is_not_null()))
        for at, *row in shown.iter_rows():
            if "error" not in items[at]:
                answers[at] = self._written(items[at], row)
        return answers

    def _fill(self, columns: dict[str, list[str | None]], row: int, item: Item, many: int) -> str:
        """Put the fields of one item in their columns; what is wrong with it, or nothing."""
        for name, value in item.items():
            if name == "field" and "value" in item:  # the long form: one field by name and value
                name, value = str(value), item["value"]
            elif name == "value" and "field" in item:
                continue
            if name == "id" or value is None:
                continue
            if not isinstance(value, str):
                if isinstance(value, bool) or not isinstance(value, int | float):
                    return f"{name}: a text is wanted, not {type(value).__name__}"
                value = str(value)
            column = columns.get(name)
            if column is None:
                if name not in self._caps:
                    return f"{name!r} is no evidence field; known: {', '.join(self._caps)}"
                column = columns[name] = [None] * many
            column[row] = value[: self._caps[name]]
        return ""

    def _written(self, item: Item, row: Sequence[Any]) -> str:
        maker, brand, platform, component, kind, model, firmware, _, grade, confidence, rules = row
        frame = self._frame(maker, brand, platform, component, kind, grade, confidence, rules)
        answer = (
            f'{frame.device},"model":{as_json(model)},"firmware":{as_json(firmware)}{frame.rest[0]}'
        )
        for field, text in zip(frame.gaps, frame.rest[1:], strict=True):
            answer += as_json(str(item.get(field) or _whole(item))[:CITED]) + text
        if self._cve:
            from herkomst.app.own_catalogue import knowledge
            from herkomst.vulnerabilities import of_device

            found = of_device(knowledge(), {"maker": maker, "model": model, "firmware": firmware})
            answer += f',"vulnerabilities":{as_json(found)}'
        return answer + "}"

    def of_one_field(self, asked: pl.DataFrame) -> pl.Series:
        """The answer to each `value` of a `field`: the same as `of_items` gives, in native code."""
        import polars as pl

        from herkomst.app.own_catalogue import identified

        names = asked["field"].unique(maintain_order=True)
        found = identified(pl.DataFrame([self._column(asked, name) for name in names]))
        alike = found.select(COMMON).unique()
        frames = [self._frame(*row) for row in alike.iter_rows()]
        most = max((len(f.rest) for f in frames), default=1)
        texts = alike.with_columns(
            pl.Series("device", [f.device for f in frames], dtype=pl.String),
            *(pl.Series(f"rest{n}", [(*f.rest, *[None] * most)[n] for f in frames], dtype=pl.String)
              for n in range(most)),
        )  # fmt: skip
        rows = found.join(texts, on=COMMON, how="left", nulls_equal=True, maintain_order="left")
        rows = rows.with_columns(
            model=_quoted(found["model"]).fill_null("null"),
            firmware=_quoted(found["firmware"]).fill_null("null"),
        )
        if most > 1:
            rows = rows.with_columns(_cited(asked["value"], rows["rest1"].is_not_null()))
        cited = [
            pl.when(pl.col(f"rest{n}").is_null())
            .then(pl.lit(""))
            .otherwise(pl.concat_str("cited", f"rest{n}"))
            for n in range(1, most)
        ]
        model, firmware = pl.lit(',"model":'), pl.lit(',"firmware":')
        parts = ["device", model, "model", firmware, "firmware", "rest0", *cited, pl.lit("}")]
        return rows.select(pl.concat_str(parts).alias("answer")).to_series()

    def _column(self, asked: pl.DataFrame, name: str) -> pl.Series:
        """The values of one field, each in its row. Nothing stands in the others, not even behind a null:
        some operations of Polars walk that too."""
        import polars as pl

        cap = self._caps[name]
        rows = (asked["field"] == name).arg_true()
        texts = asked["value"].gather(rows)
        if (texts.str.len_bytes() > cap).any():
            texts = texts.str.head(cap)
        return (
            pl.Series(name, [None], pl.String).new_from_index(0, asked.height).scatter(rows, texts)
        )


def _cited(values: pl.Series, told: pl.Series) -> pl.Series:
    """The values that an answer cites, as JSON; most are not."""
    rows = told.arg_true()
    texts = _quoted(values.gather(rows).str.head(CITED))
    return values.clear(len(values)).alias("cited").scatter(rows, texts)


def _quoted(column: pl.Series) -> pl.Series:
    """Texts as JSON, as `as_json` writes them."""
    if column.str.contains(_SOME_ESCAPED).any():
        column = column.str.replace_many(list(_ESCAPED), list(_ESCAPED.values()))
    return '"' + column + '"'


def as_json(value: Any) -> str:
    """A value as JSON text."""
    return "null" if value is None else _encode(value).decode()


def _whole(item: Item) -> Any:
    """The value of the long form, or the whole answer in which a field stood."""
    texts = (v for k, v in item.items() if k not in ("id", "field") and isinstance(v, str))
    return item.get("value") or next(texts, "")


class _Frame(NamedTuple):
    """What answers with the same rules have in common, as JSON: the device, and what stands behind the
    firmware, with a gap between its parts for each value that is cited, of these fields."""

    device: str
    rest: tuple[str, ...]
    gaps: tuple[str, ...]


def _frames() -> Callable[..., _Frame]:
    """What stands around model, firmware and values in an answer, remembered: answers repeat."""
    cite = _citations()

    @lru_cache(maxsize=16384)
    def frame(
        maker: str | None,
        brand: str | None,
        platform: str | None,
        component: str | None,
        kind: str | None,
        grade: str | None,
        confidence: float | None,
        rules: str | None,
    ) -> _Frame:
        device = {"maker": maker, "brand": brand, "platform": platform, "component": component}
        rest = ["," + as_json({"grade": grade, "confidence": confidence})[1:-1]]
        gaps = []
        told = (rules or "").split()
        for side in ("for", "against"):
            rest[-1] += f',"{side}":['
            mine = [r.lstrip("-") for r in told if r.startswith("-") == (side == "against")]
            for number, rule in enumerate(mine):
                field, text = cite(rule)
                begin = "," if number else ""
                begin += f'{{"rule":{as_json(rule)},"field":{as_json(field)},"value":'
                if text:
                    rest[-1] += f"{begin}{as_json(text[:CITED])}}}"
                else:
                    rest[-1] += begin
                    gaps.append(field)
                    rest.append("}")
            rest[-1] += "]"
        return _Frame(as_json({**device, "kind": kind})[1:-1], tuple(rest), tuple(gaps))

    return frame


def _citations() -> Callable[[str], tuple[str, str]]:
    """The field of a rule that `identify` names and, for an assertion about who builds for a brand,
    its text."""
    from herkomst.app.own_catalogue import foreign
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
    under = foreign()
    field_of = under.field_of if under else lambda _rule: None
    return lambda rule: cited.get(rule) or (field_of(rule) or "", "")
