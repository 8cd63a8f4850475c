# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words, numbers and dates of strangers: read as meant, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herkomst import vocabulary as words
from herkomst.model import Kind, Unit


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("27", 27, 27),
        ("28.221", 28221, 28221),
        ("bijna 700", 630, 700),
        ("ruim 250", 250, 275),
        (">= 5", 5, None),
        ("een of meerdere", 1, None),
        ("honderden", None, None),
        ("12 locaties", 12, 12),
        ("ca. 100 camera's", 90, 110),
        ("some 40", 36, 44),
        ("≥5", 5, None),
    ],
)
def test_quantities(said: str, low: int | None, high: int | None) -> None:
    assert words.quantity_of(said) == (low, high)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("12,5", 12),
        ("2,4 miljoen", 2),
        ("125 duizend", 125),
        ("10-20", 10),
        ("tussen 10 en 20", 10),
        ("maximaal 20", 20),
        ("minder dan 50", 50),
        ("3%", 3),
        ("-5", 5),
    ],
)
def test_a_number_is_never_a_piece_of_another(said: str, wrong: int) -> None:
    assert words.quantity_of(said) != (wrong, wrong)


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        ("25", (25, 25, None)),
        ("bijna 30 camera's", (27, 30, Unit.DEVICE)),
        ("10-20 stuks", (10, 20, Unit.DEVICE)),
        ("maximaal 20", (None, 20, None)),
        ("een of meer", (1, None, None)),
        ("100 IP-camera's", (100, 100, Unit.DEVICE)),
        ("40 switches", (40, 40, Unit.DEVICE)),
        ("2 gebouwen", (2, 2, Unit.SITE)),
        ("5 locaties, 40 camera's", None),
        ("sinds 2019", None),
        ("€ 5000", None),
        ("25 keer", None),
        ("=5*5", None),
        ("-3", None),
        ("ja, 12", None),
        ("12 Hikvision", None),
        ("25 procent", None),
        ("2,5", None),
        ("geen", None),
        ("1" * 200, None),
    ],
)
def test_a_number_and_nothing_else(said: str, alone: object) -> None:
    assert words.quantity_alone(said) == alone


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2022-03-01", "2022-03-01", "2022-03-01"),
        ("1-3-2022", "2022-03-01", "2022-03-01"),
        ("2022-02-08~", "2022-02-08", "2022-02-08"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("maart 2022", "2022-03-01", "2022-03-31"),
        ("1 maart 2022", "2022-03-01", "2022-03-01"),
        ("2020~2021", "2020-01-01", "2021-12-31"),
        ("<2020", None, "2019-12-31"),
    ],
)
def test_dates(written: str, first: str | None, last: str | None) -> None:
    assert words.period_of(written) == (first, last)


@pytest.mark.parametrize(
    "written", ["2022-13-01", "31-02-2022", "3/14/2022", "44621", "morgen", ""]
)
def test_no_dates(written: str) -> None:
    assert words.period_of(written) is None


def test_many_signs_before_a_date() -> None:
    assert words.period_of("<" * 5000 + "2020") is None


def test_kinds_and_units() -> None:
    assert words.kind_of("camera’s") is Kind.CAMERA
    assert words.kind_of("ANPR-camera") is Kind.ANPR_CAMERA
    assert words.kind_of("sensor;camera;apparatuur") is Kind.EQUIPMENT
    assert words.kind_of("camerabeugel") is None
    assert words.unit_of("gemeenten") is Unit.BODY
    assert words.unit_of("keren gebruikt") is None


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    words.quantity_of(text)
    words.period_of(text)
    words.kind_of(text)
    words.status_of(text)
