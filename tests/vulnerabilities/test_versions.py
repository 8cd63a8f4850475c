# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Firmware texts compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst.vulnerabilities.versions import Version, compared, version_of


@pytest.mark.parametrize(
    ("text", "numbers", "built"),
    [
        ("V5.6.2build 190701", (5, 6, 2), "2019-07-01"),
        ("V5.4.0 Build 160530", (5, 4, 0), "2016-05-30"),
        ("V5.5.82_build190909", (5, 5, 82), "2019-09-09"),
        ("2.820.0000000.18.R, build: 2021-07-05", (2, 820, 0, 18), "2021-07-05"),
        ("2.811.0000013.0.R, Build Date 2023-12-20", (2, 811, 13, 0), "2023-12-20"),
        ("2.820.0000000.18.r.210705", (2, 820, 0, 18), "2021-07-05"),
        ("1.1.4 Build 20230219 rel.69802(4A50)", (1, 1, 4), "2023-02-19"),
        ("v3.0.0.2356_23062004", (3, 0, 0, 2356), None),
        ("build 210628", (), "2021-06-28"),
        ("build 991399", (), None),
        ("", (), None),
        (None, (), None),
        ("unknown", (), None),
    ],
)
def test_read(text: str | None, numbers: tuple[int, ...], built: str | None) -> None:
    assert version_of(text) == Version(numbers, built)


def test_a_build_date_beside_the_text() -> None:
    assert version_of("V5.4.0", "2016-05-30") == Version((5, 4, 0), "2016-05-30")


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("V5.4.0 build 160401", "V5.4.0 build 160530", -1),
        ("V5.4.0 build 160530", "V5.4.0 build 160530", 0),
        ("V5.4.1 build 160601", "V5.4.0 build 160530", 1),
        ("V5.3.9 build 170101", "V5.4.0 build 160530", None),  # a later build of an older branch
        ("V5.4.0", "V5.4.0 build 160530", None),
        ("V5.3.0", "V5.4.0 build 160530", -1),
        ("V5.4", "V5.4.0", 0),
        ("2.820", "2.820.0.18", None),
        ("V5.3.0", "build 160530", None),
        ("build 160101", "build 160530", -1),
        ("", "V5.4.0", None),
    ],
)
def test_compared(one: str, other: str, wanted: int | None) -> None:
    assert compared(version_of(one), version_of(other)) == wanted


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    version_of(text, text)
