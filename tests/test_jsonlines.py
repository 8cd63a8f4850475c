# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every line is accounted for, at its place, whatever is broken about it."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst import jsonlines
from herkomst.jsonlines import Lines, Reader


class Small(msgspec.Struct):
    a: int | None = None
    b: str | None = None


def read(text: bytes, size: int = 1 << 20) -> list[Lines]:
    chunks = [text[i : i + size] for i in range(0, len(text), size)]
    return list(Reader(Small).blocks(chunks))


def flat(blocks: list[Lines]) -> tuple[int, list[tuple[int, str]], list[int]]:
    """Lines read, (offset, reason) of the broken ones, offsets of the sound ones."""
    broken = [(q.offset, q.reason) for b in blocks for q in b.quarantined]
    sound = [o for b in blocks for o in b.offsets] + [o for b in blocks for o, _, _ in b.odd]
    return sum(b.read for b in blocks), broken, sorted(sound)


def test_sound_lines_keep_their_offsets() -> None:
    text = b'{"a":1}\n{"a":2}\r\n{"a":3}'
    count, broken, sound = flat(read(text))
    assert (count, broken, sound) == (3, [], [0, 8, 17])


def test_a_line_broken_in_two_is_two_broken_lines() -> None:
    text = b'{"a":1}\n{"a":1\n}\n{"a":2}\n'
    count, broken, sound = flat(read(text))
    assert count == 4
    assert [offset for offset, _ in broken] == [8, 15]
    assert sound == [0, 17]


def test_two_objects_on_a_line_are_one_broken_line() -> None:
    text = b'{"a":1}{"a":2}\n{"a":3}\n'
    count, broken, sound = flat(read(text))
    assert (count, sound) == (2, [15])
    assert broken == [(0, "more than one JSON value on the line")]


def test_a_broken_and_a_doubled_line_do_not_cancel_out() -> None:
    text = b'{"a":{"x":1}\n,"b":"y"}\n{"a":1}{"a":2}\n{"a":3}\n'
    count, broken, sound = flat(read(text))
    assert (count, len(broken), len(sound)) == (4, 3, 1)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"null", "not a JSON object but null"),
        (b"[1]", "not a JSON object but an array"),
        (b"<html></html>", "not JSON"),
        (b'{"b":"\xff"}', "not UTF-8"),
        (b'{"b":"\0"}', "NUL"),
        (b'{"b":"x}', "not JSON"),
    ],
)
def test_broken_lines_say_why(line: bytes, reason: str) -> None:
    count, broken, sound = flat(read(b'{"a":1}\n' + line + b'\n{"a":2}\n'))
    assert (count, len(sound)) == (3, 2)
    assert broken[0][0] == 8
    assert reason in broken[0][1]


def test_blank_lines_are_skipped_and_counted() -> None:
    blocks = read(b'{"a":1}\n\n  \n{"a":2}\n')
    assert sum(b.read for b in blocks) == 4
    assert sum(b.skipped for b in blocks) == 2


def test_an_object_of_another_shape_is_odd_not_lost() -> None:
    blocks = read(b'{"a":1}\n{"a":"one"}\n')
    assert [value for b in blocks for _, _, value in b.odd] == [{"a": "one"}]


def test_a_very_long_line_is_let_go_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "MAX_LINE", 5000)
    monkeypatch.setattr(jsonlines, "BLOCK", 1000)
    long = b'{"b":"' + b"x" * 20000 + b'"}'
    text = b'{"a":1}\n' + long + b'\n{"a":2}\n'
    count, broken, sound = flat(read(text, 700))
    assert count == 3
    assert [offset for offset, _ in broken] == [8]
    assert sound == [0, 8 + len(long) + 1]


def test_a_byte_order_mark_is_no_fault() -> None:
    count, broken, sound = flat(read(b'\xef\xbb\xbf{"a":1}\n{"a":2}\n'))
    assert (count, broken, sound) == (2, [], [3, 11])


LINES = st.lists(
    st.one_of(
        st.builds(lambda n: json.dumps({"a": n}).encode(), st.integers(-5, 5)),
        st.binary(max_size=20).map(lambda b: b.replace(b"\n", b"").replace(b"\r", b"")),
        st.sampled_from([b"", b"{", b"}", b'{"a":1', b',"b":2}', b'{"a":1}{"a":2}', b"null"]),
    ),
    max_size=30,
)


@given(LINES, st.integers(1, 50))
def test_every_line_is_counted_once(lines: list[bytes], size: int) -> None:
    text = b"".join(line + b"\n" for line in lines)
    blocks = read(text, size)
    count, broken, sound = flat(blocks)
    assert count == len(lines)
    assert count == len(broken) + len(sound) + sum(b.skipped for b in blocks)
    whole = [i for i, line in enumerate(lines) if _is_object(line)]
    starts = [sum(len(x) + 1 for x in lines[:i]) for i in whole]
    assert sound == starts


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
