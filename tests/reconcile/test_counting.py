# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A thing is counted once, whoever bought it."""

from __future__ import annotations

from dataclasses import replace

from tests.reconcile.claims import said

from herkomst.model import Answer, Role, Unit
from herkomst.reconcile.counting import duplicates

USER = said(Answer.YES, "2022-01-01", quantity_low=25, quantity_high=25, unit=Unit.DEVICE)
BUYER = replace(USER, body="buyer", role=Role.BUYER, for_body="b").identified()


def test_the_buyer_s_claim_is_the_duplicate() -> None:
    assert duplicates([USER, BUYER]) == {BUYER.id}
    assert duplicates([BUYER]) == set()


def test_another_number_maker_or_user_is_another_thing() -> None:
    for other in (
        replace(BUYER, quantity_low=26, quantity_high=26),
        replace(BUYER, makers=("axis",)),
        replace(BUYER, for_body="somebody else"),
        replace(BUYER, unit=Unit.SITE),
    ):
        assert duplicates([USER, other.identified()]) == set()
