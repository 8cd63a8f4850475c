# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refreshing what others publish: registers of bodies, network registrations, boundaries."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
DateOption = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="The day the files are of; default today."),
]


def refresh_bodies(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE...",
            help="ROO export XML, TOOI register (JSON-LD), polder set (tar or folder).",
        ),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Apply what changed, without asking.")
    ] = False,
    accept_drop: Annotated[
        bool,
        typer.Option("--accept-drop", help="Apply even if more than 2 % of the bodies would go."),
    ] = False,
    date: DateOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read registers of public bodies, show what would change, and apply it to your own catalogue."""
    from herkomst.app import refreshing
    from herkomst.cli import render

    with render.progress_bar("Reading registers", as_json) as progress:
        refresh = refreshing.prepare(files or [], _day(date), _in_bytes(progress))
    found = refresh.difference
    if not as_json:
        _show(refresh.as_dict())
    stopped = found.drops_too_many and not accept_drop
    wanted = apply or accept_drop or (not as_json and not stopped and not found.empty and _asked())
    if wanted and not stopped:
        refreshing.apply(refresh, accept_drop=accept_drop)
    if as_json:
        render.show_json(refresh.as_dict())
    if stopped:
        raise refreshing.too_many(found)
    if not as_json and refresh.applied:
        render.say("Applied. What changed is kept: herkomst bodies changes.")
    elif not as_json and not found.empty:
        render.say("Nothing was changed. To apply it: --apply.")


def bodies_changes(
    body: Annotated[
        str | None, typer.Option("--body", metavar="NAME", help="Only this body.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """What earlier refreshes of the registers changed, with dates."""
    from herkomst.app import refreshing
    from herkomst.app.bodies import find_body
    from herkomst.cli import render

    rows = refreshing.kept_changes(find_body(body).id if body else None)
    if as_json:
        render.show_json(rows)
        return
    columns = ("date", "kind", "name", "field", "before", "after")
    render.table(f"{len(rows)} changes", columns, [[r[c] for c in columns] for r in rows])


def refresh_networks(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE...",
            help="RIPE split files (inetnum, inet6num, organisation, route, route6; .gz or plain); "
            "CSV of prefix,holder,class; CSV of first,last,asn,name.",
        ),
    ] = None,
    country: Annotated[
        str, typer.Option("--country", help="Keep registrations of this country; '' keeps all.")
    ] = "NL",
    as_json: JsonOption = False,
) -> None:
    """Make your own table of networks anew from what registries publish: who holds which addresses."""
    from herkomst.app import networks
    from herkomst.cli import render

    with render.progress_bar("Reading networks", as_json) as progress:
        made = networks.refresh(files or [], country.upper(), _in_bytes(progress))
    if as_json:
        render.show_json(made)
        return
    for file in made["files"]:
        _show_file(file)
    render.say(
        f"{made['registrations']:,} registrations; {made['ranges_ipv4']:,} ranges of IPv4 and "
        f"{made['ranges_ipv6']:,} of IPv6; {made['routes_ipv4'] + made['routes_ipv6']:,} routes."
    )


def refresh_places(
    file: Annotated[
        Path, typer.Argument(help="Boundaries of municipalities: GeoPackage, GeoJSON or TopoJSON.")
    ],
    year: Annotated[int, typer.Option("--year", help="The year these boundaries are of.")],
    as_json: JsonOption = False,
) -> None:
    """Import boundaries of municipalities: a device's own coordinates then give its municipality, and the
    first page draws them in place of tiles."""
    from herkomst.app import places
    from herkomst.cli import render

    made = places.refresh(file, year)
    if as_json:
        render.show_json(made)
        return
    render.say(f"{made['file']}: {made['municipalities']} municipalities of {made['year']}.")
    if made["not_of_today"]:
        render.say(f"  no longer there today: {', '.join(made['not_of_today'])}")


def _day(text: str | None) -> str:
    from herkomst.errors import InputError

    if text is None:
        return datetime.now(UTC).strftime("%Y-%m-%d")
    try:
        return datetime.strptime(text, "%Y-%m-%d").strftime("%Y-%m-%d")
    except ValueError as error:
        raise InputError(f"--date {text!r} is no date", do="Write it as YYYY-MM-DD.") from error


def _in_bytes(progress: Any) -> Callable[[int, int | None], None]:
    return lambda done, total: progress(done, total, 0)


def _asked() -> bool:
    """Whether the user says yes; never where nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return typer.confirm("Apply these changes?", default=False, err=True)


def _show(made: dict[str, Any]) -> None:
    from herkomst.cli import render

    for file in made["files"]:
        _show_file(file)
    changes = made["changes"]
    columns = ("kind", "name", "field", "before", "after")
    if changes:
        shown = changes[:60]
        render.table("Changes", columns, [[c[n] for n in columns] for c in shown])
        if len(changes) > len(shown):
            render.say(f"{len(changes) - len(shown):,} changes more: --json")
    told = ", ".join(f"{n:,} {kind}" for kind, n in made["counts"].items()) or "none"
    render.say(f"Changes of {made['bodies_before']:,} bodies: {told}.")
    for name, rows in made["rows"].items():
        if name != "bodies" and (rows["added"] or rows["removed"]):
            render.say(f"  {name}: {rows['added']:,} rows come, {rows['removed']:,} go")


def _show_file(file: dict[str, Any]) -> None:
    from herkomst.cli import render

    render.say(
        f"{file['file']}: read {file['read']:,} = kept {file['kept']:,} + quarantined "
        f"{file['quarantined']:,} + skipped {file['skipped']:,}  [{file.get('register') or file['format']}]"
    )
    if file.get("note"):
        render.say(f"  note: {file['note']}")
    for fault in file["faults"][:20]:
        render.say(f"  {fault['where']}: {fault['reason']}")
