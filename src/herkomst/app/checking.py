# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""`catalogue check`: every example and counter-example of every rule, a benign corpus on which no rule
of a maker under discussion may fire, and the cases of every policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from herkomst import catalogue
from herkomst.app.assessing import failing_examples
from herkomst.catalogue import Rule
from herkomst.catalogue.policies import policies
from herkomst.catalogue.public_bodies import load_public_bodies


@dataclass(slots=True)
class Checked:
    """What was checked, and what fails, each with its file:line."""

    makers: int = 0
    rules: int = 0
    examples: int = 0
    counter_examples: int = 0
    benign: int = 0
    bodies: int = 0
    policies: int = 0
    cases: int = 0
    failures: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {name: getattr(self, name) for name in self.__slots__}


@cache
def benign_makers() -> frozenset[str]:
    """Makers the catalogue knows so that silence and precision can be measured: those whose seat is
    in no country named by the criterion that users ask about, and that no edge ties to one."""
    return frozenset(m for m, e in catalogue.makers().items() if e.maker.seat != "CN")


def check() -> Checked:
    """Run every check. Errors: `CatalogueError` when a file cannot be read at all."""
    from herkomst.identify.engine import build

    done = Checked(makers=len(catalogue.makers()), bodies=len(load_public_bodies().bodies))
    engine = build(catalogue.rules())
    # Rules that look up a name keep silent beside one of its own: their examples run without those.
    looking = build(r for r in catalogue.rules() if r.named or r.nobody or r.table)
    for rule in engine.rules:
        done.rules += 1
        used = looking if rule.named or rule.nobody or rule.table else engine
        matcher = used.matchers[rule.field]
        for text in rule.examples:
            done.examples += 1
            if rule not in map(used.rule, _hits(matcher, text)):
                done.failures.append(f"{rule.place}: {rule.id} does not match its example {text!r}")
        for text in rule.counter_examples:
            done.counter_examples += 1
            if rule in map(used.rule, _hits(matcher, text)):
                done.failures.append(f"{rule.place}: {rule.id} matches what it must not: {text!r}")
        if not rule.examples or not rule.counter_examples or not rule.source:
            done.failures.append(f"{rule.place}: {rule.id} needs examples, `not` and a source")
    _check_benign(engine, done)
    _check_policies(done)
    return done


def _hits(matcher: Any, text: str) -> set[int]:
    """The proofs of a field that one value gives, through the prefilter as in an import."""
    import polars as pl

    from herkomst.identify.evidence import one_form

    name = matcher.rules.name
    frame = one_form(pl.DataFrame({name: pl.Series([text], dtype=pl.String)}))
    found = matcher.match(frame[name])
    return {n for hit in found.hits for n in hit.shown.proofs}


def _check_benign(engine: Any, done: Checked) -> None:
    for entry in catalogue.read_yaml(catalogue.ROOT / "benign.yaml"):
        done.benign += 1
        matcher = engine.matchers.get(entry["field"])
        fired: list[Rule] = (
            [engine.proof(n) for n in _hits(matcher, entry["value"])] if matcher else []
        )
        for rule in fired:
            if rule.maker is not None and rule.maker not in benign_makers():
                done.failures.append(
                    f"{rule.place}: {rule.id} fires on the benign {entry['field']} "
                    f"{entry['value']!r}"
                )


def _check_policies(done: Checked) -> None:
    for policy in policies():
        done.policies += 1
        done.cases += len(policy.examples)
        done.failures += failing_examples(policy)
        if not policy.examples:
            done.failures.append(
                f"{policy.place}: {policy.id} {policy.law.article} needs examples, one of a body it does "
                "not bind"
            )
