# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measure and write `bench/results`: `python -m bench.run [--bytes N] [--claims N] [--skip NAME]`."""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import (
    accuracy,
    fresh,
    identifying,
    importing,
    naming,
    networks,
    places,
    registering,
    serving,
)
from bench.measure import python
from bench.report import page

PARTS = [
    "import", "identify", "accuracy", "names", "networks", "places", "register", "pages", "fresh", "start",
]  # fmt: skip
RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Run what is asked for and keep the figures with their yardsticks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", type=int, default=1_000_000_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--only", choices=PARTS, action="append")
    chosen = parser.parse_args()
    wanted = chosen.only or PARTS
    path = RESULTS / "results.json"
    made: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    made["machine"] = f"{platform.machine()}, Python {platform.python_version()}"
    for name in wanted:
        made[name] = {"measured": datetime.now(UTC).strftime("%Y-%m-%d"), **_measure(name, chosen)}
        path.write_text(json.dumps(made, indent=1) + "\n")
        (RESULTS / "README.md").write_text(page(made))
        print(name, json.dumps(made[name], indent=1))


def _measure(name: str, chosen: argparse.Namespace) -> dict[str, Any]:
    if name == "identify":
        return identifying.run()
    if name == "names":
        return naming.run()
    if name == "networks":
        return networks.run()
    if name == "places":
        return places.run()
    if name == "accuracy":
        found = accuracy.run()
        accuracy.PLOT.write_text(accuracy.plot(found["calibration"]))
        return found
    if name == "register":
        return registering.run(chosen.claims)
    if name == "pages":
        return serving.run(chosen.claims)
    if name == "fresh":
        return fresh.run()
    if name == "start":
        code = "import sys; sys.argv[1:] = ['--help']\nfrom herkomst.cli import main\nmain()"
        bare = "import sys, typer; a = typer.Typer(); a.command()(lambda: None); sys.argv[1:] = ['--help']\na()"
        turns = [(python(code).cpu, python(bare).cpu) for _ in range(9)]
        ours, least = (round(min(seconds), 2) for seconds in zip(*turns, strict=True))
        return {"help_cpu_s": ours, "bare_typer_help_cpu_s": least}
    with tempfile.TemporaryDirectory(dir=".") as folder:
        return importing.run(Path(folder), chosen.bytes, packed=True, larger=True)


if __name__ == "__main__":
    main()
