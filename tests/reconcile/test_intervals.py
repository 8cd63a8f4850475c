# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The interval of a share of few cases, beside published values and its own definition."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herkomst.reconcile.intervals import beta_cdf, jeffreys


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(3, 3, 0.46, 1), (5, 5, 0.62, 1), (19, 20, 0.79, 0.99), (29, 30, 0.85, 1), (0, 5, 0, 0.38)],
)
def test_known_values(k: int, n: int, low: float, high: float) -> None:
    assert tuple(round(v, 2) for v in jeffreys(k, n)) == (low, high)


@pytest.mark.parametrize(("k", "n"), [(1, 0), (-1, 3), (4, 3), (0, 0)])
def test_no_share(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        jeffreys(k, n)


@pytest.mark.slow
@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_holds_the_share_and_mirrors(case: tuple[int, int]) -> None:
    k, n = case
    low, high = jeffreys(k, n)
    assert 0 <= low <= k / n <= high <= 1
    other_low, other_high = jeffreys(n - k, n)
    assert (low, high) == pytest.approx((1 - other_high, 1 - other_low), abs=1e-9)
    if 0 < k < n:
        assert beta_cdf(low, k + 0.5, n - k + 0.5) == pytest.approx(0.025, abs=1e-9)
        assert beta_cdf(high, k + 0.5, n - k + 0.5) == pytest.approx(0.975, abs=1e-9)


@pytest.mark.parametrize(
    ("x", "a", "b", "value"), [(0.5, 1, 1, 0.5), (0.25, 2, 1, 0.0625), (0.3, 1, 3, 0.657)]
)
def test_the_distribution_where_it_is_simple(x: float, a: float, b: float, value: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(value)
    assert (beta_cdf(0, a, b), beta_cdf(1, a, b)) == (0, 1)
