# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""XML of strangers: every element with its exact place, nothing expanded, what breaks costs no
neighbour."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herkomst import markup
from herkomst.errors import InputError
from herkomst.markup import Begin, Broken, Element, End, Event, Reader

PUBLIC = (r"-//X//EN", r"https://x\.example/[a-z]+\.dtd")
ONE = b'<host n="1"><port a="b"/><port>t<x/>u</port >\n</host>'
GOOD = b'<?xml version="1.0"?>\n<!DOCTYPE run>\n<run start="1">' + ONE + b"<host/></run>"


def events(data: bytes, size: int = 1 << 20) -> tuple[list[Event], list[str]]:
    reader = Reader("run", "host", frozenset({"port"}), PUBLIC, "f.xml")
    found = list(reader.events(data[i : i + size] for i in range(0, len(data), size)))
    return found, reader.notes


def places(data: bytes, size: int = 1 << 20) -> list[bytes]:
    return [
        data[e.offset : e.offset + e.length]
        for e in events(data, size)[0]
        if not isinstance(e, Begin)
    ]


@pytest.mark.parametrize("size", [1, 3, 7, 1 << 20])
def test_every_element_has_its_place(size: int) -> None:
    assert places(GOOD, size)[:4] == [
        b'<port a="b"/>',
        b"<port>t<x/>u</port >",
        ONE,
        b"<host/>",
    ]
    first, second = (e for e in events(GOOD, size)[0] if isinstance(e, Element))
    assert first.attributes == {"a": "b"}
    assert (second.text, [c.name for c in second.children]) == ("tu", ["x"])


def test_what_is_between_counts_for_nothing() -> None:
    odd = GOOD.replace(b"<port a", b"<!-- <host> /><host> --><?pi <host> ?><port a")
    assert [e for e in events(odd)[0] if isinstance(e, Broken)] == []
    assert len(places(odd)) == len(places(GOOD))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (b"<port>t<x>u</port>", "mismatched tag"),
        (b'<port a="1" a="2"/>', "duplicate attribute"),
        (b"<port>&own;</port>", "undefined entity"),
        (b'<port a="<', "not well-formed"),
        (b"<port>&#1114112;</port>", "invalid character"),
        (b"<a>" * 200, "nested more than"),
    ],
)
def test_what_breaks_costs_its_record_alone(wrong: bytes, reason: str) -> None:
    data = b"<run><host>" + wrong + b"</host>" + ONE + b"</run>"
    found = events(data)[0]
    (broken,) = [e for e in found if isinstance(e, Broken)]
    assert reason in broken.reason
    assert broken.offset + broken.length == data.index(ONE)
    assert [e.offset for e in found if isinstance(e, End) and e.name == "host"] == [data.index(ONE)]
    assert sum(isinstance(e, Element) for e in found[found.index(broken) :]) == 2


def test_a_record_that_does_not_end() -> None:
    data = b"<run><host><port/>" + ONE + b"</run>"
    found = events(data)[0]
    (broken,) = [e for e in found if isinstance(e, Broken)]
    assert (broken.offset, broken.length) == (5, 13)
    assert "does not end" in broken.reason


@pytest.mark.parametrize("size", [5, 1 << 20])
def test_cut_off_in_the_middle(size: int) -> None:
    for end in range(GOOD.index(b"<run") + 20, len(GOOD) - 6):
        found, notes = events(GOOD[:end], size)
        assert any("cut off" in n for n in notes)
        assert all(place in GOOD for place in places(GOOD[:end], size))
        ports = sum(isinstance(e, Element) for e in found)
        assert ports == (b"/>" in GOOD[53:end]) + (b"</port >" in GOOD[:end])
        begun, ended = (
            sum(isinstance(e, t) and e.name == "host" for e in found) for t in (Begin, End)
        )
        assert sum(isinstance(e, Broken) for e in found) == begun - ended or begun == ended


def test_two_documents_one_after_the_other() -> None:
    found, notes = events(GOOD + b"\n" + GOOD)
    assert sum(isinstance(e, Element) for e in found) == 4
    assert any("belongs to no record" in n for n in notes)


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE run [<!ENTITY a "b">]>',
        b'<!DOCTYPE run [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE run [<!ENTITY % a SYSTEM "http://x.example/a">%a;]>',
        b"<!DOCTYPE run []>",
        b'<!DOCTYPE run SYSTEM "https://x.example/a.dtd">',
        b'<!DOCTYPE run PUBLIC "-//Y//EN" "https://x.example/a.dtd">',
        b'<!DOCTYPE run PUBLIC "-//X//EN" "https://y.example/a.dtd">',
        b'<!DOCTYPE run PUBLIC "-//X//EN" "https://x.example/a.dtd" [<!ELEMENT a ANY>]>',
        b"<!DOCTYPE other>",
    ],
)
def test_tricks_with_a_document_type_are_refused(prolog: bytes) -> None:
    with pytest.raises(InputError, match=r"document type|entity"):
        events(prolog + b"<run>" + ONE + b"</run>")


def test_its_own_document_type_is_none() -> None:
    own = b'<!DOCTYPE run PUBLIC "-//X//EN" "https://x.example/a.dtd">'
    assert len(places(own + b"<run>" + ONE + b"</run>")) == 4


def test_another_document_is_told_apart() -> None:
    with pytest.raises(InputError, match="no run file"):
        events(b"<html><body/></html>")
    with pytest.raises(InputError, match="UTF-16"):
        events("<run/>".encode("utf-16"))


def test_other_encodings() -> None:
    told = (
        b'<?xml version="1.0" encoding="iso-8859-1"?><run><host><port>caf\xe9</port></host></run>'
    )
    (port,) = [e for e in events(told)[0] if isinstance(e, Element)]
    assert port.text == "café"
    wrong = told.replace(b"iso-8859-1", b"UTF-8")
    found, notes = events(wrong)
    assert [e.text for e in found if isinstance(e, Element)] == ["caf?"]
    assert any("1 bytes are no text" in n for n in notes)


def hosts(many: int, inner: bytes) -> Iterator[bytes]:
    yield b"<run>"
    for _ in range(many):
        yield b"<host>" + inner + b"</host>\n"
    yield b"</run>"


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        lambda: hosts(30_000, ONE[12:-7]),
        lambda: iter([b"<run><host>", *[b"<port><x/></port>" * 1000] * 300, b"</host></run>"]),
        lambda: iter(
            [b"<run><host><port>", *[b"<x>text</x>" * 1000] * 300, b"</port></host></run>"]
        ),
        lambda: iter([b'<run><host a="', *[b"x" * 100_000] * 200, b'"/></run>']),
        lambda: iter([b"<run><!-- ", *[b"x" * 100_000] * 200, b"--></run>"]),
        lambda: iter([b"<run>", *[b"junk & more " * 10_000] * 200]),
        lambda: iter([b"<run>", *[b"<host <" * 10_000] * 50]),
    ],
)
def test_memory_is_bounded(data) -> None:  # type: ignore[no-untyped-def]
    reader = Reader("run", "host", frozenset({"port"}), PUBLIC)
    tracemalloc.start()
    for _ in reader.events(data()):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 32 << 20


def without_raw(event: Event) -> Event:
    return replace(event, raw=b"") if isinstance(event, Broken) else event


TOKENS = st.lists(
    st.sampled_from(
        [b"<host>", b"</host>", b"<host/>", b"<port>", b"</port>", b"<port a='1'/>", b"text", b"&a;",
         b"<", b">", b'"', b"<!--", b"-->", b"<![CDATA[", b"]]>", b"\xff", b"\n", b"<run>", b"</run>"]
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TOKENS, st.integers(1, 9))
def test_whatever_comes_the_places_hold_and_do_not_overlap(tokens: list[bytes], size: int) -> None:
    data = b"<run>" + b"".join(tokens)
    found = events(data, size)[0]
    assert list(map(without_raw, events(data)[0])) == list(map(without_raw, found))
    last = 0
    for event in found:
        if isinstance(event, Element):
            text = data[event.offset : event.offset + event.length]
            assert text.startswith(b"<port") and text.endswith(b">")
            assert event.offset >= last
            last = event.offset + event.length
        elif isinstance(event, Broken):
            assert 0 <= event.offset <= event.offset + event.length <= len(data)
            assert len(event.raw) <= event.length
            last = max(last, event.offset)


def test_a_file_that_breaks_at_every_turn_is_given_up() -> None:
    data = b"<run>" + b"<host><port>" * 30_000
    found, notes = events(data)
    broken = [e for e in found if isinstance(e, Broken)]
    assert len(broken) == markup.BREAKS_CAP + 1
    assert broken[-1].offset + broken[-1].length == len(data)
    assert any("the rest is not read" in n for n in notes)


def test_caps_are_what_they_say() -> None:
    long = b'<run><host><port a="' + b"x" * 100_000 + b'"/></host></run>'
    (port,) = [e for e in events(long)[0] if isinstance(e, Element)]
    assert len(port.attributes["a"]) == markup.TEXT_CAP
    assert port.length == 100_000 + 12
