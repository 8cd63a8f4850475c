# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shapes follow the nouns: the public one has the shown fields and no other, and both are strict."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from pydantic.alias_generators import to_camel

from herkomst import model
from herkomst.api.shapes import page, shape, shapes
from herkomst.model import SHOWN, View, marked
from herkomst.schema import columns

NOUNS = [
    model.Body,
    model.Claim,
    model.Document,
    model.Edge,
    model.Evidence,
    model.Maker,
    model.Part,
]


@pytest.mark.parametrize("noun", NOUNS)
def test_a_shape_has_the_fields_of_its_noun(noun: Any) -> None:
    every = [c.name for c in columns(noun)]
    assert list(shape(noun, View.RESTRICTED).model_fields) == every
    assert tuple(shape(noun, View.PUBLIC).model_fields) == marked(noun, SHOWN)
    properties = shape(noun, View.PUBLIC).model_json_schema()["properties"]
    assert list(properties) == [to_camel(name) for name in marked(noun, SHOWN)]


def test_what_an_answer_adds_is_named_here() -> None:
    shown = set(marked(model.Claim, SHOWN))
    assert set(shapes(View.PUBLIC).claim.model_fields) == shown | {"status"}
    assert set(shapes(View.PUBLIC).evidence.model_fields) == {
        *marked(model.Evidence, SHOWN),
        *("source", "synthetic", "citation", "link"),
    }
    assert set(shapes(View.RESTRICTED).part.model_fields) == set(marked(model.Part, SHOWN))


def test_a_shape_takes_nothing_more_nothing_less_and_nothing_else() -> None:
    edge = shape(model.Edge, View.PUBLIC)
    right = {c.name: None if c.nullable else "x" for c in columns(model.Edge)}
    assert edge(**right).model_dump(by_alias=True)["sourceOf"] == "x"
    for wrong in ({"more": 1}, {"kind": 1}, {"share_min": "0.5"}):
        with pytest.raises(ValidationError):
            edge(**right | wrong)
    with pytest.raises(ValidationError):
        edge(**{k: v for k, v in right.items() if k != "kind"})


def test_a_page_names_what_it_holds() -> None:
    claim = shapes(View.PUBLIC).claim
    assert page(claim).__name__ == "ClaimPage"
    assert set(page(claim).model_fields) == {"as_of", "known_at", "items"}
    assert set(page(claim, asked=False).model_fields) == {"items"}
