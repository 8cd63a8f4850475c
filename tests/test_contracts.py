# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the words of a contract name, and what they only seem to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herkomst import catalogue
from herkomst.contracts import equal_allowed, kind_of_cpv, read_object
from herkomst.model import Kind, MakersOp

ONE, AND, OR, ANY = MakersOp.ONE, MakersOp.AND, MakersOp.OR, MakersOp.ANY


@pytest.mark.parametrize(
    ("text", "makers", "op", "kind", "quantity"),
    [
        ("700 Dahua ANPR-camera's", ("dahua",), ONE, Kind.ANPR_CAMERA, "700"),
        ("Levering van bijna 700 ANPR-camera’s", (), ANY, Kind.ANPR_CAMERA, "bijna 700"),
        ("Supply of 1.200 Hikvision cameras", ("hikvision",), ONE, Kind.CAMERA, "1.200"),
        ("40 Hikvision of Dahua camera's", ("hikvision", "dahua"), OR, Kind.CAMERA, "40"),
        ("Dahua- en Hikvision-camera's", ("dahua", "hikvision"), AND, Kind.CAMERA, None),
        ("Huawei switches en routers", ("huawei",), ONE, Kind.NETWORK, None),
        ("Zhejiang Dahua Technology, camera's", ("dahua",), ONE, Kind.CAMERA, None),
        ("Camerasysteem stadhuis", (), ANY, Kind.CAMERA, None),
        ("Kentekencamerasysteem", (), ANY, Kind.ANPR_CAMERA, None),
        ("Raamovereenkomst ICT-diensten", (), ANY, Kind.ICT_SERVICE, None),
        ("Aanbesteding groenvoorziening", (), ANY, None, None),
        ("Onderhoud van 25 Dahua camera's", ("dahua",), ONE, Kind.CAMERA, "25"),
        ("In 2020 Dahua camera's", ("dahua",), ONE, Kind.CAMERA, None),
        ("Camera's en toebehoren, perceel 2", (), ANY, Kind.CAMERA, None),
    ],
)
def test_what_is_named(
    text: str, makers: tuple[str, ...], op: MakersOp, kind: Kind | None, quantity: str | None
) -> None:
    found = read_object(text, catalogue.maker_id)
    assert (found.makers, found.op, found.kind, found.quantity) == (makers, op, kind, quantity)


@pytest.mark.parametrize(
    "text",
    [
        "Beveiligingscamera's DJI",
        "Camera's voor Den Bosch",
        "camera's den bosch",
        "Switches voor Aruba",
        "Netwerkapparatuur Aruba en Bonaire",
        "canon en erfpacht",
        "Climax van het feest, met camera's",
        "Software voor HP",
        "brachyterapii i kamera",
        "Geen Hikvision camera's",
        "Camera's, niet van Hikvision of Dahua",
        "Vervanging van Hikvision-camera's",
        "Camera's geschikt voor koppeling met Hikvision",
        "Replacement of Dahua cameras",
    ],
)
def test_what_only_seems_to_be_a_make(text: str) -> None:
    assert read_object(text, catalogue.maker_id).makers == ()


def test_what_takes_the_place_of_another_make_is_delivered() -> None:
    found = read_object("Vervanging van Hikvision-camera's door Axis camera's", catalogue.maker_id)
    assert found.makers == ("axis",)
    assert any("'Hikvision'" in n for n in found.notes)


def test_a_prison_service_flies_no_maker() -> None:
    buyer = "Dienst Justitiële Inrichtingen"
    assert read_object("Drones DJI", catalogue.maker_id, buyer).makers == ()
    assert read_object("Drones DJI Matrice", catalogue.maker_id).makers == ("dji",)


@pytest.mark.parametrize(
    "text",
    [
        "Hikvision camera's of gelijkwaardig",
        "Hikvision of een gelijkwaardige camera",
        "Hikvision of technisch gelijkwaardig",
        "Cisco or equivalent switches",
        "Axis cameras or an equal",
        "Dahua camera's of vergelijkbaar",
        "Dahua camera's o.g.",
    ],
)
def test_an_equal_leaves_the_make_open(text: str) -> None:
    found = read_object(text, catalogue.maker_id)
    assert found.op is ANY and found.makers and found.notes
    assert equal_allowed(text)


@pytest.mark.parametrize(
    "text", ["Dahua camera's", "gelijkwaardige camera's", "camera's of sensoren"]
)
def test_no_equal(text: str) -> None:
    assert not equal_allowed(text)


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        ("35125300-2", Kind.CAMERA),
        ("35125300;32323500-8", Kind.SURVEILLANCE),
        ("55500000-5", None),
        ("135125300", None),
        ("", None),
    ],
)
def test_codes(codes: str, kind: Kind | None) -> None:
    assert kind_of_cpv(codes) is kind


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_whatever_it_says(text: str) -> None:
    found = read_object(text, catalogue.maker_id)
    assert all(m in catalogue.makers() for m in found.makers)


def test_a_long_text_is_no_trouble() -> None:
    for text in ("Dahua " * 50_000, "of een " * 50_000, "camera" * 50_000, "9" * 100_000):
        assert read_object(text, catalogue.maker_id) is not None
