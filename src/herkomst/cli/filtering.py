# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verbs that read lines and write lines; none needs a register."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from herkomst.cli.options import JsonOption

CHUNK = 1 << 20


def _chunks(file: Path | None) -> Iterator[bytes]:
    """The content of a file, or of standard input where FILE is absent or `-`; compressed or not."""
    if file is None or str(file) == "-":
        return iter(partial(sys.stdin.buffer.read, CHUNK), b"")
    from herkomst.content import Content

    return Content(file).chunks()


def _lines(file: Path | None) -> Iterator[bytes]:
    return _split(_chunks(file))


def _split(chunks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    for chunk in chunks:
        *whole, held = (held + chunk).split(b"\n")
        yield from whole
    if held:
        yield held


def identify(
    file: Annotated[Path | None, typer.Argument(help="JSON lines; stdin when absent or -.")] = None,
    cve: Annotated[
        bool, typer.Option("--cve", help="Also the known vulnerabilities of model and firmware.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Filter: JSON lines of evidence in, identification out. Needs no register."""
    from herkomst.app.identifying import identify_json
    from herkomst.cli import render

    del as_json  # the answer is JSON lines either way
    if cve:
        _show_feeds()
    render.show_raw(identify_json(_chunks(file), cve=cve))


def vulnerabilities(
    file: Annotated[Path | None, typer.Argument(help="JSON lines; stdin when absent or -.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Filter: JSON lines with model, maker and firmware in, known vulnerabilities out."""
    from herkomst.app import filters
    from herkomst.cli import render

    del as_json
    _show_feeds()
    render.show_lines(filters.vulnerability_lines(_lines(file)))


def _show_feeds() -> None:
    """How old the feeds are that the answer rests on."""
    from herkomst.app.own_catalogue import feeds_shown
    from herkomst.cli import render

    shown = feeds_shown()
    for feed in shown:
        age = (
            f"{feed['age_days']:,} days old"
            if feed["age_days"] is not None
            else "of an unknown day"
        )
        render.say(f"{feed['feed']}: {feed['released'] or '?'}, {age}")
    if not shown:
        render.say(
            "No feed was imported: only the catalogue's own rules. See: catalogue import kev"
        )


def attribute(
    file: Annotated[Path | None, typer.Argument(help="JSON lines; stdin when absent or -.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Filter: JSON lines of network facts in, body and level out, explained. Needs no register."""
    from herkomst.app import filters
    from herkomst.cli import render

    del as_json
    render.show_lines(filters.attribute_lines(_lines(file)))


def bodies_resolve(
    file: Annotated[
        Path | None, typer.Argument(help="Names, one a line, or JSON lines; stdin when absent.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Filter: names in, body ids out, or none."""
    from herkomst.app import filters
    from herkomst.cli import render

    del as_json
    render.show_lines(filters.resolve_lines(_lines(file)))
