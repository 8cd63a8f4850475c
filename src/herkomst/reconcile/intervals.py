# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a share of few cases may lie from what was seen: the Jeffreys interval.

Brown, Cai and DasGupta, Interval estimation for a binomial proportion, Statistical Science 16 (2001):
the quantiles of Beta(k + 1/2, n - k + 1/2), with 0 and 1 where nothing or everything was seen.
"""

from __future__ import annotations

import math
from functools import lru_cache

LEVEL = 0.95
_STEPS = 60  # of bisection: well beyond what a double holds
_TERMS = 300
_TINY = 1e-300


@lru_cache(maxsize=4096)
def jeffreys(k: int, n: int) -> tuple[float, float]:
    """Lowest and highest share at 95 %, of `k` among `n`. Errors: `ValueError` unless 0 <= k <= n, n > 0."""
    if not 0 <= k <= n or n <= 0:
        raise ValueError(f"no share: {k} of {n}")
    tail = (1 - LEVEL) / 2
    a, b = k + 0.5, n - k + 0.5
    low = 0.0 if k == 0 else _quantile(tail, a, b)
    high = 1.0 if k == n else _quantile(1 - tail, a, b)
    return low, high


def _quantile(wanted: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_cdf(middle, a, b) < wanted else (low, middle)
    return (low + high) / 2


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        for factor in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _not_zero(1 + factor * d)
            c = _not_zero(1 + factor / c)
            value *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
