# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statements: a table (CSV or XLSX) of what was said, one row a claim.

Columns are those of the Claim noun, by their Dutch or English names. An unknown column is news, an
unknown value is reported by row; nothing is dropped silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from herkomst import vocabulary as words
from herkomst.claimrows import (
    Cells,
    Columns,
    Unreadable,
    day,
    event,
    kind,
    makers,
    order,
    quantity,
    web_address,
    word,
)
from herkomst.collect import Context, Rows, Said, Source
from herkomst.contracts import equal_allowed
from herkomst.model import (
    STATUS,
    Answer,
    Basis,
    Claim,
    Classification,
    Level,
    MakersOp,
    Phase,
    Property,
    Role,
)
from herkomst.tables import ZIP, columns_named, matcher

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="statements",
    basis=Basis.DECLARED,
    media_types=("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    licence="as its source states",
    yields="claims",
    title="Statements",
)
COLUMNS = {
    "body": "organisatie|overheid|instantie|bestuursorgaan|overheidsorganisatie|gemeente|provincie|"
    "waterschap|ministerie|organisation|organization|public body|government body|authority|agency|"
    "municipality|naam organisatie|naam gemeente|naam overheid|naam instantie|organisatienaam|"
    "name organisation|name organization|naam overheidsorganisatie|overheidsinstantie",
    "department": "onderdeel|afdeling|eenheid|dienst",
    "place": "location|locatie|plek|plaats",
    "makers": "maker|merk|merken|fabrikant|fabrikanten|vendor|manufacturer|make|brand name|merknaam|"
    "producent|leverancier merk",
    "makers_op": "maker op|merken op",
    "kind": "product type|soort|categorie|category|producttype|type apparatuur|soort apparatuur|"
    "apparatuur|product|technologie|technology",
    "brand": "handelsmerk|label",
    "model": "type nummer|typenummer|modelnummer|model number|type",
    "firmware": "software versie|firmware versie",
    "quantity": "qty|aantal|aantallen|hoeveelheid|number|amount|count|number used|hoeveel",
    "quantity_op": "qty op|aantal op",
    "quantity_low": "minimum|aantal minimaal|minimaal",
    "quantity_high": "maximum|aantal maximaal|maximaal",
    "quantity_as_said": "aantal zoals gezegd",
    "unit": "qty unit|eenheid aantal|telt",
    "status": "uitspraak|stand|stand zaken|statement",
    "property": "eigenschap|onderwerp",
    "answer": "antwoord|reactie|response|reply|gebruik|gebruikt|in gebruik|uses|in use|gegeven antwoord",
    "phase": "fase",
    "basis": "evidence|bewijs|bron type|type bron|grondslag",
    "role": "rol",
    "for_body": "voor|namens|ten behoeve van|on behalf",
    "supplier": "leverancier",
    "claimant": "speaker|spreker|zegsman|gezegd door|said by|stated by|woordvoerder|spokesperson|"
    "volgens|according to|wie zei het|door wie",
    "said_at": "date stated|datum|date|gezegd op|datum uitspraak|date of statement|date said|said on|"
    "stated on|datum antwoord|datum reactie|datum publicatie|publicatiedatum|publication date|dag",
    "event": "date event|datum gebeurtenis|periode|period",
    "event_from": "van|periode van|vanaf|from|since|sinds",
    "event_until": "tot|periode tot|tot en met|until",
    "paraphrase": "samenvatting|in eigen woorden|omschrijving|summary|description",
    "quote": "citaat|letterlijk|letterlijke tekst|quotation",
    "source": "bron|publicatie|publication|medium",
    "source_url": "url|link|bron url|source link|weblink|link naar bron|hyperlink|website",
    "classification": "classificatie|openbaarheid|rubricering|vertrouwelijkheid",
    "body_level": "niveau",
    "follows": "volgorde",
    "ref": "id|referentie|nummer|nr|reference",
    "note": "opmerking|opmerkingen|toelichting|explanation|notes|remark|remarks|comment|comments",
    "body_type": "soort organisatie|type organisatie|soort overheid",
    "scope": "bereik",
    "links": "verwijzingen",
    "seed": "",
    "line": "regel",
    "char_start": "",
    "char_end": "",
}
_WANTS = "at least body (organisatie), said_at (datum), and status (uitspraak) or answer (antwoord)"
_known = matcher(COLUMNS)


def recognise(head: bytes) -> float:
    """A table whose first lines name columns of the Claim noun; a workbook may be one."""
    if head.startswith(ZIP):
        return 0.5 if b"xl/" in head else 0.0
    best = 0.0
    for found in columns_named(head, _known):
        said = bool(found & {"said_at"}) + bool(found & {"status", "answer"}) + ("body" in found)
        best = max(best, 0.3 + 0.2 * said if said >= 2 else 0.0)
    return best


def read(content: Content, context: Context) -> Iterator[Rows]:
    """Rows as claims, in batches."""
    columns = Columns(COLUMNS, _WANTS, hidden=("seed", "line", "char_start", "char_end"))
    return columns.read(content, context, _take)


def _take(cells: Cells) -> Said:
    if not cells.get("body"):
        raise Unreadable("body", "empty")
    claim = _claim(cells)
    return Said(
        claim=claim,
        body_name=cells.values["body"],
        locator=cells.row.locator,
        value=cells.get("quote") or cells.row.raw,
        document_offset=cells.row.offset,
        citation=cells.get("source"),
        link=web_address(cells, "source_url"),
        notes=tuple(cells.notes),
        place=cells.row.place,
    )


def _claim(cells: Cells) -> Claim:
    axes = axes_of(cells)
    named, op = makers(cells)
    if axes["property"] is Property.AWARD and equal_allowed(cells.get("makers") or ""):
        op = MakersOp.ANY  # it names what was asked, not what was delivered
    basis = word(cells, "basis", words.basis_of, Basis) or _basis_of(axes["property"])
    basis = _party(basis, cells.get("claimant") or "")
    about = kind(cells)
    said_at = day(cells, "said_at")
    if said_at is None:
        raise Unreadable("said_at", "empty: a statement needs the day it was made")
    return Claim(
        body=cells.values["body"],
        body_level=_level(cells, basis),
        department=cells.get("department"),
        place=cells.get("place"),
        makers=named,
        makers_op=op,
        kind=about,
        brand=cells.get("brand"),
        model=cells.get("model"),
        firmware=cells.get("firmware"),
        **quantity(cells, about),
        **axes,
        basis=basis,
        role=word(cells, "role", words.role_of, Role) or Role.USER,
        for_body=cells.get("for_body"),
        supplier=cells.get("supplier"),
        claimant=cells.get("claimant"),
        by_body=basis is Basis.DECLARED and _speaks_for_itself(cells.values),
        said_at=said_at,
        **event(cells),
        paraphrase=cells.get("paraphrase"),
        follows=order(cells),
        classification=word(cells, "classification", words.classification_of, Classification)
        or Classification.RESTRICTED,
    )


def axes_of(cells: Cells) -> dict[str, Any]:
    """Property, answer and phase: by the one word for the three, or each by itself."""
    if cells.get("status"):
        prop, answer, phase = STATUS[word(cells, "status", words.status_of, STATUS)]
        return {"property": prop, "answer": answer, "phase": phase}
    if not cells.get("answer") and not cells.get("property"):
        return _by_number(cells)
    return {
        "property": word(cells, "property", words.property_of, Property) or Property.USE,
        "answer": word(cells, "answer", words.answer_of, Answer) or Answer.YES,
        "phase": word(cells, "phase", words.phase_of, Phase),
    }


def _by_number(cells: Cells) -> dict[str, Any]:
    """Whoever says how many there are says whether there are any."""
    low, high, _ = words.quantity_alone(cells.get("quantity") or "") or (None, None, None)
    if low is None and high is None:
        raise Unreadable("status", "empty, and no answer, property or number either")
    answer = Answer.NO if high == 0 else Answer.YES
    cells.note("status", f"empty: the number ({cells.values['quantity']}) is read as {answer}")
    return {"property": Property.USE, "answer": answer, "phase": None}


def _basis_of(prop: Property) -> Basis:
    return Basis.REGISTERED if prop in (Property.AWARD, Property.TENDER) else Basis.DECLARED


_PARTIES = re.compile(
    r"\b(?:fractie|kamerl(?:id|eden)|raadsl(?:id|eden)|vvd|cda|d66|pvda|groenlinks|sp|pvv|partij|"
    r"journalist\w*|krant|follow the money|nos|kenners|deskundige\w*)\b",
    re.IGNORECASE,
)


def _party(basis: Basis, claimant: str) -> Basis:
    """What a party or a paper says of a body is no statement of the body."""
    return Basis.REPORTED if basis is Basis.DECLARED and _PARTIES.search(claimant) else basis


def _speaks_for_itself(values: dict[str, str]) -> bool:
    claimant = set(words.folded(values.get("claimant", "")).split())
    if not claimant:
        return True
    body = {w for w in words.folded(values["body"]).split() if w not in _LINKS}
    own = body - _SORTS
    return (own <= claimant if own else body <= claimant) and claimant & _SORTS <= body


_LINKS = frozenset("van de het den der aan in en voor".split())
_SORTS = frozenset(
    "gemeente provincie ministerie politie waterschap veiligheidsregio rechtbank eenheid "
    "hoogheemraadschap rijksdienst kabinet".split()
)


def _level(cells: Cells, basis: Basis) -> Level:
    found = word(cells, "body_level", words.level_of, Level)
    if isinstance(found, Level):
        return found
    return Level.CANDIDATE if basis is Basis.MEASURED else Level.CONFIRMED
