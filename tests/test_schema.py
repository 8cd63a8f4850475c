# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One noun, three shapes, and back again."""

from __future__ import annotations

import pyarrow as pa
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from herkomst import model
from herkomst.schema import (
    arrow_schema,
    columns,
    from_row,
    json_schema,
    observation_schema,
    sql_table,
    to_row,
)

NOUNS = [model.Claim, model.Evidence, model.Verdict, model.Body, model.Document, model.Part]


@pytest.mark.parametrize("noun", NOUNS)
def test_the_three_shapes_have_the_same_columns(noun: type) -> None:
    names = [c.name for c in columns(noun)]
    table = sql_table(noun, sa.MetaData(), name="t", key=(names[0],))
    assert (
        arrow_schema(noun).names
        == names
        == [c.name for c in table.columns]
        == json_schema(noun)["required"]
    )
    for c in columns(noun):
        assert (
            table.columns[c.name].nullable
            == c.nullable
            == arrow_schema(noun).field(c.name).nullable
        )


@given(st.builds(model.Claim))
def test_a_record_comes_back_from_its_row(claim: model.Claim) -> None:
    assert from_row(model.Claim, to_row(claim)) == claim


def test_enums_are_listed_in_the_json_schema() -> None:
    answers = json_schema(model.Claim)["properties"]["answer"]
    assert set(answers["enum"]) == set(model.Answer)


def test_observations_have_the_evidence_fields_as_text() -> None:
    schema = observation_schema(("http.server", "mac"))
    assert schema.field("http.server").type == pa.string()
    assert schema.names[0] == "offset"
