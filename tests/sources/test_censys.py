# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hosts as Censys gives them: by line, in one array, within the API's answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.sources.reading import read


def host(ip: str = "198.18.0.1", **changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ip": ip,
        "services": [
            {
                "port": 443,
                "service_name": "HTTP",
                "extended_service_name": "HTTPS",
                "transport_protocol": "TCP",
                "observed_at": "2024-10-27T14:44:01.811676766Z",
                "banner": "HTTP/1.1 401\r\nServer: App-webs/\r\n",
                "software": [
                    {"part": "a", "vendor": "x", "product": "httpd"},
                    {
                        "part": "h",
                        "vendor": "Hikvision",
                        "product": "Camera",
                        "uniform_resource_identifier": "cpe:2.3:h:hikvision:camera",
                    },
                ],
                "http": {
                    "response": {
                        "status_code": 401,
                        "headers": {
                            "_encoding": {"Server": "DISPLAY_UTF8"},
                            "Server": ["App-webs/"],
                            "WWW_Authenticate": ['Digest realm="DVR"'],
                        },
                        "html_title": "index",
                        "favicons": [{"md5_hash": "89b9", "shodan_hash": 999357577}],
                    }
                },
                "tls": {
                    "certificates": {
                        "leaf_fp_sha_256": "ab",
                        "leaf_data": {
                            "subject_dn": "C=CN, O=HIKVISION",
                            "issuer_dn": "C=CN, O=HIKVISION",
                            "signature": {"self_signed": True},
                        },
                    }
                },
            },
            {"port": 22, "service_name": "SSH", "transport_protocol": "TCP", "ssh": {"endpoint_id": {"raw": "SSH-2.0-HUAWEI-1.5"}}},
        ],
        "location": {"country_code": "NL", "city": "Utrecht"},
        "autonomous_system": {"asn": 64512, "description": "VOORBEELD", "name": "V"},
        "dns": {"names": ["a.example"], "reverse_dns": {"names": ["b.example"]}},
        "last_updated_at": "2024-10-27T16:39:12.343Z",
    }  # fmt: skip
    made.update(changes)
    return made


def test_evidence_of_a_service(tmp_path: Path) -> None:
    made = read(tmp_path, json.dumps(host()) + "\n")
    assert made.source == "censys" and made.counts == (2, 2, 0, 0)
    web, shell = made.rows
    assert (web["http.server"], web["http.title"]) == ("App-webs/", "index")
    assert web["http.www_authenticate"] == 'Digest realm="DVR"'
    assert (web["http.favicon_mmh3"], web["http.favicon_md5"]) == ("999357577", "89b9")
    assert (web["tls.subject"], web["tls.trust"]) == ("C=CN, O=HIKVISION", "self-signed")
    assert web["tls.fingerprint"] == "ab"
    assert (web["product"], web["cpe"]) == ("Hikvision Camera", "cpe:2.3:h:hikvision:camera")
    assert (web["asn"], web["org"], web["country"]) == (64512, "VOORBEELD", "NL")
    assert web["hostname"] == "a.example\nb.example"
    assert web["seen_at"] == "2024-10-27T14:44:01.811676Z"
    assert (shell["ssh.banner"], shell["seen_at"]) == (
        "SSH-2.0-HUAWEI-1.5",
        "2024-10-27T16:39:12.343000Z",
    )


HOSTS = [host("198.18.0.1"), host("198.18.0.2", services=[]), host("198.18.0.3")]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map(json.dumps, HOSTS)),
        json.dumps(HOSTS),
        json.dumps(HOSTS, indent=2),
        json.dumps(HOSTS, indent=1).replace("\n", "\r\n"),
        "\n".join(json.dumps(h, indent=4) for h in HOSTS),
        "\n".join(json.dumps({"code": 200, "status": "OK", "result": h}) for h in HOSTS),
        "\n".join(json.dumps({"host": h}) for h in HOSTS),
    ],
)
def test_however_it_is_written(tmp_path: Path, text: str) -> None:
    made = read(tmp_path, text)
    assert made.source == "censys"
    assert made.counts == (5, 4, 0, 1)
    assert [r["ip"] for r in made.rows] == ["198.18.0.1"] * 2 + ["198.18.0.3"] * 2


def test_a_page_of_search_hits(tmp_path: Path) -> None:
    hits = [{k: v for k, v in h.items() if k != "dns"} for h in HOSTS]
    answer = {"code": 200, "status": "OK", "result": {"query": "x", "total": 3, "hits": hits}}
    made = read(tmp_path, json.dumps(answer, indent=1))
    assert len(made.rows) == 4 and not made.broken


def test_odd_shapes_cost_a_field_not_the_host(tmp_path: Path) -> None:
    odd = host(autonomous_system={"asn": "64512"}, location=None, dns=[])
    odd["services"][0]["software"] = {"product": "one"}
    odd["services"][0]["http"]["response"]["html_title"] = ["index"]
    made = read(tmp_path, json.dumps(odd) + "\n")
    assert len(made.rows) == 2
    assert (made.rows[0]["asn"], made.rows[0]["http.title"]) == (64512, "index")


def test_what_is_broken_goes_to_quarantine_at_its_place(tmp_path: Path) -> None:
    good = json.dumps(host())
    lines = [good, good[:300], json.dumps(host(ip="nowhere")), "null", good]
    made = read(tmp_path, "\n".join(lines))
    assert len(made.rows) == 4 and len(made.broken) == 3
    assert sorted(q.offset for q in made.broken) == [
        len(good) + 1,
        len(good) + 302,
        len("\n".join(lines[:3])) + 1,
    ]


def test_a_broken_host_in_a_printed_array(tmp_path: Path) -> None:
    texts = [json.dumps(h, indent=2).replace("\n", "\n  ") for h in HOSTS]
    texts[1] = texts[1][: len(texts[1]) // 2]
    made = read(tmp_path, "[\n  " + ",\n  ".join(texts) + "\n]\n")
    assert len(made.rows) == 4
    assert [q.reason for q in made.broken] == ["the object does not end"]
