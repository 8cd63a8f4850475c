# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Objects in any layout, each at its place, whatever stands between or is broken."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst.jsonlines import Lines, Reader
from herkomst.jsonobjects import Objects, is_lines, reader


class Small(msgspec.Struct):
    a: int | None = None
    b: str | None = None
    c: list[int] | None = None


def read(text: bytes, size: int = 1 << 20, **options: int) -> list[Lines[Small]]:
    chunks = [text[i : i + size] for i in range(0, len(text), size)]
    return list(Objects(Small, **options).blocks(chunks))


def sound(blocks: list[Lines[Small]]) -> list[tuple[int, int]]:
    return [p for b in blocks for p in zip(b.offsets, b.lengths, strict=True)]


def broken(blocks: list[Lines[Small]]) -> list[tuple[int, str]]:
    return [(q.offset, q.reason) for b in blocks for q in b.quarantined]


VALUES = [{"a": 1, "b": 'x"]}{[\\'}, {"a": 2, "c": [1, 2]}, {"b": "é\n", "d": {"e": [{"f": {}}]}}]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 20])
@pytest.mark.parametrize(
    "text",
    [
        json.dumps(VALUES),
        json.dumps(VALUES, indent=2),
        json.dumps(VALUES, indent=0),
        "\n".join(map(json.dumps, VALUES)),
        "\n,\n".join(map(json.dumps, VALUES)),
        "[\n" + "\n ,".join(json.dumps(v, indent=3) for v in VALUES) + "]\n",
        "\ufeff" + "".join(map(json.dumps, VALUES)),
    ],
)
def test_every_layout_in_chunks_of_every_size(text: str, size: int) -> None:
    raw = text.encode()
    blocks = read(raw, size)
    assert broken(blocks) == []
    assert [json.loads(raw[o : o + n]) for o, n in sound(blocks)] == VALUES
    assert sum(b.read for b in blocks) == 3


def test_text_that_is_no_object() -> None:
    text = b'[null, {"a":1}, 7, {"a":2}] trailing'
    blocks = read(text)
    assert broken(blocks) == [
        (1, "not a JSON object"),
        (16, "not a JSON object"),
        (28, "not a JSON object"),
    ]
    assert sum(b.read for b in blocks) == 5


def test_an_object_without_end_costs_no_neighbour() -> None:
    text = b'[\n  {\n    "a": 1,\n    "c": [\n  {\n    "a": 2\n  },\n  {\n   "b": "open\n  },\n  {\n    "a": 4\n  }\n]'
    blocks = read(text)
    assert [json.loads(text[o : o + n]) for o, n in sound(blocks)][-1] == {"a": 4}
    assert all(0 <= o < len(text) for o, _ in broken(blocks))


def test_lines_after_a_line_cut_off() -> None:
    text = b'{"a":1}\n{"c":[1,2\n{"a":3}\n{"a":4}\n'
    blocks = read(text)
    assert [text[o : o + n] for o, n in sound(blocks)] == [b'{"a":1}', b'{"a":3}', b'{"a":4}']
    assert [o for o, _ in broken(blocks)] == [8]


def test_a_long_object_is_not_held() -> None:
    long = b'{"b":[' + b"1," * (2 << 20) + b"1]}"
    text = b'{"a":1},' + long + b',{"a":2}'
    blocks = read(text, 65536, cap=1 << 20)
    assert [text[o : o + n] for o, n in sound(blocks)] == [b'{"a":1}', b'{"a":2}']
    ((bad),) = [q for b in blocks for q in b.quarantined]
    assert (bad.offset, bad.length) == (8, len(long))
    assert f"{len(long):,} bytes" in bad.reason


def test_ignored_text_is_skipped() -> None:
    made = list(Objects(Small, ignored=lambda t: t == b"{end}").blocks([b'{"a":1}\n{end}\n']))
    assert (sum(b.read for b in made), sum(b.skipped for b in made)) == (2, 1)


def test_lines_are_told_from_other_layouts() -> None:
    assert is_lines(b'{"a":1}\n{"a":2}') and is_lines(b'{"a": "cut by the hea')
    assert not is_lines(b'[{"a":1}]') and not is_lines(b'{\n "a": 1}')
    assert isinstance(reader(Small, b'{"a":1}\n'), Reader)
    assert isinstance(reader(Small, b"[\n"), Objects)


@given(st.binary(max_size=300), st.integers(1, 50))
def test_no_bytes_break_it(text: bytes, size: int) -> None:
    blocks = read(b'{"a":1}\n' + text, size)
    read_ = sum(b.read for b in blocks)
    parts = sum(len(b.records) + len(b.odd) + len(b.quarantined) + b.skipped for b in blocks)
    assert read_ == parts


@given(
    st.lists(st.sampled_from(["{", "}", "[", "]", '"', "\n", ",", ":", "a", '{"a":1}', "  "])),
    st.integers(1, 9),
)
def test_chunks_change_nothing(parts: list[str], size: int) -> None:
    text = "".join(parts).encode()
    whole, pieces = read(text), read(text, size)
    assert sorted(sound(whole)) == sorted(sound(pieces))
    assert sorted(broken(whole)) == sorted(broken(pieces))
