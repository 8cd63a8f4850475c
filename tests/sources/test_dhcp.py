# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Leases of four servers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sources.reading import read

from herkomst.errors import InputError

ISC = r"""# The format of this file is documented in the dhcpd.leases(5) manual page.
authoring-byte-order little-endian;
server-duid "\000\001\000\001";

failover peer "dhcp" state {
  my state normal at 1 2024/01/01 00:00:00;
}
lease 192.168.0.1 {
  starts 6 2021/02/20 14:11:36;
  ends 6 2021/02/20 14:21:36;
  cltt 6 2021/02/20 14:11:37;
  binding state active;
  hardware ethernet 10:12:fb:78:90:92;
  uid "\001\020\022}\"x";
  set vendor-class-identifier = "AXIS,Bullet Camera,P1468-LE";
  client-hostname "hal \"noord\" \303";
}
lease 192.168.0.100 {
  binding state free;
}
"""


def test_isc(tmp_path: Path) -> None:
    made = read(tmp_path, ISC, own=True)
    assert made.source == "dhcp" and made.counts == (3, 1, 0, 2)
    (row,) = made.rows
    assert (row["ip"], row["mac"]) == ("192.168.0.1", "10:12:FB:78:90:92")
    assert row["dhcp.vendor_class"] == "AXIS,Bullet Camera,P1468-LE"
    assert row["hostname"] == 'hal "noord" Ã'
    assert row["seen_at"] == "2021-02-20T14:11:37Z"
    assert made.at(row).startswith(b"lease 192.168.0.1 {")


def test_isc_broken(tmp_path: Path) -> None:
    lease = "lease 192.168.0.%d {\n  hardware ethernet 10:12:fb:00:00:0%d;\n"
    text = lease % (1, 1) + lease % (2, 2) + "}\nwhat is this\nlease 1.2.3 {\n}\n" + lease % (3, 3)
    made = read(tmp_path, text, own=True)
    assert made.counts == (5, 1, 4, 0)
    assert [q.reason for q in made.broken] == [
        "the lease does not end",
        "neither a lease nor a statement",
        "'1.2.3' is no address",
        "cut off: the lease does not end",
    ]
    assert made.rows[0]["seen_at"] == "2026-11-25T00:00:00Z"  # the lease gives no time


def test_a_lease_without_end_is_let_go(tmp_path: Path) -> None:
    text = (
        "lease 10.0.0.1 {\n"
        + "  binding state active;\n" * 5000
        + "lease 10.0.0.2 {\n hardware ethernet 10:12:fb:00:00:01;\n}\n"
    )
    made = read(tmp_path, text, own=True)
    assert len(made.rows) == 1 and made.broken[0].offset == 0


def test_dnsmasq(tmp_path: Path) -> None:
    text = (
        "1750000000 10:12:fb:11:22:33 192.168.1.120 cam-hal 01:10:12:fb:11:22:33\n"
        "0 10:12:fb:11:22:34 192.168.1.121 * *\n"
        "duid 00:01:00:01:2a\n"
        "1750000000 12345 2001:db8::77 nas6 00:01:00:01\n"
        "nonsense\n"
        "1750000000 10:12:fb:11:22:35 999.1.1.1 x *\n"
    )
    made = read(tmp_path, text, own=True)
    assert made.source == "dhcp" and made.counts == (6, 2, 2, 2)
    assert [r["hostname"] for r in made.rows] == ["cam-hal", None]
    assert made.rows[1]["seen_at"] == "2026-11-25T00:00:00Z"


def test_kea(tmp_path: Path) -> None:
    text = (
        "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context,pool_id\n"
        "10.0.10.50,10:12:fb:dd:ee:01,,691200,1782000000,1,0,0,cam&#x2c1,0,,0\n"
        "10.0.10.60,10:12:fb:dd:ee:03,,0,1782200000,1,0,0,taken back,0,,0\n"
        "10.0.10.61,,,3600,1782200000,1,0,0,no hardware,0,,0\n"
        "10.0.10.62,10:12:fb:dd:ee:04,,4294967295,1782200000,1,0,0,,0,,0\n"
        "10.0.10,10:12:fb:dd:ee:05,,1,1,1,0,0,,0,,0\n"
        "cut,off\n"
    )
    made = read(tmp_path, text, own=True)
    assert made.counts == (6, 2, 2, 2)
    assert (made.rows[0]["hostname"], made.rows[0]["seen_at"]) == ("cam,1", "2026-06-13T00:00:00Z")


@pytest.mark.parametrize(
    "text",
    [
        '#TYPE Microsoft.Management.Infrastructure.CimInstance\n"IPAddress","ScopeId","AddressState","ClientId","HostName","LeaseExpiryTime"\n'
        '"10.0.0.5","10.0.0.0","Active","10-12-fb-33-44-55","cam.example","12/1/2026 3:00:00 PM"\n',
        "Client IP Address,Name,Lease Expiration,Type,Unique ID,Description\n10.0.0.5,cam.example,1-12-2026 15:00:00,DHCP,1012fb334455,\n",
        "IPAddress;ClientId;HostName;LeaseExpiryTime\n10.0.0.5;01-10-12-fb-33-44-55;cam.example;1-12-2026\n",
    ],
)
def test_windows(tmp_path: Path, text: str) -> None:
    made = read(tmp_path, text, own=True)
    assert made.source == "dhcp" and made.counts == (1, 1, 0, 0)
    (row,) = made.rows
    assert (row["mac"], row["ip"], row["hostname"]) == (
        "10:12:FB:33:44:55",
        "10.0.0.5",
        "cam.example",
    )


def test_somebody_must_say_whose_it_is(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="somebody's own network"):
        read(tmp_path, ISC)
