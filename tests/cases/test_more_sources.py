# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: E501 (texts as the tools print them)
"""The further sources through the front door: what they bring becomes claims of the body whose network
it is, and an address of nobody says nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import Run

CENSYS = json.dumps(
    {
        "ip": "198.18.0.7",
        "services": [
            {
                "port": 80,
                "service_name": "HTTP",
                "transport_protocol": "TCP",
                "observed_at": "2024-10-27T14:44:01Z",
                "http": {"response": {"headers": {"Server": ["Hikvision-Webs"]}}},
            }
        ],
        "autonomous_system": {"asn": 64512, "name": "V"},
        "last_updated_at": "2024-10-27T16:39:12Z",
    }
)
ZGRAB = json.dumps(
    {
        "ip": "198.18.0.7",
        "data": {
            "http": {
                "status": "success",
                "protocol": "http",
                "timestamp": "2024-10-27T14:44:01Z",
                "result": {"response": {"headers": {"server": ["Hikvision-Webs"]}}},
            }
        },
    }
)
MASSCAN = '[\n{   "ip": "198.18.0.7",   "timestamp": "1730040241", "ports": [ {"port": 80, "proto": "tcp", "service": {"name": "http.server", "banner": "Hikvision-Webs"} } ] }\n,\n{finished: 1}\n]\n'
SHADOWSERVER = '"timestamp","severity","ip","protocol","port","asn","geo","naics","tag","server"\n"2024-10-27 14:44:01","low","198.18.0.7","tcp",80,64512,"NL",0,"http","Hikvision-Webs"\n'
DHCP = 'lease 10.0.0.7 {\n  cltt 0 2024/10/27 14:44:01;\n  hardware ethernet 10:12:fb:00:00:07;\n  set vendor-class-identifier = "Cisco Systems, Inc. IP Phone CP-7841";\n}\n'
ARP = "Internet  10.0.0.7   5   1012.fb00.0007  ARPA   Vlan10\n"


@pytest.mark.parametrize(
    ("text", "source"),
    [(CENSYS, "censys"), (ZGRAB, "zgrab2"), (MASSCAN, "masscan"), (SHADOWSERVER, "shadowserver")],
)
def test_a_scan_of_a_bodys_network(run: Run, tmp_path: Path, text: str, source: str) -> None:
    (tmp_path / "scan").write_text(text)
    done = run("import", "--body", "gemeente Utrecht", "scan", "--json").json
    assert (done["files"][0]["source"], done["total"]["kept"]) == (source, 1)
    (verdict,) = run("body", "gemeente Utrecht", "--json").json["verdicts"]
    (claim,) = verdict["claims"]
    assert (verdict["maker"], claim["said_at"]) == ("hikvision", "2024-10-27")
    again = run("import", "--body", "gemeente Utrecht", "scan", "--json").json
    assert again["total"]["claims_added"] == 0


@pytest.mark.parametrize("text", [CENSYS, ZGRAB, MASSCAN, SHADOWSERVER])
def test_an_address_of_nobody_blames_nobody(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "scan").write_text(text)
    done = run("import", "scan", "--json").json
    assert (done["total"]["kept"], done["total"]["claims_added"]) == (1, 0)


@pytest.mark.parametrize(("text", "source"), [(DHCP, "dhcp"), (ARP, "arp")])
def test_tables_of_a_network_need_its_owner(
    run: Run, tmp_path: Path, text: str, source: str
) -> None:
    (tmp_path / "table").write_text(text)
    refused = run("import", "table")
    assert refused.code == 2 and "--body" in refused.err
    done = run("import", "--body", "gemeente Utrecht", "table", "--json").json
    assert (done["files"][0]["source"], done["total"]["kept"]) == (source, 1)


def test_a_phone_named_by_its_lease(run: Run, tmp_path: Path) -> None:
    (tmp_path / "leases").write_text(DHCP)
    run("import", "--body", "gemeente Utrecht", "leases")
    (verdict,) = run("body", "gemeente Utrecht", "--json").json["verdicts"]
    assert verdict["maker"] == "cisco"
    assert verdict["claims"][0]["device"] == "mac:10:12:FB:00:00:07"
