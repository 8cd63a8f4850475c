# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts are typed, and their errors plain."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herkomst.app.filters import attribute_lines
from herkomst.attribute import Facts, Statement
from herkomst.errors import InputError

# The contract, every part of it filled.
WHOLE: dict[str, Any] = {
    "id": "x",
    "ip": "85.147.0.9",
    "net": {
        "holder": "KPN B.V.",
        "class": "access_isp",
        "description": "x",
        "guest": False,
        "within": "KPN",
        "shared_address": False,
        "dynamic": True,
        "routing_agrees": True,
    },
    "rdns": {"host": "cam.zeist.nl", "forward_confirmed": True},
    "hosts": ["cam.zeist.nl", {"host": "b.zeist.nl", "forward_confirmed": False}],
    "tls": {
        "subject": "O=Gemeente Zeist",
        "issuer": "CN=CA",
        "ca_signed": True,
        "validation": "ov",
        "expired": False,
        "san": ["cam.zeist.nl"],
        "seen_on": 1,
    },
    "device_text": "entree",
    "place": {"municipality": "Zeist", "lat": 52.09, "lon": 5.23, "from": "device"},
    "names_on_address": 2,
    "open_ports": [80, 443],
    "makers_seen": ["hikvision"],
    "statements": [
        {"kind": "inventory", "by": "gemeente Zeist", "verified": True, "date": "2022-03-01"}
    ],
    "other": [{"kind": "tender", "body": "gemeente Zeist"}],
    "age_days": 3,
    "seen_at": "2022-03-02T10:00:00Z",
}


def test_the_contract_form_and_our_own() -> None:
    facts = Facts.parse(
        {"net": {"holder": "KPN", "class": "access_isp"}, "ip": "1.2.3.4", "asn": "AS1136"}
    )
    assert (facts.holder, facts.net_class, facts.ip, facts.asn) == (
        "KPN",
        "access_isp",
        "1.2.3.4",
        1136,
    )


def test_nothing_known_is_no_error() -> None:
    assert Facts.parse({}).holder == ""


def test_the_whole_contract() -> None:
    facts = Facts.parse(WHOLE)
    assert facts.records == ("cam.zeist.nl",) and facts.hostnames == ("b.zeist.nl",)
    assert (facts.open_ports, facts.makers_seen, facts.tls_seen_on) == (2, 1, 1)
    assert facts.statements == (Statement("inventory", "gemeente Zeist", True, "2022-03-01"),)
    assert (facts.latitude, facts.longitude, facts.within) == (52.09, 5.23, "KPN")
    assert (facts.dynamic, facts.shared_address, facts.routing_agrees) == (True, False, True)
    (made,) = attribute_lines([json.dumps(WHOLE).encode()])
    assert (made["id"], made["level"], made["body_name"]) == ("x", "confirmed", "gemeente Zeist")
    assert set(made) >= {"id", "body", "body_name", "level", "possible", "stale", "for", "against"}


def test_every_part_may_be_absent_or_null() -> None:
    parts = [{k: v for k, v in WHOLE.items() if k != name} for name in WHOLE]
    parts += [{**WHOLE, name: None} for name in WHOLE]
    for name, whole in WHOLE.items():
        if isinstance(whole, dict):
            parts += [{**WHOLE, name: {k: v for k, v in whole.items() if k != n}} for n in whole]
            parts += [{**WHOLE, name: {**whole, n: None}} for n in whole]
    made = list(attribute_lines(json.dumps(p).encode() for p in parts))
    assert len(made) == len(parts) and not [m for m in made if "error" in m]


def test_text_alternatives() -> None:
    assert Facts.parse({"tls": {"san": "DNS:a.nl, DNS:b.nl"}}).tls_names == ("a.nl", "b.nl")
    with pytest.raises(InputError, match="hosts"):
        Facts.parse({"hosts": [["a.nl"]]})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.text(max_size=8), JSON)
def test_a_value_of_any_type_is_answered(name: str, inner: str, value: Any) -> None:
    """With an answer, or with the id and what is wrong; never otherwise."""
    whole = WHOLE[name]
    nested = {**whole, inner or "holder": value} if isinstance(whole, dict) else value
    for wrong in (value, nested):
        line = json.dumps({**WHOLE, name: wrong, "id": 7}).encode()
        (made,) = attribute_lines([line])
        assert made["id"] in (7, value) or name == "id" or made["id"] is None
        assert "level" in made or set(made) == {"id", "error"}
