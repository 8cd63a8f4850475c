# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: E501 (texts as the tools print them)
"""What masscan writes, which is seldom JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sources.reading import read

OPEN = '{   "ip": "198.18.0.%d",   "timestamp": "1645000000", "ports": [ {"port": 80, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 54} ] }'
WEB = '{   "ip": "198.18.0.9",   "timestamp": "1645000000", "ports": [ {"port": 8000, "proto": "tcp", "service": {"name": "%s", "banner": "%s"} } ] }'
HTTP = WEB % ("http", r"HTTP/1.0 401 Unauthorized\u000d\u000aServer: App-webs/\u000d\u000a")


@pytest.mark.parametrize(
    "text",
    [
        f"[\n{OPEN % 1}\n,\n{HTTP}\n]\n",  # commas on lines of their own
        f"[\n{OPEN % 1},\n{HTTP}\n]\n",
        f"{OPEN % 1},\n{HTTP},\n{{finished: 1}}\n",  # old versions
        f"[\n{OPEN % 1},\n{HTTP},\n{{finished: 1}}\n]\n",
        f"{OPEN % 1}\n{HTTP}\n",
        f"[{OPEN % 1},{HTTP}]",
        f"\ufeff[\r\n{OPEN % 1}\r\n,\r\n{HTTP}\r\n]\r\n",
        f"[\n{OPEN % 1}\n,\n{HTTP}\n,\n",  # stopped by the operator
    ],
)
def test_every_way_it_is_written(tmp_path: Path, text: str) -> None:
    made = read(tmp_path, text)
    assert made.source == "masscan"
    assert len(made.rows) == 2 and not made.broken
    first, second = made.rows
    assert (first["ip"], first["port"], first["seen_at"]) == (
        "198.18.0.1",
        80,
        "2022-02-16T08:26:40Z",
    )
    assert second["http.server"] == "App-webs/"
    for row in made.rows:
        assert made.at(row).startswith(b"{") and made.at(row).endswith(b"}")


@pytest.mark.parametrize(
    ("name", "banner", "field", "value"),
    [
        ("http.server", "Hikvision-Webs", "http.server", "Hikvision-Webs"),
        ("title", "WEB SERVICE", "http.title", "WEB SERVICE"),
        ("html", "<html><title>Login</title>", "http.title", "Login"),
        ("ssh", "SSH-2.0-x", "ssh.banner", "SSH-2.0-x"),
        ("snmp", "sysDescr:Linux", "snmp.sysdescr", "Linux"),
        ("telnet", "login:", "telnet.banner", "login:"),
        ("ftp", "220 ready", "ftp.banner", "220 ready"),
    ],
)
def test_banners(tmp_path: Path, name: str, banner: str, field: str, value: str) -> None:
    (row,) = read(tmp_path, f"[\n{WEB % (name, banner)}\n]").rows
    assert row[field] == value


def test_a_certificate_is_no_banner(tmp_path: Path) -> None:
    (row,) = read(tmp_path, f"[\n{WEB % ('X509', 'MIIC')}\n]").rows
    assert row["proprietary_port"] is None and row["tls.subject"] is None


def test_one_port_a_line(tmp_path: Path) -> None:
    line = '{"ip":"198.18.0.1","timestamp":"1645000000","port":80,"proto":"tcp","rec_type":"banner","data":{"name":"http.server","banner":"Boa"}}\n'
    made = read(tmp_path, line * 3)
    assert made.counts == (3, 3, 0, 0)
    assert made.rows[0]["http.server"] == "Boa"


def test_several_ports_of_one_address_are_several_observations(tmp_path: Path) -> None:
    two = '{"ip": "198.18.0.1", "timestamp": "1645000000", "ports": [ {"port": 80, "proto": "tcp"}, {"port": 81, "proto": "tcp"}, {"port": 82, "proto": "tcp", "status": "closed"} ] }'
    made = read(tmp_path, f"[\n{two}\n]")
    assert made.counts == (2, 2, 0, 0)
    assert {r["port"] for r in made.rows} == {80, 81}


def test_a_broken_record_costs_itself_only(tmp_path: Path) -> None:
    cut = (OPEN % 2)[:90]
    text = f"[\n{OPEN % 1},\n{cut}\n,\n{HTTP},\nnonsense\n{(OPEN % 3).replace('198.18', 'x')}\n{{finished: 1}}\n]\n"
    made = read(tmp_path, text)
    assert made.counts == (6, 2, 3, 1)
    assert [q.reason for q in made.broken] == [
        "the object does not end",
        "not a JSON object",
        "no IP address",
    ]
    assert made.broken[0].offset == text.index(cut)
