# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One policy over one case: whether it speaks, whom it binds, how far it goes, and what is not known.

Conditions are true, false or unknown. An unknown one never lets a case pass: inside the scope it makes a
question (`risk_check`), outside it the rule stays what it is there, a reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from herkomst.assess import words
from herkomst.assess.origin import is_known, members, missing, originates, ties
from herkomst.assess.subject import NO_TECHNOLOGY, Known, Subject, Truth
from herkomst.catalogue.marked import Words
from herkomst.catalogue.policies import Kinds, Policy
from herkomst.model import Kind, RuleLevel, RuleScope, kind_includes


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one policy says of one case."""

    level: RuleLevel
    scope: RuleScope
    condition: Words
    reason: Words
    unknown: tuple[Words, ...]


def both(*parts: Truth) -> Truth:
    """True if all are, false if one is, else unknown."""
    if False in parts:
        return False
    return None if None in parts else True


def judge(policy: Policy, case: Subject, known: Known) -> Judgement | None:
    """What a policy says of a case; null when it does not speak about it."""
    if case.used is False or case.kind in NO_TECHNOLOGY or case.moment not in policy.when.moments:
        return None
    if not policy.applies.valid_from <= case.day <= (policy.applies.valid_until or "9999"):
        return None
    scope = scope_of(policy, case)
    about = both(
        kind_matches(policy.when.kinds, case.kind), _place(policy, case), _label(policy, case)
    )
    made_by = maker_matches(policy, case, known)
    if about is False:
        return None
    unknown = tuple(_unknown(policy, case, known, scope))
    if made_by is False:
        return _no_tie(policy, scope, unknown)
    level = _level(policy, case, scope, both(about, made_by, case.used))
    return Judgement(
        level=level,
        scope=scope,
        condition=_condition(policy, case, level),
        reason=_reason(policy, case, level, scope),
        unknown=unknown,
    )


def scope_of(policy: Policy, case: Subject) -> RuleScope:
    """Whether the rule binds this sort of body."""
    if case.body_kind in policy.applies.bodies:
        return RuleScope.INSIDE
    if policy.applies.bodies and (
        case.body_kind is None or case.body_kind in policy.applies.unverified
    ):
        return RuleScope.UNVERIFIED
    return RuleScope.OUTSIDE


def kind_matches(rule: Kinds, kind: Kind) -> Truth:
    """Whether a rule about these kinds is about this one. A wider kind may hold one that is meant."""
    if not rule.names or any(kind_includes(meant, kind) for meant in rule.meant):
        return True
    if kind is Kind.UNKNOWN or any(kind_includes(may, kind) for may in rule.may_be):
        return None
    return None if any(kind_includes(kind, k) for k in (*rule.meant, *rule.may_be)) else False


def maker_matches(policy: Policy, case: Subject, known: Known) -> Truth:
    """Whether the rule is about this maker."""
    when = policy.when
    found: list[Truth] = []
    if when.criterion is not None:
        countries = when.criterion.at(case.day)
        found.append(originates(case.maker, known, countries, when.by, case.day))
    if when.named:
        found.append(_named(when.named, case.maker, known))
    return both(*found)


def _named(named: frozenset[str], maker: str, known: Known) -> Truth:
    if not is_known(maker, known):
        group = known.groups.get(maker)
        return None if group is None or group & named else False
    each = {m in named for m in members(maker)}
    return each.pop() if len(each) == 1 else None


def _place(policy: Policy, case: Subject) -> Truth:
    return case.in_place if policy.when.place else True


def _label(policy: Policy, case: Subject) -> Truth:
    if not policy.when.labels:
        return True
    return None if case.label is None else case.label in policy.when.labels


def _level(policy: Policy, case: Subject, scope: RuleScope, match: Truth) -> RuleLevel:
    if scope is not RuleScope.INSIDE or (policy.applies.serves and case.serves is False):
        return RuleLevel.REFERENCE
    if match is None and policy.level is RuleLevel.EXCLUDED:
        return RuleLevel.RISK_CHECK
    return policy.level


def _condition(policy: Policy, case: Subject, level: RuleLevel) -> Words:
    bound = policy.applies.serves and case.serves is None
    return words.CONDITION if bound and level is not RuleLevel.REFERENCE else Words()


def _reason(policy: Policy, case: Subject, level: RuleLevel, scope: RuleScope) -> Words:
    because = policy.because
    if policy.applies.serves and case.serves is False and scope is RuleScope.INSIDE:
        return _joined(because, words.NOT_SERVING)
    return (
        _joined(because, words.OPEN)
        if level not in (policy.level, RuleLevel.REFERENCE)
        else because
    )


def _joined(one: Words, other: Words) -> Words:
    return Words(f"{one.nl} {other.nl}", f"{one.en} {other.en}")


def _no_tie(policy: Policy, scope: RuleScope, unknown: tuple[Words, ...]) -> Judgement | None:
    """A rule of origin that binds the body and has nothing against this maker says just that."""
    if policy.when.criterion is None or scope is not RuleScope.INSIDE:
        return None
    return Judgement(RuleLevel.NO_RULE, scope, Words(), words.NO_TIE, unknown)


def _unknown(policy: Policy, case: Subject, known: Known, scope: RuleScope) -> Iterator[Words]:
    """All that the answer depends on and nobody recorded."""
    when = policy.when
    if case.used is None:
        yield words.USE
    if kind_matches(when.kinds, case.kind) is None:
        yield words.KIND
    if when.place and case.in_place is None:
        yield words.COMPARTMENT
    if when.labels and case.label is None:
        yield words.LABEL
    yield from _unknown_maker(policy, case, known)
    if scope is RuleScope.INSIDE:
        if policy.applies.serves and case.serves is None:
            yield words.SERVES
        if policy.applies.by_stages:
            yield words.STAGES


def _unknown_maker(policy: Policy, case: Subject, known: Known) -> Iterator[Words]:
    when = policy.when
    if not is_known(case.maker, known):
        yield words.MAKER
        return
    named = members(case.maker)
    if len(named) > 1:
        yield words.WHICH_MAKER
    if when.criterion is None:
        return
    countries = when.criterion.at(case.day)
    entries = [known.makers[m] for m in named]
    for entry in entries:
        for tie in ties(entry, case.day):
            if tie.how in when.by and tie.country in countries and not tie.counts:
                yield words.unread_tie(tie, countries[tie.country].name)
    for how in missing(entries, when.by, case.day):
        yield words.unknown_tie(how)
