# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verbs. Each parses, calls one use case of `herkomst.app`, and renders."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from herkomst.cli import decisions, refresh
from herkomst.cli.options import (
    AsOf,
    JsonOption,
    KnownAt,
    RegisterOption,
    ViewOption,
    question_of,
    store_of,
)
from herkomst.errors import HerkomstError, InputError
from herkomst.model import View

if TYPE_CHECKING:
    from herkomst.app.answers import Question
    from herkomst.store import Store

app = typer.Typer(
    name="herkomst",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Which public body uses whose technology, how do we know, and what does the body itself say.",
)
bodies = typer.Typer(no_args_is_help=True, help="The public bodies the catalogue knows.")
catalogue = typer.Typer(no_args_is_help=True, help="Makers, fingerprints and their examples.")
app.add_typer(bodies, name="bodies")
networks = typer.Typer(no_args_is_help=True, help="Who holds which addresses.")
places = typer.Typer(no_args_is_help=True, help="Boundaries of municipalities.")
app.add_typer(catalogue, name="catalogue")
app.command()(decisions.dispute)
app.command()(decisions.heard)
app.command("decisions")(decisions.decisions)
bodies.command("questions")(decisions.bodies_questions)
app.add_typer(networks, name="networks")
app.add_typer(places, name="places")
bodies.command("refresh")(refresh.refresh_bodies)
bodies.command("changes")(refresh.bodies_changes)
networks.command("refresh")(refresh.refresh_networks)
places.command("refresh")(refresh.refresh_places)

PortOption = Annotated[int, typer.Option("--port", help="Port of the pages; 0 takes a free one.")]
Restricted = View.RESTRICTED


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"herkomst {version('herkomst')}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and leave."
        ),
    ] = False,
) -> None:
    pass


@contextmanager
def _lines(file: Path | None) -> Iterator[Iterator[bytes]]:
    """The lines of a file, or of standard input where FILE is absent or `-`; compressed or not."""
    if file is None or str(file) == "-":
        yield iter(sys.stdin.buffer)
        return
    from herkomst.content import Content

    yield _split(Content(file).chunks())


def _split(chunks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    for chunk in chunks:
        *whole, held = (held + chunk).split(b"\n")
        yield from whole
    if held:
        yield held


# --- the main job -----------------------------------------------------------------------------------


@app.command()
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
        _show_summary(summary.as_dict())
    _show_overview(store, question_of(None, None, Restricted), limit=40)
    render.say(f"The register is in {store.root}. Next: herkomst overview, body, maker, compare.")
    if serve:
        _serve(store, Restricted, "127.0.0.1", port, None, browser=True)


@app.command()
def serve(
    view: ViewOption = Restricted,
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


@app.command("import")
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
    from herkomst.app import importing
    from herkomst.cli import render

    if undo is not None:
        touched = importing.undo(store_of(register), undo, by="command line", reason=reason)
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
    _import_all(register, paths, source, body, mapping or [], as_json)


def _import_all(
    register: Path | None,
    paths: list[Path],
    source: str | None,
    body: str | None,
    mapping: list[str],
    as_json: bool,
) -> None:
    from herkomst.app import importing
    from herkomst.cli import render
    from herkomst.content import be_regular, shown_name

    options = importing.Options(
        body=body,
        source=source,
        mapping=_mapping(mapping),
        today=datetime.now(UTC).strftime("%Y-%m-%d"),
    )
    for path in paths:
        be_regular(path)
    store: Store | None = None
    summaries: list[dict[str, Any]] = []
    failed: list[HerkomstError] = []
    for path in paths:
        with render.progress_bar(shown_name(path), as_json) as progress:
            try:
                prepared = importing.prepare(path, options)
                store = store or store_of(register, create=True)
                summary = importing.import_prepared(
                    store,
                    prepared,
                    options,
                    progress=progress,
                    waiting=lambda: render.say("Waiting for another import to finish ..."),
                )
                summaries.append(summary.as_dict())
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
                _show_summary(entry)
    if failed:
        for fault in failed:
            render.show_error(fault, as_json)
        raise typer.Exit(2)


def _mapping(pairs: list[str]) -> dict[str, str]:
    made = {}
    for pair in pairs:
        column, found, name = pair.rpartition("=")
        if not found:
            raise InputError(f"--map {pair!r} has no '='", do="Write --map 'Merk=makers'.")
        made[column] = name
    return made


def _show_summary(summary: dict[str, Any]) -> None:
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
    from herkomst.app import importing
    from herkomst.cli import render

    rows = importing.quarantined(store)
    if as_json:
        render.show_json(list(rows))
        return
    listed = [
        (r["file"], r["offset"], r["length"], r["reason"], (r["raw"] or "")[:60]) for r in rows
    ]
    if not listed:
        render.say("Nothing is quarantined.")
        return
    render.table("Quarantine", ("file", "offset", "bytes", "reason", "begins with"), listed)


def _show_imports(store: Store, as_json: bool) -> None:
    from herkomst.app import importing
    from herkomst.cli import render

    parts = importing.imports(store)
    if as_json:
        render.show_json([{n: getattr(p, n) for n in p.__slots__} for p in parts])
        return
    render.table(
        "Imports",
        ("id", "recorded", "read", "kept", "quarantined", "claims"),
        [(p.id, p.recorded_at[:19], p.read, p.kept, p.quarantined, p.claims) for p in parts],
    )


# --- answers ------------------------------------------------------------------------------------------


@app.command()
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
    view: ViewOption = Restricted,
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
    _show_overview(store, question, limit=limit, by=names, since=since)


def _show_overview(
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


@app.command()
def body(
    name: Annotated[str, typer.Argument(help="Name or id of a public body.")],
    raw: Annotated[
        bool, typer.Option("--raw", help="Open each record itself (restricted).")
    ] = False,
    register: RegisterOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    view: ViewOption = Restricted,
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


@app.command()
def maker(
    name: Annotated[str, typer.Argument(help="A maker or one of its brands.")],
    register: RegisterOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    view: ViewOption = Restricted,
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


@app.command()
def compare(
    body: Annotated[
        str | None, typer.Option("--body", metavar="NAME", help="Only this body.")
    ] = None,
    register: RegisterOption = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    view: ViewOption = Restricted,
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


@app.command()
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
    view: ViewOption = Restricted,
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


# --- filters ------------------------------------------------------------------------------------------


@app.command()
def identify(
    file: Annotated[Path | None, typer.Argument(help="JSON lines; stdin when absent or -.")] = None,
    cve: Annotated[
        bool, typer.Option("--cve", help="Also the known vulnerabilities of model and firmware.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Filter: JSON lines of evidence in, identification out. Needs no register."""
    from herkomst.app import filters
    from herkomst.cli import render

    del as_json  # the answer is JSON lines either way
    if cve:
        _show_feeds()
    with _lines(file) as lines:
        render.show_raw(filters.identify_json(lines, cve=cve))


@app.command()
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
        age = f"{feed['age_days']:,} days old" if feed["released"] else "of an unknown day"
        render.say(f"{feed['feed']}: {feed['released'] or '?'}, {age}")
    if not shown:
        render.say(
            "No feed was imported: only the catalogue's own rules. See: catalogue import kev"
        )


@app.command()
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


@bodies.command("resolve")
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


@bodies.command("list")
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
        ("name", "kind", "id", "until"),
        [(r["name"], r["kind"], r["id"], None if r["active"] else r["valid_until"]) for r in rows],
    )


# --- the catalogue, and keeping -------------------------------------------------------------------------


@catalogue.command("check")
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


@catalogue.command("import")
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


@catalogue.command("imported")
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


@catalogue.command("makers")
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


@catalogue.command("rules")
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


@catalogue.command("policies")
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


@app.command()
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


@app.command()
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


@app.command()
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
