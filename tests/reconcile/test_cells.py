# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which claims speak about which cell."""

from __future__ import annotations

import pytest
from tests.reconcile.claims import GROUPS, labels, said

from herkomst.model import Answer, Basis, Kind, MakersOp, Stored
from herkomst.reconcile import reconcile
from herkomst.reconcile.cells import cells_of, covers, own_cells


def test_a_yes_about_either_is_a_cell_of_its_own_until_one_is_named() -> None:
    either = said(Answer.YES, "2022-01-01", makers=("hikvision", "dahua"), makers_op=MakersOp.OR)
    assert own_cells(either) == [("dahua|hikvision", Kind.CAMERA)]
    named = said(Answer.YES, "2022-02-01")
    cells = {c.cell: c for c in cells_of([either, named], GROUPS)}
    assert cells[("dahua|hikvision", Kind.CAMERA)].ends is not None
    assert either not in cells[("dahua", Kind.CAMERA)].claims


def test_a_refusal_about_either_is_one_about_both() -> None:
    both = said(Answer.REFUSES, "2022-01-01", makers=("hikvision", "dahua"), makers_op=MakersOp.OR)
    assert {c.cell[0] for c in cells_of([both], GROUPS)} == {"hikvision", "dahua"}


def test_a_group_covers_its_members_only() -> None:
    claim = said(Answer.NO, "2022-01-01", makers=("group:cn",))
    assert covers(claim, ("dahua", Kind.CAMERA), GROUPS)
    assert not covers(claim, ("axis", Kind.CAMERA), GROUPS)


OR = {"makers": ("hikvision", "dahua"), "makers_op": MakersOp.OR}


@pytest.mark.parametrize("answer", [Answer.REFUSES, Answer.NO_RESPONSE, Answer.REFERS])
def test_who_answers_in_other_words_withholds_no_more(answer: Answer) -> None:
    """A refusal about cameras ends with the body's own word on its ANPR cameras, or on one of the makers
    it was asked about; what it still does not say stays."""
    refusal = said(answer, "2022-01-01", **OR)
    anpr = said(Answer.YES, "2022-02-01", kind=Kind.ANPR_CAMERA)
    assert labels([refusal, anpr]) == {
        ("dahua", "anpr_camera"): "admitted",
        ("hikvision", "camera"): labels([refusal])[("hikvision", "camera")],
    }
    assert labels([refusal, anpr], "2022-01-31") == labels([refusal])
    either = said(Answer.YES, "2022-03-01", **OR)
    assert labels([refusal, anpr, either]) == {("dahua", "anpr_camera"): "admitted"}


def test_what_others_say_takes_no_refusal_back() -> None:
    refusal = said(Answer.REFUSES, "2022-01-01")
    report = said(
        Answer.YES, "2022-02-01", kind=Kind.ANPR_CAMERA, basis=Basis.REPORTED, by_body=False
    )
    assert labels([refusal, report])[("dahua", "camera")] == "withheld"


@pytest.mark.parametrize(
    ("answer", "label"), [(Answer.NO, "declared_only"), (Answer.UNKNOWN, "not_known")]
)
def test_a_denial_and_not_knowing_stay_true_of_the_rest(answer: Answer, label: str) -> None:
    anpr = said(Answer.YES, "2022-02-01", kind=Kind.ANPR_CAMERA)
    assert labels([said(answer, "2022-01-01"), anpr])[("dahua", "camera")] == label


def test_a_wider_yes_answers_no_narrower_question() -> None:
    refusal = said(Answer.REFUSES, "2022-01-01", kind=Kind.ANPR_CAMERA)
    assert labels([refusal, said(Answer.YES, "2022-02-01")])[("dahua", "anpr_camera")] == "withheld"


def test_refused_anew_is_withheld_anew() -> None:
    first, again = said(Answer.REFUSES, "2022-01-01"), said(Answer.REFUSES, "2022-03-01")
    anpr = said(Answer.YES, "2022-02-01", kind=Kind.ANPR_CAMERA)
    told = [
        v for v in reconcile([first, anpr, again], view=Stored.RESTRICTED) if v.kind is Kind.CAMERA
    ]
    assert [(str(v.label), v.valid_from, v.valid_until) for v in told] == [
        ("withheld", "2022-01-01", "2022-02-01"),
        ("withheld", "2022-03-01", None),
    ]
    yes = said(Answer.YES, "2022-02-15")
    assert labels([first, anpr, yes])[("dahua", "camera")] == "admitted"


def test_a_refusal_taken_back_leaves_what_others_say() -> None:
    report = said(Answer.YES, "2021-12-01", basis=Basis.REPORTED, by_body=False)
    refusal = said(Answer.REFUSES, "2022-01-01")
    anpr = said(Answer.YES, "2022-02-01", kind=Kind.ANPR_CAMERA)
    found = reconcile([report, refusal, anpr], view=Stored.RESTRICTED)
    assert [(str(v.label), str(v.answer)) for v in found if v.kind is Kind.CAMERA] == [
        ("declared_only", "yes"), ("withheld", "refuses"), ("declared_only", "yes")
    ]  # fmt: skip
