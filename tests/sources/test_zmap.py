# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Censys and ZGrab2 write alike becomes the same evidence."""

from __future__ import annotations

import pytest

from herkomst.sources.zmap import Answer, HostKey, Leaf, Raw, Signature, certificate, ssh, web


def test_a_web_answer() -> None:
    page = Answer({"server": ["App-webs/"]}, None, "<html><title> index </title>")
    assert web(page) == {
        "http.server": "App-webs/",
        "http.www_authenticate": None,
        "http.title": "index",
        "http.body": "<html><title> index </title>",
    }
    assert web(Answer(html_title="told", body="<title>other</title>"))["http.title"] == "told"


@pytest.mark.parametrize(
    ("leaf", "trusted", "trust"),
    [
        (Leaf("CN=a", "CN=b", signature=Signature(self_signed=True)), True, "self-signed"),
        (Leaf("CN=a", "CN=a"), True, "self-signed"),
        (Leaf("CN=a", "CN=b"), True, "trusted"),
        (Leaf("CN=a", "CN=b"), False, "unknown"),
        (Leaf(), False, None),
    ],
)
def test_a_certificate(leaf: Leaf, trusted: bool, trust: str | None) -> None:
    found = certificate(leaf, "key", trusted=trusted)
    assert (found["tls.trust"], found["tls.fingerprint"]) == (trust, "key")


def test_a_fingerprint_within_beats_the_one_beside() -> None:
    assert certificate(Leaf(fingerprint_sha256="a"), "key")["tls.fingerprint"] == "a"


def test_a_greeting() -> None:
    assert ssh(Raw("SSH-2.0-x"), HostKey("ab")) == {
        "ssh.banner": "SSH-2.0-x",
        "ssh.fingerprint": "ab",
    }
    assert ssh(None, None) == {"ssh.banner": None, "ssh.fingerprint": None}
