# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page `bench/results/README.md`, written from `results.json` and nothing else."""

from __future__ import annotations

from typing import Any

HEAD = """# Results

Written by `make bench` from `results.json`; each figure stands beside its yardstick from the same run on the same
machine ({machine}). Machines differ and are noisy: read the ratios. Seconds are CPU seconds (user and system, all
threads) unless they say otherwise.
"""


def page(made: dict[str, Any]) -> str:
    """The whole page, with a section for each measurement that is there."""
    sections = {
        "import": _import,
        "identify": _identify,
        "names": _names,
        "networks": _networks,
        "places": _places,
        "accuracy": _accuracy,
        "register": _register,
        "pages": _pages,
        "fresh": _fresh,
        "start": _start,
    }
    parts = [HEAD.format(machine=made.get("machine", "unknown"))]
    parts += [
        f"{write(made[n])}\nMeasured {made[n]['measured']}.\n"
        for n, write in sections.items()
        if n in made
    ]
    return "\n".join(parts)


def _table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(c) for c in line) + " |" for line in lines) + "\n"


def _import(got: dict[str, Any]) -> str:
    rows = [
        (
            "DuckDB `COPY` of the same columns to zstd Parquet, one thread (the yardstick)",
            f"{got['duckdb_copy_mb_per_cpu_s']} MB/s",
            "1",
        ),
        (
            "`herkomst import`: read, identified, attributed, document, lake and register written",
            f"{got['import_mb_per_cpu_s']} MB/s",
            f"**{got['ratio']}** (target 0.30)",
        ),
    ]
    more = [
        ("peak memory", f"{got['peak_memory_mb']} MB (target 500)"),
        (
            "peak memory at three times the size",
            f"{got['peak_memory_mb_at_three_times_the_size']} MB",
        ),
        ("CPU time of the same lines as .gz, to plain", f"{got['times_plain.gz']} (target 1.3)"),
        ("CPU time of the same lines as .zst, to plain", f"{got['times_plain.zst']} (target 1.3)"),
    ]
    return (
        f"## Import of a generated export of {got['bytes'] / 1e9:.2f} GB, {got['lines']:,} lines\n\n"
        + _table(("", "lines per CPU second", "ratio"), rows)
        + "\n"
        + _table(("", ""), more)
        + "\nThe yardstick's query is [duckdb_copy.sql](../duckdb_copy.sql): it identifies nothing, attributes nothing and\n"
        "keeps no document. Best of three each, taken in turn.\n"
    )


def _identify(got: dict[str, Any]) -> str:
    parse = got["polars_parse_lines_per_cpu_s"]
    alone = [
        (
            "one value a banner, every value distinct",
            f"**{got['one_value_banners_per_cpu_s']:,}** (target 250,000)",
            f"{got['plain_re_loop_one_value_per_cpu_s']:,}",
            f"{got['one_value_banners_per_cpu_s'] / got['plain_re_loop_one_value_per_cpu_s']:.1f}",
        ),
        (
            "the same, with letters for the digits that make them distinct",
            f"{got['one_value_by_letters_per_cpu_s']:,}",
            "",
            "",
        ),
        (
            "all evidence of a banner, every value distinct",
            f"{got['banners_per_cpu_s']:,}",
            f"{got['plain_re_loop_per_cpu_s']:,}",
            f"{got['banners_per_cpu_s'] / got['plain_re_loop_per_cpu_s']:.1f}",
        ),
        (
            "all evidence of a banner, values repeated as in a scan",
            f"{got['mix_banners_per_cpu_s']:,}",
            "",
            "",
        ),
    ]
    lines = [
        (
            "`herkomst identify`: JSON lines of an id and any one value of a scan",
            f"**{got['mixed_lines_per_cpu_s']:,}** (target 400,000)",
            "",
        ),
        *_real(got),
        (
            "`herkomst identify`: JSON lines of an id and any one value, every value distinct",
            f"{got['distinct_lines_per_cpu_s']:,}",
            "",
        ),
        (
            "`herkomst identify`: JSON lines of an id and a server header",
            f"{got['lines_per_cpu_s']:,}",
            f"**{got['lines_per_cpu_s'] / parse:.2f}** (target 0.45)",
        ),
        ("polars' parse of these two columns (the yardstick)", f"{parse:,}", "1"),
        (
            "DuckDB's parse of these two columns, one thread",
            f"{got['duckdb_parse_lines_per_cpu_s']:,}",
            f"{got['duckdb_parse_lines_per_cpu_s'] / parse:.2f}",
        ),
    ]
    return (
        f"## Identification alone: {got['distinct_values']:,} distinct values of {got['banners']:,} banners, {got['rules']} rules\n\n"
        + _table(("`identify`", "banners per CPU second", "a plain loop of `re`", "ratio"), alone)
        + "\nNo value was met before. What makes it distinct is a letter and a number behind it; of values that differ in digits\n"
        "no rule tells apart a few are looked at, and where letters make them distinct, each is. The plain loop tries each\n"
        "pattern of the field on each value.\n\n"
        + _table(("JSON in, identifications out as JSON", "lines per CPU second", "ratio"), lines)
    )


def _real(got: dict[str, Any]) -> list[tuple[str, ...]]:
    """Lines of the labelled real evidence, where it was at hand."""
    if "real_lines_per_cpu_s" not in got:
        return []
    ratio = got["real_lines_per_cpu_s"] / got["real_parse_lines_per_cpu_s"]
    return [
        (
            "`herkomst identify`: JSON lines of an id and one value of real evidence, repeated",
            f"**{got['real_lines_per_cpu_s']:,}** (target 400,000)",
            f"**{ratio:.2f}** (target 0.45) of polars' parse of an id and that value: "
            f"{got['real_parse_lines_per_cpu_s']:,}",
        )
    ]


def _names(got: dict[str, Any]) -> str:
    rows = [
        (
            "`rapidfuzz.process.extractOne` over the same list (the yardstick)",
            f"{got['extract_one_per_cpu_s']:,}",
            "1",
        ),
        (
            "`herkomst bodies resolve`: typed, exact, one slip within a sort",
            f"{got['names_per_cpu_s']:,}",
            f"**{got['ratio']}** (target 3)",
        ),
    ]
    return f"## Names to bodies: {got['names']:,} names against {got['listed']:,}\n\n" + _table(
        ("", "names per CPU second", "ratio"), rows
    )


def _networks(got: dict[str, Any]) -> str:
    rows = [
        (
            "as text",
            f"{got['text_per_cpu_s']:,}",
            f"{got['pytricia_text_per_cpu_s']:,}",
            f"**{got['text_ratio']}** (target 3)",
        ),
        (
            "as numbers (pytricia: IPv4 only)",
            f"{got['integers_per_cpu_s']:,}",
            f"{got['pytricia_integers_per_cpu_s']:,}",
            f"**{got['integers_ratio']}** (target 15)",
        ),
    ]
    return (
        f"## {got['addresses']:,} addresses, IPv4 and IPv6, to one of {got['ranges']:,} ranges\n\n"
        + _table(("", "ours, per CPU second", "pytricia, per CPU second", "ratio"), rows)
        + f"\nThe table of {got['prefixes']:,} made-up prefixes and what a look-up takes beside it: "
        f"{got['memory_mb']} MB (target 50). Answers that differ: {got['differences']}.\n"
    )


def _places(got: dict[str, Any]) -> str:
    rows = [
        ("grid, exact at the borders", f"{got['per_cpu_s']:,}", f"**{got['ratio']}** (target 2)"),
        ("plain shapely STRtree", f"{got['plain_strtree_per_cpu_s']:,}", "1"),
    ]
    return (
        f"## {got['points']:,} points to one of {got['areas']} made-up areas of {got['corners']:,} corners\n\n"
        + _table(("", "points per CPU second", "ratio"), rows)
        + f"\nAnswers that differ: {got['differences']}. The grid is built once, in {got['build_cpu_s']} s.\n"
    )


def _accuracy(got: dict[str, Any]) -> str:
    heads = ("right", "wrong", "silent", "quiet", "false claim")
    rows: list[tuple[Any, ...]] = []
    for name, by in got["sets"].items():
        for whose, found in by.items():
            rows.append((name, whose, *(found.get(h, 0) for h in heads)))
    calibration = got["calibration"]
    return (
        f"## Accuracy of identification, {got['makers']} makers and firms\n\n"
        + _table(("labelled set", "whose answer", *heads), rows)
        + "\n`quiet`: no maker can be proved and none is named, or one that the label allows with no more than `possible`.\n"
        "`silent`: one can be proved and none is named; of software that is as it should be. recog: its own patterns, tried\n"
        "in order on the same lines; its own examples are measured for ours only. Rules were tuned on one half of them.\n"
        "Of the other sets, all answers that contradict a label:\n\n"
        + "".join(
            f"{c['set']} {c['case']}: label {', '.join(c['label']) or 'none'}, ours {c['ours']}: {c['why']}.\n"
            for c in got["contradicted"]
        )
        + f"\nCalibration error {calibration['error']} (target 0.05) over {calibration['answers']:,} answers.\n"
    )


def _register(got: dict[str, Any]) -> str:
    engines = ("sqlite", "postgresql")
    named = {
        "append_s": "append in bulk, with evidence and chain",
        "derive_s": "derive all verdicts",
        "overview_s": "overview",
        "body_s": "one body",
        "compare_s": "compare",
    }
    rows: list[tuple[Any, ...]] = [
        (text, *(f"{got[e][key]} s" for e in engines)) for key, text in named.items()
    ]
    rows += [
        (f"questions for {n}", *(got[e][f"{n}_questions"] for e in engines))
        for n in ("overview", "body", "compare")
    ]
    rows.append(
        ("plan for the claims of one body", *(f"`{got[e]['plan_for_one_body']}`" for e in engines))
    )
    return (
        f"## A register of {got['claims']:,} claims (wall seconds)\n\n"
        + _table(("", "SQLite", "PostgreSQL"), rows)
        + f"\nClaim table scanned for one body: {_scanned([got[e]['plan_for_one_body'] for e in engines])}.\n"
    )


def _pages(got: dict[str, Any]) -> str:
    engines = [e for e in ("sqlite", "postgresql") if e in got]
    rows: list[tuple[Any, ...]] = []
    for name, made in got["sqlite"]["asked"].items():
        both = [got[e]["asked"][name] for e in engines]
        rows.append(
            (
                name,
                f"{made['bytes']:,}",
                *(f"{b['questions']}" for b in both),
                *(f"{b['cold_s']} s" for b in both),
                *(f"{b['remembered_s'] * 1000:.1f} ms" for b in both),
            )
        )
    head: tuple[str, ...] = ("page", "bytes")
    head += tuple(f"{what}, {e}" for what in ("questions", "cold", "remembered") for e in engines)
    scans = {s for e in engines for m in got[e]["asked"].values() for s in m["scans"]}
    waits = []
    for name, made in got["waiting"].items():
        if not isinstance(made, dict):
            continue
        for whose, text in (("ours", name), ("bare", "a bare Jinja page of the same sizes")):
            f = made[whose]
            waits.append((text, f["p50_ms"], f["p95_ms"], f["p99_ms"], f["answers"], f["wrong"]))
        waits.append(("ratio", made["ratio_p50"], f"**{made['ratio_p95']}**", "", "", ""))
    waiting = got["waiting"]
    return (
        f"## Pages over {got['claims']:,} claims\n\n"
        "Two years of weekly scans of every municipality, statements beside them, and a generated export in the lake. Cold: the\n"
        "first page of a process that has just begun. At most 12 questions a page (target); steps of a plan that read the claim\n"
        f"table from end to end: {', '.join(sorted(scans)) or 'none'}.\n\n"
        + _table(head, rows)
        + f"\n{waiting['readers']} readers at once over HTTP, while {waiting['imports']} imports one after the other write into the same\n"
        "register (SQLite); milliseconds, in turns of one run.\n\n"
        + _table(("", "p50", "p95", "p99", "answers", "no 200"), waits)
    )


def _fresh(got: dict[str, Any]) -> str:
    return (
        "## From a fresh clone to the page\n\n"
        f"`git clone` and `make demo` with an empty pip cache, until the first page answers 200: {got['seconds']} s wall\n"
        f"(target 120), of which {got['clone_s']} s cloning; {got['cpu_s']} s of CPU. The load of the machine, of two cores that\n"
        f"others use too, was {got['load']} when it began.\n"
    )


def _start(got: dict[str, Any]) -> str:
    return (
        f"## Start\n\n`herkomst --help`: {got['help_cpu_s']} s (target 0.3); that of a typer application with one command\n"
        f"and nothing else, in the same run: {got['bare_typer_help_cpu_s']} s.\n"
    )


def _scanned(plans: list[str]) -> str:
    return "yes" if any("Seq Scan on claim" in p or p.startswith("SCAN") for p in plans) else "no"
