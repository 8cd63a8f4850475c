# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands behind an id: the same by item and by column, as JSON whatever the evidence holds."""

from __future__ import annotations

import json

import polars as pl
import pytest

from herkomst.app.identify_answers import CITED, Answers

EVIDENCE = [
    ("http.server", "Hikvision-Webs"),
    ("http.server", "nginx"),
    ("product", "Axis P%223265-LVE%09"),  # unquoted it holds what JSON must escape
    ("http.title", "é" * 2 * CITED),
    ("rtsp.realm", "realm=Login to Lorex"),
    ("product", ""),
]


@pytest.fixture
def answering() -> Answers:
    return Answers(cve=False)


def test_a_column_is_answered_as_its_items(answering: Answers) -> None:
    one_by_one = list(answering.of_items([{name: text} for name, text in EVIDENCE]))
    asked = pl.DataFrame(EVIDENCE, schema=["field", "value"], orient="row")
    assert answering.of_one_field(asked).to_list() == one_by_one
    first, second, *_ = (json.loads('{"id":1,' + answer) for answer in one_by_one)
    assert first["maker"] == "hikvision" and second["maker"] is None
    assert first["for"] == [
        {"rule": first["for"][0]["rule"], "field": "http.server", "value": "Hikvision-Webs"}
    ]


def test_an_item_that_is_wrong_is_told_and_the_others_are_answered(answering: Answers) -> None:
    wrong, right = answering.of_items([{"kleur": "rood"}, {"http.server": "Hikvision-Webs"}])
    assert "no evidence field" in json.loads("{" + wrong)["error"]
    assert json.loads("{" + right)["maker"] == "hikvision"


def test_where_vulnerabilities_are_asked_for_no_field_goes_by_column() -> None:
    answering = Answers(cve=True)
    assert answering.fields == []
    (answer,) = answering.of_items([{"http.server": "Hikvision-Webs"}])
    assert json.loads("{" + answer)["vulnerabilities"] == []
