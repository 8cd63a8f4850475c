# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verb that opens a number."""

from __future__ import annotations

from typing import Annotated, Any

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
from herkomst.errors import InputError
from herkomst.model import View


def evidence(
    maker: Annotated[str, typer.Argument(help="The maker, as the number names it.")],
    body: Annotated[
        str | None, typer.Option("--body", metavar="NAME", help="The body of a verdict.")
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", help="The kind; without --body empty is all.")
    ] = "",
    of: Annotated[
        str, typer.Option("--of", help="Of a verdict: claims, devices or number.")
    ] = "claims",
    unit: Annotated[
        str, typer.Option("--unit", help="Of a total: banner, address, device, site or body.")
    ] = "banner",
    basis: Annotated[
        str, typer.Option("--basis", help="Of a total: measured, said or verdict.")
    ] = "measured",
    synthetic: Annotated[
        bool, typer.Option("--synthetic", help="The total of what was generated.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="All rows, not one page.")] = False,
    page: Annotated[
        str | None, typer.Option("--page", metavar="MARK", help="The page an answer calls `next`.")
    ] = None,
    size: Annotated[int, typer.Option("--size", min=1, max=10_000, help="Rows a page.")] = 50,
    backward: Annotated[bool, typer.Option("--newest-first", help="From the end.")] = False,
    register: RegisterOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    view: ViewOption = View.RESTRICTED,
    as_json: JsonOption = False,
) -> None:
    """What makes up a number: of a verdict (--body, --kind) or of a total of the overview."""
    from herkomst.app import opening
    from herkomst.app.bodies import find_body
    from herkomst.app.paging import Paging
    from herkomst.cli import render, screens

    store, question = store_of(register), question_of(as_of, known_at, view)
    order = "-said_at" if backward else "said_at"
    who = find_body(body, itself=True).id if body else None
    if who and not kind:
        raise InputError(
            "a verdict has a kind", do="Give it with --kind; see `herkomst body NAME`."
        )

    def asked(mark: str | None) -> dict[str, Any]:
        paging = Paging(order, mark, 10_000 if everything else size)
        if who:
            return opening.of_verdict(store, question, who, maker, kind, of, paging)
        total = opening.Total(maker, kind, unit, basis, synthetic)
        return opening.of_total(store, question, total, paging)

    made = asked(page)
    while everything and made["next"]:
        more = asked(made["next"])
        made["rows"] += more["rows"]
        made["next"] = more["next"]
    if as_json:
        render.show_json(made)
    else:
        screens.opened(made)
