# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Banners as Shodan writes them, with their mess."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import banner, write_lines

from herkomst.collect import Context, chunks_read
from herkomst.content import Content
from herkomst.sources import shodan


def read(path: Path, records: list[Any]) -> tuple[list[dict[str, Any]], list[Any]]:
    rows = list(chunks_read(shodan.read(Content(write_lines(path, records)), Context())))
    kept = [r for b in rows if b.batch is not None for r in b.batch.to_dicts()]
    return kept, [q for b in rows for q in b.quarantined]


def test_evidence_of_a_web_banner(tmp_path: Path) -> None:
    record = banner(
        data='HTTP/1.1 401 Unauthorized\r\nServer: App-webs/\r\nWWW-Authenticate: Digest realm="DVR"\r\n\r\n',
        http={
            "server": None,
            "title": "index",
            "html": "<p>" + "é" * 5000,
            "favicon": {"hash": 999357577},
        },
        ssl={
            "cert": {
                "subject": {"O": "X", "CN": "y"},
                "issuer": {"O": "X", "CN": "y"},
                "fingerprint": {"sha256": "ab"},
                "serial": 2**100,
            },
            "trust": {"revoked": False, "browser": None},
        },
        hostnames=["a.example", "b.example"],
        cpe=["cpe:/h:x:y"],
        product="P",
    )
    (row,), _ = read(tmp_path / "f", [record])
    assert row["http.server"] == "App-webs/"
    assert row["http.www_authenticate"] == 'Digest realm="DVR"'
    assert (row["http.title"], row["http.favicon_mmh3"]) == ("index", "999357577")
    assert len(row["http.body"]) == 4096
    assert (row["tls.subject"], row["tls.trust"]) == ("CN=y,O=X", "self-signed")
    assert (row["hostname"], row["cpe"], row["product"]) == (
        "a.example\nb.example",
        "cpe:/h:x:y",
        "P",
    )
    assert (row["asn"], row["country"], row["seen_at"]) == (
        64512,
        "NL",
        "2022-02-28T04:13:05.123456Z",
    )


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        (
            {"data": "RTSP/1.0 401\r\nServer: Dahua Rtsp Server\r\n", "port": 554},
            "rtsp.server",
            "Dahua Rtsp Server",
        ),
        ({"data": "SSH-2.0-HUAWEI-1.5\nkey", "port": 22}, "ssh.banner", "SSH-2.0-HUAWEI-1.5"),
        ({"data": "220 ready", "port": 21}, "ftp.banner", "220 ready"),
        ({"data": "220 mail", "port": 25}, "smtp.banner", "220 mail"),
        ({"data": "login:", "port": 23}, "telnet.banner", "login:"),
        ({"snmp": {"description": "Huawei"}, "port": 161}, "snmp.sysdescr", "Huawei"),
        ({"mac": {"aa:bb:cc:00:11:22": {"org": "x"}}}, "mac", "AA:BB:CC:00:11:22"),
        ({"ssh": {"fingerprint": "aa:bb", "mac": "hmac-sha2"}}, "ssh.fingerprint", "aa:bb"),
        (
            {"data": "onvif://www.onvif.org/name/x", "port": 3702},
            "onvif.scopes",
            "onvif://www.onvif.org/name/x",
        ),
    ],
)
def test_evidence_of_other_banners(
    tmp_path: Path, changes: dict[str, Any], field: str, value: str
) -> None:
    (row,), _ = read(tmp_path / "f", [banner(http=None, **changes)])
    assert row[field] == value


def test_a_record_of_another_shape_is_kept(tmp_path: Path) -> None:
    odd = banner(
        cpe="cpe:/x",
        port="8080",
        http={"title": ["a", "b"], "server": 5},
        mac={"aa:bb:cc:00:00:01": {}},
    )
    kept, broken = read(tmp_path / "f", [banner(), odd, banner()])
    assert not broken and len(kept) == 3
    assert (kept[1]["port"], kept[1]["cpe"], kept[1]["http.title"]) == (8080, "cpe:/x", "a")
    assert [r["mac"] for r in kept] == [None, "AA:BB:CC:00:00:01", None]


def test_host_objects_of_the_api(tmp_path: Path) -> None:
    host = {
        "ip_str": "198.18.0.9",
        "org": "O",
        "city": "Z",
        "country_code": "NL",
        "ports": [80, 443],
        "data": [banner(ip_str=None, port=80), banner(port=443)],
    }
    kept, _ = read(tmp_path / "f", [host])
    assert [r["port"] for r in kept] == [80, 443]
    path = tmp_path / "pretty.json"
    path.write_text(json.dumps(host, indent=4))
    (rows,) = chunks_read(shodan.read(Content(path), Context()))
    assert rows.read == 2 and rows.batch is not None
    assert rows.batch.to_dicts()[0]["org"] == "Voorbeeld Breedband"


def test_an_object_that_is_no_banner_is_quarantined(tmp_path: Path) -> None:
    kept, broken = read(tmp_path / "f", [banner(), {"hello": 1}])
    assert len(kept) == 1 and "without an address" in broken[0].reason


def test_ipv6_and_numeric_addresses(tmp_path: Path) -> None:
    kept, _ = read(
        tmp_path / "f", [banner(ip_str="2001:db8::1"), {"ip": 3323068417, "port": "1", "data": 5}]
    )
    assert [r["ip"] for r in kept] == ["2001:db8::1", "198.18.0.1"]


@pytest.mark.parametrize(
    "text", ["1.2.3", "1.2.3.4.", "999.1.1.1", "01.2.3.4", "１.2.3.4", "1.2.3.4:80", "gateway"]
)
def test_what_only_looks_like_an_address_is_quarantined(tmp_path: Path, text: str) -> None:
    kept, broken = read(tmp_path / "f", [banner(), banner(ip_str=text)])
    assert len(kept) == 1 and "is no IP address" in broken[0].reason


def test_a_port_that_cannot_be_costs_the_field_only(tmp_path: Path) -> None:
    kept, broken = read(tmp_path / "f", [banner(port=10**30), banner(port=-1)])
    assert [r["port"] for r in kept] == [None, None] and not broken


def test_a_first_line_broken_in_two_loses_nothing_however_long_the_file(tmp_path: Path) -> None:
    """Such a file looks like one printed object; it is read to its end all the same."""
    line = json.dumps(banner()).encode()
    cut = line.index(b",") + 1
    path = tmp_path / "x.json"
    path.write_bytes(line[:cut] + b"\n" + line[cut:] + b"\n" + (line + b"\n") * 3000)
    found = list(shodan.read(Content(path), Context()))
    assert sum(r.kept for r in found) in (3000, 3001)
    assert sum(r.read for r in found) - sum(r.kept for r in found) <= 2


def test_what_stands_among_banners_and_is_none_is_quarantined(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    host = {"ip_str": "198.18.0.1", "data": [banner(), None, "x", banner(port=81)]}
    path.write_text(json.dumps(host) + "\n")
    (made,) = shodan.read(Content(path), Context())
    assert (made.read, made.kept, len(made.quarantined)) == (4, 2, 2)


@pytest.mark.slow
def test_many_short_records_come_in_batches(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.json", [banner(), *[b"{}"] * 1_000_000])
    found = list(shodan.read(Content(path), Context()))
    assert len(found) > 1 and sum(r.read for r in found) == 1_000_001
