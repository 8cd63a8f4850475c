# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Certificates: every way a subject is written, and who vouches for it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst.attribute.certificates import parse_name, read_certificate


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("CN=a.nl,OU=IT,O=Gemeente Zeist", [("CN", "a.nl"), ("OU", "IT"), ("O", "Gemeente Zeist")]),
        ("/C=NL/O=Gemeente Zeist/CN=a.nl", [("C", "NL"), ("O", "Gemeente Zeist"), ("CN", "a.nl")]),
        ("C = NL, O = Gemeente Zeist", [("C", "NL"), ("O", "Gemeente Zeist")]),
        ("o=x;cn=y+ou=z", [("O", "x"), ("CN", "y"), ("OU", "z")]),
        ("O=Acme, Inc.,CN=x", [("O", "Acme, Inc."), ("CN", "x")]),
        (r"O=Acme\, Inc.,CN=x", [("O", "Acme, Inc."), ("CN", "x")]),
        (r"O=a\,CN=b", [("O", "a,CN=b")]),
        ('O="Acme, O=Gemeente Zeist",CN=x', [("O", "Acme, O=Gemeente Zeist"), ("CN", "x")]),
        (r"O=caf\C3\A9", [("O", "café")]),
        ("O=Equalit/SSC,CN=x", [("O", "Equalit/SSC"), ("CN", "x")]),
        ("organizationName=x,commonName=y", [("O", "x"), ("CN", "y")]),
        ("2.5.4.10=x", [("O", "x")]),
        ("O=", [("O", "")]),
        ("FOO=1", []),
        ("no name at all", []),
        ("", []),
    ],
)
def test_ways_to_write_a_name(text: str, wanted: list[tuple[str, str]]) -> None:
    assert parse_name(text) == wanted


def test_host_names() -> None:
    made = read_certificate(
        "CN=*.Zeist.nl,subjectAltName=DNS:a.nl,DNS:b.nl", names=["c.nl", "10.0.0.1", "not a host"]
    )
    assert made.hosts == ("zeist.nl", "a.nl", "b.nl", "c.nl")
    assert read_certificate("CN=localhost").hosts == ()


@pytest.mark.parametrize(
    ("told", "trusted", "validation"),
    [
        ({"ca_signed": True, "validation": "ov"}, True, "ov"),
        ({"ca_signed": True}, True, "ov"),
        ({"ca_signed": True, "validation": "DV"}, True, "dv"),
        ({"trust": "trusted"}, True, "ov"),
        ({"trust": "trusted", "issuer": "O=x,CN=a.nl"}, False, ""),
        ({"ca_signed": True, "issuer": "O=x,CN=a.nl"}, False, ""),
        ({"ca_signed": True, "trust": "expired"}, False, ""),
        ({"ca_signed": False, "trust": "trusted"}, False, ""),
        ({"trust": "self-signed"}, False, ""),
        ({"trust": "unknown"}, False, ""),
        ({"trust": "expired"}, False, ""),
        ({}, False, ""),
    ],
)
def test_trust(told: dict[str, object], trusted: bool, validation: str) -> None:
    made = read_certificate("O=x,CN=a.nl", **told)  # type: ignore[arg-type]
    assert (made.trusted, made.validation) == (trusted, validation)
    assert made.vouched_organisation == ("x" if validation == "ov" else None)


def test_two_organisations_are_vouched_for_by_nobody() -> None:
    made = read_certificate("CN=a.nl,OU=x,O=Gemeente Zeist,O=Evil", ca_signed=True)
    assert made.vouched_organisation is None


@given(st.text(max_size=300), st.text(max_size=60))
def test_never_raises(subject: str, issuer: str) -> None:
    read_certificate(subject, issuer, trust="trusted")


@given(st.text(st.sampled_from('CNO=,/+;\\" \t\n0aé'), max_size=400))
def test_never_raises_on_separators(text: str) -> None:
    assert all(key in ("C", "CN", "O") or len(key) > 1 for key, _ in parse_name(text))


@pytest.mark.parametrize(
    "bite",
    [",O=", '"', ',O="', r',O="\"', ", ", "\\", "2.5.4.", "O=a,", "\t", " ", "\n", ",,", r"\C3"],
)
def test_time_grows_with_the_text_and_no_faster(bite: str) -> None:
    start = time.process_time()
    parse_name((bite * 200_000)[:400_000])
    parse_name("O=" + (bite * 4096)[:4090])
    assert time.process_time() - start < 0.25
