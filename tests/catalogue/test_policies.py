# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new policy is one file; a wrong one is refused with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from herkomst.app.assessing import failing_examples
from herkomst.catalogue import ROOT
from herkomst.catalogue.policies import (
    SPECIAL_CONTRACT,
    Policy,
    criteria,
    kind_groups,
    policies,
    policies_of,
)
from herkomst.errors import CatalogueError
from herkomst.model import BodyKind, Kind, RuleLevel

WHOLE = """id: example-policy
title: {nl: Voorbeeld, en: Example}
law: {name: 'Staatscourant 2025, 1', article: '3.3.1'}
applies: {bodies: [ministerie, politie], serves: special_contract, from: 2026-01-01}
when: {maker: {originates_from: country_with_offensive_cyber_programme}, kind: [security_system]}
then: {level: excluded, because: {nl: Daarom., en: Because.}}
examples: [{given: {body: gemeente}, level: reference}]
"""


def policies_of_text(folder: Path, text: str) -> list[Policy]:
    (folder / "x.yaml").write_text(text)
    return list(policies_of(folder))


def test_the_articles_are_exactly_these() -> None:
    articles: dict[str, list[str]] = {}
    for p in policies():
        articles.setdefault(p.id, []).append(p.law.article)
    assert articles == {
        "abro-2026": ["1.3.1", "1.3.2", "3.3.1", "3.3.27", "4.5.8", "5.1.3"],
        "bio2": "5.09.01 5.19.01 5.20.03 5.20.06 5.21.02 5.21.04 5.21.05 5.22.02 5.23.01".split(),
        "ndaa-889": ["889"],
    }
    grades = {p.law.article: p.law.grades for p in policies() if p.id == "abro-2026"}
    assert (grades["3.3.1"], grades["3.3.27"], grades["5.1.3"]) == ("TBB 1-4", "TBB 1-3", "TBB 4")


def test_every_policy_carries_its_check_its_source_and_its_words() -> None:
    for p in policies():
        assert p.law.checked and p.law.source and p.law.published and p.examples
        for text in (p.title, p.because, p.applies.note):
            assert text.nl and text.en and text.nl != text.en


def test_abro_binds_no_local_body() -> None:
    local = {
        BodyKind.GEMEENTE,
        BodyKind.PROVINCIE,
        BodyKind.WATERSCHAP,
        BodyKind.VEILIGHEIDSREGIO,
        BodyKind.GR,
    }
    for p in policies():
        if p.id == "abro-2026":
            assert not local & (p.applies.bodies | p.applies.unverified)
            assert p.applies.serves == SPECIAL_CONTRACT and p.applies.valid_from == "2026-01-01"


def test_only_abro_excludes() -> None:
    assert {p.id for p in policies() if p.level is RuleLevel.EXCLUDED} == {"abro-2026"}


def test_the_word_is_never_used() -> None:
    for path in [*(ROOT / "policies").glob("*"), *(ROOT / "criteria").glob("*")]:
        assert not re.search(r"\bChine(se|es|ze)", path.read_text(encoding="utf-8")), path.name


def test_the_form_shown_to_contributors_is_read_and_its_case_holds(tmp_path: Path) -> None:
    (policy,) = policies_of_text(tmp_path, WHOLE)
    assert failing_examples(policy) == []
    wrong = WHOLE.replace("level: reference", "level: excluded")
    (policy,) = policies_of_text(tmp_path, wrong)
    assert failing_examples(policy) == [
        "x.yaml:7: example-policy 3.3.1 gives reference, its example says excluded"
    ]


def test_articles_of_a_file_share_what_they_do_not_say(tmp_path: Path) -> None:
    text = """id: two
law: {name: Wet}
applies: {bodies: all, from: 2020-01-01}
when: {kind: [camera]}
then: {level: advised, because: {nl: Daarom., en: Because.}}
examples: [{given: {body: gemeente, kind: camera}, level: advised}]
articles:
  - {title: {nl: Een, en: One}, law: {article: '1'}}
  - title: {nl: Twee, en: Two}
    law: {article: '2'}
    applies: {from: 2021-01-01}
    when: {kind: [switch]}
    then: {level: risk_check}
    examples: []
"""
    one, two = policies_of_text(tmp_path, text)
    assert (one.when.kinds.meant, two.when.kinds.meant) == ((Kind.CAMERA,), (Kind.SWITCH,))
    assert (one.level, two.level) == (RuleLevel.ADVISED, RuleLevel.RISK_CHECK)
    assert one.applies.valid_from < two.applies.valid_from
    assert two.because.en == "Because." and two.applies.bodies == frozenset(BodyKind)
    assert (one.place, two.place) == ("x.yaml:8", "x.yaml:9")


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("id: example-policy", "id:", 1, "is missing"),
        ("title: {nl: Voorbeeld, en: Example}", "title: {nl: Voorbeeld}", 2, "is missing"),
        ("article: '3.3.1'", "article: 3.3", 3, "is no text"),
        ("name: 'Staatscourant 2025, 1'", "name: Staatscourant 2025, 1", 3, "nothing reads"),
        ("politie]", "polite]", 4, "not one of these"),
        ("from: 2026-01-01", "from: soon", 4, "is no date"),
        ("special_contract", "special", 4, "is not known"),
        ("applies: {bodies: [ministerie, politie],", "applies: {", 4, "must say which bodies"),
        ("country_with", "county_with", 5, "no criterion"),
        ("[security_system]", "[security_sistem]", 5, "no kind and no group"),
        ("level: excluded", "level: forbidden", 6, "not one of these"),
        ("level: excluded", "level: no_rule", 6, "a rule says"),
        ("because: {nl: Daarom., en: Because.}", "because: {nl: Daarom.}", 6, "is missing"),
        ("then:", "than:", 1, "a rule says"),
        ("given: {body: gemeente}", "given: {body: gemeente, maken: x}", 7, "nothing reads"),
        ("level: reference", "level: fine", 7, "not one of these"),
        (", level: reference", "", 7, "an example says"),
        ("{body: gemeente}", "{body: gemeente, serves: maybe}", 7, "is neither"),
    ],
)
def test_a_wrong_file_tells_its_line(
    tmp_path: Path, old: str, new: str, line: int, what: str
) -> None:
    assert old in WHOLE
    with pytest.raises(CatalogueError, match=what) as caught:
        policies_of_text(tmp_path, WHOLE.replace(old, new))
    assert caught.value.where == f"x.yaml:{line}"


def test_an_article_stands_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(WHOLE)
    with pytest.raises(CatalogueError, match=r"is also at a\.yaml:1"):
        policies_of_text(tmp_path, WHOLE)


def test_groups_and_criteria_read() -> None:
    assert Kind.SURVEILLANCE in kind_groups()["security_system"].meant
    assert Kind.SWITCH in kind_groups()["security_mechanism"].may_be
    assert all(c.title and c.note and c.checked and c.countries for c in criteria().values())
