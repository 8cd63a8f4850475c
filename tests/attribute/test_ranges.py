# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flat ranges answer as a plain search through the nested ones would, in both families."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst.attribute.ranges import HIDDEN, NONE, Ranges, flattened, look_up

FOUR = st.tuples(st.integers(0, 255), st.integers(22, 32))
SIX = st.tuples(st.integers(0, 1 << 20), st.integers(40, 128))


def four(number: int, length: int) -> ipaddress.IPv4Network:
    return ipaddress.IPv4Network((f"198.51.100.{number}", length), strict=False)


def six(number: int, length: int) -> ipaddress.IPv6Network:
    base = (0x20010DB8 << 96) + (number % 7 << 64) + number
    return ipaddress.IPv6Network((base, length), strict=False)


def ranges(nets: list[ipaddress.IPv4Network] | list[ipaddress.IPv6Network], width: int) -> Ranges:
    return Ranges(
        [(int(n.network_address), int(n.broadcast_address), i) for i, n in enumerate(nets)], width
    )


def plain(nets: list[ipaddress.IPv4Network] | list[ipaddress.IPv6Network], address: int) -> int:
    inside = [
        (n.prefixlen, i)
        for i, n in enumerate(nets)
        if int(n.network_address) <= address <= int(n.broadcast_address)
    ]
    return max(inside)[1] if inside else NONE


@given(st.lists(FOUR, max_size=12), st.lists(st.integers(0, 255), min_size=1, max_size=8))
def test_ipv4(drawn: list[tuple[int, int]], asked: list[int]) -> None:
    nets = [four(*d) for d in drawn]
    wanted = [int(ipaddress.ip_address("198.51.100.0")) + a for a in asked]
    got = ranges(nets, 4).find_four(np.array(wanted, np.uint32))
    assert got.tolist() == [plain(nets, w) for w in wanted]


@given(st.lists(SIX, max_size=12), st.lists(st.integers(0, 1 << 20), min_size=1, max_size=8))
def test_ipv6(drawn: list[tuple[int, int]], asked: list[int]) -> None:
    nets = [six(*d) for d in drawn]
    wanted = [int(six(a, 128).network_address) for a in asked]
    high = np.array([w >> 64 for w in wanted], np.uint64)
    low = np.array([w & ((1 << 64) - 1) for w in wanted], np.uint64)
    got = ranges(nets, 16).find_six(high, low)
    assert got.tolist() == [plain(nets, w) for w in wanted]


def test_many_queries_are_answered_as_few(tmp_path: Path) -> None:
    generator = np.random.default_rng(7)
    nets = [ipaddress.IPv4Network((int(a), int(n)), strict=False)
            for a, n in zip(generator.integers(0, 1 << 32, 3000), generator.integers(8, 30, 3000), strict=True)]  # fmt: skip
    table = ranges(nets, 4)
    table.save(tmp_path, "t")
    mapped = Ranges.load(tmp_path, "t", 4)
    wanted = generator.integers(0, 1 << 32, 10_000, dtype=np.uint64).astype(np.uint32)
    few = np.concatenate([table.find_four(wanted[i : i + 100]) for i in range(0, 10_000, 100)])
    assert (table.find_four(wanted) == few).all() and (mapped.find_four(wanted) == few).all()
    assert (few[:200] == [plain(nets, int(w)) for w in wanted[:200]]).all() and (few >= 0).any()


def test_many_ipv6_queries_are_answered_as_few(tmp_path: Path) -> None:
    generator = np.random.default_rng(7)
    nets = [six(int(a), int(n)) for a, n in zip(generator.integers(0, 1 << 20, 3000), generator.integers(64, 128, 3000), strict=True)]  # fmt: skip
    table = ranges(nets, 16)
    table.save(tmp_path, "t")
    mapped = Ranges.load(tmp_path, "t", 16)
    low = generator.integers(0, 1 << 20, 10_000, dtype=np.uint64)
    high = np.uint64(0x20010DB8 << 32) + low % np.uint64(7)
    few = np.concatenate(
        [table.find_six(high[i : i + 100], low[i : i + 100]) for i in range(0, 10_000, 100)]
    )
    assert (mapped.find_six(high, low) == few).all() and (few >= 0).any()
    pairs = zip(high[:200].tolist(), low[:200].tolist(), strict=True)
    assert few[:200].tolist() == [plain(nets, h << 64 | n) for h, n in pairs]


def test_the_range_around_and_ranges_that_only_hide() -> None:
    parents: dict[int, int] = {}
    flat = list(flattened([(0, 99, 1), (10, 49, HIDDEN), (20, 29, 2)], parents))
    assert flat == [(0, 9, 1), (10, 19, HIDDEN), (20, 29, 2), (30, 49, HIDDEN), (50, 99, 1)]
    assert parents[2] == HIDDEN and parents[HIDDEN] == 1
    made = Ranges([(0, 99, 1), (10, 49, HIDDEN)], 4)
    assert made.find_four(np.array([5, 20, 60], np.uint32)).tolist() == [1, NONE, 1]


def test_neighbours_of_one_value_are_one_range() -> None:
    assert len(Ranges([(0, 9, 1), (10, 19, 1), (21, 30, 1)], 4)) == 2


def test_a_damaged_table(tmp_path: Path) -> None:
    Ranges([(0, 9, 1)], 4).save(tmp_path, "t")
    np.save(tmp_path / "t.value.npy", np.zeros(5, np.int32))
    with pytest.raises(ValueError, match="different length"):
        Ranges.load(tmp_path, "t", 4)


def test_text_of_both_families_keeps_its_order() -> None:
    small, wide = Ranges([(1, 1, 4)], 4), Ranges([(1, 1, 6)], 16)
    assert look_up(["::1", None, "0.0.0.1", "x", "::2"], small, wide).tolist() == [6, -1, 4, -1, -1]
