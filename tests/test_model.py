# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nouns: what includes what, what is said, what may be shown."""

from __future__ import annotations

import pytest

from herkomst.model import (
    SAID,
    SHOWN,
    STATUS,
    Answer,
    Claim,
    Kind,
    Level,
    Property,
    kind_includes,
    marked,
    public_part,
    status_word,
)


def test_kinds_include_the_narrower_ones() -> None:
    assert kind_includes(Kind.CAMERA, Kind.ANPR_CAMERA)
    assert kind_includes(Kind.EQUIPMENT, Kind.ANPR_CAMERA)
    assert not kind_includes(Kind.ANPR_CAMERA, Kind.CAMERA)
    assert not kind_includes(Kind.CAMERA, Kind.SWITCH)


def test_the_ladder_is_in_order_and_disputed_stands_beside_it() -> None:
    ranks = [
        Level(n).rank
        for n in "country_only located_in candidate website_only network_of operated_by confirmed".split()
    ]
    assert ranks == sorted(set(ranks))
    assert Level.DISPUTED.rank == Level.NONE.rank == 0


@pytest.mark.parametrize("word", sorted(STATUS))
def test_every_status_word_comes_back(word: str) -> None:
    prop, answer, phase = STATUS[word]
    assert (
        status_word(
            Claim(body="b", said_at="2022-01-01", property=prop, answer=answer, phase=phase)
        )
        == word
    )


def test_axes_without_a_word_are_written_out() -> None:
    claim = Claim(body="b", said_at="2022-01-01", property=Property.TENDER, answer=Answer.NO)
    assert status_word(claim) == "tender:no"


def test_the_id_hashes_what_is_said_and_nothing_else() -> None:
    claim = Claim(body="b", said_at="2022-01-01", makers=("dahua",)).identified()
    other = {"recorded_at": "2030", "confidence": 0.5, "follows": 9, "paraphrase": "x"}
    same = Claim(body="b", said_at="2022-01-01", makers=("dahua",), **other).identified()  # type: ignore[arg-type]
    assert same.id == claim.id
    for name in marked(Claim, SAID):
        if name in ("body", "said_at"):
            continue
        changed = Claim(
            **{"body": "b", "said_at": "2022-01-01", "makers": ("dahua",), name: "else"}
        ).identified()
        assert changed.id != claim.id, name


def test_the_public_part_denies_by_default() -> None:
    shown = public_part(
        Claim(body="b", said_at="2022-01-01", place="hal", device="mac:x", claimant="iemand")
    )
    assert not {"place", "device", "claimant", "supplier", "model", "firmware"} & set(shown)
    assert set(shown) == set(marked(Claim, SHOWN))
