# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The filter `identify`: JSON lines of evidence in, JSON lines of identifications out, in order.

A scan repeats itself: most lines say what others said but for their id. So a block of lines is cut, in
native code, before the first comma: what stands there is an id, and what follows is answered once and
joined back to all ids. A line of any other form is answered by itself; the answers are the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from herkomst.app.filters import MAX_LINE, Item, parsed
from herkomst.app.identify_answers import Answers, as_json

if TYPE_CHECKING:
    import polars as pl

BLOCK = 8 << 20  # bytes of lines that are answered together
PIECE = 8192  # lines of answers that are written together: so many stay in the cache
MANY = 4096  # distinct lines of a block, from which on they are answered a column at a time
REMEMBERED = 32 << 20  # characters of answers that are kept for later blocks
# What `bytes.strip` takes away: a line of other spaces is not empty but broken.
_BLANK = " \t\n\r\v\f"
_SPACED, _TIGHT = '{"id": ', '{"id":'
# Evidence of one field. A text that any reader of JSON takes for the same: no bare control character, no half of a
# pair of surrogates.
_ESCAPE = r'\\(?:["\\/bfnrt]|u(?:[0-9a-cA-CefEF][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2}))'
_TEXT = rf'(?:[^"\\\x00-\x1f]|{_ESCAPE})*'
_ONE_FIELD = rf'^ ?"(?P<field>[a-z0-9_.]{{1,40}})": ?"(?P<value>{_TEXT})"\}}$'
# An id as we would write it, so that it can stand in the answer as it came, but for a space before it.
_PLAIN_ID = r'^\{"id": ?(?:-?[1-9][0-9]{0,17}|0|"[^"\\\x00-\x1f]{0,200}")$'


def identify_json(chunks: Iterable[bytes], *, cve: bool = False) -> Iterator[bytes]:
    """Evidence in (`{"id", "<field>": "<value>", ...}`), identification out; with `cve` also the known
    vulnerabilities of model and firmware, for those who may see them.

    A line that cannot be read is answered with ``{"id", "error"}`` and ends nothing.
    """
    answering = Answering(cve=cve)
    for block in _blocks(chunks):
        yield from answering.block(block)


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
        self._answering = Answers(cve=cve)
        self._line = 1  # the number of the next line
        self._known: dict[str, str] = {}
        self._size = 0

    def block(self, block: bytes) -> Iterator[bytes]:
        """The answers to the next block of whole lines, in pieces."""
        import polars as pl

        number = self._line
        if block.isspace():  # nothing to answer, however much of it there is
            self._line += block.count(b"\n")
            return
        try:
            text = pl.Series([block], dtype=pl.Binary).cast(pl.String)
        except pl.exceptions.ComputeError:  # no UTF-8
            self._line += block.count(b"\n")
            told = self._apart(enumerate(block.split(b"\n"), number))
            yield "".join(f"{line}\n" for line in told if line).encode()
            return
        # No reader of files: those of Polars unpack what begins like a packed file, however large it gets.
        lines = text.str.split("\n").explode()
        if block.endswith(b"\n"):
            lines = lines[:-1]
        self._line += len(lines)
        cut = lines.str.splitn(",", 2).struct.unnest()
        cut.columns = ["id", "rest"]
        plain = cut["id"].str.contains(_PLAIN_ID) & cut["rest"].is_not_null()
        plain &= lines.str.len_bytes() <= MAX_LINE
        if cut["id"].str.starts_with(_SPACED).any():
            cut = cut.with_columns(pl.col("id").str.replace(_SPACED, _TIGHT, literal=True))
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

        if len(rests) < MANY:
            return self._remembered(rests)
        asked = rests.str.extract_groups(_ONE_FIELD).struct.unnest()
        alone = asked["field"].is_in(self._answering.fields).fill_null(False)
        read = asked.filter(alone).with_columns(
            pl.concat_str(pl.lit('"'), "value", pl.lit('"'))
            .str.json_decode(pl.String)
            .alias("value")
        )
        told = pl.DataFrame([rests.filter(alone), self._answering.of_one_field(read)])
        return pl.concat([told, self._remembered(rests.filter(~alone))])

    def _remembered(self, rests: pl.Series) -> pl.DataFrame:
        """The same, one by one; what was answered before is answered the same."""
        import polars as pl

        if self._size > REMEMBERED:
            self._known.clear()
            self._size = 0
        known, new = self._known, {}
        texts = rests.to_list()
        for text in texts:
            if text not in known and (item := _object(text)) is not None:
                new[text] = item
        for text, answer in zip(new, self._answering.of_items(list(new.values())), strict=True):
            known[text] = answer
            self._size += len(text) + len(answer)
        answers = pl.Series("answer", [known.get(t) for t in texts], dtype=pl.String)
        return pl.DataFrame([rests, answers])

    def _apart(self, lines: Iterable[tuple[int, bytes]]) -> list[str]:
        """The answer to each numbered line; an empty line has an empty one."""
        items = [(number, parsed(line, number) if line.strip() else None) for number, line in lines]
        answers = iter(self._answering.of_items([i for _, i in items if i is not None]))
        return ["" if i is None else self._with_id(i, next(answers), n) for n, i in items]

    @staticmethod
    def _with_id(item: Item, answer: str, number: int) -> str:
        """The whole answer. An error on a line without an id says which line that is."""
        place = f"line {number}: "
        wrong = item.get("error", "")
        if wrong and item["id"] is None and not wrong.startswith(place):
            answer = f'"error":{as_json(place + wrong)}}}'
        return f'{{"id":{as_json(item["id"])},{answer}'


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
