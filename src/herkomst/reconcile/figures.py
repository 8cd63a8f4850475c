# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which claims the number of a cell rests on."""

from __future__ import annotations

from collections.abc import Iterable

from herkomst.model import Claim
from herkomst.reconcile.cells import key
from herkomst.reconcile.numbers import Numbers
from herkomst.reconcile.stance import State


def figures(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of one cell that give its number: the latest of each source, and the rows of the
    body's own list that stand; in the order in which they were said."""
    state, numbers, listed = State(), Numbers(), dict[str, Claim]()
    for claim in sorted(claims, key=key):
        state.take(claim)
        numbers.take(claim)
        if claim.device:
            listed[claim.device] = claim
    owned = [listed[device] for device in state.owned]
    return sorted([*numbers.said, *owned], key=key)
