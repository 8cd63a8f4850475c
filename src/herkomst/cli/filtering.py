# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verbs that read lines and write lines; none needs a register."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from herkomst.cli.options import JsonOption


@contextmanager
def _chunks(file: Path | None) -> Iterator[Iterator[bytes]]:
    """The content of a file, or of standard input where FILE is absent or `-`; compressed or not. Errors:
    `InputError` when standard input is compressed, or after the answers when a file was cut off."""
    from herkomst.errors import InputError

    if file is None or str(file) == "-":
        yield _read_plainly()
        return
    from herkomst.content import Content

    content = Content(file)
    if content.received_size == 0:
        raise InputError("the file is empty", where=content.name)
    head = content.head(512)
    if head.lstrip()[:64].lower().startswith((b"<!doctype html", b"<html")):
        raise InputError("the file is a web page (HTML), not lines of JSON", where=content.name)
    yield content.chunks()
    if content.truncated:
        raise InputError(
            content.truncated,
            where=content.name,
            follows="What came before it was answered; the last line may be broken.",
            do="Fetch the file again.",
        )


@contextmanager
def _lines(file: Path | None) -> Iterator[Iterator[bytes]]:
    with _chunks(file) as chunks:
        yield _split(chunks)


def _read_plainly() -> Iterator[bytes]:
    from herkomst.content import CHUNK, GZIP, ZSTD
    from herkomst.errors import InputError

    stream: Any = sys.stdin.buffer
    first = stream.read(4)
    if first.startswith((GZIP, ZSTD)):
        raise InputError(
            "standard input is compressed", do="Name the file, or unpack it first: zcat FILE | ..."
        )
    yield first
    while chunk := stream.read1(CHUNK):
        yield chunk


def _split(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Lines; of one that is too long to be read no more is held than shows that it is."""
    from herkomst.app.filters import MAX_LINE

    held = b""
    for chunk in chunks:
        first, *rest = chunk.split(b"\n")
        held = (held + first)[: MAX_LINE + 1] if held else first
        if rest:
            yield held
            held = rest.pop()
            yield from rest
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
    with _chunks(file) as chunks:
        render.show_raw(identify_json(chunks, cve=cve))


def vulnerabilities(
    file: Annotated[Path | None, typer.Argument(help="JSON lines; stdin when absent or -.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Filter: JSON lines with model, maker and firmware in, known vulnerabilities out."""
    from herkomst.app import filters
    from herkomst.cli import render

    del as_json
    _show_feeds()
    with _lines(file) as lines:
        render.show_lines(filters.vulnerability_lines(lines))


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
    with _lines(file) as lines:
        render.show_lines(filters.attribute_lines(lines))


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
    with _lines(file) as lines:
        render.show_lines(filters.resolve_lines(lines))
