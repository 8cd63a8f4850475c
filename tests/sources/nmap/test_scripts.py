# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What nmap's scripts tell, in the tables of today and the text of older versions."""

from __future__ import annotations

import base64
import hashlib
from xml.sax.saxutils import quoteattr

import pytest

from herkomst.markup import Element, Reader
from herkomst.sources.nmap.scripts import broadcast, evidence, unescaped


def script(name: str, output: str, inner: str = "") -> Element:
    """A script element, as nmap writes it."""
    attribute = quoteattr(output, {"\n": "&#xa;", "\r": "&#xd;"})
    text = f"<nmaprun><script id={quoteattr(name)} output={attribute}>{inner}</script></nmaprun>"
    reader = Reader("nmaprun", "host", frozenset({"script"}))
    (found,) = [e for e in reader.events([text.encode()]) if isinstance(e, Element)]
    return found


def told(name: str, output: str, inner: str = "") -> dict[str, str]:
    return evidence(script(name, output, inner), "2022-03-01T00:00:00Z")


@pytest.mark.parametrize(
    ("name", "output", "inner", "made"),
    [
        ("http-title", "WEB\n  SERVICE", "", {"http.title": "WEB"}),
        (
            "http-title",
            "x",
            '<elem key="title">WEB\nSERVICE </elem>',
            {"http.title": "WEB SERVICE"},
        ),
        ("http-title", "Site doesn't have a title (text/html).", "", {}),
        (
            "http-title",
            "Did not follow redirect to http://192.0.2.1/doc",
            '<elem key="redirect_url">http://192.0.2.1/doc</elem>',
            {},
        ),
        ("http-title", "\\xE5\\xA4\\xA7\\xE5\\x8D\\x8E", "", {"http.title": "大华"}),
        ("http-server-header", "App-webs/", "<elem>App-webs/</elem>", {"http.server": "App-webs/"}),
        ("http-server-header", "\n  Boa/0.94\n  nginx", "", {"http.server": "Boa/0.94"}),
        ("http-server-header", "<empty>", "<elem/>", {}),
        (
            "http-headers",
            '\n  Date: x\n  Server: DVRDVS-Webs\n  WWW-Authenticate: Basic realm="DVR"\n  \n'
            "  (Request type: HEAD)",
            "",
            {"http.server": "DVRDVS-Webs", "http.www_authenticate": 'Basic realm="DVR"'},
        ),
        ("http-headers", "ERROR: Header request failed", "", {}),
        (
            "http-auth",
            "\nHTTP/1.1 401 Unauthorized\n  Digest nonce=1 realm=Login to 5J0 qop=auth\n  Basic realm=a b",
            "",
            {"http.www_authenticate": 'Digest realm="Login to 5J0", Basic realm="a b"'},
        ),
        (
            "http-auth",
            "x",
            '<table><elem key="scheme">Digest</elem><table key="params">'
            '<elem key="realm">Login to 5J0</elem></table></table>',
            {"http.www_authenticate": 'Digest realm="Login to 5J0"'},
        ),
        (
            "http-favicon",
            "Unknown favicon MD5: 89B932FCC47CF4CA3FAADB0CFDEF89CF",
            "",
            {"http.favicon_md5": "89b932fcc47cf4ca3faadb0cfdef89cf"},
        ),
        ("http-favicon", "Apache Tomcat", "", {}),
        (
            "snmp-sysdescr",
            "S5720 \r\nHuawei\n  System uptime: 1d00h (1 timeticks)",
            "",
            {"snmp.sysdescr": "S5720 \r\nHuawei"},
        ),
        ("snmp-sysdescr", "Linux camera 4.9", "", {"snmp.sysdescr": "Linux camera 4.9"}),
        (
            "snmp-info",
            "\n  enterprise: ciscoSystems\n  engineIDFormat: mac\n  engineIDData: 00:d4:8c:00:11:22",
            "",
            {"product": "ciscoSystems SNMPv3 server", "mac": "00:D4:8C:00:11:22"},
        ),
        (
            "upnp-info",
            "\n192.0.2.1\n    Server: Linux UPnP/1.0 X/1\n    Location: http://192.0.2.1/d.xml\n"
            "      Name: Poort\n      Manufacturer: Huawei\n      Model Name: HG",
            "",
            {"upnp.server": "Linux UPnP/1.0 X/1", "upnp.description": "Huawei\nHG\nPoort"},
        ),
        (
            "upnp-info",
            " System/1.0 UPnP/1.0 IGD/1.0",
            "",
            {"upnp.server": "System/1.0 UPnP/1.0 IGD/1.0"},
        ),
        ("banner", "SSH-2.0-HUA\nWEI-1.5\\x0D\\x0A", "", {"data": "SSH-2.0-HUAWEI-1.5"}),
        (
            "fingerprint-strings",
            "\n  GetRequest: \n    HTTP/1.0 200 OK\n    Server: uc-httpd 1.0.0\n  NULL: \n    bobo",
            "",
            {"data": "HTTP/1.0 200 OK\r\nServer: uc-httpd 1.0.0"},
        ),
        ("fingerprint-strings", "\n  NULL: \n    bobo", "", {}),
        (
            "telnet-encryption",
            "Telnet server does not",
            "",
            {"telnet.banner": "Telnet server does not"},
        ),
        ("rtsp-methods", "OPTIONS, DESCRIBE", "", {}),
        (
            "rtsp-url-brute",
            "\n  Server: Dahua Rtsp Server",
            "",
            {"rtsp.server": "Dahua Rtsp Server"},
        ),
        ("s7-info", "\n  Module: 6ES7", "", {"ics.identity": "Module: 6ES7"}),
        ("dns-service-discovery", "\n  80/tcp http", "", {"mdns.name": "80/tcp http"}),
        ("a-script-of-tomorrow", "Hikvision", "", {}),
    ],
)
def test_scripts(name: str, output: str, inner: str, made: dict[str, str]) -> None:
    assert told(name, output, inner) == made


CERT = base64.b64encode(b"not really a certificate, but bytes").decode()
NAMES = (
    '<table key="subject"><elem key="commonName">www.x.example</elem>'
    '<elem key="organizationName">X/Y B.V.</elem><elem key="countryName">NL</elem></table>'
    '<table key="issuer"><elem key="commonName">CA</elem></table>'
)


def test_a_certificate_in_tables() -> None:
    inner = (
        NAMES
        + '<table key="validity"><elem key="notAfter">2023-01-01T00:00:00</elem></table>'
        + f'<elem key="sha1">{"a" * 40}</elem><elem key="pem">-----BEGIN CERTIFICATE-----\n{CERT[:9]}\n'
        + f"{CERT[9:]}\n-----END CERTIFICATE-----\n</elem>"
    )
    assert told("ssl-cert", "Subject: x", inner) == {
        "tls.subject": "CN=www.x.example,O=X/Y B.V.,C=NL",
        "tls.issuer": "CN=CA",
        "tls.fingerprint": hashlib.sha256(base64.b64decode(CERT)).hexdigest(),
        "tls.trust": "unknown",
    }


def test_a_certificate_in_text() -> None:
    text = (
        "Subject: commonName=www.x.example/organizationName=X/Y B.V./countryName=NL\n"
        "Issuer: commonName=www.x.example/organizationName=X/Y B.V./countryName=NL\n"
        "Not valid after:  2023-01-01T00:00:00\nSHA-1: aaaa bbbb aaaa bbbb aaaa bbbb aaaa bbbb aaaa bbbb"
    )
    assert told("ssl-cert", text) == {
        "tls.subject": "CN=www.x.example,O=X/Y B.V.,C=NL",
        "tls.issuer": "CN=www.x.example,O=X/Y B.V.,C=NL",
        "tls.fingerprint": "aaaabbbb" * 5,
        "tls.trust": "self-signed",
    }


@pytest.mark.parametrize(("until", "trust"), [("2022-02-28", "expired"), ("2022-03-01", "unknown")])
def test_a_certificate_ends_by_the_day_it_was_seen(until: str, trust: str) -> None:
    inner = NAMES + f'<table key="validity"><elem key="notAfter">{until}T00:00:00</elem></table>'
    assert told("ssl-cert", "x", inner)["tls.trust"] == trust


def test_an_ssh_key_as_other_scanners_write_it() -> None:
    keys = "".join(
        f'<table><elem key="type">{kind}</elem><elem key="fingerprint">{mark * 16}</elem></table>'
        for kind, mark in (("ssh-dss", "aa"), ("ssh-rsa", "bb"))
    )
    assert told("ssh-hostkey", "x", keys) == {"ssh.fingerprint": ":".join(["bb"] * 16)}
    text = "2048 " + ":".join(["cd"] * 16) + " (RSA)"
    assert told("ssh-hostkey", text) == {"ssh.fingerprint": ":".join(["cd"] * 16)}


def test_devices_that_answered_a_broadcast() -> None:
    text = (
        "\n  192.0.2.50\n      Server: Debian UPnP/1.0\n      Manufacturer: A\n"
        "  192.0.2.60\n      Manufacturer: Sony Corporation\n      Model Name: KDL\n  192.0.2.61\n"
    )
    found = list(broadcast(script("broadcast-upnp-info", text)))
    assert [f["ip"] for f in found] == ["192.0.2.50", "192.0.2.60"]
    assert found[1]["upnp.description"] == "Sony Corporation\nKDL"
    assert list(broadcast(script("broadcast-ping", text))) == []


@pytest.mark.parametrize("text", ["\\xFF\\xFE", "\\x00\\x1B[2J", "C:\\xampp", "\\x"])
def test_what_is_no_text_stays_as_it_was_written(text: str) -> None:
    assert unescaped(text) == text
