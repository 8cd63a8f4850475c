# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Identification against labels: right, wrong and silent, beside recog's patterns on the same lines; calibration.

`python -m bench.accuracy` prints what went wrong; `python -m bench.run --only accuracy` keeps the figures.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from bench import labelled, yardstick
from bench.labelled import Case, said
from herkomst import catalogue
from herkomst.identify import identify
from herkomst.identify.combine import weights

Row = dict[str, Any]
PLOT = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "reliability.svg"
SETS = {
    "evidence": labelled.evidence,
    "ztag": labelled.ztag,
    "atoms": labelled.atoms,
    "addresses": labelled.addresses,
    "recog examples, hardware": labelled.recog_hardware,
    "recog examples, software": labelled.recog_software,
}


# Answers that contradict a label which is not about the device's maker, with why; they stay counted as wrong.
QUIRKS = {
    "FtpIntercon_1": "the banner gives MikroTik's server and its version; Intercon is the name the owner gave the router",
}


def answers(cases: list[Case]) -> list[Row]:
    """What `identify` says of each case."""
    fields = catalogue.fields()
    used = {n: [c.evidence.get(n, "")[: f.cap] or None for c in cases] for n, f in fields.items()}
    frame = pl.DataFrame(used, schema=dict.fromkeys(used, pl.String))
    return identify(frame).to_dicts()


def verdict(case: Case, row: Row) -> str:
    """`right`, `wrong` or `silent` where a maker can be proved, `quiet` or `false claim` where not."""
    spoke = row["maker"] is not None
    if case.right:
        # A label that others build for counts by its brand, and a module by its component.
        named = said(row["maker"], row["brand"], case.right) or said(
            row["component"], None, case.right
        )
        return "right" if named else "wrong" if spoke else "silent"
    low = row["grade"] == "possible" and said(row["maker"], row["brand"], case.allowed)
    return "false claim" if spoke and not low else "quiet"


def _theirs(case: Case) -> str:
    found = yardstick.vendors(case)
    if case.right:
        return (
            "right"
            if any(said(v, None, case.right) for v in found)
            else "wrong"
            if found
            else "silent"
        )
    return "quiet"


def table(cases: list[Case], rows: list[Row]) -> dict[str, int]:
    """How often each verdict."""
    return dict(Counter(verdict(c, r) for c, r in zip(cases, rows, strict=True)))


def calibration(pairs: list[tuple[float, bool]]) -> dict[str, Any]:
    """Expected calibration error over ten bins, and each bin: mean confidence, share right, how many."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in pairs:
        bins.setdefault(min(int(confidence * 10), 9), []).append((confidence, right))
    made = []
    for _, held in sorted(bins.items()):
        mean = sum(c for c, _ in held) / len(held)
        made.append((round(mean, 3), round(sum(r for _, r in held) / len(held), 3), len(held)))
    error = sum(abs(mean - share) * n for mean, share, n in made) / max(1, len(pairs))
    return {"error": round(error, 4), "answers": len(pairs), "bins": made}


def run() -> dict[str, Any]:
    """All sets, the halves that rules were not tuned on apart, and the calibration over them."""
    made: dict[str, Any] = {"sets": {}, "makers": len(catalogue.makers()), "contradicted": []}
    pairs: list[tuple[float, bool]] = []
    by_grade: dict[str, list[bool]] = {}
    for name, load in SETS.items():
        cases = load()
        rows = answers(cases)
        made["sets"][name] = {"ours": table(cases, rows)}
        if name.startswith("recog"):
            apart = [(c, r) for c, r in zip(cases, rows, strict=True) if c.half]
            made["sets"][name]["half not tuned on"] = table(*map(list, zip(*apart, strict=True)))
        elif name != "addresses":
            made["sets"][name]["recog"] = dict(Counter(map(_theirs, cases)))
        for case, row in zip(cases, rows, strict=True):
            how = verdict(case, row)
            if how in ("wrong", "false claim") and not name.startswith("recog"):
                made["contradicted"].append(
                    {
                        "set": name,
                        "case": case.id,
                        "label": sorted(case.right),
                        "ours": row["maker"],
                        "why": QUIRKS.get(case.id, "ours is wrong"),
                    }
                )
            if row["confidence"] is not None and (case.right or not case.allowed):
                right = how == "right"
                if case.right or name == "evidence":
                    pairs.append((row["confidence"], right))
                    by_grade.setdefault(row["grade"], []).append(right)
    made["calibration"] = calibration(pairs)
    made["grades"] = {
        g: {"answers": len(r), "right": round(sum(r) / len(r), 4)} for g, r in by_grade.items()
    }
    return made


def fit() -> tuple[float, float]:
    """Offset and slope of Platt's scaling, by Newton's method; each set weighs as much as any other,
    and each has one right and one wrong answer added, so that no confidence becomes certainty."""
    known = weights()
    points: list[tuple[float, float, float]] = []  # odds, right, weight
    for load in SETS.values():
        cases = [c for c in load() if c.right]
        spoken = [
            (c, r)
            for c, r in zip(cases, answers(cases), strict=True)
            if r["confidence"] is not None
        ]
        for case, row in spoken:
            odds = (
                math.log(row["confidence"] / (1 - row["confidence"])) - known.offset
            ) / known.slope
            points.append((odds, float(verdict(case, row) == "right"), 1 / len(spoken)))
        points += [(0.0, right, 1 / (len(spoken) + 2)) for right in (0.0, 1.0)]
    offset, slope = 3.0, 0.3
    for _ in range(60):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for x, y, w in points:
            p = 1 / (1 + math.exp(-offset - slope * x))
            d, v = w * (y - p), w * p * (1 - p)
            g0, g1 = g0 + d, g1 + d * x
            h00, h01, h11 = h00 + v, h01 + v * x, h11 + v * x * x
        step = h00 * h11 - h01 * h01
        offset += (h11 * g0 - h01 * g1) / step
        slope += (h00 * g1 - h01 * g0) / step
    return round(offset, 2), round(slope, 2)


def plot(found: dict[str, Any]) -> str:
    """The reliability of the confidence as SVG: said beside found, the area of a dot as its number."""
    size, edge = 320, 40
    dots = []
    for said_, share, many in found["bins"]:
        x, y = edge + said_ * size, edge + (1 - share) * size
        radius = 2 + math.sqrt(many) / 5
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{min(radius, 14):.1f}" fill="#154273" fill-opacity="0.7">'
                    f"<title>said {said_}, right {share}, {many} answers</title></circle>")  # fmt: skip
    ticks = "".join(
        f'<text x="{edge + t * size:.0f}" y="{edge + size + 18}" text-anchor="middle">{t}</text>'
        f'<text x="{edge - 8}" y="{edge + (1 - t) * size + 4:.0f}" text-anchor="end">{t}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + 2 * edge} {size + 2 * edge}" font-family="sans-serif" '
        f'font-size="11" role="img" aria-label="Reliability: confidence said beside share right">\n'
        f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="#888"/>\n'
        f'<line x1="{edge}" y1="{edge + size}" x2="{edge + size}" y2="{edge}" stroke="#888" stroke-dasharray="4"/>\n'
        + "\n".join(dots)
        + f'\n{ticks}\n<text x="{edge + size / 2}" y="{edge + size + 34}" text-anchor="middle">confidence said</text>\n'
        f'<text x="{edge}" y="{edge - 12}">share right; calibration error {found["error"]}, {found["answers"]} answers</text>\n</svg>\n'
    )


def main() -> None:
    """Print every answer that is not right, and the figures; or what to put in `weights.yaml`."""
    if "--fit" in sys.argv:
        print("offset, slope:", fit())
        return
    for name, load in SETS.items():
        cases = load()
        for case, row in zip(cases, answers(cases), strict=True):
            how = verdict(case, row)
            if how in ("wrong", "false claim"):
                print(
                    how, name, case.id, sorted(case.right), row["maker"], row["grade"], row["rules"]
                )
    print(run())


if __name__ == "__main__":
    main()
