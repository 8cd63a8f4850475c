# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence has classes: strong ones are told from what anyone can write."""

from __future__ import annotations

from herkomst.app.bodies import attributor
from herkomst.attribute import Facts


def level(**given: object) -> str:
    return str(attributor().attribute(Facts.parse(given)).level)


KPN = {"holder": "KPN B.V.", "class": "access_isp"}


def test_weak_evidence_never_adds_up() -> None:
    found = level(
        net=KPN,
        rdns={"host": "cam.zeist.nl", "forward_confirmed": False},
        device_text="gemeente Zeist",
        tls={"subject": "O=Gemeente Zeist", "ca_signed": False},
        other=[{"kind": "tender", "body": "gemeente Zeist"}],
        place={"municipality": "Zeist", "from": "device"},
    )
    assert found == "candidate"


def test_one_strong_class_is_enough_on_an_access_line_and_not_on_rented_space() -> None:
    rdns = {"host": "cam.zeist.nl", "forward_confirmed": True}
    assert level(net=KPN, rdns=rdns) == "operated_by"
    assert level(net={"holder": "Hoster B.V.", "class": "hosting"}, rdns=rdns) == "candidate"


def test_a_lookalike_is_nobody_s() -> None:
    rdns = {"host": "zeist.nl.example.com", "forward_confirmed": True}
    assert level(net=KPN, rdns=rdns) == "country_only"
