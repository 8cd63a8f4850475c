# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting a thing once, though one body bought it for another, or a third manages it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from herkomst.model import Answer, Claim, Role, kind_includes


def duplicates(claims: Sequence[Claim]) -> set[str]:
    """The ids of claims that must not be counted, because another body's claim as user already
    counts the same things.

    The rule: a claim in the role of buyer, owner, manager or supplier; the same makers, a compatible
    kind, the same unit and the same numbers; and it names that user (`for_body`), or names none.
    """
    users: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.role is Role.USER and claim.answer is Answer.YES:
            users[_things(claim)].append(claim)
    return {
        claim.id
        for claim in claims
        if claim.role is not Role.USER
        and any(_same_things(claim, user) for user in users.get(_things(claim), ()))
    }


def _things(claim: Claim) -> tuple[object, ...]:
    return (tuple(sorted(claim.makers)), claim.unit, claim.quantity_low, claim.quantity_high)


def _same_things(claim: Claim, user: Claim) -> bool:
    if claim.body == user.body:
        return False
    compatible = kind_includes(claim.kind, user.kind) or kind_includes(user.kind, claim.kind)
    return compatible and claim.for_body in (None, "", user.body)
