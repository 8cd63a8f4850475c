# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line as a whole: which verb stands where."""

from __future__ import annotations

from typing import Annotated

import typer

from herkomst.cli import (
    answering,
    catalogues,
    decisions,
    filtering,
    importing,
    keeping,
    opening,
    refresh,
    serving,
)

app = typer.Typer(
    name="herkomst",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Which public body uses whose technology, how do we know, and what does the body itself say.",
)


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


app.command()(serving.demo)
app.command()(serving.serve)
app.command("import")(importing.import_)
app.command()(answering.overview)
app.command()(answering.body)
app.command()(answering.maker)
app.command()(answering.compare)
app.command()(opening.evidence)
app.command()(answering.export)
app.command()(filtering.identify)
app.command()(filtering.vulnerabilities)
app.command()(filtering.attribute)
app.command()(decisions.dispute)
app.command()(decisions.heard)
app.command()(decisions.decisions)
app.command()(keeping.verify)
app.command()(keeping.erase)
app.command()(keeping.retain)

bodies = typer.Typer(no_args_is_help=True, help="The public bodies the catalogue knows.")
bodies.command("list")(catalogues.bodies_list)
bodies.command("resolve")(filtering.bodies_resolve)
bodies.command("questions")(decisions.bodies_questions)
bodies.command("refresh")(refresh.refresh_bodies)
bodies.command("changes")(refresh.bodies_changes)
app.add_typer(bodies, name="bodies")

catalogue = typer.Typer(no_args_is_help=True, help="Makers, fingerprints and their examples.")
catalogue.command("check")(catalogues.catalogue_check)
catalogue.command("import")(catalogues.catalogue_import)
catalogue.command("imported")(catalogues.catalogue_imported)
catalogue.command("makers")(catalogues.catalogue_makers)
catalogue.command("rules")(catalogues.catalogue_rules)
catalogue.command("policies")(catalogues.catalogue_policies)
app.add_typer(catalogue, name="catalogue")

networks = typer.Typer(no_args_is_help=True, help="Who holds which addresses.")
networks.command("refresh")(refresh.refresh_networks)
app.add_typer(networks, name="networks")

places = typer.Typer(no_args_is_help=True, help="Boundaries of municipalities.")
places.command("refresh")(refresh.refresh_places)
app.add_typer(places, name="places")
