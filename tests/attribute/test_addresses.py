# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A column of addresses is read as each address is."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from herkomst.attribute import addresses
from herkomst.attribute.addresses import Parsed, pack, parse

ODD: list[str | None] = [
    "0.0.0.0", "255.255.255.255", "256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.04", "1..2.3", ".1.2.3",
    "1.2.3.", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4\n", "\n", "a.b.c.d", "1.2.3.x", "", None, "::", "::1", "2001:DB8::1",
    "::ffff:10.1.2.3", "fe80::1%eth0", "1000.2.3.4", "1.2.3.999", "\ud800", "é.1.1.1", "1.2.3.4", "０.1.2.3", "...",
]  # fmt: skip


@pytest.fixture(autouse=True, params=[0, 16])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short columns both ways."""
    monkeypatch.setattr(addresses, "FEW", request.param)


def as_packed(parsed: Parsed, count: int) -> list[bytes]:
    made = [b""] * count
    for row, number in zip(parsed.four_rows.tolist(), parsed.four.tolist(), strict=True):
        made[row] = number.to_bytes(4, "big")
    pairs = zip(parsed.six_high.tolist(), parsed.six_low.tolist(), strict=True)
    for row, (high, low) in zip(parsed.six_rows.tolist(), pairs, strict=True):
        made[row] = (high << 64 | low).to_bytes(16, "big")
    return made


@pytest.mark.parametrize(
    "part", [ODD, [t for t in ODD if t and "\n" not in t], ["1.2.3.4"], ["::1"], []]
)
def test_a_column_is_as_each(part: list[str | None]) -> None:
    assert as_packed(parse(part), len(part)) == [pack(a) for a in part]


FOUR = st.ip_addresses(v=4).map(str)
SIX = st.ip_addresses(v=6).map(str)
NEAR = st.text(alphabet="0123456789.:\n a", max_size=16)


SHARED_FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHARED_FIXTURE
@given(st.lists(st.one_of(FOUR, SIX, NEAR, st.text(max_size=20), st.none()), max_size=40))
def test_whatever_stands_between(column: list[str | None]) -> None:
    assert as_packed(parse(column), len(column)) == [pack(a) for a in column]


@SHARED_FIXTURE
@given(st.ip_addresses())
def test_as_the_standard_library_reads_it(address: ipaddress.IPv4Address) -> None:
    packed = pack(str(address))
    assert packed in (address.packed, address.packed[12:])
