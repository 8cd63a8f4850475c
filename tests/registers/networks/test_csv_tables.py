# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Networks as CSV, kept by hand or published as routes."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.content import Content
from herkomst.registers.networks import Noun, Registration, Route, Tally, read

BY_HAND = (
    "Prefix,Holder,Class,Body,Guest\r\n192.0.2.0/24,Gemeente Aa,public_body,gemeente Aa,ja\r\n"
    "2001:db8::/32,\"Aa, BV\",business,,\r\n192.0.2.0/40,x,business,,\r\n192.0.2.0/24,,business,,\r\n\r\n"
    "192.0.2.7,Een adres,hosting,,\r\n"
)  # fmt: skip


def reading(tmp_path: Path, raw: bytes) -> tuple[list[Noun], Tally]:
    path = tmp_path / "n.csv"
    path.write_bytes(raw)
    tally = Tally("n.csv")
    return list(read(Content(path), tally)), tally


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_kept_by_hand(tmp_path: Path, mark: str) -> None:
    text = BY_HAND if mark == "," else BY_HAND.replace('"Aa, BV"', "Aa BV").replace(",", mark)
    nouns, tally = reading(tmp_path, "\ufeff".encode() + text.encode())
    assert tally.read == 5 == len(nouns) + tally.quarantined and tally.quarantined == 2
    one, two, three = nouns
    assert isinstance(one, Registration) and one.body == "gemeente Aa" and one.guest
    assert isinstance(two, Registration) and two.family == 6
    assert isinstance(three, Registration) and three.first == three.last


def test_routes(tmp_path: Path) -> None:
    raw = b'1.0.0.0,1.0.0.255,13335,"Cloudflare, Inc."\n1.0.1.0,1.0.0.0,1,x\n2001:db8::,2001:db8::ff,AS7,y\n1.1.1.1'
    nouns, tally = reading(tmp_path, raw)
    assert tally.read == 4 and tally.quarantined == 2
    assert nouns[0] == Route(4, 1 << 24, (1 << 24) + 255, 13335, "Cloudflare, Inc.")
    assert isinstance(nouns[1], Route) and nouns[1].asn == 7
