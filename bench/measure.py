# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""CPU seconds and peak memory of one command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: user and system CPU seconds, wall seconds, peak resident MB, its output."""

    cpu: float
    wall: float
    memory: float
    out: str


def python(code: str, *arguments: str, env: dict[str, str] | None = None) -> Cost:
    """Run Python code with arguments. Errors: `CalledProcessError` with what it printed."""
    import time

    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        env=os.environ | (env or {}),
        text=True,
    )
    assert process.stdout is not None
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, code[:60], out)
    wall = time.perf_counter() - started
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, out)


def best(work: Callable[[], object], times: int = 3) -> float:
    """CPU seconds of the best of some runs in this process."""
    from time import process_time

    taken = []
    for _ in range(times):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return min(taken)
