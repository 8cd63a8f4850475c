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


def test_what_the_tables_say_of_a_registration_weighs_as_what_is_given() -> None:
    """A registration that routing denies is weak; a shop's within a body's network is the shop's."""
    from herkomst.attribute.networks import Holding

    judged = attributor().judged
    own = Holding("public_body", "Gemeente Gouda", via="registered", routing_agrees=True)
    assert str(judged(Facts(), own).level) == "network_of"
    denied = Holding("public_body", "Gemeente Gouda", via="registered", routing_agrees=False)
    assert str(judged(Facts(), denied).level) == "candidate"
    shop = Holding("", "Slagerij Jansen", via="registered", within="Gemeente Gouda")
    assert (str(judged(Facts(), shop).level), judged(Facts(), shop).body) == ("none", None)


def test_an_institution_under_private_law_is_no_public_body() -> None:
    tls = {"subject": "O=Radboudumc", "ca_signed": True, "validation": "ov"}
    assert level(net=KPN, tls=tls) == "none"
