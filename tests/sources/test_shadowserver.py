# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports of Shadowserver."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.sources.reading import read

from herkomst.observations import without_port

SHARED = {
    "timestamp": "2026-02-06 15:21:24",
    "severity": "medium",
    "ip": "198.18.0.1",
    "protocol": "tcp",
    "port": "443",
    "hostname": "cam.example",
    "tag": "",
    "asn": "64512",
    "geo": "NL",
    "region": "UTRECHT",
    "city": "UTRECHT",
    "naics": "0",
    "sector": "Government",
}


def report(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, [*SHARED, *(k for k in rows[0] if k not in SHARED)], quoting=1)
    writer.writeheader()
    writer.writerows({**SHARED, **row} for row in rows)
    return out.getvalue()


def test_device_id(tmp_path: Path) -> None:
    row = {
        "device_vendor": "Hikvision",
        "device_type": "ip-camera",
        "device_model": "DS-2CD2032",
        "device_version": "5.2",
    }
    made = read(tmp_path, report(row, {**row, "ip": ""}))
    assert made.source == "shadowserver" and made.counts == (2, 1, 1, 0)
    (seen,) = made.rows
    assert seen["product"] == "Hikvision ip-camera DS-2CD2032"
    assert (seen["seen_at"], seen["asn"], seen["country"]) == ("2026-02-06T15:21:24Z", 64512, "NL")
    assert made.broken[0].reason == "row 3: no IP address"


DISCOVERED = {
    "tag": "dvrdhcpdiscover",
    "method": "client.notifyDevInfo",
    "manufacturer": "General",
    "device_vendor": "General",
    "device_type": "IPC",
    "device_model": "BX-1",
    "device_serial": "6J0E022PAG00000",
    "device_version": "2.800",
    "mac_address": "38:c4:e8:00:00:01",
}


def test_an_answer_to_the_discovery_protocol_is_that_evidence(tmp_path: Path) -> None:
    (seen,) = read(tmp_path, report(DISCOVERED)).rows
    answer = json.loads(seen["dhip.json"])
    assert answer["method"] == "client.notifyDevInfo"
    assert answer["params"]["deviceInfo"]["DeviceType"] == "BX-1"
    assert (seen["mac"], seen["serial"]) == ("38:C4:E8:00:00:01", "6J0E022PAG00000")
    assert seen["product"] is None  # General is the name of nobody


def test_without_an_answer_no_protocol_is_proved(tmp_path: Path) -> None:
    (seen,) = read(tmp_path, report({**DISCOVERED, "method": ""})).rows
    assert seen["dhip.json"] is None


@pytest.mark.parametrize(
    ("columns", "field", "value"),
    [
        ({"tag": "http", "server": "App-webs/"}, "http.server", "App-webs/"),
        ({"tag": "ssdp", "server": "Linux UPnP/1.0"}, "upnp.server", "Linux UPnP/1.0"),
        ({"tag": "cwmp", "www_authenticate": "Digest"}, "http.www_authenticate", "Digest"),
        ({"tag": "telnet", "banner": "login:"}, "telnet.banner", "login:"),
        ({"tag": "ftp", "banner": "220 x"}, "ftp.banner", "220 x"),
        ({"tag": "snmp", "sysdesc": "Linux"}, "snmp.sysdescr", "Linux"),
        ({"tag": "ssh", "serverid_raw": "SSH-2.0-x"}, "ssh.banner", "SSH-2.0-x"),
        (
            {"tag": "ssl", "subject_common_name": "a", "subject_organization_name": "B"},
            "tls.subject",
            "CN=a,O=B",
        ),
        ({"tag": "mdns", "mdns_name": "_axis-video._tcp"}, "mdns.name", "_axis-video._tcp"),
    ],
)
def test_other_reports(tmp_path: Path, columns: dict[str, str], field: str, value: str) -> None:
    (seen,) = read(tmp_path, report(columns)).rows
    assert seen[field] == value


def test_a_report_that_names_the_source_address_apart(tmp_path: Path) -> None:
    text = (
        '"timestamp","src_ip","src_port","src_asn","src_geo","src_naics","device_vendor","device_model"\n'
        '"2026-02-06 00:00:00","198.18.0.7",2222,64512,"NL",0,"Zyxel","NWA"\n'
    )
    (seen,) = read(tmp_path, text).rows
    assert (seen["ip"], seen["port"], seen["product"]) == ("198.18.0.7", 2222, "Zyxel NWA")


def test_a_port_that_cannot_be_is_counted(tmp_path: Path) -> None:
    ports = [{"port": p} for p in ("443", "65536", "99999999999999", "-5", "https", "")]
    made = read(tmp_path, report(*ports))
    told = [row["port"] for row in made.rows]
    assert told == [443, 65536, 0, 0, 0, None]
    assert without_port(told) == 4


def test_broken_rows(tmp_path: Path) -> None:
    text = report({"banner": "x"}) + '"cut","off"\r\n' + '"quote\r\n'
    made = read(tmp_path, text.encode() + b"\0\r\n")
    assert made.counts[:3] == (3, 1, 2)
