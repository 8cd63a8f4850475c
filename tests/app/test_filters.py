# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every line is answered, in order; a bad one with its error."""

from __future__ import annotations

import json

from tests.conftest import Run


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


def test_a_day_of_building_that_is_none_is_told(run: Run) -> None:
    asked = [
        {"id": n, "model": "M1", "built": day} for n, day in enumerate(("2019-02-31", "20190701"))
    ]
    wrong, right = run("vulnerabilities", stdin="\n".join(map(json.dumps, asked))).lines
    assert wrong["error"] == "built: a date (YYYY-MM-DD) is wanted, not '2019-02-31'"
    assert right["vulnerabilities"] == []
