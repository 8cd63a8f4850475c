# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verbs of what is known beforehand: bodies, makers, fingerprints, policies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from herkomst.cli.options import JsonOption


def bodies_list(
    kind: Annotated[
        str | None, typer.Option("--kind", help="Only this kind, e.g. gemeente.")
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", help="Only names with this text.")
    ] = None,
    ended: Annotated[bool, typer.Option("--ended", help="Former bodies as well.")] = False,
    as_json: JsonOption = False,
) -> None:
    """The public bodies the catalogue knows, with their identifiers."""
    from herkomst.app.bodies import listed
    from herkomst.cli import render

    rows = listed(kind=kind, search=search, ended=ended)
    if as_json:
        render.show_json(rows)
        return
    render.table(
        f"{len(rows)} bodies",
        ("name", "kind", "province", "id", "until"),
        [
            (
                r["name"],
                r["kind"],
                r["province_name"],
                r["id"],
                None if r["active"] else r["valid_until"],
            )
            for r in rows
        ],
    )


def catalogue_check(as_json: JsonOption = False) -> None:
    """Every example of every rule and policy, and the benign corpus. Exit 1 on a failure."""
    from herkomst.app.checking import check
    from herkomst.cli import render

    done = check().as_dict()
    if as_json:
        render.show_json(done)
    else:
        for failure in done["failures"]:
            render.say(failure)
        render.say(
            f"{done['makers']} makers, {done['rules']} rules, {done['examples']} examples, "
            f"{done['counter_examples']} counter-examples, {done['benign']} benign values, "
            f"{done['bodies']} bodies, {done['policies']} policies with {done['cases']} cases: "
            f"{len(done['failures'])} failures"
        )
    if done["failures"]:
        raise typer.Exit(1)


def catalogue_import(
    form: Annotated[
        str, typer.Argument(metavar="FORM", help="recog, nmap-probes, oui, kev or nvd.")
    ],
    path: Annotated[Path, typer.Argument(help="The file; for recog the folder of its databases.")],
    as_json: JsonOption = False,
) -> None:
    """Your own copy of another tool's fingerprints, of MAC prefixes or of a feed, beside the catalogue."""
    from herkomst.app import own_catalogue
    from herkomst.cli import render

    done = own_catalogue.import_set(form, path)
    if as_json:
        render.show_json(done)
        return
    for fault in done["refused_at"][:20]:
        render.say(f"{fault['where']}: left out: {fault['reason']}")
    if len(done["refused_at"]) > 20:
        render.say(f"... and {len(done['refused_at']) - 20:,} more; see --json")
    for failure in done["failures"][:20]:
        render.say(failure)
    tried = f"; examples {done['passed']:,} of {done['examples']:,}" if done.get("examples") else ""
    render.say(
        f"{done['name']}: read {done['read']:,} = kept {done['kept']:,} + skipped {done['skipped']:,} "
        f"+ refused {done['refused']:,}{tried}. In {done['folder']}."
    )


def catalogue_imported(as_json: JsonOption = False) -> None:
    """What you imported beside the catalogue, and when."""
    from herkomst.app import own_catalogue
    from herkomst.cli import render

    rows = own_catalogue.imported()
    if as_json:
        render.show_json(rows)
        return
    render.table(
        "Imported beside the catalogue",
        ("what", "file", "imported", "kept", "refused", "released"),
        [
            (
                own_catalogue.TITLES[r["format"]],
                r["name"],
                r["imported_at"][:10],
                r["kept"],
                r["refused"],
                r.get("released"),
            )
            for r in rows
        ],
    )


def catalogue_makers(as_json: JsonOption = False) -> None:
    """The makers and brands the catalogue knows."""
    from herkomst import catalogue as known
    from herkomst.cli import render

    rules = known.rules()
    rows: list[dict[str, Any]] = [
        {
            "id": e.maker.id,
            "name": e.maker.name,
            "brands": list(e.brands.values()),
            "seat": e.maker.seat,
            "rules": sum(r.maker == e.maker.id for r in rules),
        }
        for e in known.makers().values()
    ]
    if as_json:
        render.show_json(rows)
        return
    render.table(
        f"{len(rows)} makers",
        ("id", "name", "brands", "seat", "rules"),
        [(r["id"], r["name"], ", ".join(r["brands"]), r["seat"], r["rules"]) for r in rows],
    )


def catalogue_rules(
    maker: Annotated[str | None, typer.Option("--maker", help="Only rules of this maker.")] = None,
    as_json: JsonOption = False,
) -> None:
    """The fingerprints, each with its grade and source."""
    from herkomst import catalogue as known
    from herkomst.cli import render

    rows = [r for r in known.rules() if maker in (None, r.maker)]
    if as_json:
        render.show_json([{n: getattr(r, n) for n in r.__slots__} for r in rows])
        return
    render.table(
        f"{len(rows)} rules",
        ("id", "field", "maker", "kind", "grade", "at", "source"),
        [(r.id, r.field, r.maker, r.kind, str(r.grade), r.place, r.source) for r in rows],
    )


def catalogue_policies(as_json: JsonOption = False) -> None:
    """The rules of law and baseline a verdict is held against: article, level, when its text was checked."""
    from herkomst.app.assessing import policy_row
    from herkomst.catalogue.policies import policies
    from herkomst.cli import render

    rows = [policy_row(p) for p in policies()]
    if as_json:
        render.show_json(rows)
        return
    render.table(
        f"{len(rows)} articles",
        ("law", "article", "level", "about", "from", "text checked", "at"),
        [
            (r["law"], r["article"], r["level"], r["title_en"], r["from"], r["checked"], r["at"])
            for r in rows
        ],
    )
