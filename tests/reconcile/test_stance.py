# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A limited denial speaks for its place only."""

from __future__ import annotations

from tests.reconcile.claims import labels, said, seen

from herkomst.model import Answer, Kind

CELL = ("dahua", "camera")


def test_a_denial_about_one_place() -> None:
    denial = said(Answer.NO, "2022-01-01", place="stadhuis")
    assert labels([denial, seen("2022-01-02")])[CELL] == "seen_not_asked"
    assert labels([denial, seen("2022-01-02", place="Stadhuis")])[CELL] == "contradicted"
    assert labels([denial])[CELL] == "declared_only"


def test_a_department_that_does_not_know_takes_no_denial_back() -> None:
    claims = [
        said(Answer.NO, "2022-01-01"),
        said(Answer.UNKNOWN, "2022-01-02", department="eenheid x"),
        seen("2022-01-03"),
    ]
    assert labels(claims)[CELL] == "contradicted"


def test_a_denial_with_dates_speaks_about_these() -> None:
    denial = said(Answer.NO, "2022-06-01", event_from="2021-01-01", event_until="2021-12-31")
    assert labels([denial, seen("2022-05-01")])[CELL] == "declared_only"
    assert labels([denial, seen("2021-05-01")])[CELL] == "contradicted"


def test_a_recorder_is_no_camera() -> None:
    found = labels([said(Answer.NO, "2022-01-01"), seen("2022-01-02", kind=Kind.RECORDER)])
    assert found[("dahua", "recorder")] == "seen_not_asked"
