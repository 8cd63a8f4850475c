# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verbs that prove a register whole, take content out and let it go in time."""

from __future__ import annotations

from typing import Annotated

import typer

from herkomst.cli.options import JsonOption, RegisterOption, store_of


def verify(register: RegisterOption = None, as_json: JsonOption = False) -> None:
    """Prove that the append-only chain is whole, rebuild what is derived and compare. Exit 1 if not."""
    from herkomst.app.verifying import verify as use_case
    from herkomst.cli import render

    report = use_case(store_of(register))
    if as_json:
        render.show_json(report.as_dict())
    else:
        for fault in report.faults:
            render.say(fault)
        render.say(
            f"{report.log_rows:,} log rows, {report.claims:,} claims, {report.documents:,} documents, "
            f"{report.verdicts:,} verdicts: "
            + ("the chain is whole" if report.whole else f"{len(report.faults)} faults")
        )
    if not report.whole:
        raise typer.Exit(1)


def erase(
    ground: Annotated[str, typer.Option("--ground", help="The legal ground, in a few words.")],
    claim: Annotated[str, typer.Option("--claim", metavar="ID", help="Erase one claim.")] = "",
    document: Annotated[
        str, typer.Option("--document", metavar="ID", help="Erase one document and what it held.")
    ] = "",
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take content out; a tombstone with date and ground stays, and the chain stays whole."""
    from herkomst.app.keeping import erase as use_case
    from herkomst.cli import render

    done = use_case(store_of(register), ground=ground, claim=claim, document=document)
    if as_json:
        render.show_json(done)
    else:
        render.say(
            f"Erased: {done['erased']} {done['id']}; {done['bodies']} bodies derived anew. "
            "A tombstone with the ground stays."
        )


def retain(
    days: Annotated[
        int | None,
        typer.Option(
            "--days", help="Keep whole for so many days; default HERKOMST_RETENTION_DAYS."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done.")
    ] = False,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Reduce observations tied to no body to maker, date and area total once their term is over."""
    from herkomst.app.keeping import retain as use_case
    from herkomst.cli import render

    store = store_of(register)
    term = store.settings.retention_days if days is None else days
    done = use_case(store, days=term, dry_run=dry_run)
    if as_json:
        render.show_json(done)
        return
    word = "would be reduced" if dry_run else "reduced"
    render.say(
        f"{done['parts']} imports older than {done['days']} days: {done['reduced']:,} observations "
        f"{word}, {done['kept']:,} tied to a body stay whole."
    )
