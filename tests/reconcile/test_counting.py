# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A thing is counted once, whoever bought it."""

from __future__ import annotations

from dataclasses import replace

from tests.reconcile.claims import said

from herkomst.model import Answer, Role, Stored, Unit
from herkomst.reconcile import reconcile
from herkomst.reconcile.counting import duplicates

USER = said(Answer.YES, "2022-01-01", quantity_low=25, quantity_high=25, unit=Unit.DEVICE)
BUYER = replace(USER, body="buyer", role=Role.BUYER, for_body="b").identified()


def test_the_buyer_s_claim_is_the_duplicate() -> None:
    assert duplicates([USER, BUYER]) == {BUYER.id: "2022-01-01"}
    assert duplicates([BUYER]) == {}


def test_it_is_one_from_the_day_on_which_both_had_been_said() -> None:
    later = replace(USER, said_at="2022-03-01").identified()
    assert duplicates([later, BUYER]) == {BUYER.id: "2022-03-01"}
    assert duplicates([USER, later, BUYER]) == {BUYER.id: "2022-01-01"}


def test_another_number_maker_or_user_is_another_thing() -> None:
    for other in (
        replace(BUYER, quantity_low=26, quantity_high=26),
        replace(BUYER, makers=("axis",)),
        replace(BUYER, for_body="somebody else"),
        replace(BUYER, for_body=None),
        replace(BUYER, unit=Unit.SITE),
    ):
        assert duplicates([USER, other.identified()]) == {}


def test_the_user_may_name_the_other() -> None:
    manager = replace(BUYER, role=Role.MANAGER, for_body=None).identified()
    assert duplicates([manager, replace(USER, for_body="buyer")]) == {manager.id: "2022-01-01"}


def test_an_earlier_day_still_counts_it() -> None:
    told = reconcile([BUYER], view=Stored.RESTRICTED, uncounted={BUYER.id: "2022-03-01"})
    assert [(v.valid_from, v.valid_until, v.counted) for v in told] == [
        ("2022-01-01", "2022-03-01", True),
        ("2022-03-01", None, False),
    ]
