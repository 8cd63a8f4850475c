# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a foreign rule may say here, and what it may not."""

from __future__ import annotations

import pytest

from herkomst.identify.foreign.naming import kind_of_device, maker_of, named, names_maker
from herkomst.identify.foreign.rules import ForeignRule
from herkomst.model import Grade, Kind


def rule(pattern: str, field: str = "http.server") -> ForeignRule:
    return ForeignRule("recog:x.xml:1", "recog:x.xml", field, pattern, ())


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Cisco", ("cisco", None)),
        ("Hikvision", ("hikvision", None)),
        ("Acme Cam", ("foreign:acme-cam", None)),
        ("EZVIZ", (None, "ezviz")),  # a brand is not its maker
        ("???", (None, None)),
    ],
)
def test_words_for_a_vendor(words: str, wanted: tuple[str | None, str | None]) -> None:
    assert maker_of(words) == wanted


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("^Hikvision-Webs$", True),
        ("(?m:^(?:Hikvision|HIKVISION) .*)", True),
        ("^(?:Hikvision|Boa)/", False),  # one alternative is generic
        ("^Boa/0\\.94", False),
        ("^WEB SERVICE$", False),
        (".*", False),
        ("[Hh]ikvision", True),
    ],
)
def test_a_maker_people_ask_about_must_stand_in_the_pattern(pattern: str, wanted: bool) -> None:
    assert names_maker(pattern, "hikvision") is wanted
    said = {"hw.vendor": "Hikvision", "hw.device": "IP Camera", "hw.product": "X"}
    naming = named(rule(pattern), said)
    assert naming.maker == ("hikvision" if wanted else None)
    assert naming.model == ("X" if wanted else None)


def test_other_makers_need_no_name_in_the_pattern() -> None:
    naming = named(rule("^Boa"), {"hw.vendor": "Axis", "hw.device": "IP Camera"})
    assert (naming.maker, naming.kind, naming.grade) == ("axis", Kind.CAMERA, Grade.PROBABLE)


def test_only_hardware_or_a_device_names_its_maker() -> None:
    assert named(rule("x"), {"service.vendor": "Cisco"}).maker is None
    assert named(rule("x"), {"os.vendor": "Microsoft", "os.product": "Windows"}).maker is None
    made = named(rule("x"), {"os.vendor": "Cisco", "os.device": "Router", "os.version": "12"})
    assert (made.maker, made.firmware) == ("cisco", "12")
    assert named(rule("x"), {"cpe": "cpe:/h:cisco:2800"}).maker == "cisco"
    assert named(rule("x"), {"cpe": "cpe:/a:cisco:acs", "cpe.2": "cpe:/o:cisco:ios"}).maker is None


def test_a_hint_stays_a_hint() -> None:
    said = {"hw.vendor": "Cisco", "hw.certainty": "0.5"}
    assert named(rule("x"), said).grade is Grade.POSSIBLE
    assert named(rule("x", "http.title"), {"hw.vendor": "Cisco"}).grade is Grade.POSSIBLE
    assert named(rule("x"), {"hw.vendor": "Cisco", "hw.certainty": "high"}).grade is Grade.POSSIBLE


def test_device_words() -> None:
    assert kind_of_device("webcam") is Kind.CAMERA
    assert kind_of_device("Broadband Router") is Kind.ROUTER
    assert kind_of_device("Flux Capacitor") is None and kind_of_device("") is None
