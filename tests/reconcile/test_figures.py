# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The claims a number rests on: the latest of each source, and the body's own list."""

from __future__ import annotations

from tests.reconcile.claims import said, seen

from herkomst.model import Answer, Basis, Unit
from herkomst.reconcile.figures import figures


def test_the_latest_of_each_source_and_the_list() -> None:
    number = {"quantity_low": 5, "quantity_high": 5, "unit": Unit.DEVICE}
    old, new = said(Answer.YES, "2022-01-01", **number), said(Answer.YES, "2022-03-01", **number)
    other = said(
        Answer.YES, "2022-02-01", basis=Basis.REPORTED, by_body=False, claimant="krant", **number
    )
    listed = said(Answer.YES, "2022-04-01", device="serial:1", quantity_low=1, quantity_high=1)
    rest = [said(Answer.NO, "2021-01-01"), seen("2022-01-05")]
    assert figures([new, listed, old, other, *rest]) == [other, new, listed]
