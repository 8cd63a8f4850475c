# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Address space: the most specific prefix, both families, and nothing for what is no address."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst.attribute.addresses import pack
from herkomst.attribute.networks import Networks, net_class
from herkomst.catalogue.public_bodies import Network, Provider, PublicBodies
from herkomst.errors import CatalogueError

PREFIXES = {
    "10.0.0.0/8": "wide",
    "10.1.0.0/16": "middle",
    "10.1.2.0/24": "narrow",
    "10.1.2.0/25": "first half",
    "10.1.3.255/32": "one",
    "10.255.255.0/24": "last",
    "0.0.0.0/32": "zero",
    "255.255.255.255/32": "end",
    "2001:db8::/32": "six",
    "2001:db8:10::/48": "six narrow",
    "::/128": "six zero",
}
PROVIDERS = (
    Provider("KPN", "access_isp", (1136,), ("kpn", "koninklijke kpn")),
    Provider("KPN mobile", "mobile", (), ("kpn mobile",)),
    Provider("Invented", "access_isp", (64512,), ("invented",), synthetic=True),
)


def networks(*, synthetic: bool = False, prefixes: dict[str, str] | None = None) -> Networks:
    held = tuple(Network(p, h, "business") for p, h in (prefixes or PREFIXES).items())
    invented = (Network("192.0.2.0/24", "invented", "business", synthetic=True),)
    tables = PublicBodies({}, (), (), held + invented, PROVIDERS, {})
    return Networks(tables, lambda name: name.startswith("Gemeente "), synthetic=synthetic)


NETWORKS = networks()


def holder(address: str | None) -> str | None:
    at = int(NETWORKS.at([address])[0])
    return NETWORKS.holdings[at].holder if at >= 0 else None


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("10.9.9.9", "wide"),
        ("10.1.9.9", "middle"),
        ("10.1.2.127", "first half"),
        ("10.1.2.128", "narrow"),
        ("10.1.3.0", "middle"),
        ("10.1.3.255", "one"),
        ("10.1.4.0", "middle"),
        ("10.2.0.0", "wide"),
        ("10.255.255.255", "last"),
        ("11.0.0.0", None),
        ("9.255.255.255", None),
        ("0.0.0.0", "zero"),
        ("0.0.0.1", None),
        ("255.255.255.255", "end"),
        ("2001:db8:11::1", "six"),
        ("2001:DB8:10:0:0:0:0:1", "six narrow"),
        ("2001:db9::", None),
        ("::", "six zero"),
        ("::1", None),
        ("::ffff:10.1.2.3", "first half"),
        ("192.0.2.1", None),
        ("10.1.2", None),
        ("010.1.2.3", None),
        ("10.1.2.3\n", None),
        ("fe80::1%eth0", None),
        ("nonsense", None),
        ("", None),
        (None, None),
    ],
)
def test_the_most_specific_prefix(address: str | None, wanted: str | None) -> None:
    assert holder(address) == wanted


def test_a_batch_of_both_families_keeps_its_order() -> None:
    found = NETWORKS.at(["2001:db8::1", None, "10.1.2.3", "x", "10.9.9.9"])
    assert [NETWORKS.holdings[i].holder if i >= 0 else None for i in found] == [
        "six", None, "first half", None, "wide",
    ]  # fmt: skip


def test_a_batch_of_ipv4_only() -> None:
    assert [int(i) >= 0 for i in NETWORKS.at(["10.0.0.1", "11.0.0.1"])] == [True, False]


def test_invented_networks_are_a_world_of_their_own() -> None:
    invented = networks(synthetic=True)
    assert invented.holdings[int(invented.at(["192.0.2.9"])[0])].holder == "invented"
    assert int(invented.at(["10.1.2.3"])[0]) == -1
    assert invented.by_asn(1136) is None and NETWORKS.by_asn(64512) is None


NESTED = st.lists(
    st.tuples(st.integers(0, 255), st.integers(24, 32)), min_size=1, max_size=12, unique=True
)


@given(NESTED, st.integers(0, 255))
def test_as_a_plain_search_would_find(drawn: list[tuple[int, int]], last: int) -> None:
    table = {
        str(ipaddress.ip_network((f"198.51.100.{n}", length), strict=False)): ""
        for n, length in drawn
    }
    table = {prefix: prefix for prefix in table}
    built = networks(prefixes=table)
    address = ipaddress.ip_address(f"198.51.100.{last}")
    around = [n for n in map(ipaddress.ip_network, table) if address in n]
    best = str(max(around, key=lambda n: n.prefixlen)) if around else None
    at = int(built.at([str(address)])[0])
    assert (built.holdings[at].holder if at >= 0 else None) == best


@given(st.text(max_size=40))
def test_never_raises(text: str) -> None:
    assert len(pack(text)) in (0, 4, 16)
    NETWORKS.find(text, text, text, None)


def test_a_prefix_that_is_none() -> None:
    with pytest.raises(CatalogueError, match="no network"):
        networks(prefixes={"10.0.0.0/33": "x"})


@pytest.mark.parametrize(
    ("org", "isp", "asn", "wanted"),
    [
        ("KPN B.V.", None, None, "access_isp"),
        ("KPN Mobile N.V.", None, None, "mobile"),
        ("KPNQwest fans", None, None, ""),
        ("Gemeente Zeist", "KPN B.V.", 1136, "public_body"),
        ("Firm", "KPN", None, "access_isp"),
        ("Firm", "Gemeente Zeist", None, ""),
        ("Firm", None, 1136, "access_isp"),
        ("Firm Hosting", None, 1136, "hosting"),
        (None, None, None, ""),
    ],
)
def test_holder_by_name_and_number(
    org: str | None, isp: str | None, asn: int | None, wanted: str
) -> None:
    assert NETWORKS.find(None, org, isp, asn).net_class == wanted


def test_classes_are_read_tolerantly_but_not_guessed() -> None:
    assert net_class("Access-ISP") == "access_isp" and net_class("CDN") == "hosting"
    assert net_class("something") == ""
