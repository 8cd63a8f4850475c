# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts + policies -> assessments: a pure function.

Whom a rule binds comes before what it says: a rule that does not bind a body is a reference for it, never a
ban. What nobody recorded is said, and never makes a case pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from herkomst.assess import words
from herkomst.assess.judge import Judgement, judge
from herkomst.assess.origin import is_known, members, ties
from herkomst.assess.subject import NO_TECHNOLOGY, Known, Subject, of_verdict
from herkomst.catalogue.marked import Words
from herkomst.catalogue.policies import Policy
from herkomst.model import Assessment, Body, RuleLevel, RuleScope, Verdict


def assess(
    verdicts: Iterable[Verdict],
    policies: Sequence[Policy],
    *,
    bodies: Mapping[str, Body],
    known: Known,
    day: str,
) -> list[Assessment]:
    """The assessments of verdicts that are valid on a day, the furthest-going first.

    A verdict that says the technology is not there gets none, nor does one about a tie between bodies;
    every other verdict gets at least one.
    """
    made: list[Assessment] = []
    for verdict in verdicts:
        case = of_verdict(verdict, bodies, day)
        made += _of_one(verdict, case, policies, known)
    order = {(p.id, p.law.article): n for n, p in enumerate(policies)}
    rank = list(RuleLevel)
    return sorted(
        made,
        key=lambda a: (
            rank.index(a.level),
            order.get((a.policy, a.article), -1),
            a.body,
            a.maker,
            a.kind,
        ),
    )


def _of_one(
    verdict: Verdict, case: Subject, policies: Sequence[Policy], known: Known
) -> Iterator[Assessment]:
    if case.used is False or case.kind in NO_TECHNOLOGY:
        return
    silent = True
    for policy in policies:
        said = judge(policy, case, known)
        if said is not None:
            silent = False
            yield _assessment(verdict, case, policy, said, known)
    if silent:
        yield _without_rule(verdict, case, known)


def _assessment(
    verdict: Verdict, case: Subject, policy: Policy, said: Judgement, known: Known
) -> Assessment:
    scope = words.scope(said.scope, case.body_kind, policy.applies.serves)
    note = policy.applies.note
    facts = list(_facts(policy, case, known))
    return Assessment(
        body=verdict.body,
        maker=verdict.maker,
        kind=verdict.kind,
        label=verdict.label,
        policy=policy.id,
        law=policy.law.name,
        article=policy.law.article,
        level=said.level,
        scope=said.scope,
        title_nl=policy.title.nl,
        title_en=policy.title.en,
        scope_nl=f"{note.nl} {scope.nl}".strip(),
        scope_en=f"{note.en} {scope.en}".strip(),
        condition_nl=said.condition.nl,
        condition_en=said.condition.en,
        reason_nl=said.reason.nl,
        reason_en=said.reason.en,
        facts_nl=tuple(f.nl for f in facts),
        facts_en=tuple(f.en for f in facts),
        unknown_nl=tuple(u.nl for u in said.unknown),
        unknown_en=tuple(u.en for u in said.unknown),
        asks_nl=policy.asks_nl,
        asks_en=policy.asks_en,
        checked=policy.law.checked,
        source="; ".join(t for t in (policy.law.published, policy.law.source) if t),
        synthetic=verdict.synthetic,
    )


def _facts(policy: Policy, case: Subject, known: Known) -> Iterator[Words]:
    """What is recorded about the makers that the rule looks at, and about the countries it comes to, each
    with its source."""
    criterion = policy.when.criterion
    if criterion is None or not is_known(case.maker, known):
        return
    countries = criterion.at(case.day)
    reached: dict[str, None] = {}
    for maker in members(case.maker):
        entry = known.makers[maker]
        for tie in ties(entry, case.day):
            if tie.how in policy.when.by and tie.country:
                reached[tie.country] = None
                yield words.fact(entry.maker.name, tie, countries)
    for code in reached:
        if code in countries:
            yield words.named_since(countries[code], criterion.title)


def _without_rule(verdict: Verdict, case: Subject, known: Known) -> Assessment:
    """No rule speaks: said as such, and for an unknown maker a question."""
    named = is_known(case.maker, known)
    reason = words.NO_RULE if named else words.ASK_MAKER
    return Assessment(
        body=verdict.body,
        maker=verdict.maker,
        kind=verdict.kind,
        label=verdict.label,
        level=RuleLevel.NO_RULE if named else RuleLevel.RISK_CHECK,
        scope=RuleScope.UNVERIFIED,
        reason_nl=reason.nl,
        reason_en=reason.en,
        unknown_nl=() if named else (words.MAKER.nl,),
        unknown_en=() if named else (words.MAKER.en,),
        synthetic=verdict.synthetic,
    )


__all__ = ["Known", "assess", "judge"]
