# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The municipalities and who borders on whom, from `centres.csv` and `bodies.csv`."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BODIES = Path(__file__).resolve().parents[2] / "src/herkomst/catalogue/bodies"
MIDDLE = (5.4, 52.15)
KM_LON, KM_LAT = 68.2, 111.2  # kilometres in a degree, at that latitude
DAM_KM, DAM_LENGTH = 0.5, 22.0  # a border so short between centres so far apart crosses water

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Land:
    """The municipalities: where they are (kilometres east and south), their provinces, and who borders
    on whom. `dams`: pairs whose border only crosses water. `steps`: borders to cross over land."""

    ids: list[str]
    provinces: list[str]
    points: Floats
    pairs: list[tuple[int, int]]
    dams: frozenset[tuple[int, int]]
    straits: list[tuple[int, int]]  # a part without land border, and its nearest on the mainland
    steps: list[list[int]]
    part: list[int]  # which connected part of the land; 0 is the mainland

    @cached_property
    def regions(self) -> list[str]:
        """The province of each, its parts over water apart: what should lie in one piece."""
        return [f"{name} {part}" for name, part in zip(self.provinces, self.part, strict=True)]

    @property
    def links(self) -> list[tuple[int, int, int]]:
        """Pairs and how many tiles they should be apart."""
        wanted = [(a, b, 3 if (a, b) in self.dams else 1) for a, b in self.pairs]
        return wanted + [(a, b, 2) for a, b in self.straits]


def read_land(centres: Path, provinces: dict[str, str]) -> Land:
    """The land from `centres.csv`, in order of id."""
    with centres.open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: row["body"])
    number = {row["body"].rsplit("/", 1)[-1]: n for n, row in enumerate(rows)}
    points = np.array([kilometres(float(row["lon"]), float(row["lat"])) for row in rows])
    borders = {
        (n, number[code]): float(km)
        for n, row in enumerate(rows)
        for code, km in (item.split(":") for item in row["neighbours"].split())
        if n < number[code]
    }
    pairs = sorted(borders)
    apart = {(a, b): float(np.hypot(*(points[a] - points[b]))) for a, b in pairs}
    within = [provinces.get(row["body"], "") for row in rows]
    dams = frozenset(
        (a, b)
        for a, b in pairs
        if borders[a, b] < DAM_KM and apart[a, b] > DAM_LENGTH and within[a] != within[b]
    )
    part = _parts(len(rows), pairs)
    return Land(
        ids=[row["body"] for row in rows],
        provinces=within,
        points=points,
        pairs=pairs,
        dams=dams,
        straits=list(_straits(points, part)),
        steps=_steps(len(rows), [p for p in pairs if p not in dams]),
        part=part,
    )


def kilometres(lon: float, lat: float) -> tuple[float, float]:
    return (lon - MIDDLE[0]) * KM_LON, (MIDDLE[1] - lat) * KM_LAT


def _beside(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        found[a].append(b)
        found[b].append(a)
    return found


def _steps(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Borders between every two; `count` where there is no way over land."""
    beside = _beside(count, pairs)
    made = []
    for start in range(count):
        far = [count] * count
        far[start] = 0
        queue = deque([start])
        while queue:
            here = queue.popleft()
            for there in beside[here]:
                if far[there] == count:
                    far[there] = far[here] + 1
                    queue.append(there)
        made.append(far)
    return made


def _parts(count: int, pairs: list[tuple[int, int]]) -> list[int]:
    steps = _steps(count, pairs)
    first = [next(n for n in range(count) if steps[n][at] < count) for at in range(count)]
    by_size = sorted(set(first), key=lambda f: -first.count(f))
    return [by_size.index(f) for f in first]


def _straits(points: Floats, part: list[int]) -> Iterator[tuple[int, int]]:
    mainland = [n for n, p in enumerate(part) if p == 0]
    for n, p in enumerate(part):
        if p:
            yield n, min(mainland, key=lambda m: float(np.hypot(*(points[n] - points[m]))))


def read_bodies() -> tuple[dict[str, str], dict[str, str]]:
    """The names and the provinces of bodies, by id."""
    with (BODIES / "bodies.csv").open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    return {r["id"]: r["name"] for r in found}, {r["id"]: r["province"] for r in found}
