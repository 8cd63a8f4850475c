# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answers as tables in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from herkomst.cli.render import mark, quantity, say, table

Row = Mapping[str, Any]


def overview(made: Row, *, limit: int) -> None:
    """Totals with units, rows, coverage."""
    rows = made["rows"]
    shown = rows[:limit] if limit else rows
    if shown and "label" in shown[0]:
        _verdicts(f"As of {made['as_of']}", shown)
    elif shown:
        _groups(made, shown)
    if len(shown) < len(rows):
        say(f"{len(rows) - len(shown):,} rows more: herkomst overview")
    _totals("Measured totals", made["makers"])
    _totals("Said and verdict totals", [t for t in made["totals"] if t["basis"] != "measured"])
    _coverage(made["coverage"])
    for change in made.get("changes", ()):
        say(
            f"{change['valid_from']}  {change['body_name']}: {change['maker']} {change['kind']} -> "
            f"{change['label']}{_marked(change)}"
        )


def _verdicts(title: str, rows: Sequence[Row]) -> None:
    table(
        title,
        ("body", "maker", "kind", "label", "said", "number", "devices seen", "since", ""),
        [
            (
                r["body_name"],
                r["maker"],
                r["kind"],
                r["label"],
                _said(r),
                quantity(r),
                r["devices_seen"] or None,
                r["valid_from"],
                mark(r),
            )
            for r in rows
        ],
    )


def _marked(row: Row) -> str:
    return " (synthetic)" if row["synthetic"] else ""


def _said(row: Row) -> str:
    if not row["answer"]:
        return ""
    return f"{row['answer']} ({'the body' if row['by_body'] else 'others'})"


def _groups(made: Row, rows: Sequence[Row]) -> None:
    told = [n for n in rows[0] if n not in ("unit", "count", "labels", "groups", "synthetic")]
    names = [n for n in told if f"{n}_name" not in told]  # the name, and not the id beside it
    table(
        f"As of {made['as_of']}",
        (*(n.removesuffix("_name") for n in names), "bodies", "groups", "labels", ""),
        [
            (
                *(r[n] for n in names),
                r["count"],
                r["groups"] or None,
                ", ".join(f"{label} {n}" for label, n in r["labels"].items()),
                mark(r),
            )
            for r in rows
        ],
    )


def _totals(title: str, totals: Sequence[Row]) -> None:
    if not totals:
        return
    table(
        title,
        ("maker", "kind", "unit", "count", "up to", "basis", ""),
        [
            (
                t["maker"],
                t["kind"] or "all",
                t["unit"],
                t["count"],
                t.get("count_high"),
                t["basis"],
                mark(t),
            )
            for t in totals
        ],
    )


def _coverage(coverage: Row) -> None:
    say(
        f"Coverage, in bodies: {coverage['bodies']:,} known; asked {coverage['asked']:,}; answered "
        f"{coverage['answered']:,}; looked at {coverage['looked_at']:,}; never looked at "
        f"{coverage['never_looked_at']:,}. Left out: {coverage['groups']:,} groups, "
        f"{coverage['synthetic_bodies']:,} invented bodies (synthetic)."
    )
    seen = coverage["observations"]
    if "observations" in seen:
        say(
            f"Observations, in banners: {seen['observations']:,}; {seen['tied_to_a_body']:,} tied to a "
            f"body; {seen['without_maker']:,} prove no maker; {seen['possible_only']:,} only possibly; "
            f"{seen['synthetic']:,} synthetic."
        )
    if seen.get("reduced"):
        say(
            f"Of {seen['reduced']:,} of them only totals are left; addresses and devices that those share "
            "with another import count more than once."
        )


def body(made: Row) -> None:
    """One body."""
    invented = _marked(made)
    say(
        f"{made['body_name']} ({made['body']}){invented}, as of {made['as_of']}, {made['view']} view"
    )
    if made.get("valid_until") and not made["active"]:
        now = ", ".join(b["body_name"] for b in made["answers_now"])
        say(f"It ended on {made['valid_until']}. Who answers for it now: {now or 'not on record'}.")
    if not made["verdicts"]:
        say("Nothing was said or seen about this body yet. Next: herkomst import FILE.")
        return
    _verdicts("Verdicts", made["verdicts"])
    for verdict in made["verdicts"]:
        _claims(
            f"{verdict['maker']} {verdict['kind']}: {verdict['label']}{_marked(verdict)}", verdict
        )
    if made.get("questions"):
        say(f"Private questions: {len(made['questions'])}; see: herkomst bodies questions NAME")
    _assessments(made["assessments"])
    history = [h for h in made["history"] if h["valid_until"]]
    if history:
        table(
            "Before",
            ("maker", "kind", "label", "from", "until", ""),
            [
                (h["maker"], h["kind"], h["label"], h["valid_from"], h["valid_until"], mark(h))
                for h in history
            ],
        )


def _assessments(rows: Sequence[Row]) -> None:
    """The rules that bind this body, an article a row; those that do not bind it, in one row a law."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        binds = row["level"] != "reference"
        key = (row["level"], row["law"], row["article"] if binds else "")
        groups.setdefault(key, []).append(row)
    if not groups:
        return
    table(
        "Under the rules (herkomst body --json: scope, reasons and what is not known)",
        ("level", "law", "article", "about", "maker and kind", "on condition", "unknowns", ""),
        [
            (
                level,
                law or "none",
                ", ".join(dict.fromkeys(r["article"] for r in found)),
                found[0]["title_en"] if article else _beside(level, found),
                ", ".join(dict.fromkeys(f"{r['maker']} {r['kind']}" for r in found)),
                found[0]["condition_en"],
                max(len(r["unknown_en"]) for r in found) or None,
                "synthetic" if any(r["synthetic"] for r in found) else "",
            )
            for (level, law, article), found in groups.items()
        ],
    )


def _beside(level: str, found: Sequence[Row]) -> str:
    if level == "reference":
        return "does not bind this body; shown to compare"
    return str(found[0]["reason_en"])


def _claims(title: str, verdict: Row) -> None:
    table(
        title,
        ("said or seen", "what", "basis", "number", "in words", "evidence", ""),
        [
            (
                c["said_at"],
                c["status"],
                c["basis"],
                c.get("quantity_as_said")
                or quantity(
                    {**c, "count_low": c["quantity_low"], "count_high": c["quantity_high"]}
                ),
                _in_words(c),
                _carried(c.get("evidence", ())),
                mark(c),
            )
            for c in verdict["claims"]
        ],
    )
    left = verdict["claims_total"] - len(verdict["claims"])
    if left > 0:
        say(
            f"  and {left:,} claims more: herkomst evidence {verdict['maker']} --kind {verdict['kind']} "
            f"--body '{verdict['body_name']}'"
        )


def _in_words(claim: Row) -> str:
    lead = claim.get("lead")
    if lead is None:
        return claim.get("paraphrase") or claim.get("claimant") or ""
    return (
        f"a question, no fact: {lead['k']} of {lead['n']} known deliveries of {lead['supplier']} are "
        f"{lead['maker']} (with {lead['level']:.0%}: {lead['low']:.0%} to {lead['high']:.0%})"
    )


def _carried(cards: Sequence[Row]) -> str:
    if not cards:
        return ""
    first = cards[0]
    place = f" {first['locator']}" if "locator" in first else ""
    more = f" (+{len(cards) - 1})" if len(cards) > 1 else ""
    return f"{first['source']} {first['document'][:10]}{place} {first['rule']}{more}".strip()


def maker(made: Row) -> None:
    """One maker."""
    brands = ", ".join(b["name"] for b in made["brands"])
    say(f"{made['name']} ({made['maker']}); brands: {brands}; seat: {made['seat']}")
    if made["edges"]:
        table(
            "Brands and owners, as sources say (they may disagree)",
            ("tie", "from", "to", "line", "since", "until", "stance", "grade", "source"),
            [
                tuple(
                    e[n]
                    for n in "kind source_of target product_line valid_from valid_until stance grade source".split()
                )
                for e in made["edges"]
            ],
        )
    _totals("Totals", made["totals"])
    if made["rows"]:
        _verdicts(f"Bodies, as of {made['as_of']}", made["rows"])
    else:
        say("No body has a verdict for this maker.")


def compare(stories: Sequence[Row]) -> None:
    """Every story under its label."""
    if not stories:
        say("Nothing was said and nothing was seen yet. Next: herkomst import FILE.")
    for story in stories:
        _claims(
            f"{story['body_name']} - {story['maker']} {story['kind']}: {story['label']}{_marked(story)}",
            story,
        )


def opened(made: Row) -> None:
    """What makes up a number, a page of it."""
    if "verdict" in made:
        _of_verdict(made)
    else:
        _of_total(made)
    if made["next"]:
        say(f"More: the same with --page {made['next']}, or with --all.")


def _of_verdict(made: Row) -> None:
    verdict = made["verdict"]
    title = (
        f"{verdict['body_name']} - {verdict['maker']} {verdict['kind']}: {verdict['label']}"
        f"{_marked(verdict)}; {made['of']}: {_opens(made)}"
    )
    if made["of"] != "devices":
        _claims(title, {**verdict, "claims": made["rows"], "claims_total": 0})
        return
    table(
        title,
        ("device", "first", "last", "days", "newest claim", ""),
        [
            (
                r.get("device", r["number"]),
                r["first_day"],
                r["last_day"],
                r["days"],
                r["claim"],
                mark(r),
            )
            for r in made["rows"]
        ],
    )


def _opens(made: Row) -> str:
    verdict = made["verdict"]
    if made["of"] == "claims":
        return f"{verdict['claims_total']:,}"
    return f"{verdict['devices_seen']:,}" if made["of"] == "devices" else quantity(verdict)


def _of_total(made: Row) -> None:
    total = made["total"]
    title = (
        f"{total['maker']} {total['kind'] or 'all kinds'}: {total['count']:,} {total['unit']}, "
        f"{total['basis']}{_marked(total)}"
    )
    if made.get("left"):
        say(f"Of {made['left']:,} of these only totals are left.")
    if total["basis"] != "measured":
        _verdicts(title, [{**r, "kind": r["kind"] or ", ".join(r["kinds"])} for r in made["rows"]])
        return
    if made["documents"]:
        table(
            f"{title}; the documents it stands on",
            ("document", "first", "last", "rules"),
            [
                (d["document"], d["first_day"], d["last_day"], " ".join(d["rules"]))
                for d in made["documents"]
            ],
        )
        return
    table(
        title,
        (total["unit"], "first", "last", "banners", "kind", "body", "rules", "record"),
        [
            (
                r["device"] if total["unit"] == "device" else r["ip"],
                r["first_day"],
                r["last_day"],
                r["banners"],
                r["kind"],
                r["body"],
                r["rules"],
                f"{(r['document'] or '')[:10]} {r['offset']}+{r['length']}",
            )
            for r in made["rows"]
        ],
    )
