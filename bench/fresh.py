# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a fresh clone to the page: `git clone`, `make demo` with an empty pip cache, until it answers 200."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 600.0


def run() -> dict[str, float]:
    """Wall seconds in all, and of them cloning; the machine's load when it began and the CPU seconds that
    were used, for a machine that others use too. Errors: `RuntimeError` with what was printed last."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        clone, log = Path(name) / "herkomst", Path(name) / "log"
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith(("HERKOMST_", "PYTHON"))
        }
        environment |= {"PIP_NO_CACHE_DIR": "1", "BROWSER": "true"}
        started = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        cloned = time.perf_counter()
        with log.open("w") as stream:
            made = subprocess.Popen(
                ["make", "demo", "SERVE=--port 0"],
                cwd=clone,
                env=environment,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            _answers(made, log, started)
            taken = time.perf_counter()
        finally:
            if made.poll() is None:
                os.killpg(made.pid, signal.SIGINT)  # its own group: make, and what make started
            made.wait(timeout=60)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": round(taken - started, 1),
        "clone_s": round(cloned - started, 1),
        "cpu_s": round(used.ru_utime + used.ru_stime, 1),
        "load": round(load, 1),
    }


def _answers(made: subprocess.Popen[bytes], log: Path, started: float) -> None:
    while time.perf_counter() - started < LONGEST:
        found = re.search(r"http://127\.0\.0\.1:\d+/", log.read_text(errors="replace"))
        if found:
            with urllib.request.urlopen(found.group(), timeout=30) as answer:
                if answer.status == 200:
                    return
        if made.poll() is not None:
            break
        time.sleep(0.2)
    raise RuntimeError("no page: " + log.read_text(errors="replace")[-2000:])


if __name__ == "__main__":
    print(run())
