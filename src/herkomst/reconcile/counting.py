# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting a thing once, though one body bought it for another, or a third manages it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from herkomst.model import Answer, Claim, Role, kind_includes


def duplicates(claims: Iterable[Claim]) -> dict[str, str]:
    """The ids of claims that must not be counted, because another body's claim as user already
    counts the same things; each with the day from which that is so, when both had been said.

    The rule: a claim in the role of buyer, owner, manager or supplier; the same makers, a compatible
    kind, the same unit and the same numbers; and one of the two names the body of the other
    (`for_body`). Where neither does, the same number is a coincidence.
    """
    listed = list(claims)
    users: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in listed:
        if claim.role is Role.USER and claim.answer is Answer.YES:
            users[_things(claim)].append(claim)
    since: dict[str, str] = {}
    for claim in listed:
        if claim.role is Role.USER:
            continue
        days = [u.said_at for u in users.get(_things(claim), ()) if _same_things(claim, u)]
        if days:
            since[claim.id] = max(claim.said_at, min(days))
    return since


def _things(claim: Claim) -> tuple[object, ...]:
    return (tuple(sorted(claim.makers)), claim.unit, claim.quantity_low, claim.quantity_high)


def _same_things(claim: Claim, user: Claim) -> bool:
    if claim.body == user.body:
        return False
    compatible = kind_includes(claim.kind, user.kind) or kind_includes(user.kind, claim.kind)
    return compatible and (claim.for_body == user.body or user.for_body == claim.body)
