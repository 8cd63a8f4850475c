# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A device names itself; a page about a maker, an owner and a homonym do not."""

from __future__ import annotations

import pytest

from herkomst.catalogue import entities
from herkomst.identify.naming import named, telling_digits, without_form
from herkomst.model import Kind


def maker(text: str, rest: str = "next") -> str | None:
    found = named(text, rest)
    return entities.entities()[found.entity].maker if found else None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Moxa NPort 5110", "moxa"),
        ("LEXMARK INTERNATIONAL, INC.", "lexmark"),
        ("AXIS%20M2036-LE", "axis"),
        ("Linksys28853", "linksys"),
        ("ZyXEL-RomPager/3.02", "zyxel"),
        ("ALCATEL SR 7750", "alcatel-lucent"),
        ("APC | Application Error", "apc"),
        ("WRT54GL", "linksys"),
        ("TL-WR841N", "tp-link"),
        ("DS-2CD2143G0-I", "hikvision"),
        ("DS-2CD2T46G2-ISU/SL", "hikvision"),
        ("TL-WR841N/10.0", "tp-link"),
        ("DH-IPC-HDW1230T2", "dahua"),
        ("Dahua Scale Factory", None),
        ("Apple pie", None),
        ("Siemens Nederland N.V.", None),
        ("Axisport", None),
        ("DS-12345", None),
        ("", None),
    ],
)
def test_named(text: str, who: str | None) -> None:
    assert maker(text) == who


def test_how_much_must_be_words_of_a_device() -> None:
    text = "Canon printer in de hal"
    assert (maker(text, "any"), maker(text), maker(text, "all")) == ("canon", "canon", None)
    assert (maker("Canon", "all"), maker("Canon", "some")) == ("canon", None)
    assert maker("Canon printer", "some") == "canon"


def test_model_and_kind_of_what_follows() -> None:
    found = named("Brother MFC-8950DW printer v1.20")
    assert found and (found.model, found.kind, found.bare) == ("MFC-8950DW", Kind.PRINTER, False)
    bare = named("Netgear Web Interface")
    assert bare and (bare.model, bare.bare) == (None, True)


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        ("Dahua", "dahua", None),
        ("Dahua NVR", "dahua", Kind.RECORDER),
        ("Cisco PIX sanitized smtpd", "cisco", None),
        ("Huawei Unified Media Gateway sshd", "huawei", Kind.ROUTER),
        ("DJI Mavic 3 Enterprise", "dji", Kind.DRONE),
        ("Autel Robotics", "autel", None),
        ("Nuctech CX6040BI baggage scanner", "nuctech", Kind.SCANNER),
        ("Dahua Scale", None, None),
        ("Dahua Technology Scale Factory", None, None),
        ("Shanghai Dahua Scale Factory", None, None),
        ("Huawei telefoonhoesje for all", None, None),
        ("Axis2 web services", None, None),
        ("Catalyst Framework httpd", None, None),
        ("Cisco or Actiontec MI424WR router telnetd", None, None),
    ],
)
def test_a_scanners_own_naming(text: str, who: str | None, kind: Kind | None) -> None:
    found = named(text, "told")
    assert maker(text, "told") == who
    assert (found.kind if found else None) == kind


def test_a_registrant_without_the_form_of_the_firm() -> None:
    assert without_form("Zhejiang Dahua Technology Co., Ltd.") == "zhejiangdahuatechnology"
    assert without_form("Shanghai Dahua Scale Factory") == "shanghaidahuascalefactory"
    assert without_form("GmbH") == "gmbh"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Moxa NPort serial 551000", []),
        ("Moxa", []),
        ("Canon printer since 2019", ["2019"]),
        ("DS-2CD2143G0-I camera 123456", ["DS-2CD2143G0-I"]),
        ("  - Dell iDRAC8 55555", ["iDRAC8"]),
        ("Huawei L3 switch", ["L3"]),
        ("Moxa1999 camera 55555", ["1999"]),
        ("3Com switch 24", None),
        ("Axis%20M2036", None),
    ],
)
def test_digits_that_a_name_may_turn_on(text: str, told: list[str] | None) -> None:
    spans = telling_digits(text)
    assert (None if spans is None else [text[begin:end] for begin, end in spans]) == told
