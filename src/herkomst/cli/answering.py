# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verbs that ask a register, and take the answer out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from herkomst.cli.options import (
    AsOf,
    JsonOption,
    KnownAt,
    RegisterOption,
    ViewOption,
    question_of,
    store_of,
)
from herkomst.model import View

if TYPE_CHECKING:
    from herkomst.app.question import Question
    from herkomst.store import Store


def overview(
    by: Annotated[
        str, typer.Option("--by", help="Group by: body,maker,kind,province.")
    ] = "body,maker,kind",
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Also what changed after this day."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="Rows in the terminal; 0 is all.")
    ] = 0,
    register: RegisterOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    view: ViewOption = View.RESTRICTED,
    as_json: JsonOption = False,
) -> None:
    """Per body, which makers' technology it runs, how we know and what it said; with totals."""
    from herkomst.app import answers
    from herkomst.cli import render

    store, question = store_of(register), question_of(as_of, known_at, view)
    names = tuple(n.strip() for n in by.split(",") if n.strip())
    if as_json:
        render.show_json(answers.overview(store, question, by=names, since=since))
        return
    show_overview(store, question, limit=limit, by=names, since=since)


def show_overview(
    store: Store,
    question: Question,
    *,
    limit: int,
    by: tuple[str, ...] = ("body", "maker", "kind"),
    since: str | None = None,
) -> None:
    from herkomst.app import answers
    from herkomst.cli import render, screens

    made = answers.overview(store, question, by=by, since=since)
    screens.overview(made, limit=limit)
    if not made["rows"]:
        render.say("No body has a verdict yet. Next: herkomst import FILE, or herkomst demo.")


def body(
    name: Annotated[str, typer.Argument(help="Name or id of a public body.")],
    raw: Annotated[
        bool, typer.Option("--raw", help="Open each record itself (restricted).")
    ] = False,
    register: RegisterOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    view: ViewOption = View.RESTRICTED,
    as_json: JsonOption = False,
) -> None:
    """One body: verdicts over time, the claims behind each, and what carries them."""
    from herkomst.app import answers
    from herkomst.app.bodies import find_body
    from herkomst.app.candidates import candidates
    from herkomst.cli import render, screens

    store = store_of(register)
    question = question_of(as_of, known_at, view)
    made = answers.body_page(store, find_body(name, itself=True).id, question)
    if raw and view is View.RESTRICTED:
        for card in (e for v in made["verdicts"] for c in v["claims"] for e in c["evidence"]):
            card["record"] = answers.raw_record(store, card["document"], card["locator"])
    if view is View.RESTRICTED:
        made["questions"] = candidates(store, question, made["body"])
    if as_json:
        render.show_json(made)
        return
    screens.body(made)


def maker(
    name: Annotated[str, typer.Argument(help="A maker or one of its brands.")],
    register: RegisterOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    view: ViewOption = View.RESTRICTED,
    as_json: JsonOption = False,
) -> None:
    """One maker: brands, relabels and ownership with their sources, and who has its technology."""
    from herkomst.app import answers
    from herkomst.cli import render, screens

    made = answers.maker_page(store_of(register), name, question_of(as_of, known_at, view))
    if as_json:
        render.show_json(made)
        return
    screens.maker(made)


def compare(
    body: Annotated[
        str | None, typer.Option("--body", metavar="NAME", help="Only this body.")
    ] = None,
    register: RegisterOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    view: ViewOption = View.RESTRICTED,
    as_json: JsonOption = False,
) -> None:
    """What was said beside what was seen, each story under its own label."""
    from herkomst.app import answers
    from herkomst.app.bodies import find_body
    from herkomst.cli import render, screens

    chosen = find_body(body).id if body else None
    made = answers.compare(store_of(register), question_of(as_of, known_at, view), chosen)
    if as_json:
        render.show_json(made)
        return
    screens.compare(made)


def export(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write; stdout when absent or -.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="csv, json or parquet; else by the file's name.")
    ] = None,
    register: RegisterOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    view: ViewOption = View.RESTRICTED,
    as_json: JsonOption = False,
) -> None:
    """Verdicts and claims as CSV, JSON or Parquet; cells that look like formulas are made inert."""
    from herkomst.app import exporting
    from herkomst.cli import render

    target = None if file is None or str(file) == "-" else file
    chosen = "json" if as_json else form or (target.suffix.lstrip(".") if target else "csv")
    text = exporting.export(store_of(register), question_of(as_of, known_at, view), chosen, target)
    if text is not None:
        sys.stdout.write(text)
    else:
        render.say(f"Written: {target}")
