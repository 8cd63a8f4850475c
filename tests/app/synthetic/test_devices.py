# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the invented devices say is what the catalogue knows them by."""

from __future__ import annotations

import pytest

from herkomst import catalogue
from herkomst.app.synthetic.devices import CAMERA_SAYINGS, NOISE, OTHERS, OUI, SEEN, combinations


@pytest.mark.parametrize("maker", CAMERA_SAYINGS)
def test_each_combination_names_sayings_of_its_maker(maker: str) -> None:
    for sayings in combinations(CAMERA_SAYINGS[maker], SEEN[maker]):
        assert sayings and {s.maker for s in sayings} == {maker}


def test_others_are_of_makers_the_catalogue_knows_or_of_none() -> None:
    makers = {s.maker for s in OTHERS} - {"unproven"}
    assert makers <= set(catalogue.makers()) and {s.maker for s in NOISE} == {"noise"}


def test_hardware_addresses_are_of_blocks_of_their_maker() -> None:
    from herkomst.identify.engine import default_engine

    engine = default_engine()
    for maker, blocks in OUI.items():
        for block in blocks:
            hit = engine.matchers["mac"].confirm(f"{block}:00:00:01")
            assert {engine.proof(n).maker for n in hit.shown.proofs} == {maker}
