# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ladder: the published decisions, every rule at least once, and what must never happen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst import catalogue
from herkomst.attribute import Attribution, Attributor, Facts
from herkomst.attribute.ladder import ladder, read_ladder
from herkomst.attribute.networks import CLASSES
from herkomst.catalogue.public_bodies import (
    Alias,
    HostRule,
    Network,
    Provider,
    PublicBodies,
    load_public_bodies,
)
from herkomst.errors import CatalogueError, InputError
from herkomst.model import Body, BodyKind, Level

CASES = Path(__file__).resolve().parents[2].parent / "shared/data/cases/attribution_cases.jsonl"
SHARED_SERVICE = "the shared service"


def body(name: str, kind: BodyKind = BodyKind.GEMEENTE, **more: Any) -> Body:
    prefix = {BodyKind.GEMEENTE: "gemeente ", BodyKind.PROVINCIE: "provincie "}.get(kind, "")
    return Body(id=more.pop("id", name.lower()), kind=kind, name=prefix + name, **more)


def small() -> PublicBodies:
    """A handful of bodies, real and invented, with every sort of network."""
    made = [
        body("Aa"),
        body("Bee"),
        body("Oud", active=False, valid_until="2022-03-23", successors=("aa",)),
        body("New", valid_from="2022-01-01"),
        body("Twin (NH)", id="twin-nh", province="PV27"),
        body("Twin (L)", id="twin-l", province="PV31"),
        body("Cee", BodyKind.PROVINCIE),
        body("Watch", BodyKind.AGENTSCHAP, parent="ministry"),
        body("ministerie van Water", BodyKind.MINISTERIE, id="ministry"),
        body("Samenwerking Noord", BodyKind.GR, id="noord"),
        body("gemeenten", BodyKind.GROEP, id="groep:gemeenten"),
        body("Fictie", synthetic=True),
    ]
    net = [
        ("10.0.0.0/16", "Gemeente Aa", "public_body", "aa", False),
        ("10.0.9.0/24", "Gemeente Aa wifi", "public_body", "aa", True),
        ("10.1.0.0/16", "Gemeente Bee", "public_body", "bee", False),
        ("10.2.0.0/16", "Watch", "public_body", "watch", False),
        ("10.3.0.0/16", "Samenwerking Noord", "shared_service", "", False),
        ("10.4.0.0/16", "Gemeente Oud", "public_body", "oud", False),
        ("10.5.0.0/16", "Relay", "vendor_cloud", "", False),
    ]
    hosts = [
        ("new.nl", "new"),
        ("aa.nl", "aa"),
        ("bee.nl", "bee"),
        ("oud.nl", "oud"),
        ("fictie.example", "fictie"),
    ]
    return PublicBodies(
        {b.id: b for b in made},
        tuple(Alias(b.name, b.id, "official") for b in made),
        (
            *(HostRule(h, b, False) for h, b in hosts),
            HostRule("kept.nl", "aa", False, valid_until="2020-12-31"),
        ),
        (
            *(Network(p, h, c, b, guest=g) for p, h, c, b, g in net),
            Network("192.0.2.0/24", "Gemeente Fictie", "public_body", "fictie", synthetic=True),
        ),
        (
            Provider("Line", "access_isp", (1,), ("line",)),
            Provider("Host", "hosting", (2,), ("host",)),
            Provider("School", "education", (3,), ("school",)),
        ),
        {"noord": ("aa", "bee")},
        ("makersddns.com",),
    )


SMALL = Attributor(small())


def ask(**given: Any) -> Attribution:
    return SMALL.attribute(Facts.parse(given))


def net(sort: str, holder: str = "Somebody", **more: Any) -> dict[str, Any]:
    return {"class": sort, "holder": holder, **more}


def cert(subject: str, validation: str = "ov") -> dict[str, Any]:
    return {"subject": subject, "ca_signed": True, "issuer": "CN=CA", "validation": validation}


def ptr(host: str, confirmed: bool = False) -> dict[str, Any]:
    return {"host": host, "forward_confirmed": confirmed}


def said(kind: str, by: str, verified: bool = True) -> list[dict[str, Any]]:
    return [{"kind": kind, "by": by, "verified": verified}]


def dated(kind: str, by: str, date: str) -> list[dict[str, Any]]:
    return [{"kind": kind, "by": by, "verified": True, "date": date}]


LINE, HOST, OWN = net("access_isp"), net("hosting"), net("public_body", "Gemeente Aa")
AT_AA = {"municipality": "Aa", "from": "device"}
# id, facts, rule, level, body, possible
DECISIONS: list[tuple[dict[str, Any], str, str, str | None, set[str]]] = [
    (
        {"net": OWN, "statements": said("dispute", "Gemeente Aa")},
        "disputed",
        "disputed",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "statements": said("dispute", "Gemeente Aa")},
        "country",
        "country_only",
        None,
        set(),
    ),
    (
        {"net": LINE, "hostnames": ["x.aa.nl"], "statements": said("dispute", "Gemeente Aa")},
        "disputed",
        "disputed",
        "aa",
        set(),
    ),
    (
        {"net": OWN, "statements": said("dispute", "Gemeente Bee")},
        "own-network",
        "network_of",
        "aa",
        set(),
    ),
    (
        {"net": OWN, "statements": said("dispute", "Gemeente Aa", False)},
        "own-network",
        "network_of",
        "aa",
        set(),
    ),
    (
        {"statements": said("inventory", "Gemeente Aa") + said("confirmation", "Gemeente Bee")},
        "stated-by-several",
        "candidate",
        None,
        {"aa", "bee"},
    ),
    (
        {"ip": "10.1.0.1", "statements": said("inventory", "aa")},
        "stated-elsewhere",
        "candidate",
        None,
        {"aa", "bee"},
    ),
    (
        {
            "net": {**LINE, "guest": True},
            "statements": said("inventory", "aa"),
            "hosts": ["cam.bee.nl"],
        },
        "stated-among-others",
        "candidate",
        "aa",
        set(),
    ),
    ({"ip": "10.3.0.1", "statements": said("inventory", "aa")}, "stated", "confirmed", "aa", set()),
    ({"net": LINE, "statements": said("inventory", "aa")}, "stated", "confirmed", "aa", set()),
    ({"net": LINE, "statements": said("inventory", "aa", False)}, "weak", "candidate", "aa", set()),
    (
        {"net": LINE, "statements": said("inventory", "gemeenten")},
        "country",
        "country_only",
        None,
        set(),
    ),
    ({"ip": "10.5.0.1", "tls": cert("O=Gemeente Aa")}, "vendor-relay", "none", None, set()),
    ({"ip": "10.0.9.1", "device_text": "Bakkerij Jansen"}, "guest-of-another", "none", None, set()),
    (
        {"ip": "10.0.9.1", "hostnames": ["x.makersddns.com"]},
        "guest-of-another",
        "none",
        None,
        set(),
    ),
    ({"ip": "10.0.9.1", "device_text": "Stadhuis"}, "guest-network", "network_of", "aa", set()),
    ({"ip": "10.0.9.1"}, "guest-range", "none", None, set()),
    ({"ip": "10.0.9.1", "device_text": "IP CAMERA"}, "guest-range", "none", None, set()),
    ({"ip": "10.0.0.1", "rdns": ptr("gast-1.aa.nl")}, "guest-network", "network_of", "aa", set()),
    ({"net": {**OWN, "description": "Stadswifi centrum"}}, "guest-range", "none", None, set()),
    ({"net": LINE, "tls": cert("C=BE,O=Gemeente Aa")}, "private-owner", "none", None, set()),
    (
        {"net": LINE, "tls": {"subject": "C=DE,O=Gemeente Aa"}, "place": AT_AA},
        "located",
        "located_in",
        None,
        set(),
    ),
    ({"net": LINE, "tls": cert("C=NL,O=Gemeente Aa")}, "line-checked", "operated_by", "aa", set()),
    (
        {"ip": "10.0.0.1", "device_text": "Julianabrug"},
        "own-network-fits",
        "operated_by",
        "aa",
        set(),
    ),
    (
        {"org": "Samenwerking Noord"},
        "shared-network",
        "network_of",
        "noord",
        {"aa", "bee"},
    ),
    ({"ip": "10.0.9.1", "tls": cert("O=Gemeente Aa")}, "guest-network", "network_of", "aa", set()),
    (
        {"net": net("access_isp", guest=True), "tls": cert("O=Gemeente Aa")},
        "guest-line",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "tls": cert("O=Acme B.V.,CN=x.aa.nl")},
        "other-owner-in-body-domain",
        "candidate",
        None,
        {"aa"},
    ),
    ({"net": LINE, "tls": cert("O=Stichting Aa")}, "private-owner", "none", None, set()),
    ({"net": LINE, "tls": cert("O=Some Body")}, "other-owner", "none", None, set()),
    (
        {"net": LINE, "tls": cert("O=Kerk van Aa"), "place": AT_AA},
        "private-owner",
        "none",
        None,
        set(),
    ),
    (
        {"ip": "10.0.0.1", "tls": cert("O=Gemeente Bee")},
        "conflict",
        "candidate",
        None,
        {"aa", "bee"},
    ),
    (
        {"ip": "10.0.0.1", "rdns": ptr("x.bee.nl", True)},
        "conflict",
        "candidate",
        None,
        {"aa", "bee"},
    ),
    (
        {"net": LINE, "tls": cert("O=Gemeente Twin")},
        "several",
        "candidate",
        None,
        {"twin-l", "twin-nh"},
    ),
    (
        {
            "net": LINE,
            "tls": cert("O=Gemeente Twin"),
            "place": {"municipality": "Twin (L)", "from": "device"},
        },
        "several",
        "candidate",
        "twin-l",
        set(),
    ),
    (
        {"net": LINE, "tls": cert("CN=x.aa.nl", "dv") | {"names": ["y.bee.nl"]}},
        "several",
        "candidate",
        None,
        {"aa", "bee"},
    ),
    (
        {"ip": "10.0.0.1", "tls": cert("CN=x.aa.nl", "dv")},
        "own-network-checked",
        "operated_by",
        "aa",
        set(),
    ),
    (
        {"ip": "10.2.0.1", "tls": cert("O=ministerie van Water")},
        "own-network-checked",
        "operated_by",
        "watch",
        set(),
    ),
    (
        {"ip": "10.0.0.1", "device_text": "Stadhuis entree"},
        "own-network-fits",
        "operated_by",
        "aa",
        set(),
    ),
    (
        {"ip": "10.0.0.1", "hostnames": ["cam-3.aa.nl"]},
        "own-network-fits",
        "operated_by",
        "aa",
        set(),
    ),
    ({"ip": "10.0.0.1", "hostnames": ["10-0-0-1.aa.nl"]}, "own-network", "network_of", "aa", set()),
    ({"ip": "10.0.0.1", "device_text": "IP CAMERA"}, "own-network", "network_of", "aa", set()),
    (
        {"ip": "10.0.0.1", "device_text": "Bakkerij Stadhuis"},
        "own-network",
        "network_of",
        "aa",
        set(),
    ),
    (
        {"ip": "10.0.0.1", "hostnames": ["cam.bee.nl"], "device_text": "Brug"},
        "own-network",
        "network_of",
        "aa",
        set(),
    ),
    (
        {
            "ip": "10.0.0.1",
            "device_text": "Stadhuis",
            "place": {"municipality": "Bee", "from": "device"},
        },
        "own-network",
        "network_of",
        "aa",
        set(),
    ),
    ({"ip": "10.0.0.1", "tls": cert("O=Acme B.V.")}, "private-owner", "none", None, set()),
    ({"ip": "10.0.0.1", "tls": cert("O=Some Body")}, "own-network", "network_of", "aa", set()),
    (
        {"ip": "10.0.0.1", "tls": cert("O=Acme B.V."), "rdns": ptr("cam.aa.nl", True)},
        "other-owner-in-own-network",
        "network_of",
        "aa",
        set(),
    ),
    ({"net": net("business", "Hotel Aa B.V.")}, "private-holder", "none", None, set()),
    (
        {"net": net("business", "Bakkerij Aa", within="Gemeente Aa")},
        "private-holder",
        "none",
        None,
        set(),
    ),
    (
        {"net": net("business", "Hotel Aa B.V."), "rdns": ptr("cam.aa.nl", True)},
        "private-holder-checked",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"net": net("access_isp", "Gemeente Aa", within="Line")},
        "own-network",
        "network_of",
        "aa",
        set(),
    ),
    ({"net": {**OWN, "routing_agrees": True}}, "own-network", "network_of", "aa", set()),
    ({"net": {**OWN, "routing_agrees": False}}, "weak", "candidate", "aa", set()),
    ({"net": {**LINE, "description": "GEM-AA-NET"}}, "weak", "candidate", "aa", set()),
    ({"net": {**LINE, "description": "Gemeente Aa"}}, "weak", "candidate", "aa", set()),
    ({"net": LINE, "hosts": ["cam.aa.nl"]}, "line-checked", "operated_by", "aa", set()),
    (
        {"net": LINE, "hosts": [{"host": "cam.aa.nl", "forward_confirmed": False}]},
        "weak",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "hosts": ["cam.aa.nl", "cam.bee.nl"]},
        "several",
        "candidate",
        None,
        {"aa", "bee"},
    ),
    (
        {"net": {**LINE, "shared_address": True}, "hosts": ["cam.aa.nl"]},
        "shared-address-name",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"net": {**LINE, "shared_address": True}, "tls": cert("O=Gemeente Aa")},
        "line-checked",
        "operated_by",
        "aa",
        set(),
    ),
    ({"net": HOST, "hosts": ["www.aa.nl", "cam.aa.nl"]}, "website", "website_only", "aa", set()),
    (
        {"net": HOST, "hosts": ["cam.aa.nl"], "hostnames": ["www.bee.nl"]},
        "hosted",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "tls": cert("O=Gemeente Aa") | {"seen_on": 4000}},
        "weak",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "tls": cert("O=Gemeente Aa") | {"seen_on": 2}},
        "line-checked",
        "operated_by",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "tls": cert("O=Gemeente Aa") | {"issuer": "CN=Gemeente Aa Root CA"}},
        "weak",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "tls": cert("O=Gemeente Aa") | {"issuer": "CN=AA-DC01-CA"}},
        "weak",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "tls": cert("O=Gemeente Aa"), "open_ports": list(range(300))},
        "weak",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "hosts": ["cam.aa.nl"], "makers_seen": list("abcdef")},
        "weak",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"ip": "10.0.0.1", "device_text": "Stadhuis", "open_ports": 900},
        "own-network",
        "network_of",
        "aa",
        set(),
    ),
    (
        {"ip": "10.0.0.1", "tls": cert("O=Gemeente Aa"), "open_ports": 900},
        "own-network",
        "network_of",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "open_ports": [80, 443, 554], "hosts": ["cam.aa.nl"]},
        "line-checked",
        "operated_by",
        "aa",
        set(),
    ),
    (
        {
            "net": {**LINE, "dynamic": True},
            "statements": dated("inventory", "aa", "2022-03-01"),
            "seen_at": "2022-03-20T01:00:00Z",
        },
        "stated",
        "confirmed",
        "aa",
        set(),
    ),
    (
        {
            "net": {**LINE, "dynamic": True},
            "statements": dated("inventory", "aa", "2020-03-01"),
            "seen_at": "2022-03-20",
        },
        "weak",
        "candidate",
        "aa",
        set(),
    ),
    (
        {"net": {**LINE, "dynamic": True}, "statements": said("inventory", "aa")},
        "weak",
        "candidate",
        "aa",
        set(),
    ),
    (
        {
            "net": LINE,
            "statements": dated("inventory", "aa", "2010-03-01"),
            "seen_at": "2022-03-20",
        },
        "stated",
        "confirmed",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "statements": said("inventory", "aa"), "tls": cert("O=Bakkerij Aa B.V.")},
        "stated-and-private-owner",
        "candidate",
        None,
        {"aa"},
    ),
    (
        {"net": LINE, "statements": said("inventory", "aa"), "tls": cert("O=Gemeente Bee")},
        "stated-elsewhere",
        "candidate",
        None,
        {"aa", "bee"},
    ),
    (
        {
            "net": OWN,
            "statements": dated("dispute", "aa", "2022-01-01")
            + dated("confirmation", "aa", "2022-02-01"),
        },
        "stated",
        "confirmed",
        "aa",
        set(),
    ),
    (
        {
            "net": OWN,
            "statements": dated("confirmation", "aa", "2022-01-01")
            + dated("dispute", "aa", "2022-02-01"),
        },
        "disputed",
        "disputed",
        "aa",
        set(),
    ),
    ({"net": OWN, "statements": said("denial", "aa")}, "own-network", "network_of", "aa", set()),
    (
        {"net": LINE, "place": {"lat": 52.09, "lon": 5.23, "from": "device"}},
        "located",
        "located_in",
        None,
        set(),
    ),
    (
        {"net": LINE, "place": {"lat": 0.0, "lon": 0.0, "from": "device"}},
        "country",
        "country_only",
        None,
        set(),
    ),
    (
        {"net": LINE, "place": {"lat": 52.09, "lon": 5.23, "from": "geoip"}},
        "country",
        "country_only",
        None,
        set(),
    ),
    (
        {"net": LINE, "hosts": ["cam.kept.nl"], "seen_at": "2019-05-01"},
        "line-checked",
        "operated_by",
        "aa",
        set(),
    ),
    (
        {"net": LINE, "hosts": ["cam.kept.nl"], "seen_at": "2022-05-01"},
        "country",
        "country_only",
        None,
        set(),
    ),
    (
        {"net": LINE, "hosts": ["x.new.nl"], "seen_at": "2022-01-01"},
        "line-checked",
        "operated_by",
        "new",
        set(),
    ),
    (
        {"net": LINE, "hosts": ["x.new.nl"], "seen_at": "2021-12-31"},
        "country",
        "country_only",
        None,
        set(),
    ),
    (
        {"net": LINE, "tls": cert("O=Gemeente New"), "seen_at": "2018-01-01"},
        "other-owner",
        "none",
        None,
        set(),
    ),
    ({"net": LINE, "hosts": ["cam.aa.nl.example.com"]}, "country", "country_only", None, set()),
    ({"ip": "10.4.0.1"}, "own-network", "network_of", "aa", set()),
    (
        {"ip": "10.4.0.1", "seen_at": "2022-03-23T10:00:00Z"},
        "own-network",
        "network_of",
        "oud",
        set(),
    ),
    (
        {"ip": "10.4.0.1", "seen_at": "2022-03-24T10:00:00Z"},
        "own-network",
        "network_of",
        "aa",
        set(),
    ),
    ({"org": "Gemeente Aa", "asn": 1}, "own-network", "network_of", "aa", set()),
    ({"org": "Gemeente Aa B.V.", "asn": 1}, "country", "country_only", None, set()),
    (
        {"ip": "10.3.0.1", "tls": cert("O=Gemeente Aa")},
        "shared-network-member",
        "operated_by",
        "aa",
        set(),
    ),
    (
        {"ip": "10.3.0.1", "tls": cert("O=Provincie Cee")},
        "conflict",
        "candidate",
        None,
        {"noord", "cee"},
    ),
    (
        {"ip": "10.3.0.1", "hostnames": ["x.aa.nl"]},
        "shared-network",
        "network_of",
        "noord",
        {"aa", "bee"},
    ),
    ({"net": HOST, "rdns": ptr("www.aa.nl")}, "website", "website_only", "aa", set()),
    (
        {"net": HOST, "rdns": ptr("cam.aa.nl", True), "names_on_address": 400},
        "website",
        "website_only",
        "aa",
        set(),
    ),
    (
        {"net": HOST, "tls": cert("CN=www.aa.nl,O=Gemeente Aa")},
        "website",
        "website_only",
        "aa",
        set(),
    ),
    ({"net": HOST, "tls": cert("CN=cam.aa.nl,O=Gemeente Aa")}, "hosted", "candidate", "aa", set()),
    (
        {"net": HOST, "tls": cert("CN=cam.aa.nl,O=Gemeente Aa"), "hosts": ["cam.aa.nl"]},
        "hosted-twice",
        "operated_by",
        "aa",
        set(),
    ),
    ({"net": HOST, "rdns": ptr("cam.aa.nl", True)}, "hosted", "candidate", "aa", set()),
    ({"net": net("cloud"), "tls": cert("CN=cam.aa.nl", "dv")}, "hosted", "candidate", "aa", set()),
    ({"net": net("cdn"), "tls": cert("CN=cam.aa.nl", "dv")}, "hosted", "candidate", "aa", set()),
    (
        {"net": LINE, "tls": cert("CN=cam.aa.nl", "dv"), "hostnames": ["x.duckdns.org"]},
        "checked-but-dynamic",
        "candidate",
        "aa",
        set(),
    ),
    ({"tls": cert("CN=cam.aa.nl", "dv")}, "unknown-network-checked", "candidate", "aa", set()),
    (
        {"tls": cert("O=Gemeente Aa"), "hosts": ["cam.aa.nl"]},
        "unknown-network-twice",
        "operated_by",
        "aa",
        set(),
    ),
    ({"net": LINE, "rdns": ptr("cam.aa.nl", True)}, "line-checked", "operated_by", "aa", set()),
    ({"net": LINE, "tls": cert("O=Gemeente Aa")}, "line-checked", "operated_by", "aa", set()),
    (
        {"net": LINE, "tls": cert("O=Gemeente Aa,CN=x.oud.nl")},
        "line-checked",
        "operated_by",
        "aa",
        set(),
    ),
    ({"net": LINE, "tls": cert("O=Gemeente Aa", "dv")}, "weak", "candidate", "aa", set()),
    (
        {"net": LINE, "tls": cert("O=Gemeente Aa") | {"expired": True}},
        "weak",
        "candidate",
        "aa",
        set(),
    ),
    ({"net": LINE, "tls": {"subject": "O=Gemeente Aa"}}, "weak", "candidate", "aa", set()),
    ({"net": LINE, "hostnames": ["cam.aa.nl"]}, "weak", "candidate", "aa", set()),
    (
        {"net": LINE, "hostnames": ["cam.aa.nl", "cam.bee.nl"]},
        "weak",
        "candidate",
        None,
        {"aa", "bee"},
    ),
    (
        {"net": LINE, "hostnames": ["cam.aa.nl"], "device_text": "Hotel"},
        "country",
        "country_only",
        None,
        set(),
    ),
    ({"net": LINE, "device_text": "Gemeente Aa - Sporthal"}, "weak", "candidate", "aa", set()),
    (
        {
            "net": LINE,
            "rdns": ptr("x.aa.nl"),
            "tls": {"subject": "O=Gemeente Aa"},
            "place": AT_AA,
            "device_text": "Gemeente Aa",
            "other": [{"kind": "tender", "body": "Gemeente Aa"}],
        },
        "weak",
        "candidate",
        "aa",
        set(),
    ),
    ({"asn": 3, "place": AT_AA}, "education", "network_of", None, set()),
    ({"net": net("education", "Gemeente Aa")}, "own-network", "network_of", "aa", set()),
    (
        {"net": LINE, "place": AT_AA, "device_text": "Aa voordeur"},
        "located",
        "located_in",
        None,
        set(),
    ),
    ({"net": LINE, "tls": cert("O=Aa"), "place": AT_AA}, "located", "located_in", None, set()),
    (
        {"net": LINE, "place": {"municipality": "Aa", "from": "geoip"}},
        "country",
        "country_only",
        None,
        set(),
    ),
    ({"country": "NL"}, "country", "country_only", None, set()),
    ({"tls": cert("O=Aa")}, "nobody", "none", None, set()),
    ({}, "nobody", "none", None, set()),
]


@pytest.mark.parametrize(("given", "rule", "level", "body", "possible"), DECISIONS)
def test_decisions(
    given: dict[str, Any], rule: str, level: str, body: str | None, possible: set[str]
) -> None:
    made = ask(**given)
    assert (made.rule, str(made.level), made.body, set(made.possible)) == (
        rule,
        level,
        body,
        possible,
    )


def test_every_rule_decides_something() -> None:
    assert {r.id for r in ladder().rules} == {rule for _, rule, _, _, _ in DECISIONS}


def _cases() -> list[dict[str, Any]]:
    if not CASES.exists():
        return []
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def whole() -> Attributor:
    return Attributor(load_public_bodies())


@pytest.mark.skipif(
    not CASES.exists(), reason="the published decisions are not beside this checkout"
)
@pytest.mark.parametrize("case", _cases(), ids=lambda c: str(c["id"]))
def test_published_decisions(case: dict[str, Any], whole: Attributor) -> None:
    made = whole.attribute(Facts.parse(case))
    named = whole.names.resolve
    wanted = case["body"] and named(case["body"]).body
    assert (str(made.level), made.stale) == (case["level"], case["stale"])
    assert set(made.possible) == {named(p).body for p in case["possible"]}
    if case["body"] != SHARED_SERVICE:
        assert made.body == wanted


def test_weak_evidence_never_adds_up() -> None:
    """However much of it there is, and wherever it points."""
    weak = {
        "hostnames": [f"cam{i}.aa.nl" for i in range(20)],
        "tls": {"subject": "CN=x.aa.nl,O=Gemeente Aa", "issuer": "CN=x.aa.nl,O=Gemeente Aa"},
        "device_text": "Gemeente Aa",
        "other": [{"kind": k, "body": "Gemeente Aa"} for k in ("tender", "media")],
        "statements": said("inventory", "Gemeente Aa", False),
        "place": AT_AA,
    }
    for sort in ("access_isp", "mobile", "hosting", "cloud", "education", "business", ""):
        assert ask(net=net(sort), **weak).level is Level.CANDIDATE


def test_two_items_of_one_class_are_one() -> None:
    """A forward-confirmed name and a domain-checked certificate both prove control of names."""
    one = ask(net=HOST, rdns=ptr("cam.aa.nl", True), tls=cert("CN=cam.aa.nl", "dv"))
    assert one.level is Level.CANDIDATE


def test_age_is_a_flag_and_not_a_rung() -> None:
    fresh, old = ask(net=OWN, age_days=180), ask(net=OWN, age_days=181)
    assert (fresh.stale, old.stale) == (False, True) and fresh.level is old.level


def test_the_worlds_do_not_mix() -> None:
    assert ask(ip="192.0.2.1", country="NL").body is None
    assert ask(ip="192.0.2.1", synthetic=True).body == "fictie"
    assert ask(ip="10.0.0.1", synthetic=True).body is None
    assert ask(net=LINE, tls=cert("O=Gemeente Fictie")).body is None
    assert ask(net=LINE, rdns=ptr("x.fictie.example", True)).body is None
    assert ask(net=LINE, tls=cert("O=Gemeente Aa"), synthetic=True).body is None
    assert ask(net=LINE, statements=said("inventory", "fictie")).body is None


def test_evidence_on_both_sides_is_shown() -> None:
    made = ask(
        ip="10.0.0.1", hostnames=["cam.bee.nl"], statements=said("dispute", "Gemeente Bee")
    ).as_dict()
    assert [(i["class"], i["bodies"]) for i in made["for"]] == [("registry", ["aa"])]
    assert {i["kind"] for i in made["against"]} == {"dispute", "name nobody confirmed"}
    assert set(made["for"][0]) >= {"class", "kind", "value", "rule"} and made["why"]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"net": "KPN"}, "net"),
        ({"net": {"holder": 3}}, "net.holder"),
        ({"net": {"guest": "yes"}}, "net.guest"),
        ({"net": {"class": "satellite"}}, "net.class: one of access_isp, .*'satellite'"),
        ({"tls": {"validation": "gold"}}, "tls.validation"),
        ({"place": {"from": "gps"}}, "place.from"),
        ({"age_days": -1}, "age_days"),
        ({"open_ports": -1}, "open_ports"),
        ({"seen_at": "2022-13-01"}, "seen_at"),
        (
            {"statements": [{"kind": "dispute", "by": "x", "date": "2022-02-30"}]},
            "statements.0..date",
        ),
        ({"rdns": {"forward_confirmed": 1}}, "rdns.forward_confirmed"),
        ({"age_days": "old"}, "age_days"),
        ({"age_days": True}, "age_days"),
        ({"asn": "ASX"}, "asn"),
        ({"hostnames": "a.nl"}, "hostnames"),
        ({"hostnames": [1]}, "hostnames"),
        ({"statements": [{"kind": "rumour", "by": "x"}]}, "rumour"),
        ({"statements": ["x"]}, "statements"),
        ({"adress": "10.0.0.1"}, "adress"),
        ({"seen_at": "yesterday"}, "seen_at"),
        ({"statements": [{"kind": "dispute", "by": "x", "date": "soon"}]}, "statements.0..date"),
        ({"statements": [{"kind": "dispute", "by": 3}]}, "statements.0..by"),
        ({"net": {"routing_agrees": "no"}}, "net.routing_agrees"),
        ({"net": {"within": []}}, "net.within"),
        ({"hosts": "cam.aa.nl"}, "hosts"),
        ({"hosts": [5]}, "hosts.0."),
        ({"tls": {"seen_on": "many"}}, "tls.seen_on"),
        ({"tls": {"san": [1]}}, "tls.san"),
        ({"place": {"lat": "52", "lon": 5}}, "place.lat"),
        ({"place": {"lat": 152.0, "lon": 5}}, "place.lat"),
        ({"open_ports": {"80": 1}}, "open_ports"),
        ({"makers_seen": "hikvision"}, "makers_seen"),
    ],
)
def test_input_that_does_not_fit(given: dict[str, Any], names: str) -> None:
    with pytest.raises(InputError, match=names):
        Facts.parse(given)


def test_a_ladder_in_words_it_does_not_define() -> None:
    data = catalogue.read_yaml(catalogue.ROOT / "ladder.yaml")
    for changes, said_so in (
        ({"all": ["moon_full"]}, "no condition"),
        ({"names": "friends"}, "no group"),
        ({"level": "certain"}, "certain"),
    ):
        rule = {**data["rules"][0], **changes}
        with pytest.raises(CatalogueError, match=said_so):
            read_ladder({**data, "rules": [rule, data["rules"][-1]]}, "ladder.yaml")
    with pytest.raises(CatalogueError, match="always hold"):
        read_ladder({**data, "rules": data["rules"][:-1]}, "ladder.yaml")


TEXT = st.text(max_size=60) | st.sampled_from(
    ["O=Gemeente Aa", "cam.aa.nl", "Gemeente Aa", "10.0.0.1", "aa"]
)
CLASS = st.sampled_from([*sorted(CLASSES), "", "unknown", "CDN", "access isp"])
ANY = st.fixed_dictionaries(
    {},
    optional={
        "net": st.fixed_dictionaries(
            {}, optional={"holder": TEXT, "class": CLASS, "description": TEXT}
        ),
        "rdns": st.fixed_dictionaries({"host": TEXT, "forward_confirmed": st.booleans()}),
        "tls": st.fixed_dictionaries({"subject": TEXT, "issuer": TEXT, "ca_signed": st.booleans()}),
        "device_text": TEXT,
        "place": st.fixed_dictionaries(
            {"municipality": TEXT, "from": st.sampled_from(["", "device", "geoip", "Device"])}
        ),
        "ip": TEXT,
        "org": TEXT,
        "seen_at": st.dates().map(str),
        "hostnames": st.lists(TEXT, max_size=3),
        "other": st.lists(st.fixed_dictionaries({"kind": TEXT, "body": TEXT}), max_size=2),
    },
)


@given(ANY)
def test_any_text_gets_an_answer_and_confirmed_needs_the_body_s_word(given: dict[str, Any]) -> None:
    made = ask(**given)
    assert made.level not in (Level.CONFIRMED, Level.DISPUTED)
    assert made.body is None or made.level.rank >= Level.CANDIDATE.rank
    assert made.body not in made.possible
    json.dumps(made.as_dict())
