# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statements: a table (CSV or XLSX) of what was said, one row a claim.

Columns are those of the Claim noun, by their Dutch or English names. An unknown column is news, an
unknown value is reported by row; nothing is dropped silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from herkomst import vocabulary as words
from herkomst.collect import RAW_CAP, Context, Quarantined, Rows, Said, Source
from herkomst.errors import InputError
from herkomst.model import (
    STATUS,
    Answer,
    Basis,
    Claim,
    Classification,
    Kind,
    Level,
    MakersOp,
    Property,
    Role,
    Unit,
    kind_includes,
)
from herkomst.tables import ZIP, Row, matcher, open_table

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
BATCH = 1000
COLUMNS = {
    "body": "organisatie|overheid|instantie|bestuursorgaan|overheidsorganisatie|gemeente|organisation|organization",
    "department": "onderdeel|afdeling|eenheid|dienst",
    "place": "location|locatie|plek|plaats",
    "makers": "maker|merk|merken|fabrikant|vendor|manufacturer",
    "makers_op": "maker op|merken op",
    "kind": "product type|soort|categorie|producttype|type apparatuur",
    "brand": "handelsmerk|label",
    "model": "type nummer|typenummer|modelnummer",
    "firmware": "software versie",
    "quantity": "qty|aantal|hoeveelheid",
    "quantity_op": "qty op|aantal op",
    "quantity_low": "minimum|aantal minimaal",
    "quantity_high": "maximum|aantal maximaal",
    "quantity_as_said": "aantal zoals gezegd",
    "unit": "qty unit|eenheid aantal|telt",
    "status": "uitspraak",
    "property": "eigenschap|onderwerp",
    "answer": "antwoord",
    "phase": "fase",
    "basis": "evidence|bewijs|bron type|grondslag",
    "role": "rol",
    "for_body": "voor|namens|ten behoeve van",
    "supplier": "leverancier",
    "claimant": "speaker|spreker|zegsman|gezegd door|woordvoerder",
    "said_at": "date stated|datum|date|gezegd op|datum uitspraak",
    "event": "date event|datum gebeurtenis|periode",
    "event_from": "van|periode van|vanaf",
    "event_until": "tot|periode tot|tot en met",
    "paraphrase": "samenvatting|in eigen woorden|omschrijving",
    "quote": "citaat",
    "source": "bron|publicatie",
    "source_url": "url|link|bron url",
    "classification": "openbaarheid|rubricering",
    "body_level": "niveau",
    "follows": "volgorde",
    "ref": "id|referentie|nummer",
    "note": "opmerking|toelichting",
    "body_type": "soort organisatie",
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
    for line in head.decode("utf-8", "replace").splitlines()[:20]:
        cells = re.split(r"[,;\t|]", line.strip("\ufeff"))
        found = {_known(c.strip().strip('"')) for c in cells} - {None}
        said = bool(found & {"said_at"}) + bool(found & {"status", "answer"}) + ("body" in found)
        best = max(best, 0.3 + 0.2 * said if said >= 2 else 0.0)
    return best


def read(content: Content, context: Context) -> Iterator[Rows]:
    """Rows as claims, in batches."""
    given = {words.folded(name): ours for name, ours in context.mapping.items()}
    wrong = sorted(set(given.values()) - set(COLUMNS))
    if wrong:
        raise InputError(
            f"--map: {wrong[0]!r} is no column of a statement", do=f"Known: {', '.join(COLUMNS)}"
        )

    def known(name: str) -> str | None:
        return given.get(words.folded(name)) or _known(name)

    table = open_table(content, known, _WANTS)
    columns = {name: known(name) for name in table.header}
    told = len(table.notes)
    made = Rows(notes=table.notes + _news(columns))
    for row in table.rows:
        made.read += 1
        if row is None:
            made.skipped += 1
        elif isinstance(row, Quarantined):
            made.quarantined.append(row)
        else:
            _take(row, columns, context, made)
        if made.read >= BATCH:
            yield made
            made = Rows()
    made.notes += table.notes[told:]
    made.bytes_done = content.size
    yield made


def _news(columns: dict[str, str | None]) -> list[str]:
    unknown = [name for name, ours in columns.items() if ours is None]
    listed = ", ".join(c for c in COLUMNS if c not in ("seed", "line", "char_start", "char_end"))
    return [
        f"column {name!r} is not known; its values stay in the raw row only (known: {listed})"
        for name in unknown
    ]


def _take(row: Row, columns: dict[str, str | None], context: Context, made: Rows) -> None:
    values: dict[str, str] = {}
    for name, cell in row.cells.items():
        ours = columns[name]
        if ours is not None:
            values.setdefault(ours, cell)
    try:
        claim, notes = _claim(values, row, context)
    except _Unknown as error:
        data = row.raw.encode("utf-8", "replace")[:RAW_CAP]
        reason = f"row {row.number}, column {error.column}: {error.reason}"
        made.quarantined.append(Quarantined(row.offset, row.length, reason, data))
        return
    made.said.append(
        Said(
            claim=claim,
            body_name=values["body"],
            locator=row.locator,
            value=values.get("quote") or row.raw,
            document_offset=row.offset,
            citation=values.get("source"),
            link=_web_address(values.get("source_url"), notes, row),
            notes=tuple(row.notes + notes),
        )
    )


def _web_address(text: str | None, notes: list[str], row: Row) -> str | None:
    """A link that may stand on a page: http or https, nothing else."""
    if text and not re.match(r"https?://[^\s<>\"']{1,2000}$", text):
        notes.append(
            f"row {row.number}, column source_url: no web address; kept in the raw row only"
        )
        return None
    return text or None


class _Unknown(Exception):
    """A value that cannot be read, with the column it stands in."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column, self.reason = column, reason


def _claim(values: dict[str, str], row: Row, context: Context) -> tuple[Claim, list[str]]:
    if not values.get("body"):
        raise _Unknown("body", "empty")
    notes: list[str] = []
    axes = _axes(values)
    makers, op = _makers(values, axes["answer"], context, notes, row)
    basis = _word(values, "basis", words.basis_of, Basis) or _basis_of(axes["property"])
    basis = _party(basis, values.get("claimant", ""))
    claim = Claim(
        body=values["body"],
        body_level=_level(values, basis),
        department=values.get("department"),
        place=values.get("place"),
        makers=makers,
        makers_op=op,
        kind=_kind(values, notes, row),
        brand=values.get("brand"),
        model=values.get("model"),
        firmware=values.get("firmware"),
        **_quantity(values, notes, row),
        **axes,
        basis=basis,
        role=_word(values, "role", words.role_of, Role) or Role.USER,
        for_body=values.get("for_body"),
        supplier=values.get("supplier"),
        claimant=values.get("claimant"),
        by_body=basis is Basis.DECLARED and _speaks_for_itself(values),
        **_dates(values, notes, row),
        paraphrase=values.get("paraphrase"),
        follows=_order(values, row),
        classification=_word(values, "classification", words.classification_of, Classification)
        or Classification.RESTRICTED,
    )
    return claim, notes


def _word(values: dict[str, str], column: str, read_word: Callable[[str], Any], known: Any) -> Any:
    text = values.get(column)
    if not text:
        return None
    found = read_word(text)
    if found is None:
        raise _Unknown(column, f"{text!r} is not known; known: {', '.join(known)}")
    return found


def _axes(values: dict[str, str]) -> dict[str, Any]:
    if values.get("status"):
        status = _word(values, "status", words.status_of, STATUS)
        prop, answer, phase = STATUS[status]
        return {"property": prop, "answer": answer, "phase": phase}
    if not values.get("answer") and not values.get("property"):
        raise _Unknown("status", "empty, and no answer or property either")
    return {
        "property": _word(values, "property", words.property_of, Property) or Property.USE,
        "answer": _word(values, "answer", words.answer_of, Answer) or Answer.YES,
        "phase": _word(values, "phase", words.phase_of, list(words._PHASES.values())),
    }


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


def _level(values: dict[str, str], basis: Basis) -> Level:
    found = _word(values, "body_level", words.level_of, Level)
    if isinstance(found, Level):
        return found
    return Level.CANDIDATE if basis is Basis.MEASURED else Level.CONFIRMED


def _makers(
    values: dict[str, str], answer: Answer, context: Context, notes: list[str], row: Row
) -> tuple[tuple[str, ...], MakersOp]:
    text = " ".join(values.get("makers", "")[:500].split())
    op = _word(values, "makers_op", words.makers_op_of, MakersOp)
    plain = words.folded(text)
    if plain in ("", "any", "alle", "alle merken", "geen", "onbekend", "unknown", "elk merk"):
        return (), MakersOp.ANY
    if text.startswith("group:"):
        return (text,), MakersOp.ANY
    if plain in (
        "cn any",
        "chinees",
        "chinese",
        "chinese merken",
        "chinese makelij",
    ):
        return ("group:cn",), MakersOp.ANY
    found: list[str] = []
    for name in _maker_names(text, context):
        if words.folded(name) in ("gelijkwaardig", "equivalent", "soortgelijk"):
            notes.append(f"row {row.number}, column makers: {text!r}: an equal make is allowed")
            op = MakersOp.ONE if op in (None, MakersOp.OR) and len(found) == 1 else op
            continue
        maker = context.maker_id(name)
        if maker is None:
            notes.append(
                f"row {row.number}, column makers: {name!r} is no maker we know; kept as written"
            )
        found.append(maker or f"name:{name}")
    if op is None:
        both = re.search(r"\b(?:en|and)\b", text) and not re.search(r"\b(?:of|or)\b", text)
        op = MakersOp.ONE if len(found) == 1 else MakersOp.AND if both else MakersOp.OR
    return tuple(dict.fromkeys(found)), op


def _maker_names(text: str, context: Context) -> list[str]:
    """The names in a cell. A comma may belong to a name (Co., Ltd.): it parts names only where each
    part is one we know."""
    if context.maker_id(text) is not None:
        return [text]
    made: list[str] = []
    for part in re.split(r" ?(?:[;/|]|\ben/of\b|\ben\b|\bof\b|\band\b|\bor\b) ?", text):
        pieces = [p.strip() for p in part.split(",") if p.strip()]
        if len(pieces) > 1 and all(context.maker_id(p) is not None for p in pieces):
            made += pieces
        elif part.strip():
            made.append(part.strip())
    return made


def _kind(values: dict[str, str], notes: list[str], row: Row) -> Kind:
    text = values.get("kind", "")
    if not text:
        return Kind.UNKNOWN
    found = words.kind_of(text)
    if found is None:
        notes.append(f"row {row.number}, column kind: {text!r} is no kind we know; kept as unknown")
    elif ";" in text:
        notes.append(f"row {row.number}, column kind: {text!r} is read as {found}")
    return found or Kind.UNKNOWN


_IN_WORDS = {"<~": "bijna", ">~": "ruim", ">=": "ten minste", ">": "meer dan", "~": "ongeveer"}


def _quantity(values: dict[str, str], notes: list[str], row: Row) -> dict[str, Any]:
    said = values.get("quantity_as_said") or values.get("quantity")
    low, high = _whole(values, "quantity_low"), _whole(values, "quantity_high")
    if low is None and high is None and values.get("quantity"):
        sign = values.get("quantity_op", "").strip()
        low, high = words.quantity_of(values["quantity"], sign)
        if sign in _IN_WORDS and not values.get("quantity_as_said"):
            said = f"{_IN_WORDS[sign]} {values['quantity']}"
    unit_text = values.get("unit", "")
    unit = words.unit_of(unit_text) if unit_text else None
    if unit_text and unit is None:
        notes.append(
            f"row {row.number}, column unit: {unit_text!r} is no unit we count in; kept in words"
        )
        said = f"{said or ''} {unit_text}".strip()
    if unit is None and not unit_text and low is not None and _countable(values):
        unit = Unit.DEVICE
    if said and low is not None and low == high and said.isdecimal():
        said = None if unit is not None else said
    return {"quantity_low": low, "quantity_high": high, "quantity_as_said": said, "unit": unit}


def _countable(values: dict[str, str]) -> bool:
    """Whether a number without a unit counts devices: of a kind of equipment it can mean nothing else."""
    kind = words.kind_of(values.get("kind", "")) if values.get("kind") else None
    return kind is not None and kind_includes(Kind.EQUIPMENT, kind)


def _order(values: dict[str, str], row: Row) -> int:
    """The order within a day: as given, else that of the rows."""
    given = _whole(values, "follows")
    return row.number if given is None else given


def _whole(values: dict[str, str], column: str) -> int | None:
    text = values.get(column, "").strip()
    if not text:
        return None
    number = words.whole_number(text)
    if number is None:
        raise _Unknown(column, f"{text[:40]!r} is no whole number")
    return number


def _dates(values: dict[str, str], notes: list[str], row: Row) -> dict[str, Any]:
    text = values.get("said_at", "")
    if not text:
        raise _Unknown("said_at", "empty: a statement needs the day it was made")
    said = words.period_of(text)
    if said is None or said[0] is None:
        raise _Unknown("said_at", f"{text!r} is no date (write 2022-03-01)")
    if said[0] != said[1] or "~" in text:
        notes.append(f"row {row.number}: said_at {text!r} is read as {said[0]}")
    event = _period(values, "event")
    first, last = _period(values, "event_from")[0], _period(values, "event_until")[1]
    return {"said_at": said[0], "event_from": first or event[0], "event_until": last or event[1]}


def _period(values: dict[str, str], column: str) -> tuple[str | None, str | None]:
    text = values.get(column, "")
    if not text:
        return None, None
    found = words.period_of(text)
    if found is None:
        raise _Unknown(column, f"{text!r} is no date (write 2022-03-01, 2022-03 or 2020~2021)")
    return found
