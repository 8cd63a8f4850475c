# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: E501 (texts as the tools print them)
"""Tables of addresses as hosts, routers and switches print them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sources.reading import read

from herkomst.errors import InputError

MAC = "10:12:FB:33:44:55"
TABLES = {
    "linux arp -a": "cam (10.0.0.7) at 10:12:fb:33:44:55 [ether] on eth0\n? (10.0.0.8) at <incomplete> on eth0\n",
    "macOS": "? (10.0.0.7) at 10:12:fb:33:44:55 on en0 ifscope [ethernet]\n",
    "proc": "IP address       HW type     Flags       HW address            Mask     Device\n10.0.0.7         0x1         0x2         10:12:fb:33:44:55     *        eth0\n",
    "ip neigh": "10.0.0.7 dev eth0 lladdr 10:12:fb:33:44:55 REACHABLE\n10.0.0.9 dev eth0  FAILED\n",
    "windows": "\nInterface: 10.0.0.1 --- 0x4\n  Internet Address      Physical Address      Type\n  10.0.0.7              10-12-fb-33-44-55     dynamic\n  10.0.0.255            ff-ff-ff-ff-ff-ff     static\n",
    "windows, Dutch": "\nInterface: 10.0.0.1 --- 0x4\n  Internetadres         Fysiek adres          Type\n  10.0.0.7              10-12-fb-33-44-55     dynamisch\n",
    "cisco arp": "Protocol  Address          Age (min)  Hardware Addr   Type   Interface\nInternet  10.0.0.7                5   1012.fb33.4455  ARPA   Vlan10\nInternet  10.0.0.8                0   Incomplete      ARPA\n",
    "huawei arp": "IP ADDRESS      MAC ADDRESS     EXPIRE(M) TYPE INTERFACE      VPN-INSTANCE\n10.0.0.7        1012-fb33-4455  20        D-0  GE1/0/1\n",
    "juniper arp": "MAC Address       Address         Name                      Interface               Flags\n10:12:fb:33:44:55 10.0.0.7        10.0.0.7                  ge-0/0/0.0              none\n",
    "csv": "IP address,MAC address,VLAN,Interface\n10.0.0.7,10:12:fb:33:44:55,10,Gi1/0/1\n",
    "csv, Dutch": "IP-adres;MAC-adres;Poort\n10.0.0.7;10-12-FB-33-44-55;3\n",
}
SWITCHES = {
    "cisco": "          Mac Address Table\n-------------------------------------------\nVlan    Mac Address       Type        Ports\n----    -----------       --------    -----\n All    0100.0ccc.cccc    STATIC      CPU\n  10    1012.fb33.4455    DYNAMIC     Gi1/0/1\nTotal Mac Addresses for this criterion: 2\n",
    "huawei": "MAC address table of slot 0:\n-----\nMAC Address    VLAN/       PEVLAN CEVLAN Port            Type\n1012-fb33-4455 10          -      -      GE0/0/1         dynamic\n",
    "procurve": " Status and Counters - Port Address Table\n\n  MAC Address   Port  VLAN\n  ------------- ----- ----\n  1012fb-334455 A1    10\n",
    "csv": "vlan,mac address,port\n10,1012fb334455,Gi1/0/2\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_arp_tables(tmp_path: Path, text: str) -> None:
    made = read(tmp_path, text, own=True)
    assert made.source == "arp" and not made.broken
    ((row),) = made.rows
    assert (row["mac"], row["ip"], row["seen_at"]) == (MAC, "10.0.0.7", "2026-11-25T00:00:00Z")


@pytest.mark.parametrize("text", SWITCHES.values(), ids=SWITCHES)
def test_mac_address_tables(tmp_path: Path, text: str) -> None:
    made = read(tmp_path, text, own=True)
    assert made.source == "arp" and not made.broken
    ((row),) = made.rows
    assert (row["mac"], row["ip"]) == (MAC, None)


def test_broken_rows(tmp_path: Path) -> None:
    text = "IP,MAC,VLAN\n10.0.0.1,10:12:fb:00:00:01,10\n10.0.0.2,10:12:zz,10\n10.0.0.3,,10\n10.0.0.4,00:00:00:00:00:00,1\n"
    made = read(tmp_path, text, own=True)
    assert made.counts == (4, 1, 1, 2)
    lines = TABLES["cisco arp"].encode() + b"Internet \0 10.0.0.1\n" + b"x" * 5000 + b"\n"
    made = read(tmp_path, lines, own=True)
    assert made.counts == (5, 1, 2, 2)


def test_an_asset_list_with_a_mac_column_stays_one(tmp_path: Path) -> None:
    from herkomst.content import Content
    from herkomst.sources import recognise

    path = tmp_path / "assets.csv"
    path.write_text("Merk,Type,MAC-adres,IP-adres,Poort\nAxis,P1,10:12:fb:33:44:55,10.0.0.1,3\n")
    assert recognise(Content(path), None, True).SOURCE.id == "inventory"


def test_somebody_must_say_whose_it_is(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="own network"):
        read(tmp_path, TABLES["cisco arp"])
