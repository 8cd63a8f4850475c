# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every line is answered, in order; a bad one with its error."""

from __future__ import annotations

import json

from tests.conftest import Run

from herkomst.app.filters import identify_json, identify_lines


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


def test_lines_that_say_the_same_get_the_same_answer_each_with_its_id() -> None:
    lines = [
        json.dumps(x).encode()
        for x in (
            {"id": 1, "http.server": "Hikvision-Webs"},
            {"id": "zwei", "http.server": "Hikvision-Webs"},
            {"http.server": "Hikvision-Webs"},
            {"id": 4, "http.server": ["x"]},
            {"id": 6, "http.favicon_mmh3": 1},
            {"id": 7, "http.favicon_mmh3": True},
            {"id": 5, "http.server": "Hikvision-Webs", "mac": None},
            {"id": {"a": [1]}, "kleur": "rood"},
        )
    ]
    lines.append(b"no json")
    found = [json.loads(x) for x in identify_json(lines)]
    assert found == list(identify_lines(lines))
    assert [f["id"] for f in found] == [1, "zwei", None, 4, 6, 7, 5, {"a": [1]}, None]


def test_attribute(run: Run) -> None:
    facts = {"id": "x", "input": {"net": {"holder": "Gemeente Gouda", "class": "public_body"}}}
    (found, bad) = run("attribute", stdin=json.dumps(facts) + '\n{"id": 2, "net": 5}\n').lines
    assert (found["level"], found["body_name"]) == ("network_of", "gemeente Gouda")
    assert found["for"] and found["why"]
    assert bad["id"] == 2 and "error" in bad


def test_resolve_takes_plain_names_and_json(run: Run) -> None:
    found = run(
        "bodies",
        "resolve",
        stdin='Gemeente Zeist\n{"id": "x", "name": "Zeist", "kind": "gemeente"}\nKerk\n',
    ).lines
    assert [f["body_name"] for f in found] == ["gemeente Zeist", "gemeente Zeist", None]
    assert [f["id"] for f in found] == [1, "x", 3]


def test_nothing_in_nothing_out(run: Run) -> None:
    for verb in (("identify",), ("attribute",), ("bodies", "resolve")):
        done = run(*verb, "-", stdin="")
        assert (done.code, done.out) == (0, "")
