# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Awards: contracts and who got them (CSV or XLSX), a row an award.

A make that the contract itself names is what was bought, unless an equal may stand in for it. Nothing is
concluded from the supplier here: that is derived from all deliveries a register knows, as a lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from herkomst import vocabulary as words
from herkomst.claimrows import (
    Cells,
    Columns,
    Unreadable,
    day,
    kind,
    makers,
    order,
    period,
    quantity,
    shown,
    web_address,
    word,
)
from herkomst.collect import Context, Rows, Said, Source
from herkomst.contracts import equal_allowed, kind_of_cpv, read_object
from herkomst.model import Basis, Claim, Classification, Kind, MakersOp, Property, Role
from herkomst.tables import columns_named, matcher

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="awards",
    basis=Basis.REGISTERED,
    media_types=("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    licence="as its publisher states",
    yields="claims",
    title="Contract awards",
)
COLUMNS = {
    "body": "aanbestedende dienst|inkopende organisatie|naam aanbestedende dienst|opdrachtgever|koper|inkoper|afnemer|"
    "organisatie|buyer|buyer name|contracting authority|name of contracting authority|purchaser",
    "supplier": "leverancier|opdrachtnemer|winnaar|winnende inschrijver|gegunde partij|gegund aan|"
    "gegunde ondernemer|naam gegunde ondernemer|contractant|supplier name|contractor|winner|"
    "awarded to|economic operator|name of contractor",
    "kvk": "kvk nummer|kvk nr|kvknummer|kamer van koophandel|kvk leverancier|kvk nummer leverancier|"
    "coc|coc number|chamber of commerce|chamber of commerce number|national id|company number|"
    "supplier id|registration number",
    "said_at": "datum|gunningsdatum|datum gunning|datum van gunning|publicatiedatum|datum publicatie|"
    "datum gegund|date|award date|date awarded|date of award|publication date",
    "object": "voorwerp|onderwerp|omschrijving|korte beschrijving|titel|naam opdracht|opdracht|"
    "titel opdracht|object of the contract|title|subject|description|contract title|lot title|perceel",
    "quantity": "aantal|hoeveelheid|aantal stuks|qty|number of items",
    "quantity_op": "",
    "quantity_low": "minimum|aantal minimaal",
    "quantity_high": "maximum|aantal maximaal",
    "quantity_as_said": "aantal zoals gezegd",
    "unit": "eenheid|telt|qty unit",
    "cpv": "cpv code|cpv codes|cpv hoofdcode|hoofd cpv|cpv code hoofdopdracht|main cpv|cpv main",
    "link": "url|link naar publicatie|link aankondiging|bron url|source url|notice url|publicatie url",
    "source": "bron|publicatie|register|publication",
    "makers": "maker|merk|merken|fabrikant|vendor|manufacturer|brand|make",
    "makers_op": "merken op",
    "kind": "soort|categorie|producttype|product type|category",
    "model": "type nummer|typenummer|modelnummer",
    "department": "onderdeel|afdeling|eenheid organisatie|dienst",
    "place": "locatie|plaats|location",
    "for_body": "ten behoeve van|namens|voor|eindgebruiker|on behalf of|end user",
    "event_from": "ingangsdatum|startdatum|begindatum|looptijd van|start date",
    "event_until": "einddatum|looptijd tot|end date",
    "outcome": "uitkomst|resultaat|gegund|status|award status|result|awarded",
    "value": "waarde|bedrag|contractwaarde|geraamde waarde|price|amount",
    "contact": "contactpersoon|e mail|email|contact person",
    "classification": "openbaarheid|rubricering",
    "follows": "volgorde",
    "ref": "id|kenmerk|nummer|referentie|publicatienummer|tenderned kenmerk|notice id|reference",
}
PERSONAL = ("contact",)
_WANTS = "at least buyer (aanbestedende dienst), supplier (leverancier), object (omschrijving), date (datum)"
_known = matcher(COLUMNS)


def recognise(head: bytes) -> float:
    """A table whose header names a buyer and a supplier beside what was bought."""
    found = max(columns_named(head, _known), key=len, default=set())
    told = found & {"object", "cpv", "kvk"}
    if not {"body", "supplier"} <= found or not told or not found & {"said_at", "object"}:
        return 0.0
    return 0.76 + 0.06 * len(told)


def read(content: Content, context: Context) -> Iterator[Rows]:
    """Rows as claims, in batches."""
    columns = Columns(COLUMNS, _WANTS, hidden=("quantity_op",))
    return columns.read(content, context, _take)


def _take(cells: Cells) -> Said | str:
    for column in ("body", "said_at"):
        if not cells.get(column):
            raise Unreadable(column, "empty: an award needs its buyer and its day")
    if not _awarded(cells):
        return f"{cells.row.place}: not awarded ({cells.values['outcome']!r}); left out"
    return Said(
        claim=_claim(cells),
        body_name=cells.values["body"],
        locator=cells.row.locator,
        value=shown(cells.values, PERSONAL),
        document_offset=cells.row.offset,
        citation=cells.get("source"),
        link=web_address(cells, "link"),
        notes=tuple(cells.notes),
        place=cells.row.place,
    )


_NOT = re.compile(
    r"\b(?:niet|geen|ingetrokken|intrekking|gestaakt|mislukt|no|not|false|unsuccessful|cancelled|"
    r"canceled|withdrawn|nee|n)\b",
    re.IGNORECASE,
)


def _awarded(cells: Cells) -> bool:
    return not _NOT.search((cells.get("outcome") or "")[:200])


def _claim(cells: Cells) -> Claim:
    text = cells.get("object") or ""
    named = read_object(text, cells.context.maker_id, cells.values["body"])
    if cells.get("makers"):
        chosen, op = makers(cells)
        if equal_allowed(cells.values["makers"]) or equal_allowed(text):
            op = MakersOp.ANY
    else:
        chosen, op = named.makers, named.op
        for note in named.notes:
            cells.note("object", note)
    about = kind(cells) if cells.get("kind") else _kind(cells, named.kind)
    number = {"quantity": named.quantity} if named.quantity else {}
    counted = Cells(number | cells.values, cells.row, cells.context, cells.notes)
    return Claim(
        body=cells.values["body"],
        department=cells.get("department"),
        place=cells.get("place"),
        makers=chosen,
        makers_op=op,
        kind=about,
        model=cells.get("model"),
        **quantity(counted, about),
        property=Property.AWARD,
        basis=Basis.REGISTERED,
        role=Role.BUYER if cells.get("for_body") else Role.USER,
        for_body=cells.get("for_body"),
        supplier=supplier(cells),
        claimant=cells.get("source") or SOURCE.title,
        said_at=day(cells, "said_at") or "",
        event_from=period(cells, "event_from")[0],
        event_until=period(cells, "event_until")[1],
        paraphrase=text[:300] or None,
        follows=order(cells),
        classification=word(cells, "classification", words.classification_of, Classification)
        or Classification.RESTRICTED,
    )


def _kind(cells: Cells, named: Kind | None) -> Kind:
    found = named or kind_of_cpv(cells.get("cpv") or "")
    if found is None:
        what = (cells.get("object") or cells.get("cpv") or "")[:60]
        cells.note("object", f"{what!r} names no kind of technology we know; kept as unknown")
    return found or Kind.UNKNOWN


def supplier(cells: Cells) -> str | None:
    """The supplier as written, with its number in the trade register where the row gives one: that
    tells suppliers apart whatever their names."""
    name = " ".join((cells.get("supplier") or "").split())[:200]
    if not name:
        cells.note("supplier", "empty: nothing can be known of who delivers")
    written = cells.get("kvk") or ""
    digits = re.sub(r"[\s.]", "", written).removeprefix("KvK").removeprefix("NL")
    if re.fullmatch(r"\d{7,8}", digits):  # a spreadsheet drops a leading zero
        return f"{name} (KvK {digits.zfill(8)})".strip()
    if written:
        cells.note("kvk", f"{written[:40]!r} is no number of the trade register (8 digits)")
    return name or None
