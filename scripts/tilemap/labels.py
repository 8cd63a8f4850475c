# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three letters for each name, no two alike."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
from tilemap.assignment import assign


def letters(name: str) -> Iterator[tuple[str, float]]:
    """Three letters that may stand for a name, and how far-fetched each is: the first letter, and two that
    follow; beginnings of words and the letters next in line come first."""
    plain = unicodedata.normalize("NFD", name.removeprefix("gemeente ").removeprefix("'s-"))
    words = re.findall(r"[A-Z]+", "".join(c for c in plain.upper() if not unicodedata.combining(c)))
    text = "".join(words)
    begins = {sum(map(len, words[:n])) for n in range(len(words))}
    for i, j in itertools.combinations(range(1, len(text)), 2):
        steps = [0 if at in begins else at - before for before, at in ((0, i), (i, j))]
        vowels = sum(text[at] in "AEIOUY" for at in (i, j))
        yield text[0] + text[i] + text[j], sum(steps) + 0.4 * vowels


def labels(names: Sequence[str]) -> list[str]:
    """A label of three letters for each name, no two alike, the least far-fetched over all."""
    found = [dict(sorted(letters(name), key=lambda f: -f[1])) for name in names]
    every = sorted(set().union(*found))
    cost = np.full((len(names), len(every)), 1e6)
    for n, own in enumerate(found):
        for label, price in own.items():
            cost[n, every.index(label)] = price
    return [every[at] for at in assign(cost)]
