# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions in one form, and the day they were built."""

from __future__ import annotations

import pytest

from herkomst.identify.firmware import build_date, model, normal


@pytest.mark.parametrize(
    ("text", "build", "found"),
    [
        ("V5.6.2build 190701", None, "V5.6.2 build 190701"),
        ("V5.5.3 build 171025", None, "V5.5.3 build 171025"),
        ("V5.7.15", "build 240201", "V5.7.15 build 240201"),
        ("2.811.0000013.0.R, Build Date 2023-12-20", None, "2.811.0000013.0.R build 2023-12-20"),
        ("2.420.Dahua 00.14.R, build: 2016-06-18", None, "2.420.Dahua 00.14.R build 2016-06-18"),
        ("10.12.65", None, "10.12.65"),
        ("V4.30.097", "", "V4.30.097"),
        ("V4.1.0_BUILD_190701", None, "V4.1.0 build 190701"),
        ("Build 190701", None, "build 190701"),
        ("rebuild 190701", None, "rebuild 190701"),
        ("rebuild 12", None, "rebuild 12"),
    ],
)
def test_normal(text: str, build: str | None, found: str) -> None:
    assert normal(text, build) == found
    assert normal(found) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("V5.6.2 build 190701", "2019-07-01"),
        ("2.811.0000013.0.R build 2023-12-20", "2023-12-20"),
        ("V1 build 20210301", "2021-03-01"),
        ("V1 build 991399", None),
        ("build 190701", "2019-07-01"),
        ("10.12.65", None),
    ],
)
def test_build_date(text: str, day: str | None) -> None:
    assert build_date(text) == day


def test_model() -> None:
    assert model("DS-2CD2143G0-I") == "DS-2CD2143G0-I"
    assert model("VB-S30D%20Mk%20II_") == "VB-S30D Mk II"
