# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drop any piece of knowledge, and some answer changes: nothing in the catalogue is there for nothing."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found]  # the standard library's own parse tree
import re._parser as parser  # type: ignore[import-not-found]
from collections import Counter
from functools import cache
from typing import Any

import polars as pl
import pytest

from herkomst import catalogue
from herkomst.catalogue import Rule, entities
from herkomst.identify import RESULT, identify, naming
from herkomst.identify.engine import Engine, build
from herkomst.identify.evidence import one_form
from herkomst.identify.patterns import compiled

pytestmark = pytest.mark.slow

# What is answered; not the ids of the rules that say so, which change whenever a rule is dropped.
ANSWER = [name for name in RESULT if name not in ("rules", "confidence")]
FIELDS = list(catalogue.fields())


def examples_of(rule: Rule) -> pl.DataFrame:
    """The examples of a rule as evidence, each in a row of its own."""
    columns = {n: rule.examples if n == rule.field else [None] * len(rule.examples) for n in FIELDS}
    return pl.DataFrame(columns, schema=dict.fromkeys(FIELDS, pl.String))


@cache
def speaking(fields: frozenset[str]) -> tuple[tuple[Rule, ...], Engine]:
    """The rules that can speak on evidence in these fields."""
    rules = tuple(r for r in catalogue.rules() if r.field in fields)
    return rules, build(rules)


def filled(frame: pl.DataFrame) -> frozenset[str]:
    """The fields in which evidence stands once it is in one form."""
    form = one_form(frame)
    return frozenset(n for n in form.columns if form[n].null_count() < form.height)


@pytest.mark.parametrize("field", FIELDS)
def test_without_a_rule_one_of_its_examples_is_answered_otherwise(field: str) -> None:
    unnoticed = []
    for rule in (r for r in catalogue.rules() if r.field == field):
        frame = examples_of(rule)
        rules, engine = speaking(filled(frame))
        without = build(r for r in rules if r is not rule)
        if identify(frame, engine)[ANSWER].equals(identify(frame, without)[ANSWER]):
            unnoticed.append(f"{rule.place}: {rule.id}")
    assert unnoticed == []


def sample(tree: Any) -> str:
    """A text that a parsed pattern matches: the first way at each choice, repeats as short as may be."""
    made = ""
    for code, value in tree:
        if code is op.LITERAL:
            made += chr(value)
        elif code is op.IN:
            kind, what = value[0]
            made += chr(what if kind is op.LITERAL else what[0]) if kind is not op.CATEGORY else "7"
        elif code is op.SUBPATTERN:
            made += sample(value[-1])
        elif code is op.BRANCH:
            made += sample(value[1][0])
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT):
            made += sample(value[2]) * int(value[0])
        elif code is op.ANY:
            made += "X"
    return made


@pytest.mark.parametrize("family", entities.families(), ids=lambda f: f.place.split(": ")[1])
def test_every_name_and_model_of_a_family_names_its_maker(family: entities.Family) -> None:
    models = [(model, sample(parser.parse(model))) for model in family.models]
    for model, text in models:
        assert compiled(f"^(?:{model})$", family.place).search(text), (model, text)
    for text in (*family.names, *(text for _, text in models)):
        found = naming.named(text)
        assert found, text
        assert entities.entities()[found.entity].maker == family.entity.maker, text
        assert found.kind is not None or family.kind is None, text


def test_every_word_of_the_lexicon_is_needed() -> None:
    """Each stands once, and lets a name stand that it goes on from."""
    words = catalogue.read_yaml(catalogue.ROOT / "words.yaml")
    device = [str(w) for listed in words["device"].values() for w in listed]
    corporate = [str(w) for w in words["legal"] + words["field"]]
    folded = Counter(map(catalogue.fold, device + corporate))
    assert [w for w, many in folded.items() if many > 1] == []
    for word in device:
        assert naming.named(f"Loxone {word}", "some"), word
    for word in corporate:
        assert naming.named(f"Loxone {word}", "all"), word
    assert naming.named("Loxone zomaar", "all") is None
