# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the ladder into `docs/explanation/attribution.md` from `ladder.yaml` itself; a test compares."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from herkomst.attribute.ladder import Ladder, ladder
from herkomst.model import Level

TARGET = Path(__file__).resolve().parents[1] / "docs/explanation/attribution.md"
BEGIN, END = (
    "<!-- the ladder: made by scripts/build_ladder_page.py -->",
    "<!-- end of the ladder -->",
)


def page(text: str) -> str:
    """The page with the ladder between its marks made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table(ladder())}\n{END}{after}"


def table(rules: Ladder) -> str:
    """Classes, rules in their order, and limits, as Markdown."""
    lines = ["| class | strong | what it is |", "|---|---|---|"]
    for name, known in rules.classes.items():
        lines.append(f"| `{name}` | {'yes' if known['strong'] else 'no'} | {known['en']} |")
    lines += ["", "| # | rule | when | level | who | because |", "|---|---|---|---|---|---|"]
    for number, rule in enumerate(rules.rules, 1):
        lines.append(
            f"| {number} | `{rule.id}` | {_when(rule.all, rule.any, rule.none)} | `{rule.level}` | "
            f"{_who(rule.names, rule.possible)} | {rule.en} |"
        )
    lines += ["", "| condition | holds when |", "|---|---|"]
    lines += [f"| `{name}` | {text} |" for name, text in rules.conditions.items()]
    lines += ["", "| limit | value |", "|---|---|"]
    limits = "stale_days statement_days many_names many_addresses many_ports many_makers".split()
    lines += [f"| `{name}` | {getattr(rules, name)} |" for name in limits]
    known_levels = ", ".join(f"`{level}`" for level in Level if level is not Level.DISPUTED)
    lines += ["", f"The rungs, lowest first: {known_levels}; `disputed` stands beside them.", ""]
    return "\n".join(lines)


def _when(every: Iterable[str], some: Iterable[str], none: Iterable[str]) -> str:
    parts = [" and ".join(f"`{w}`" for w in sorted(every))]
    parts.append(" or ".join(f"`{w}`" for w in sorted(some)))
    without = ", ".join(f"`{w}`" for w in sorted(none))
    parts.append(f"without {without}" if without else "")
    return "; ".join(p for p in parts if p) or "else"


def _who(names: str, possible: str) -> str:
    named = "nobody" if names == "nobody" else f"`{names}`"
    return f"{named}, possible `{possible}`" if possible else named


if __name__ == "__main__":
    TARGET.write_text(page(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
