# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where devices stand: reserved addresses, invented bodies and providers, names under `.example`."""

from __future__ import annotations

import csv
import ipaddress
import json
from dataclasses import dataclass
from random import Random

from herkomst.catalogue import ROOT


@dataclass(frozen=True, slots=True)
class Site:
    """An address, and what the export says of it. `body`: whose every banner there is, or whose
    guest it is; `lone`: only one saying stands here, under a certificate with these names."""

    host: str
    name: str
    body: str = ""
    guest: bool = False
    lone: str = ""
    subject: str = "{}"
    issuer: str = "{}"
    trusted: bool = False


def _table(name: str) -> list[dict[str, str]]:
    path = ROOT / "bodies" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


_TOWNS = ("Voorbeeldstad", "Fictiedam", "Schijnhoven", "Nergenshuizen", "Sint-Denkbeeldingen", None)
_LOCATIONS = [
    json.dumps(
        {
            "city": town,
            "region_code": "NL" if town else None,
            "area_code": None,
            "longitude": 5.0,
            "latitude": 52.0,
            "country_code": "NL",
            "country_name": "Netherlands",
            "postal_code": None,
            "dma_code": None,
        }
    )
    for town in _TOWNS
]
_CA = '{"C": "NL", "O": "Voorbeeld Vertrouwen B.V.", "CN": "Voorbeeld Vertrouwen OV CA 2"}'
_STRANGERS = ("Protestantse Gemeente Voorbeeldstad", "Hotel Fictiedam B.V.", "Stichting Kringloop")


def _host(address: str, name: str, holder: str, asn: str, town: int, mess: float) -> str:
    """The part of a line that says where; with `mess` near 0 some keys are missing or null."""
    domain = ".".join(name.split(".")[-2:])
    names = f'["{name}"]' if name else "null" if mess < 0.3 else "[]"
    number = f'"ip": {int(ipaddress.ip_address(address))}'
    if ":" in address:
        number = f'"ipv6": "{address}"'
    known = f'{number}, "ip_str": "{address}", "hostnames": {names}, "org": "{holder}"'
    place = f', "isp": "{holder}", "location": {_LOCATIONS[town]}'
    if mess < 0.01:
        return known + place
    domains = f'["{domain}"]' if name else "[]"
    return f'{known}{place}, "domains": {domains}, "asn": "AS{asn}"'


class Sites:
    """Hands out addresses, each once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given = {"low": 0, "high": 0, "ipv6": 0}
        self._shift = rng.getrandbits(40)
        self._providers = _table("demo_providers")
        self._access = [p for p in self._providers if p["net_class"] == "access_isp"]
        self._names = {b["id"]: b["name"] for b in _table("demo")}
        self._domains = {h["body"]: h["host"] for h in _table("demo_hosts")}
        self._bodies = [b for b in self._domains if b != "demo:ssc-bedenksel"]
        self._pool = self._public_addresses()
        rng.shuffle(self._pool)

    def _public_addresses(self) -> list[tuple[str, dict[str, str]]]:
        pool = []
        for row in _table("demo_networks"):
            network = ipaddress.ip_network(row["prefix"])
            count = min(network.num_addresses - 2, 254)
            pool += [(str(network[n + 1]), row) for n in range(count)]
        return pool

    def site(self, *, public: float, certificates: float) -> Site:
        """The next site. public, certificates: the share on body networks, or elsewhere but under a
        certificate or name of a body or of somebody with a similar name."""
        drawn = self._rng.random()
        if drawn < public and self._pool:
            return self._public()
        if public <= drawn < public + certificates:
            return self._elsewhere()
        return self._consumer()

    def _public(self) -> Site:
        address, row = self._pool.pop()
        town = int(self._rng.random() * 4)
        body = row["body"] or "demo:ssc-bedenksel"
        guest = row["guest"] == "1"
        label = f"gast-{len(self._pool)}.wifi" if guest else f"cam{len(self._pool)}"
        name = f"{label}.{self._domains[body]}"
        host = _host(address, name, row["holder"], row["asn"], town, 1.0)
        return Site(host, name, body, guest)

    def _elsewhere(self) -> Site:
        """On the line of a provider: a body's own certificate (proof), its name in a reverse record
        or a self-signed certificate (none), and people with a name like a body's (none)."""
        body = self._rng.choice(self._bodies)
        domain, organisation = self._domains[body], self._names[body]
        organisation = organisation[0].upper() + organisation[1:]
        drawn = self._rng.random()
        if drawn < 0.25:
            return self._consumer(f"camera.{domain}")
        if drawn < 0.55:
            organisation, body = self._rng.choice(_STRANGERS), ""
            domain = organisation.lower().replace(" ", "-").replace(".", "") + ".example"
        subject = f'{{"C": "NL", "O": "{organisation}", "CN": "sporthal.{domain}"}}'
        own = 0.55 <= drawn < 0.7
        place = self._consumer(access=True)
        issuer = subject if own else _CA
        body = "" if own else body
        return Site(place.host, place.name, body, False, "named", subject, issuer, not own)

    def _consumer(self, name: str | None = None, *, access: bool = False) -> Site:
        """A line; `access`: at an access provider, as a name at a hoster proves little."""
        drawn = self._rng.random()
        providers = self._access if access else self._providers
        provider = providers[int(drawn * drawn * len(providers))]
        address = self._next(drawn * 97 % 1)
        if name is None:
            label = provider["name"].lower().replace(" ", "-")
            place = address.replace(".", "-").replace(":", "-")
            name = "" if drawn * 31 % 1 < 0.4 else f"x-{place}.fixed.{label}.example"
        town = int(drawn * 1009 % 1 * len(_TOWNS))
        asn = provider["asns"].split()[0]
        return Site(_host(address, name, provider["name"], asn, town, drawn * 53 % 1), name)

    def _next(self, drawn: float) -> str:
        """An address of 198.18.0.0/15, 241.0.0.0-254.255.255.255 or 2001:db8:8000::/33, once."""
        kind = "ipv6" if drawn < 0.03 else "low" if drawn < 0.25 else "high"
        count = self._given[kind]
        if kind == "low" and count >= 1 << 17:
            kind, count = "high", self._given["high"]
        self._given[kind] += 1
        if kind == "low":
            number = 0xC6120000 + (count * 48_271 + self._shift) % (1 << 17)
        elif kind == "high":
            number = 0xF1000000 + (count * 69_621 + self._shift) % (14 << 24)
        else:
            low = (count * 40_503 + self._shift) % (1 << 24)
            return str(ipaddress.IPv6Address((0x20010DB880000000 + low << 64) + count % 97 + 1))
        return f"{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
