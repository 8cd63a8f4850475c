# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts under the policies of the catalogue, for a page, an answer or a check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from herkomst import catalogue
from herkomst.assess import Known, assess, judge
from herkomst.assess.subject import of_example
from herkomst.catalogue.policies import Policy, policies
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.model import Assessment, RuleLevel, Verdict
from herkomst.schema import columns


def known() -> Known:
    """What the catalogue knows of makers."""
    return Known(catalogue.makers(), catalogue.groups())


def assessments(verdicts: Iterable[Verdict], day: str) -> list[dict[str, Any]]:
    """Verdicts valid on a day as rows of assessments. A view's verdicts give that view's rows: they say
    nothing that the verdicts and the catalogue do not."""
    found = assess(verdicts, policies(), bodies=load_public_bodies().bodies, known=known(), day=day)
    return [assessment_row(a) for a in found]


def assessment_row(assessment: Assessment) -> dict[str, Any]:
    """An assessment as a row of an answer."""
    row: dict[str, Any] = {}
    for column in columns(Assessment):
        value = getattr(assessment, column.name)
        row[column.name] = (
            list(value) if column.many else str(value) if column.values and value else value
        )
    return row


def policy_row(policy: Policy) -> dict[str, Any]:
    """A policy as a row of a list."""
    return {
        "policy": policy.id,
        "law": policy.law.name,
        "article": policy.law.article,
        "level": str(policy.level),
        "title_nl": policy.title.nl,
        "title_en": policy.title.en,
        "scope_nl": policy.applies.note.nl,
        "scope_en": policy.applies.note.en,
        "reason_nl": policy.because.nl,
        "reason_en": policy.because.en,
        "bodies": sorted(policy.applies.bodies),
        "from": policy.applies.valid_from,
        "until": policy.applies.valid_until,
        "checked": policy.law.checked,
        "published": policy.law.published,
        "source": policy.law.source,
        "examples": len(policy.examples),
        "at": policy.place,
    }


def failing_examples(policy: Policy) -> list[str]:
    """The examples of a policy that do not get the level they say, each with its file:line."""
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    failures = []
    for example in policy.examples:
        said = judge(policy, of_example(example, today), known())
        level = said.level if said else RuleLevel.NO_RULE
        if level is not example.level:
            failures.append(
                f"{example.where}: {policy.id} {policy.law.article} gives {level}, its example says "
                f"{example.level}"
            )
    return failures
