# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Attempts to have a body blamed that is not to blame: other owners with its name in theirs, names
that look like its domain, certificates and texts from strangers. Over the real bodies, by rule."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from tests.attribute import variants

from herkomst.app.bodies import attributor, names
from herkomst.attribute import Attribution, Facts
from herkomst.catalogue.public_bodies import HostRule
from herkomst.model import BodyKind, Level

LINE = {"class": "access_isp", "holder": "KPN B.V."}
FORMS = (
    "{h}.example.com", "{h}.evil.nl", "www.{h}.attacker.org", "{d}-nl.com", "not{h}", "{d}.com.example",
    "gemeente{d}.example", "{h}-login.com", "xn--{d}-qza.example", "{d}.nl.cam.example", "cam{h}", "my{h}",
    "{d}nl.example", "{h}.duckdns.org", "{d}.hik-online.com", "{d}.dahuaddns.com", "{d}.synology.me",
    "{d}.azurewebsites.net", "{h}.ddns.net", "{d}.nl.eu.org", "{d}.github.io",
)  # fmt: skip
# Letters of other alphabets that look like ours.
HOMOGLYPHS = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "i": "і", "x": "х", "s": "ѕ"}


def ask(**given: Any) -> Attribution:
    return attributor().attribute(Facts.parse(given))


def rules() -> list[HostRule]:
    bodies = names().bodies
    chosen = [
        h for h in bodies.hosts if not bodies.bodies[h.body].synthetic and h.host.endswith(".nl")
    ]
    return random.Random(5).sample(chosen, 60)


def ov(subject: str) -> dict[str, Any]:
    return {"subject": subject, "ca_signed": True, "validation": "ov", "issuer": "CN=Public CA"}


@pytest.mark.slow
def test_organisations_that_only_look_like_a_body() -> None:
    for made in variants.of_nobody(names().bodies, 31, 25):
        if "=" in made.text or "/" in made.text:
            continue
        place = {"municipality": "Zeist", "from": "device"}
        found = ask(net=LINE, tls=ov(f"O={made.text}"), place=place)
        if made.rule == "abroad" and made.text == "gemeente Bergen":
            assert found.level is Level.CANDIDATE and len(found.possible) == 2
            continue
        assert found.body is None and not found.possible, made
        assert found.level in (Level.NONE, Level.LOCATED_IN), made
        text = ask(net=LINE, device_text=made.text, place=place)
        assert text.body is None, made


@pytest.mark.parametrize("way", ["rdns", "hosts", "dv", "san"])
def test_host_names_that_only_look_like_a_body_s(way: str) -> None:
    for rule in rules():
        label = rule.host.removesuffix(".nl").rpartition(".")[2]
        spoofed = "".join(HOMOGLYPHS.get(c, c) for c in rule.host.removesuffix(".nl")) + ".nl"
        for form in (*FORMS, spoofed if spoofed != rule.host else "{h}.example"):
            host = form.format(h=rule.host, d=label)
            found = ask(net=LINE, **{
                "rdns": {"rdns": {"host": host, "forward_confirmed": True}},
                "hosts": {"hosts": [host]},
                "dv": {"tls": {"subject": f"CN={host}", "ca_signed": True, "validation": "dv"}},
                "san": {"tls": {"subject": "CN=a.example", "san": [host], "ca_signed": True, "validation": "dv"}},
            }[way])  # fmt: skip
            owner = attributor().worlds[False].hosts.match(host)
            if owner is not None:  # another rule's own domain, by chance ("not" + host)
                continue
            assert found.body is None and not found.possible, host
            assert found.level is Level.COUNTRY_ONLY, host


def test_a_private_network_with_a_body_s_name_in_it() -> None:
    for made in variants.of_nobody(names().bodies, 33, 20):
        found = ask(net={"class": "business", "holder": made.text})
        if made.text != "gemeente Bergen":
            assert found.body is None, made


def test_every_municipality_s_own_name_on_each_sort_of_network() -> None:
    """The right body, on the rung that the network allows, and never above."""
    bodies = names().bodies
    active = [b for b in bodies.bodies.values() if b.kind is BodyKind.GEMEENTE and b.active]
    for body in random.Random(6).sample(
        [b for b in active if not b.synthetic and "(" not in b.name], 60
    ):
        tls = ov(f"O={body.name}")
        wanted = {
            "access_isp": Level.OPERATED_BY, "mobile": Level.OPERATED_BY, "business": Level.OPERATED_BY,
            "hosting": Level.CANDIDATE, "cloud": Level.CANDIDATE, "": Level.CANDIDATE,
        }  # fmt: skip
        for sort, level in wanted.items():
            found = ask(net={"class": sort, "holder": "Somebody"}, tls=tls)
            assert (found.body, found.level) == (body.id, level), (body.name, sort)
        assert ask(net={"class": "vendor_cloud", "holder": "x"}, tls=tls).body is None
        for spoiled in (
            {"ca_signed": False},
            {"expired": True},
            {"seen_on": 5000},
            {"issuer": f"CN={body.name} CA"},
        ):
            found = ask(net=LINE, tls={**tls, **spoiled})
            assert (found.body, found.level) == (body.id, Level.CANDIDATE), spoiled


def test_the_body_of_the_day() -> None:
    """Haaren was divided over four municipalities: in 2018 it is Haaren, today a person decides."""
    seen = {"net": {"class": "public_body", "holder": "Gemeente Haaren"}}
    then, now = ask(**seen, seen_at="2018-06-01"), ask(**seen, seen_at="2024-06-01")
    assert names().bodies.bodies[then.body or ""].name == "gemeente Haaren"
    assert then.level is Level.NETWORK_OF
    assert (now.body, now.level, len(now.possible)) == (None, Level.CANDIDATE, 4)


@pytest.mark.parametrize(
    ("holder", "day", "stood"),
    [
        ("Gemeente Menaldumadeel", "2010-06-01", "gemeente Menaldumadeel"),
        ("Gemeente Menaldumadeel", "2015-06-01", "gemeente Menameradiel"),
        ("Gemeente Menaldumadeel", "2020-06-01", "gemeente Waadhoeke"),
        ("Gemeente Waadhoeke", "2015-06-01", None),
        ("Gemeente De Friese Meren", "2013-06-01", None),
        ("Gemeente De Friese Meren", "2014-06-01", "gemeente De Friese Meren"),
        ("Gemeente Groningen", "2012-06-01", "gemeente Groningen"),
        ("Gemeente Weesp", "2022-03-23", "gemeente Weesp"),
        ("Gemeente Weesp", "2022-03-24", "gemeente Amsterdam"),
    ],
)
def test_who_stood_there_on_the_day(holder: str, day: str, stood: str | None) -> None:
    """Each step of a chain of mergers has its own days; before its first a body is nobody."""
    found = ask(net={"class": "public_body", "holder": holder}, seen_at=day)
    body = names().bodies.bodies.get(found.body or "")
    assert (body.name if body else None) == stood


@pytest.mark.parametrize(
    ("service", "ministry", "day"),
    [
        ("Rijkswaterstaat", "Ministerie van Infrastructuur en Waterstaat", "2025-01-01"),
        ("Rijkswaterstaat", "Ministerie van Infrastructuur en Milieu", "2015-01-01"),
        ("Douane", "Ministerie van Financiën", "2025-01-01"),
    ],
)
def test_a_service_and_its_ministry_do_not_contradict(
    service: str, ministry: str, day: str
) -> None:
    net = {"class": "public_body", "holder": service}
    found = ask(net=net, tls=ov(f"O={ministry}"), seen_at=day)
    assert (names().bodies.bodies[found.body or ""].name, found.level) == (
        service,
        Level.OPERATED_BY,
    )


def test_every_former_municipality_on_its_last_day_and_after_it() -> None:
    """On its last day it is itself; two days later those the event names, and nobody else."""
    bodies = names().bodies
    for body in bodies.bodies.values():
        if body.kind is not BodyKind.GEMEENTE or not body.valid_until or body.synthetic:
            continue
        held = {"class": "public_body", "holder": body.name}
        last = date.fromisoformat(body.valid_until)
        then = ask(net=held, seen_at=last.isoformat())
        after = ask(net=held, seen_at=(last + timedelta(days=2)).isoformat())
        if "Hasselt" in body.name:  # there is one abroad
            assert then.body is after.body is None
        elif "Valkenburg" in body.name:  # another bears the name today
            assert then.body is after.body is None and after.possible
        else:
            assert then.body == body.id, body.name
            assert {after.body, *after.possible} - {None} == set(bodies.after(body.id)), body.name
