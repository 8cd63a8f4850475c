# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The user's own table of networks, made anew from what registries publish and what they keep by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from herkomst.app.bodies import attributor, find_body
from herkomst.attribute.networks import Networks, net_class
from herkomst.attribute.registrations import Builder
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers import networks
from herkomst.registers.entries import Report
from herkomst.registers.networks import Organisation, Registration, Route, Tally
from herkomst.settings import user_catalogue

COUNTRY = "NL"
_BY_HAND = 1  # of two entries for the same addresses, the one that names a class wins
_ORGANISATIONS = b"organisation:"


def folder() -> Path:
    """Where the table stands."""
    return user_catalogue() / "networks"


def refresh(
    paths: Sequence[Path],
    country: str = COUNTRY,
    report: Report = lambda done, total: None,
) -> dict[str, Any]:
    """Make the table anew from all files; what stood there before is replaced whole. Registrations of
    other countries only hide what lies around them. Errors: `InputError`; then nothing has changed."""
    if not paths:
        raise InputError("no file was named", do="herkomst networks refresh FILE...")
    contents = [Content(path) for path in paths]
    # Organisations first: registrations name their holder by its number there.
    contents.sort(key=lambda c: _ORGANISATIONS not in c.head(networks.HEAD))
    builder = Builder(folder())
    try:
        tallies = _read(contents, country, builder, report)
    except BaseException:
        builder.discard()
        raise
    counts = builder.finish()
    attributor.cache_clear()
    return {"country": country, "files": [t.as_dict() for t in tallies], **counts}


def _read(
    contents: Sequence[Content], country: str, builder: Builder, report: Report
) -> list[Tally]:
    """All files into the table that is being built."""
    shipped = Networks(load_public_bodies(), lambda name: False)
    names: dict[str, str] = {}
    tallies = []
    for content in contents:
        tally = Tally(content.name)
        tallies.append(tally)
        for done, noun in enumerate(networks.read(content, tally)):
            if not done & 4095:
                report(content.received_done, content.received_size)
            if isinstance(noun, Organisation):
                names[noun.handle] = noun.name
            elif isinstance(noun, Route):
                builder.route(noun.family, noun.first, noun.last, noun.asn)
            elif _abroad(noun, country) and not shipped.hides(noun.family, noun.first, noun.last):
                builder.foreign(noun.family, noun.first, noun.last)
            else:
                _register(builder, noun, names, tally)
    if not builder.count and not any(t.read > t.quarantined for t in tallies):
        raise InputError("nothing could be read from it", follows="Nothing was changed.")
    return tallies


def _abroad(noun: Registration, country: str) -> bool:
    return bool(noun.country and country and noun.country != country)


def _register(builder: Builder, noun: Registration, names: dict[str, str], tally: Tally) -> None:
    kind = net_class(noun.net_class) if noun.net_class else ""
    if noun.net_class and not kind:
        tally.fault(noun.holder[:60], f"{noun.net_class!r} is no class of network")
        return
    body = ""
    if noun.body:
        try:
            body = find_body(noun.body).id
        except InputError as error:
            tally.fault(noun.holder[:60], error.what)
            return
    given = names.get(noun.handle, "")
    row = (noun.holder, given, noun.name, noun.country, kind, body, noun.guest)
    builder.register(noun.family, noun.first, noun.last, row, _BY_HAND if kind else 0)
