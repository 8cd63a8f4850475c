# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence lines in, identifications out, in order; a bad line with its error."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Run

from herkomst import catalogue
from herkomst.app import identify_answers, identifying
from herkomst.app.identifying import identify_json


def test_identify(run: Run) -> None:
    lines = [
        {"id": 1, "http.server": "Hikvision-Webs"},
        {"id": "b", "field": "rtsp.server", "value": "Dahua Rtsp Server"},
        {"id": 3, "http.server": "nginx"},
        {"id": 4, "kleur": "rood"},
        {"id": 5, "http.server": 7},
    ]
    text = "\n".join(json.dumps(x) for x in lines) + "\nno json\n[1]\n"
    found = run("identify", stdin=text).lines
    assert [f["id"] for f in found] == [1, "b", 3, 4, 5, None, None]
    assert [f.get("maker") for f in found[:3]] == ["hikvision", "dahua", None]
    assert found[0]["for"][0]["field"] == "http.server" and found[0]["grade"]
    assert "no evidence field" in found[3]["error"] and "error" in found[5] and "error" in found[6]
    keys = {
        "id",
        "maker",
        "brand",
        "platform",
        "component",
        "kind",
        "model",
        "firmware",
        "grade",
        "confidence",
        "for",
        "against",
    }
    assert set(found[0]) == keys


def test_a_line_without_an_id_is_told_by_its_number_and_null_is_no_evidence(run: Run) -> None:
    lines = [
        '{"http.server":[1]}',
        "",
        '{"id":2,"field":"http.server","value":null}',
        '{"kleur":1}',
    ]
    first, second, third = run("identify", stdin="\n".join(lines)).lines
    assert first["id"] is None and first["error"].startswith("line 1: http.server: ")
    assert (second["id"], second["maker"], second.get("error")) == (2, None, None)
    assert third["error"].startswith("line 4: 'kleur' is no evidence field")


@pytest.mark.parametrize("blank", [b"\n", b" \r\n"])
def test_lines_with_nothing_on_them_cost_next_to_nothing(blank: bytes) -> None:
    many = blank * (1 << 21)
    begun = time.perf_counter()
    made = list(identify_json([many, b'{"id":1}\n', many, b"{\n"]))
    assert time.perf_counter() - begun < 30
    first, second = (json.loads(line) for line in b"".join(made).splitlines())
    assert first["id"] == 1 and first["maker"] is None
    assert second["error"].startswith(f"line {2 * (1 << 21) + 2}: not JSON")


def test_roles_stand_apart_and_all_that_is_said_of_them_is_cited(run: Run) -> None:
    line = {
        "id": 1,
        "dhip.json": '{"method":"client.notifyDevInfo","params":{"deviceInfo":{"Vendor":"Lorex"}}}',
    }
    (found,) = run("identify", stdin=json.dumps(line)).lines
    assert (found["brand"], found["maker"], found["platform"]) == ("lorex", "dahua", "dahua")
    cited = {(f["rule"], f["field"]) for f in found["for"]}
    assert ("edge:dahua:lorex", "brand") in cited
    assert all(f["value"] for f in found["for"] + found["against"])


def test_an_answer_in_one_field_is_cited_whole(run: Run) -> None:
    line = {"id": 1, "http.www_authenticate": "HTTP/1.1 401\nServer: DNVRS-Webs\n"}
    (found,) = run("identify", stdin=json.dumps(line)).lines
    assert found["maker"] == "hikvision"
    assert found["for"][0]["field"] == "http.server" and "DNVRS" in found["for"][0]["value"]


LINES = [
    {"id": 1, "http.server": "Hikvision-Webs"},
    {"id": "zwei", "http.server": "Hikvision-Webs"},
    {"id": "a,b", "http.server": "Hikvision-Webs"},
    {"http.server": "Hikvision-Webs"},
    {"http.server": "Hikvision-Webs", "id": 9},
    {"id": 4, "http.server": ["x"]},
    {"id": 6, "http.favicon_mmh3": 1},
    {"id": 7, "http.favicon_mmh3": True},
    {"id": 8, "http.favicon_mmh3": 1.0},
    {"id": 5, "http.server": "Hikvision-Webs", "mac": None},
    {"id": {"a": [1, 2]}, "kleur": "rood"},
    {"id": 10, "error": "no error of ours", "http.title": "DSS"},
    {"id": 11, "rtsp.server": "Dahua Rtsp Server", "http.title": 'quote " and \\ and \u2028'},
    {"id": 12},
    {"id": -0.0, "field": "rtsp.server", "value": "Dahua Rtsp Server"},
]
TEXTS = [json.dumps(line).encode() for line in LINES] + [
    b"no json", b"[1]", b"null", b"", b"  ", b'{"id": 1}}', b'{"id": 1, "http.server": "x"} {"id": 2}',
    b'{"id": 13, "id": 14, "http.server": "Hikvision-Webs"}',
    b'{"id": 13, "http.server": "x", "\\u0069d": 15}', b'{"id": 007, "http.server": "x"}',
    b'{"id": "\xff", "http.server": "Hikvision-Webs"}', b'{"id": 16, "http.server": "\x00"}',
    b'{"id":17,"http.server":"Hikvision-Webs"}\r', b'{"id": 18,', b'{"id": 19, }',
]  # fmt: skip


def answers(lines: list[bytes]) -> list[Any]:
    return [json.loads(x) for x in b"".join(identify_json([b"\n".join(lines)])).splitlines()]


ALONE = {text: answers([text]) for text in TEXTS}


@settings(deadline=None)
@given(st.lists(st.sampled_from(TEXTS), max_size=40))
def test_a_line_gets_the_same_answer_in_any_company(lines: list[bytes]) -> None:
    expected = []
    for number, line in enumerate(lines, 1):
        for found in ALONE[line]:
            error = found.get("error", "").replace("line 1:", f"line {number}:")
            expected.append(found | ({"error": error} if error else {}))
    assert answers(lines) == expected


def test_each_form_of_a_line_is_answered_as_what_it_says() -> None:
    given_ids = [line.get("id") for line in LINES]
    found = answers(TEXTS[: len(LINES)])
    assert [f["id"] for f in found] == given_ids
    named = [f.get("maker") for f in found]
    assert named[:5] == ["hikvision"] * 5 and named[12] == "dahua" == named[14]
    assert "error" in found[5] and "error" in found[7] and "error" in found[10]
    assert "error" not in found[11]


def test_what_is_remembered_over_blocks_changes_nothing(monkeypatch: Any) -> None:
    lines = [text for text in TEXTS if b"\xff" not in text] * 3
    whole = answers(lines)
    monkeypatch.setattr(identifying, "BLOCK", 64)
    monkeypatch.setattr(identify_answers, "BATCH", 3)
    monkeypatch.setattr(identifying, "REMEMBERED", 500)
    chunks = [b"\n".join(lines)[i : i + 50] for i in range(0, 9999, 50)]
    assert [json.loads(x) for x in b"".join(identify_json(chunks)).splitlines()] == whole


def test_lines_are_answered_a_column_at_a_time_as_one_by_one(monkeypatch: Any) -> None:
    """To the byte: all examples of the catalogue, whole, cut and beyond the cap, and lines of any other form."""
    examples = [
        (rule.field, text)
        for rule in catalogue.rules()
        for whole in (*rule.examples, *rule.counter_examples)
        for text in (
            whole,
            whole[: len(whole) // 2],
            f"{whole} \u20ac\u212a 7",
            whole.replace('"', ""),
        )
    ]
    examples += [(name, "x " * field.cap) for name, field in catalogue.fields().items()]
    examples += [("http.title", "DSS%22%01"), ("product", "Axis P%223265"), ("http.title", "")]
    lines = [
        json.dumps({"id": at, field: text}, ensure_ascii=at % 2 == 0).encode()
        for at, (field, text) in enumerate(examples)
    ]
    text = b"\n".join([*lines, *TEXTS[: len(LINES)]])
    found = {}
    for many in (1, 10**9):
        monkeypatch.setattr(identifying, "MANY", many)
        found[many] = b"".join(identify_json([text])).splitlines()
    assert len(found[1]) == len(lines) + len(LINES)
    assert found[1] == found[10**9]


def test_a_line_too_long_is_told_and_the_next_is_read() -> None:
    long = b'{"id": 1, "http.body": "' + b"x" * (identifying.MAX_LINE + 9) + b'"}\n'
    text = long + json.dumps(LINES[0]).encode()
    chunks = [text[i : i + (1 << 20)] for i in range(0, len(text), 1 << 20)]
    first, second = (json.loads(x) for x in b"".join(identify_json(chunks)).splitlines())
    assert "longer than" in first["error"] and first["id"] is None
    assert second["id"] == 1 and second["maker"] == "hikvision"


def test_a_line_too_long_in_bytes_is_told_whatever_it_holds() -> None:
    """Characters of two bytes, with evidence in the part that is not kept."""
    wide, title = "é" * (identifying.MAX_LINE * 9 // 16), "é" * 400_000
    line = f'{{"id":1,"product":"{wide}","http.server":"App-webs/","http.title":"{title}"}}'
    for text in (line.encode() + b"\n", line.encode() + b"\n\xff\n"):
        chunks = [text[i : i + (1 << 16)] for i in range(0, len(text), 1 << 16)]
        first = json.loads(b"".join(identify_json(chunks)).splitlines()[0])
        assert "longer than" in first["error"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2028", "\u3000"])
def test_a_line_of_other_spaces_is_no_empty_line(space: str) -> None:
    for more in (b"", b"\xff"):
        first, second, *_ = answers([space.encode(), b'{"id": 2, "product": "x"}', more])
        assert first["error"].startswith("line 1: not JSON") and second["id"] == 2


@pytest.mark.parametrize("packed", [zlib.compress, gzip.compress])
def test_nothing_is_unpacked(packed: Callable[[bytes], bytes]) -> None:
    """What begins like a packed file is a line that is no JSON; the next is read."""
    hidden = packed(b'{"id": 1, "http.server": "App-webs/"}' * 99).replace(b"\n", b" ")
    for begin in (hidden, b"x^ hello", b"x\x01hello", b"\x1f\x8b\x08{", b"\x28\xb5\x2f\xfd{"):
        first, second = answers([begin, b'{"id": 2, "http.server": "App-webs/"}'])
        assert first["error"].startswith("line 1: not ") and second["maker"] == "hikvision"


def test_an_id_of_other_digits_is_no_json() -> None:
    (answer,) = answers(['{"id":1\u0663,"product":"Cisco IOS"}'.encode()])
    assert answer["id"] is None and "error" in answer


def test_an_answer_is_the_same_to_the_byte_in_any_company() -> None:
    line = b'{"id": 2, "http.server": "App-webs/"}'
    alone, beside = (b"".join(identify_json([t])).splitlines()[0] for t in (line, line + b"\n\xff"))
    assert alone == beside
