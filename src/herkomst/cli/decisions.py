# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verbs by which people decide: dispute, heard, decisions; and what may be asked of a body."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from herkomst.cli.options import AsOf, JsonOption, KnownAt, RegisterOption, question_of, store_of
from herkomst.model import View

By = Annotated[str, typer.Option("--by", help="Who decides.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in a few words.")]
Day = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="When it was said or decided; today.")
]


def dispute(
    target: Annotated[
        str, typer.Argument(help="A claim, a device or an address; with --outcome: a dispute.")
    ],
    by: Annotated[
        str, typer.Option("--by", help="The body that disputes; with --outcome: who decides.")
    ],
    reason: Reason = "",
    date: Day = None,
    outcome: Annotated[
        str | None,
        typer.Option("--outcome", help="Decide a dispute: upheld, rejected or withdrawn."),
    ] = None,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """A body disputes that a device is its own: it counts no more until that is decided."""
    from herkomst.app import deciding
    from herkomst.cli import render

    store = store_of(register)
    if outcome is not None:
        decided = deciding.decide_dispute(store, target, outcome, by=by, reason=reason, on=date)
        made = [decided]
    else:
        made = deciding.dispute(store, by, target, reason=reason, on=date)
    if as_json:
        render.show_json({"decisions": [_row(d) for d in made]})
        return
    for decision in made:
        render.say(f"{decision.kind}: {decision.target}  [{decision.id}]")
    if outcome is None:
        render.say("It counts no more. Decide it: herkomst dispute ID --outcome upheld --by WHO")


def heard(
    body: Annotated[str, typer.Argument(help="Name or id of a public body.")],
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="The last day on which it may reply.")
    ],
    by: By = "command line",
    reason: Reason = "",
    date: Day = None,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that a body was heard. After its term the public view may show what was seen there."""
    from herkomst.app import deciding
    from herkomst.cli import render

    store = store_of(register)
    made = deciding.heard(store, body, until=until, by=by, reason=reason, on=date)
    if as_json:
        render.show_json(_row(made))
        return
    render.say(
        f"Heard on {made.decided_at}; until {made.until} it may reply  [{made.id}]. "
        "Take it back: herkomst decisions --undo ID"
    )


def decisions(
    body: Annotated[
        str | None, typer.Option("--body", metavar="NAME", help="Only about this body.")
    ] = None,
    undo: Annotated[
        str | None,
        typer.Option("--undo", metavar="ID", help="Take a decision back by another one."),
    ] = None,
    by: By = "command line",
    reason: Reason = "",
    register: RegisterOption = None,
    known_at: KnownAt = None,
    as_json: JsonOption = False,
) -> None:
    """What was decided, by whom and why, and whether it stands. Restricted: reasons are people's words."""
    from herkomst.app import deciding
    from herkomst.cli import render

    store = store_of(register)
    if undo is not None:
        made = deciding.undo(store, undo, by=by, reason=reason)
        if as_json:
            render.show_json(_row(made))
        else:
            render.say(f"Taken back: {made.target}  [{made.id}]. Nothing was removed.")
        return
    question = question_of(None, known_at, View.RESTRICTED)
    rows = deciding.decisions(store, body, question.known_at)
    if as_json:
        render.show_json(rows)
        return
    if not rows:
        render.say("Nothing was decided yet.")
        return
    render.table(
        "Decisions",
        ("id", "what", "body", "decided", "until", "stands", "outcome", "by", "reason"),
        [
            (
                r["id"][:13],
                r["kind"],
                r["body_name"],
                r["decided_at"],
                r["until"],
                "yes" if r["stands"] else "no",
                r["outcome"],
                r["by"],
                r["reason"],
            )
            for r in rows
        ],
    )


def bodies_questions(
    name: Annotated[str | None, typer.Argument(help="Only what may be this body's.")] = None,
    register: RegisterOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    as_json: JsonOption = False,
) -> None:
    """What may be a body's and is not proved to be: private questions, each with its evidence."""
    from herkomst.app.bodies import find_body
    from herkomst.app.candidates import candidates
    from herkomst.cli import render

    question = question_of(as_of, known_at, View.RESTRICTED)
    chosen = find_body(name).id if name else None
    rows = candidates(store_of(register), question, chosen)
    if as_json:
        render.show_json(rows)
        return
    if not rows:
        render.say("There is nothing to ask.")
        return
    render.table(
        f"{len(rows)} questions, none of them published",
        ("body", "or", "level", "maker", "kind", "address", "first", "last", "rule", "why", ""),
        [
            (
                r["body_name"],
                f"{len(r['with_others'])} others" if r["with_others"] else "",
                r["level"],
                r["maker"],
                r["kind"],
                r["address"],
                r["first_day"],
                r["last_day"],
                r["rule"],
                r["why"],
                render.mark(r),
            )
            for r in rows
        ],
    )


def _row(decision: Any) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in decision.__slots__}
