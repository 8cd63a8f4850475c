# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Labels over time; what was said later changes nothing earlier."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.claims import GROUPS, labels, said, seen

from herkomst.model import Answer, Basis, Claim, Kind, Level, MakersOp, Property, Stored, Unit
from herkomst.reconcile import Dispute, as_of, reconcile

NO, YES = Answer.NO, Answer.YES
CELL = ("dahua", "camera")


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        ([said(YES, "2022-01-01")], "declared_only"),
        ([said(YES, "2022-01-01"), seen("2022-01-02")], "confirmed"),
        ([seen("2022-01-02")], "seen_not_asked"),
        ([said(NO, "2022-01-01")], "declared_only"),
        ([said(NO, "2022-01-01"), seen("2022-01-02")], "contradicted"),
        ([said(NO, "2022-01-01"), seen("2021-12-01")], "contradicted"),
        ([said(NO, "2022-01-01"), seen("2020-12-01")], "declared_only"),
        (
            [said(NO, "2022-01-01"), seen("2022-01-02", body_level=Level.NETWORK_OF)],
            "declared_only",
        ),
        ([said(NO, "2022-01-01"), said(YES, "2022-01-02")], "admitted"),
        ([said(Answer.REFUSES, "2022-01-01"), said(Answer.UNKNOWN, "2022-01-02")], "withheld"),
        ([said(Answer.REFUSES, "2022-01-01"), said(YES, "2022-01-02")], "admitted"),
        ([said(NO, "2022-01-01"), said(Answer.CANNOT_EXCLUDE, "2022-01-02")], "not_known"),
        ([said(Answer.NO_RESPONSE, "2022-01-01", basis=Basis.REPORTED)], "unanswered"),
        ([said(Answer.REFERS, "2022-01-01")], "unanswered"),
        ([said(YES, "2022-01-01", basis=Basis.INFERRED)], "lead_only"),
        ([said(YES, "2022-01-01", basis=Basis.REPORTED)], "declared_only"),
        ([said(NO, "2022-01-01"), said(YES, "2022-01-02", basis=Basis.REPORTED)], "declared_only"),
        (
            [
                said(YES, "2021-01-01", basis=Basis.REGISTERED, property=Property.AWARD),
                said(NO, "2022-01-01"),
            ],
            "contradicted",
        ),
        ([said(YES, "2022-01-01"), said(NO, "2022-02-01")], "declared_only"),
        ([said(NO, "2022-01-01"), said(YES, "2022-01-02", basis=Basis.INFERRED)], "lead_only"),
        ([said(YES, "2020-01-01", basis=Basis.INFERRED), said(NO, "2022-01-01")], "lead_only"),
        (
            [said(NO, "2022-01-01", place="hal"), said(YES, "2022-01-02", basis=Basis.INFERRED)],
            "lead_only",
        ),
        (
            [said(Answer.REFUSES, "2022-01-01"), said(YES, "2022-01-02", basis=Basis.INFERRED)],
            "withheld",
        ),
        (
            [
                said(NO, "2022-01-01"),
                said(YES, "2022-01-02", basis=Basis.INFERRED),
                said(YES, "2022-01-03", basis=Basis.REPORTED),
            ],
            "declared_only",
        ),
        (
            [
                said(NO, "2022-01-01"),
                said(YES, "2022-01-02", basis=Basis.INFERRED),
                said(YES, "2022-01-03"),
            ],
            "admitted",
        ),
    ],
)
def test_the_label_of_a_cell(claims: list[Claim], label: str) -> None:
    assert labels(claims)[CELL] == label


def test_no_cameras_at_all_covers_every_maker_and_anpr_and_not_the_other_way() -> None:
    anpr = seen("2022-02-01", kind=Kind.ANPR_CAMERA)
    assert labels([said(NO, "2022-01-01", makers=(), makers_op=MakersOp.ANY), anpr]) == {
        ("dahua", "anpr_camera"): "contradicted"
    }
    assert (
        labels([said(NO, "2022-01-01", kind=Kind.ANPR_CAMERA), seen("2022-02-01")])[CELL]
        == "seen_not_asked"
    )
    assert (
        labels([said(NO, "2022-01-01", makers=("group:cn",), makers_op=MakersOp.ANY), anpr])[
            ("dahua", "anpr_camera")
        ]
        == "contradicted"
    )


def test_a_denial_of_one_maker_says_nothing_of_another() -> None:
    assert (
        labels([said(NO, "2022-01-01", makers=("hikvision",)), seen("2022-02-01")])[CELL]
        == "seen_not_asked"
    )


def test_an_award_without_a_make_is_a_lead_and_never_counted() -> None:
    award = said(
        YES,
        "2022-01-02",
        makers=(),
        makers_op=MakersOp.ANY,
        basis=Basis.REGISTERED,
        property=Property.AWARD,
        quantity_low=700,
        quantity_high=700,
        kind=Kind.ANPR_CAMERA,
    )
    found = reconcile([said(NO, "2022-01-01"), award], view=Stored.RESTRICTED)
    lead = next(v for v in found if v.kind is Kind.ANPR_CAMERA and v.maker == "any")
    assert (str(lead.label), lead.count_low, lead.quantities) == ("lead_only", None, ())


def test_a_conclusion_takes_no_denial_out_of_sight_and_settles_nothing() -> None:
    general = said(NO, "2022-01-01", makers=(), makers_op=MakersOp.ANY)
    lead = said(YES, "2022-01-02", basis=Basis.INFERRED, kind=Kind.ANPR_CAMERA)
    assert labels([general, lead]) == {
        ("any", "camera"): "declared_only",
        ("dahua", "anpr_camera"): "lead_only",
    }
    either = said(YES, "2022-01-01", makers=("dahua", "hikvision"), makers_op=MakersOp.OR)
    assert ("dahua|hikvision", "camera") in labels(
        [either, said(YES, "2022-01-02", basis=Basis.INFERRED)]
    )


def test_two_awards_stand_beside_each_other() -> None:
    def bought(day: str, number: int) -> Claim:
        return said(
            YES,
            day,
            basis=Basis.REGISTERED,
            by_body=False,
            property=Property.AWARD,
            claimant="register",
            quantity_low=number,
            quantity_high=number,
            unit=Unit.DEVICE,
        )

    found = as_of(
        reconcile([bought("2020-01-01", 700), bought("2022-01-01", 100)], view=Stored.RESTRICTED),
        "2030-01-01",
    )
    assert [(v.count_low, v.count_high) for v in found] == [(100, 700)]
    assert found[0].quantities == ("700 @ 2020-01-01", "100 @ 2022-01-01")


def test_an_award_that_leaves_the_make_open_gives_no_number() -> None:
    open_award = said(
        YES,
        "2020-01-01",
        basis=Basis.REGISTERED,
        property=Property.AWARD,
        makers_op=MakersOp.ANY,
        quantity_low=700,
        quantity_high=700,
        unit=Unit.DEVICE,
    )
    admitted = said(YES, "2022-01-01", quantity_low=25, quantity_high=25, unit=Unit.DEVICE)
    found = as_of(reconcile([open_award, admitted], view=Stored.RESTRICTED), "2030-01-01")
    assert [(str(v.label), v.count_low) for v in found] == [("declared_only", 25)]


def test_a_dispute_of_its_evidence_is_disputed() -> None:
    found = reconcile(
        [seen("2022-01-01")], view=Stored.RESTRICTED, disputes=[Dispute("mac:1", "2022-01-01")]
    )
    assert [str(v.label) for v in found] == ["seen_not_asked", "disputed"]


def test_each_day_counts_the_devices_seen_by_then() -> None:
    claims = [seen(f"2022-03-{1 + n // 2:02}", f"mac:{n}") for n in range(40)]
    told = reconcile(claims, view=Stored.RESTRICTED)
    assert len(told) == 20
    for day, devices in (("2022-03-01", 2), ("2022-03-11", 22), ("2022-03-31", 40)):
        (verdict,) = as_of(told, day)
        assert (verdict.devices_seen, verdict.claims_total) == (devices, devices)
        assert len(verdict.claims) <= 5


CLAIMS = st.lists(
    st.one_of(
        st.builds(
            said,
            st.sampled_from(Answer),
            st.dates().map(lambda d: f"2022-{d.month:02}-{d.day:02}"),
            makers=st.sampled_from([("dahua",), ("hikvision",), ("dahua", "hikvision")]),
            makers_op=st.sampled_from([MakersOp.OR, MakersOp.AND]),
            kind=st.sampled_from([Kind.CAMERA, Kind.ANPR_CAMERA]),
            place=st.sampled_from([None, "hal"]),
            follows=st.integers(0, 3),
        ),
        st.builds(
            seen,
            st.dates().map(lambda d: f"2022-{d.month:02}-{d.day:02}"),
            st.sampled_from(["mac:1", "mac:2"]),
            makers=st.sampled_from([("dahua",), ("hikvision",)]),
        ),
    ),
    max_size=10,
)


@settings(max_examples=150, deadline=None)
@given(CLAIMS, st.randoms())
def test_the_order_of_the_input_does_not_matter(claims: list[Claim], dice) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(claims)
    dice.shuffle(shuffled)
    assert reconcile(claims, view=Stored.RESTRICTED, groups=GROUPS) == reconcile(
        shuffled, view=Stored.RESTRICTED, groups=GROUPS
    )


@settings(max_examples=150, deadline=None)
@given(CLAIMS, st.sampled_from(["2022-03-01", "2022-06-15", "2022-10-01"]))
def test_as_of_a_day_rests_on_nothing_later(claims: list[Claim], day: str) -> None:
    earlier = [c for c in claims if c.said_at <= day]
    whole = as_of(reconcile(claims, view=Stored.RESTRICTED, groups=GROUPS), day)
    then = as_of(reconcile(earlier, view=Stored.RESTRICTED, groups=GROUPS), day)
    assert {(v.maker, v.kind, v.label, v.answer) for v in whole} == {
        (v.maker, v.kind, v.label, v.answer) for v in then
    }


@settings(max_examples=150, deadline=None)
@given(CLAIMS)
def test_intervals_follow_each_other(claims: list[Claim]) -> None:
    cells: dict[tuple[str, str], list[tuple[str, str | None]]] = {}
    for v in reconcile(claims, view=Stored.RESTRICTED, groups=GROUPS):
        cells.setdefault((v.maker, v.kind), []).append((v.valid_from, v.valid_until))
    for spans in cells.values():
        for (_, end), (start, _) in itertools.pairwise(spans):
            assert end is not None and end <= start
