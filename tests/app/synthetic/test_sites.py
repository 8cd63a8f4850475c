# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses are handed out once, and all are reserved ones."""

from __future__ import annotations

import ipaddress
import json
from random import Random

from herkomst.app.synthetic.sites import Sites

RESERVED = [
    ipaddress.ip_network(n)
    for n in (
        "198.18.0.0/15",
        "240.0.0.0/4",
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "2001:db8::/32",
    )
]


def test_addresses_are_reserved_and_handed_out_once() -> None:
    sites = Sites(Random(3))
    found = [sites.site(public=0.05, certificates=0.05) for _ in range(3000)]
    hosts = [json.loads("{" + site.host + "}") for site in found]
    addresses = [ipaddress.ip_address(host["ip_str"]) for host in hosts]
    assert len(set(addresses)) == len(addresses)
    assert all(any(a in n for n in RESERVED if n.version == a.version) for a in addresses)
    assert {site.body.partition(":")[0] for site in found} == {"", "demo"}
    assert any(site.guest for site in found) and any(site.lone for site in found)
