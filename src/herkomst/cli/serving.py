# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verbs that show a register in a browser: a made one, or your own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from herkomst.cli.answering import show_overview
from herkomst.cli.importing import show_summary
from herkomst.cli.options import JsonOption, RegisterOption, ViewOption, question_of, store_of
from herkomst.errors import InputError
from herkomst.model import View

if TYPE_CHECKING:
    from herkomst.store import Store


PortOption = Annotated[int, typer.Option("--port", help="Port of the pages; 0 takes a free one.")]


def demo(
    serve: Annotated[
        bool,
        typer.Option("--serve/--no-serve", help="Open the web page when the register is made."),
    ] = True,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE", help="Only write the generated scan export here."),
    ] = None,
    size: Annotated[
        str | None,
        typer.Option("--bytes", metavar="N", help="Size of the export: 500000, 200M, 1G."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same bytes.")] = 1,
    port: PortOption = 8765,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """A register with the public case and a generated scan export in it; no server needed."""
    from herkomst.app import demo as use_case
    from herkomst.cli import render

    if export is not None:
        with render.progress_bar("Generating", as_json) as progress:
            manifest = use_case.write_export(export, _bytes(size), seed, progress)
        if as_json:
            render.show_json(manifest)
        else:
            render.say(
                f"{export}: {manifest['lines']:,} lines, {manifest['bytes']:,} bytes (synthetic)"
            )
        return
    if size is not None:
        raise InputError("--bytes goes with --export", do="herkomst demo --export FILE --bytes N")
    store = store_of(register, create=True)
    with render.progress_bar("Building the demo", as_json) as progress:
        summaries = use_case.build(store, seed=seed, progress=progress)
    if as_json:
        render.show_json({"register": str(store.root), "imports": [s.as_dict() for s in summaries]})
        return
    for summary in summaries:
        show_summary(summary.as_dict())
    show_overview(store, question_of(None, None, View.RESTRICTED), limit=40)
    render.say(f"The register is in {store.root}. Next: herkomst overview, body, maker, compare.")
    if serve:
        _serve(store, View.RESTRICTED, "127.0.0.1", port, None, browser=True)


def serve(
    view: ViewOption = View.RESTRICTED,
    host: Annotated[
        str,
        typer.Option("--host", help="Where to listen; the restricted view stays on this computer."),
    ] = "127.0.0.1",
    port: PortOption = 8765,
    theme: Annotated[
        Path | None,
        typer.Option("--theme", metavar="FILE", help="CSS with your own NL Design System tokens."),
    ] = None,
    browser: Annotated[bool, typer.Option("--open", help="Open a browser as well.")] = False,
    register: RegisterOption = None,
) -> None:
    """Web pages and REST API. On this computer, in the restricted view; `--view public` publishes."""
    _serve(store_of(register), view, host, port, theme, browser=browser)


def _serve(
    store: Store, view: View, host: str, port: int, theme: Path | None, *, browser: bool
) -> None:
    from herkomst.cli import render
    from herkomst.web.serving import serve as use_case

    def ready(address: str) -> None:
        render.say(f"{address}  ({view} view; stop with Ctrl-C)")
        if browser:
            import webbrowser

            webbrowser.open(address)

    use_case(store, view, host=host, port=port, theme=theme, ready=ready)


def _bytes(text: str | None) -> int | None:
    if text is None:
        return None
    scale = {"K": 1000, "M": 1000**2, "G": 1000**3}.get(text[-1:].upper(), 1)
    number = text[:-1] if scale > 1 else text
    try:
        wanted = int(float(number) * scale)
    except (ValueError, OverflowError):  # no number, no finite one
        wanted = 0
    if not 0 < wanted <= 10**15:
        raise InputError(f"{text!r} is no size", do="Write it like 500000, 200M or 1G.")
    return wanted
