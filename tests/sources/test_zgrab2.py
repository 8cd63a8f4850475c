# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Grabs as ZGrab2 writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.sources.reading import read


def grab(name: str, result: dict[str, Any] | None, **changes: Any) -> dict[str, Any]:
    module = {
        "status": "success",
        "protocol": name,
        "timestamp": "2024-01-01T00:30:00+01:00",
        "result": result,
    }
    return {"ip": "198.18.0.1", "data": {name: module | changes}}


CERTIFICATE = {
    "server_certificates": {
        "certificate": {
            "parsed": {
                "subject_dn": "CN=cam",
                "issuer_dn": "CN=ca",
                "fingerprint_sha256": "ab",
                "signature": {"self_signed": False},
            }
        },
        "validation": {"browser_trusted": True},
    }
}


def test_a_web_answer(tmp_path: Path) -> None:
    response = {
        "status_code": 401,
        "headers": {"server": ["App-webs/"], "www_authenticate": ['Basic realm="DVR"']},
        "body": "<html><TITLE>\n index </TITLE>",
        "request": {
            "url": {"scheme": "https", "host": "198.18.0.1:8443"},
            "tls_log": {"handshake_log": CERTIFICATE},
        },
    }
    made = read(tmp_path, json.dumps(grab("http", {"response": response})) + "\n")
    assert made.source == "zgrab2"
    (row,) = made.rows
    assert (row["http.server"], row["http.title"]) == ("App-webs/", "index")
    assert row["http.www_authenticate"] == 'Basic realm="DVR"'
    assert (row["port"], row["seen_at"]) == (8443, "2023-12-31T23:30:00Z")
    assert (row["tls.subject"], row["tls.trust"]) == ("CN=cam", "trusted")


@pytest.mark.parametrize(
    ("name", "result", "field", "value"),
    [
        ("ssh", {"server_id": {"raw": "SSH-2.0-x"}}, "ssh.banner", "SSH-2.0-x"),
        (
            "ssh",
            {"key_exchange": {"server_host_key": {"fingerprint_sha256": "f"}}},
            "ssh.fingerprint",
            "f",
        ),
        ("ftp", {"banner": "220 cam"}, "ftp.banner", "220 cam"),
        ("telnet", {"banner": "login:"}, "telnet.banner", "login:"),
        ("smtp", {"banner": "220 mail"}, "smtp.banner", "220 mail"),
        ("tls", {"handshake_log": CERTIFICATE}, "tls.issuer", "CN=ca"),
        (
            "banner",
            {"banner": "RTSP/1.0 401\r\nServer: Dahua Rtsp Server\r\n"},
            "rtsp.server",
            "Dahua Rtsp Server",
        ),
        (
            "bacnet",
            {"vendor": {"reported_name": "Acme"}, "model_name": "X1"},
            "ics.identity",
            "vendor: Acme\nmodel_name: X1",
        ),
        (
            "siemens",
            {"system": "S7", "module": "6ES7"},
            "ics.identity",
            "system: S7\nmodule: 6ES7",
        ),
    ],
)
def test_evidence_of_each_module(
    tmp_path: Path, name: str, result: dict[str, Any], field: str, value: str
) -> None:
    (row,) = read(tmp_path, json.dumps(grab(name, result)) + "\n").rows
    assert row[field] == value


def test_only_modules_with_an_answer_count(tmp_path: Path) -> None:
    silent = grab("http", None, status="connection-timeout")
    both = grab("ftp", {"banner": "220 a"})
    both["data"]["http"] = {"status": "io-timeout", "protocol": "http"}
    both["data"]["ssh"] = {"status": "success", "protocol": "ssh", "result": {}}
    made = read(tmp_path, "\n".join(map(json.dumps, [silent, both])))
    assert made.counts == (3, 2, 0, 1)


def test_bad_lines(tmp_path: Path) -> None:
    good = json.dumps(grab("ftp", {"banner": "220 a"}))
    odd = json.dumps({"ip": "198.18.0.2", "data": {"ftp": {"status": "success", "protocol": "ftp", "result": {"banner": ["220 b"]}}}})  # fmt: skip
    lines = [good, good[:-3], '{"ip": null, "data": {}}', "", odd, "[]", good + good]
    made = read(tmp_path, "\n".join(lines) + "\n")
    assert made.counts == (7, 2, 4, 1)
    assert made.rows[1]["ftp.banner"] == "220 b"
    assert made.broken[0].offset == len(good) + 1
