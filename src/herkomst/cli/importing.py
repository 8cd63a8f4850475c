# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verb that takes files in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from herkomst.cli.options import JsonOption, RegisterOption, store_of
from herkomst.errors import HerkomstError, InputError

if TYPE_CHECKING:
    from herkomst.app.importing import Options
    from herkomst.app.mapping import Remembered
    from herkomst.store import Store


def import_(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Files to import.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Read it as this source, whatever it looks like.")
    ] = None,
    body: Annotated[
        str | None,
        typer.Option(
            "--body", metavar="NAME", help="Whose network or list this is, by its own word."
        ),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="Map a column of a list; remembered."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DAY", help="The day of a list that carries none; else today."
        ),
    ] = None,
    undo: Annotated[
        str | None, typer.Option("--undo", metavar="ID", help="Take an import back by a decision.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, for --undo.")] = "",
    show_quarantine: Annotated[
        bool, typer.Option("--show-quarantine", help="Show what could not be read, with its place.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="Show the imports that stand.")] = False,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Recognise files by their content and import them: identify, attribute, append claims."""
    from herkomst.app import imported, importing
    from herkomst.cli import render

    if undo is not None:
        touched = imported.undo(store_of(register), undo, by="command line", reason=reason)
        if as_json:
            render.show_json({"undone": undo, "bodies": touched})
        else:
            render.say(f"Taken back: {undo}; {touched} bodies derived anew. Nothing was removed.")
        return
    if show_quarantine:
        _show_quarantine(store_of(register), as_json)
        return
    if listed:
        _show_imports(store_of(register), as_json)
        return
    if not paths:
        raise InputError("no file was named", do="herkomst import FILE...")
    options = importing.Options(
        body=body, source=source, mapping=_mapping(mapping or []), today=_day(date)
    )
    _import_all(register, paths, options, as_json)


def _import_all(
    register: Path | None,
    paths: list[Path],
    options: Options,
    as_json: bool,
) -> None:
    from herkomst.app import importing
    from herkomst.cli import render
    from herkomst.content import be_regular, shown_name

    for path in paths:
        be_regular(path)
    store: Store | None = None
    remembered = _remembered(register)
    summaries: list[dict[str, Any]] = []
    failed: list[HerkomstError] = []
    for path in paths:
        with render.progress_bar(shown_name(path), as_json) as progress:
            try:
                prepared = importing.prepare(path, options, remembered)
                store = store or store_of(register, create=True)
                summary = importing.import_prepared(
                    store,
                    prepared,
                    options,
                    progress=progress,
                    waiting=lambda: render.say("Waiting for another import to finish ..."),
                )
                summaries.append(summary.as_dict())
                if options.mapping:
                    remembered = store.register.mappings()
            except HerkomstError as error:
                failed.append(error)
                summaries.append({"file": shown_name(path), **error.as_dict()})
    total = {
        key: sum(s.get(key, 0) for s in summaries)
        for key in (
            "read",
            "kept",
            "quarantined",
            "skipped",
            "claims_added",
            "claims_seen",
            "claims_erased",
        )
    }
    if as_json:
        render.show_json({"files": summaries, "total": total, **total})
    else:
        for entry in summaries:
            if "error" not in entry:
                show_summary(entry)
    if failed:
        for fault in failed:
            render.show_error(fault, as_json)
        raise typer.Exit(2)


def _remembered(register: Path | None) -> Remembered:
    """What a register that is there knows of columns; it is not made for this."""
    from herkomst.errors import StoreError

    try:
        return store_of(register).register.mappings()
    except StoreError:
        return {}  # none yet; what else is wrong with it is told on writing


def _day(text: str | None) -> str:
    """The day a user gave, else today. Errors: `InputError` for what is no day, or is still to come."""
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    if text is None:
        return today
    try:
        day = datetime.strptime(text, "%Y-%m-%d").strftime("%Y-%m-%d")
    except ValueError:
        raise InputError(f"--date: {text!r} is no day", do="Write --date 2024-03-01.") from None
    if day > today:
        raise InputError(f"--date: {text} is still to come")
    return day


def _mapping(pairs: list[str]) -> dict[str, str]:
    made = {}
    for pair in pairs:
        column, found, name = pair.rpartition("=")
        if not found:
            raise InputError(f"--map {pair!r} has no '='", do="Write --map 'Merk=makers'.")
        made[column] = name
    return made


def show_summary(summary: dict[str, Any]) -> None:
    from herkomst.cli import render

    marked = " (synthetic)" if summary["synthetic"] else ""
    gone = summary["claims_erased"]
    erased = f", {gone:,} erased before and left out" if gone else ""
    again = " - imported before, nothing changed" if summary["already_imported"] else ""
    render.say(
        f"{summary['file']}{marked}: read {summary['read']:,} = kept {summary['kept']:,} + "
        f"quarantined {summary['quarantined']:,} + skipped {summary['skipped']:,}; "
        f"claims {summary['claims_added']:,} new{erased}{again}  [{summary['part'][:12]}]"
    )
    for note in summary["notes"][:20]:
        render.say(f"  note: {note}")
    if len(summary["notes"]) > 20:
        render.say(f"  ... and {len(summary['notes']) - 20} notes more; see --json")
    if summary["quarantined"]:
        render.say("  see: herkomst import --show-quarantine")


def _show_quarantine(store: Store, as_json: bool) -> None:
    from herkomst.app import imported
    from herkomst.cli import render

    mark = render.mark
    rows = imported.quarantined(store)
    if as_json:
        render.show_json(list(rows))
        return
    listed = [
        (r["file"], r["place"], r["length"], r["reason"], (r["raw"] or "")[:60], mark(r))
        for r in rows
    ]
    if not listed:
        render.say("Nothing is quarantined.")
        return
    render.table("Quarantine", ("file", "place", "bytes", "reason", "begins with", ""), listed)


def _show_imports(store: Store, as_json: bool) -> None:
    from herkomst.app import imported
    from herkomst.cli import render

    parts = imported.imports(store)
    if as_json:
        render.show_json([{n: getattr(p, n) for n in p.__slots__} for p in parts])
        return
    render.table(
        "Imports",
        ("id", "recorded", "read", "kept", "quarantined", "claims", ""),
        [
            (
                p.id,
                p.recorded_at[:19],
                p.read,
                p.kept,
                p.quarantined,
                p.claims,
                "synthetic" if p.synthetic else "",
            )
            for p in parts
        ],
    )
