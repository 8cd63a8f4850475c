# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a public verdict may rest on."""

from __future__ import annotations

from dataclasses import replace

from tests.reconcile.claims import said, seen

from herkomst.app.verdicts import publishable, reach_of
from herkomst.model import Answer, Basis, Classification, Level, Stored

OPEN = replace(said(Answer.YES, "2022-01-01"), classification=Classification.PUBLIC)


def test_default_deny() -> None:
    closed, hit = said(Answer.NO, "2022-01-01"), seen("2022-01-02")
    assert publishable([OPEN, closed, hit], heard=False) == [OPEN]
    assert publishable([OPEN, closed, hit], heard=True) == [OPEN, hit]
    assert publishable([replace(hit, body_level=Level.NETWORK_OF)], heard=True) == []
    assert publishable([OPEN, hit], heard=True, taken=[hit.id]) == [OPEN]
    assert publishable([OPEN, hit], heard=True, taken=[str(hit.device)]) == [OPEN]
    assert publishable([replace(OPEN, basis=Basis.INFERRED)], heard=True) == []


def test_reach() -> None:
    silent = said(Answer.NO_RESPONSE, "2022-01-01", basis=Basis.REPORTED)
    assert reach_of("b", [silent], Stored.PUBLIC).answered_at is None
    found = reach_of("b", [silent, OPEN, seen("2022-02-01")], Stored.PUBLIC)
    assert (found.asked_at, found.answered_at, found.looked_at) == (
        "2022-01-01",
        "2022-01-01",
        "2022-02-01",
    )
