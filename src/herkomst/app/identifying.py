# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The filter `identify`: JSON lines of evidence in, JSON lines of identifications out, in order.

A scan repeats itself: most lines say what others said but for their id. So a block of lines is cut, in
native code, before the first comma: what stands there is an id, and what follows is answered once and
joined back to all ids. A line of any other form is answered by itself; the answers are the same.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from herkomst import catalogue
from herkomst.app.filters import MAX_LINE, Item, parsed

if TYPE_CHECKING:
    import polars as pl

BLOCK = 4 << 20  # bytes of lines that are answered together
PIECE = 8192  # lines of answers that are written together: so many stay in the cache
BATCH = 65536  # distinct lines that are identified together
REMEMBERED = 32 << 20  # characters of answers that are kept for later blocks
# What `bytes.strip` takes away: a line of other spaces is not empty but broken.
_BLANK = " \t\n\r\v\f"
_SPACED = '{"id": '
# An id as we would write it, so that it can stand in the answer as it came, but for a space before it.
_PLAIN_ID = r'^\{"id": ?(?:-?[1-9]\d{0,17}|0|"[^"\\\x00-\x1f]{0,200}")$'

_encode = msgspec.json.encode
_NOTHING = (None,) * 11  # the identification of evidence that proves nothing


def identify_json(chunks: Iterable[bytes], *, cve: bool = False) -> Iterator[bytes]:
    """Evidence in (`{"id", "<field>": "<value>", ...}`), identification out; with `cve` also the known
    vulnerabilities of model and firmware, for those who may see them.

    A line that cannot be read is answered with ``{"id", "error"}`` and ends nothing.
    """
    answering = Answering(cve=cve)
    number = 1
    for block in _blocks(chunks):
        yield from answering.block(block, number)
        number += block.count(b"\n")


def _blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Whole lines. Of a line that is too long only so much is kept as shows that it is."""
    held, size = [b""], 0
    for chunk in chunks:
        if size > MAX_LINE and b"\n" not in chunk:
            continue
        held.append(chunk)
        size += len(chunk)
        if size < BLOCK:
            continue
        whole = b"".join(held)
        cut = whole.rfind(b"\n") + 1
        if cut:
            yield whole[:cut]
        held, size = [whole[cut:]], len(whole) - cut
    if size:
        yield b"".join(held)


class Answering:
    """Answers blocks of lines, and remembers what it answered."""

    def __init__(self, *, cve: bool) -> None:
        self._batch = _Batch(cve=cve)
        self._known: dict[str, str] = {}
        self._size = 0

    def block(self, block: bytes, number: int) -> Iterator[bytes]:
        """The answers to a block of whole lines, of which the first is line `number`, in pieces."""
        import polars as pl

        if not block.strip():  # nothing to answer, however much of it there is
            return
        try:
            text = block.decode()
        except UnicodeDecodeError:
            told = self._apart(enumerate(block.split(b"\n"), number))
            yield "".join(f"{line}\n" for line in told if line).encode()
            return
        lines = pl.Series([text]).str.split("\n").explode()
        if text.endswith("\n"):
            lines = lines[:-1]
        cut = lines.str.splitn(",", 2).struct.unnest()
        cut.columns = ["id", "rest"]
        plain = cut["id"].str.contains(_PLAIN_ID) & cut["rest"].is_not_null()
        plain &= lines.str.len_bytes() <= MAX_LINE
        if cut["id"].str.starts_with(_SPACED).any():
            cut = cut.with_columns(pl.col("id").str.replace(f"^{re.escape(_SPACED)}", '{"id":'))
        answers = self._answers(cut["rest"].filter(plain).unique(maintain_order=True))
        made = cut.join(answers, on="rest", how="left", maintain_order="left").drop("rest")
        odd = (made["answer"].is_null() | ~plain).arg_true()
        if len(odd):
            made = self._with_odd(made, odd, lines.gather(odd), number)
        for part in made.iter_slices(PIECE):
            yield _lines(part)

    def _with_odd(
        self, made: pl.DataFrame, rows: pl.Series, lines: pl.Series, number: int
    ) -> pl.DataFrame:
        """The answers with those to lines of another form in their rows."""
        import polars as pl

        held = lines.str.strip_chars(_BLANK) != ""
        if not held.all():
            made = made.with_columns(made["id"].scatter(rows.filter(~held), ""))
            rows, lines = rows.filter(held), lines.filter(held)
        whole = (line.encode() for line in lines)
        told = self._apart(zip((number + row for row in rows), whole, strict=True))
        parts = [text.partition(",") for text in told]
        for name, at in (("id", 0), ("answer", 2)):
            texts = pl.Series([part[at] for part in parts], dtype=pl.String)
            made = made.with_columns(made[name].scatter(rows, texts))
        return made.filter(made["id"] != "")

    def _answers(self, rests: pl.Series) -> pl.DataFrame:
        """What follows the id in the answer to each distinct rest of a line; a rest that cannot be read
        by itself has none."""
        import polars as pl

        if self._size > REMEMBERED:
            self._known.clear()
            self._size = 0
        known, new = self._known, {}
        texts = rests.to_list()
        for text in texts:
            if text not in known and (item := _object(text)) is not None:
                new[text] = item
        for text, answer in zip(new, self._batch.answers(list(new.values())), strict=True):
            known[text] = answer
            self._size += len(text) + len(answer)
        answers = pl.Series("answer", [known.get(t) for t in texts], dtype=pl.String)
        return pl.DataFrame([rests, answers])

    def _apart(self, lines: Iterable[tuple[int, bytes]]) -> list[str]:
        """The answer to each numbered line; an empty line has an empty one."""
        items = [(number, parsed(line, number) if line.strip() else None) for number, line in lines]
        answers = iter(self._batch.answers([i for _, i in items if i is not None]))
        return ["" if i is None else self._with_id(i, next(answers), n) for n, i in items]

    @staticmethod
    def _with_id(item: Item, answer: str, number: int) -> str:
        """The whole answer. An error on a line without an id says which line that is."""
        place = f"line {number}: "
        wrong = item.get("error", "")
        if wrong and item["id"] is None and not wrong.startswith(place):
            answer = f'"error":{_json(place + wrong)}}}'
        return f'{{"id":{_json(item["id"])},{answer}'


def _lines(made: pl.DataFrame) -> bytes:
    """A line of each id and its answer with a comma between, in native code: no text is made an object."""
    stream = io.BytesIO()
    made.write_csv(stream, include_header=False, quote_style="never")
    return stream.getvalue()


def _object(rest: str) -> Item | None:
    """What stands behind an id, where that makes a whole object with no second id in it."""
    try:
        item = msgspec.json.decode("{" + rest)
    except (msgspec.DecodeError, RecursionError):
        return None
    if not isinstance(item, dict) or not item or "id" in item:
        return None  # empty: a comma with nothing behind it is no JSON
    item.pop("error", None)
    return item


class _Batch:
    """Identifies items, and writes what follows the id in each answer."""

    def __init__(self, *, cve: bool) -> None:
        self._cve = cve
        self._caps = {name: field.cap for name, field in catalogue.fields().items()}
        self._frame = _frames()

    def answers(self, items: list[Item]) -> Iterator[str]:
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
            f'"error":{_json(item["error"])}}}' if "error" in item else nothing for item in items
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
        sides = [
            ",".join(
                f"{begin}{_json(str(text or item.get(field) or _whole(item))[:256])}}}"
                for begin, field, text in cited
            )
            for cited in (frame.speaking_for, frame.against)
        ]
        more = ""
        if self._cve:
            from herkomst.app.own_catalogue import knowledge
            from herkomst.vulnerabilities import of_device

            found = of_device(knowledge(), {"maker": maker, "model": model, "firmware": firmware})
            more = f',"vulnerabilities":{_json(found)}'
        return (
            f'{frame.device},"model":{_json(model)},"firmware":{_json(firmware)}{frame.certainty}'
            f',"for":[{sides[0]}],"against":[{sides[1]}]{more}}}'
        )


def _json(value: Any) -> str:
    return "null" if value is None else _encode(value).decode()


def _whole(item: Item) -> Any:
    """The value of the long form, or the whole answer in which a field stood."""
    texts = (v for k, v in item.items() if k not in ("id", "field") and isinstance(v, str))
    return item.get("value") or next(texts, "")


Cited = tuple[
    tuple[str, str, str], ...
]  # JSON up to the value, field, and the value if it is known


class _Frame(NamedTuple):
    """What answers with the same rules have in common, as JSON."""

    device: str
    certainty: str
    speaking_for: Cited
    against: Cited


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
        cited = [
            (
                rule.startswith("-"),
                f'{{"rule":{_json(rule.lstrip("-"))},"field":',
                *cite(rule.lstrip("-")),
            )
            for rule in (rules or "").split()
        ]
        for_, against = (
            tuple(
                (f'{begin}{_json(field)},"value":', field, text)
                for no, begin, field, text in cited
                if no == side
            )
            for side in (False, True)
        )
        return _Frame(
            _json({**device, "kind": kind})[1:-1],
            "," + _json({"grade": grade, "confidence": confidence})[1:-1],
            for_,
            against,
        )

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
