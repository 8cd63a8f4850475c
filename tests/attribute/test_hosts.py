# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Host names: whole labels from the right, and no lookalike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst.attribute.hosts import Hosts, dealt_out, normalised, shared_suffix
from herkomst.catalogue.public_bodies import HostRule, PublicBodies
from herkomst.model import Body, BodyKind


def bodies() -> PublicBodies:
    made = {
        name: Body(
            id=name, kind=BodyKind.GEMEENTE, name=f"gemeente {name}", synthetic=name == "demo"
        )
        for name in ("zeist", "groningen", "works", "demo", "crown")
    }
    rules = (
        HostRule("zeist.nl", "zeist", False),
        HostRule("works.zeist.nl", "works", False),
        HostRule("gemeente.groningen.nl", "groningen", True),
        HostRule("gov.nl", "crown", False),
        HostRule("café.nl", "works", False),
        HostRule("stad.example", "demo", False),
    )
    return PublicBodies(made, (), rules, (), (), {}, ("makersddns.com",))


HOSTS = Hosts(bodies())


def body(host: str) -> str | None:
    name = normalised(host)
    match = HOSTS.match(name) if name else None
    return match.bodies[0] if match else None


@pytest.mark.parametrize(
    ("host", "wanted"),
    [
        ("zeist.nl", "zeist"),
        ("cam1.zeist.nl", "zeist"),
        ("CAM1.Zeist.NL.", "zeist"),
        ("*.zeist.nl", "zeist"),
        ("_sip._tcp.zeist.nl", "zeist"),
        ("a.works.zeist.nl", "works"),
        ("networks.zeist.nl", "zeist"),
        ("gemeente.groningen.nl", "groningen"),
        ("www.gemeente.groningen.nl", None),
        ("groningen.nl", None),
        ("zeist.nl.example.com", None),
        ("notzeist.nl", None),
        ("zeist.nl-login.com", None),
        ("zeist", None),
        ("nl", None),
        ("gov.nl", "crown"),
        ("someone.gov.nl", None),
        ("xn--caf-dma.nl", "works"),
        ("www.CAFÉ.nl", "works"),
        ("cam.zeist\u3002nl", "zeist"),
        ("stad.example", None),
        ("10.0.0.1", None),
        ("", None),
        ("a..zeist.nl", None),
        ("zeist.nl/x", None),
        ("evil.com zeist.nl", None),
    ],
)
def test_match(host: str, wanted: str | None) -> None:
    assert body(host) == wanted


def test_the_two_worlds_do_not_mix() -> None:
    invented = Hosts(bodies(), synthetic=True)
    assert invented.match("cam.stad.example") is not None
    assert invented.match("zeist.nl") is None


def test_two_bodies_of_one_host_are_both_kept() -> None:
    both = bodies()
    both = replace(both, hosts=(*both.hosts, HostRule("zeist.nl", "groningen", False)))
    match = Hosts(both).match("x.zeist.nl")
    assert match is not None and match.bodies == ("zeist", "groningen")


def test_the_name_of_the_site_is_told_from_what_is_below_it() -> None:
    web = {h: m.web for h in ("zeist.nl", "www.zeist.nl", "cam.zeist.nl") if (m := HOSTS.match(h))}
    assert web == {"zeist.nl": True, "www.zeist.nl": True, "cam.zeist.nl": False}


def test_names_anybody_can_have() -> None:
    assert HOSTS.vendor("cam.makersddns.com")
    assert HOSTS.vendor("mycam.duckdns.org") and shared_suffix("mycam.duckdns.org")
    assert not HOSTS.vendor("cam.zeist.nl") and not HOSTS.vendor("x.fixed.kpn.net")


@pytest.mark.parametrize(
    ("host", "made"),
    [
        ("1-2-3-4.zeist.nl", True),
        ("dhcp12.zeist.nl", True),
        ("host-7.zeist.nl", True),
        ("camera-entree.zeist.nl", False),
        ("hosting.zeist.nl", False),
    ],
)
def test_names_made_for_every_address(host: str, made: bool) -> None:
    assert dealt_out(host) is made


@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    name = normalised(text)
    assert name is None or (name == normalised(name) and (HOSTS.match(name) or True))


LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)


@given(
    LABEL,
    st.lists(LABEL, min_size=1, max_size=3),
    st.sampled_from(["com", "nl", "co.uk", "gov.nl"]),
)
def test_a_name_with_something_behind_or_glued_before_it_is_a_lookalike(
    glued: str, behind: list[str], suffix: str
) -> None:
    after = ".".join([*behind, suffix])
    if after not in ("zeist.nl", "works.zeist.nl") and not after.endswith(".zeist.nl"):
        assert body(f"zeist.nl.{after}") in (None, body(after))
    assert body(f"{glued}zeist.nl") is None
    assert body(f"{glued}.zeist.nl") == ("works" if glued == "works" else "zeist")


@given(st.lists(LABEL, min_size=1, max_size=4))
def test_every_match_holds_a_literal_of_the_prefilter(labels: list[str]) -> None:
    for base in ("zeist.nl", "works.zeist.nl", "gov.nl"):
        host = ".".join([*labels, base])
        if HOSTS.match(host):
            assert any(literal in host for literal in HOSTS.literals)
