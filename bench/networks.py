# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Five million addresses to their network, beside pytricia over the same table: as text and as numbers.

The table is made up, of the size and nesting of the Dutch part of the routing table and more; pytricia
and ours answer the same, address by address, else there is no figure.
"""

from __future__ import annotations

import ipaddress
import random
import socket
import tempfile
import tracemalloc
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from bench.measure import best
from herkomst.attribute.ranges import Ranges, look_up

FOUR, SIX = 4_000_000, 1_000_000
PREFIXES = {4: 677_000, 6: 200_000}
Prefix = tuple[int, int]


def run(share: float = 1.0) -> dict[str, Any]:
    """Figures in addresses per CPU second. `share` makes everything smaller."""
    import pytricia

    generator = np.random.default_rng(1)
    four = prefixes(generator, int(PREFIXES[4] * share), 32)
    six = prefixes(generator, int(PREFIXES[6] * share), 128)
    with tempfile.TemporaryDirectory() as folder:
        tables = _tables(four, six, Path(folder))
        size = sum(f.stat().st_size for f in Path(folder).iterdir())
        numbers, high, low = _asked(generator, int(FOUR * share), int(SIX * share))
        texts = _texts(numbers, high, low)
        ours = look_up(texts, *tables)
        made: dict[str, Any] = {
            "prefixes": len(four) + len(six),
            "ranges": sum(len(t) for t in tables),
            "addresses": len(texts),
            "text_per_cpu_s": _rate(len(texts), lambda: look_up(texts, *tables)),
            "integers_per_cpu_s": _rate(
                len(texts), lambda: (tables[0].find_four(numbers), tables[1].find_six(high, low))
            ),
            "memory_mb": round((size + _peak(texts, tables)) / 1e6, 1),
        }
    tries = pytricia.PyTricia(32), pytricia.PyTricia(128, socket.AF_INET6)
    for value, (address, length) in enumerate(four):
        tries[0].insert(str(ipaddress.IPv4Address(address)), length, value)
    for value, (address, length) in enumerate(six):
        tries[1].insert(str(ipaddress.IPv6Address(address)), length, value)
    start = process_time()
    theirs = [(tries[1] if ":" in a else tries[0]).get(a, -1) for a in texts]
    made["pytricia_text_per_cpu_s"] = round(len(texts) / (process_time() - start))
    plain = numbers.tolist()
    start = process_time()
    for number in plain:
        tries[0].get(number)
    made["pytricia_integers_per_cpu_s"] = round(len(plain) / (process_time() - start))
    made["differences"] = int((np.array(theirs) != ours).sum())
    made["text_ratio"] = round(made["text_per_cpu_s"] / made["pytricia_text_per_cpu_s"], 1)
    made["integers_ratio"] = round(
        made["integers_per_cpu_s"] / made["pytricia_integers_per_cpu_s"], 1
    )
    return made


def prefixes(generator: np.random.Generator, count: int, bits: int) -> list[Prefix]:
    """Address and length, of every size, many inside one another."""
    shortest, longest = (12, 29) if bits == 32 else (29, 65)
    lengths = generator.integers(shortest, longest, count).tolist()
    if bits == 32:
        begins = generator.integers(1 << 24, 0xDF << 24, count).tolist()
    else:
        begins = [
            (0x2A00 << 112) + (n << 64) for n in generator.integers(0, 1 << 48, count).tolist()
        ]
    found = {(b >> bits - n << bits - n, n) for b, n in zip(begins, lengths, strict=True)}
    return sorted(found)


def _tables(four: list[Prefix], six: list[Prefix], folder: Path) -> tuple[Ranges, Ranges]:
    """Flattened, saved and mapped, as they are used."""
    made = []
    for name, found, bits in (("four", four, 32), ("six", six, 128)):
        spans = ((a, a | ((1 << bits - n) - 1), value) for value, (a, n) in enumerate(found))
        Ranges(spans, bits // 8).save(folder, name)
        made.append(Ranges.load(folder, name, bits // 8))
    return made[0], made[1]


def _asked(generator: np.random.Generator, four: int, six: int) -> tuple[Any, Any, Any]:
    numbers = generator.integers(1 << 24, 0xDF << 24, four, dtype=np.uint64).astype(np.uint32)
    high = generator.integers(0, 1 << 48, six, dtype=np.uint64) + np.uint64(0x2A00 << 48)
    return numbers, high, generator.integers(0, 1 << 63, six, dtype=np.uint64)


def _texts(numbers: Any, high: Any, low: Any) -> list[str]:
    made = [socket.inet_ntop(socket.AF_INET, n.to_bytes(4, "big")) for n in numbers.tolist()]
    pairs = zip(high.tolist(), low.tolist(), strict=True)
    made += [socket.inet_ntop(socket.AF_INET6, (h << 64 | n).to_bytes(16, "big")) for h, n in pairs]
    random.Random(1).shuffle(made)
    return made


def _rate(count: int, work: Any) -> int:
    return round(count / best(work))


def _peak(texts: list[str], tables: tuple[Ranges, Ranges]) -> int:
    """What a look-up takes beside the table, the addresses and the answers, in bytes."""
    tracemalloc.start()
    answers = look_up(texts, *tables)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return max(0, peak - answers.nbytes)
