# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers: what bodies answered to a questionnaire (CSV or XLSX), a row a body and question.

Refusing, referring, not knowing and silence are answers of their own, never a "no" and never left out: a
tally needs those who were asked as much as those who answered. Which question of which questionnaire a
row answers stands with its evidence (`question:QUESTIONNAIRE/QUESTION`), so that each can be counted.
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
    countable,
    day,
    event,
    kind,
    maker_names,
    makers,
    order,
    quantity,
    shown,
    web_address,
    word,
)
from herkomst.collect import Context, Rows, Said, Source
from herkomst.model import (
    STATUS,
    Answer,
    Basis,
    Claim,
    Classification,
    Kind,
    MakersOp,
    Phase,
    Property,
    Role,
    Unit,
)
from herkomst.tables import columns_named, matcher

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="answers",
    basis=Basis.DECLARED,
    media_types=("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    licence="as its source states",
    yields="claims",
    title="Answers to a questionnaire",
)
COLUMNS = {
    "body": "organisatie|overheid|instantie|bestuursorgaan|gemeente|provincie|organisation|"
    "organization|public body|aangeschreven organisatie|naam organisatie|naam gemeente|organisatienaam",
    "questionnaire": "vragenlijst|enquete|uitvraag|campagne|vragenlijst id|enquete id|survey|"
    "campaign|questionnaire id|survey id",
    "question": "vraag|vraagnummer|vraagnr|vraag nr|vraag nummer|vraag id|nr vraag|question id|"
    "question number|question no|q",
    "question_text": "vraagtekst|tekst vraag|tekst van de vraag|vraagstelling|question text|wording",
    "answer": "antwoord|gegeven antwoord|reactie|uitkomst|response|reply|uitspraak|status",
    "explanation": "toelichting|opmerking|opmerkingen|antwoordtekst|letterlijk antwoord|explanation|"
    "comment|comments|remark|note|answer text",
    "asked_at": "gevraagd op|verzonden op|uitgezet op|datum vraag|datum verzonden|datum uitvraag|"
    "asked on|sent on|date asked|date sent",
    "said_at": "datum|datum antwoord|antwoorddatum|beantwoord op|ontvangen op|datum ontvangst|date|"
    "answered at|answered on|date answered|received on|date received",
    "claimant": "spreker|woordvoerder|namens|speaker|spokesperson",
    "contact": "contactpersoon|respondent|ingevuld door|beantwoord door|functie|email|e mail|"
    "telefoon|contact person|answered by|filled in by|phone",
    "department": "onderdeel|afdeling|eenheid|dienst",
    "place": "locatie|plek|plaats|gebouw|location",
    "makers": "maker|merk|merken|fabrikant|vendor|manufacturer|brand",
    "makers_op": "merken op",
    "kind": "soort|categorie|producttype|type apparatuur|product type|category",
    "model": "type nummer|typenummer|modelnummer",
    "quantity": "aantal|hoeveelheid|qty|number",
    "unit": "eenheid aantal|telt|qty unit",
    "property": "eigenschap|onderwerp|subject",
    "phase": "fase",
    "role": "rol",
    "for_body": "ten behoeve van",
    "supplier": "leverancier",
    "event": "periode|period",
    "event_from": "periode van|vanaf|from",
    "event_until": "periode tot|tot en met|until",
    "source": "bron|publicatie",
    "source_url": "url|link",
    "classification": "openbaarheid|rubricering",
    "follows": "volgorde",
    "ref": "id|referentie|kenmerk|nummer",
}
PERSONAL = ("contact",)
_WANTS = "at least body (organisatie), question (vraag), answer (antwoord) and a date (datum)"
_known = matcher(COLUMNS)


def recognise(head: bytes) -> float:
    """A table whose header names a question beside a body and an answer."""
    found = max(columns_named(head, _known), key=len, default=set())
    if not {"body", "answer"} <= found or not found & {"question", "questionnaire"}:
        return 0.0
    return 0.9 + 0.02 * len(found & {"question", "questionnaire", "question_text"})


def read(content: Content, context: Context) -> Iterator[Rows]:
    """Rows as claims, in batches."""
    return Columns(COLUMNS, _WANTS).read(content, context, _take)


def _take(cells: Cells) -> Said:
    if not cells.get("body"):
        raise Unreadable("body", "empty")
    if not cells.get("question") and not cells.get("question_text"):
        raise Unreadable("question", "empty: an answer needs the question it is to")
    return Said(
        claim=_claim(cells),
        body_name=cells.values["body"],
        locator=cells.row.locator,
        value=shown(cells.values, PERSONAL),
        document_offset=cells.row.offset,
        rule=_question(cells),
        citation=cells.get("source"),
        link=web_address(cells, "source_url"),
        notes=tuple(cells.notes),
        place=cells.row.place,
    )


def _question(cells: Cells) -> str:
    """The question of the questionnaire, as the rule of its evidence."""
    parts = (cells.get("questionnaire"), cells.get("question") or cells.get("question_text"))
    plain = ("_".join((p or "").replace("/", "-").split())[:100] for p in parts)
    return "question:" + "/".join(plain)


def _claim(cells: Cells) -> Claim:
    told = _answer(cells)
    answer: Answer = told["answer"]
    silent = answer is Answer.NO_RESPONSE
    named, op = told.pop("makers") or makers(cells)
    about = kind(cells)
    return Claim(
        body=cells.values["body"],
        department=cells.get("department"),
        place=cells.get("place"),
        makers=named,
        makers_op=op,
        kind=about,
        model=cells.get("model"),
        **(quantity(cells, about) | told.pop("number", {})),
        **told,
        # That somebody is silent, the one who asked says; everything else the body says itself.
        basis=Basis.REPORTED if silent else Basis.DECLARED,
        role=word(cells, "role", words.role_of, Role) or Role.USER,
        for_body=cells.get("for_body"),
        supplier=cells.get("supplier"),
        claimant=_claimant(cells, silent),
        by_body=not silent,
        said_at=_said_at(cells, silent),
        **event(cells),
        follows=order(cells),
        classification=word(cells, "classification", words.classification_of, Classification)
        or Classification.RESTRICTED,
    )


def _claimant(cells: Cells, silent: bool) -> str | None:
    if silent:
        return cells.get("questionnaire") or SOURCE.title
    return cells.get("claimant") or cells.get("body")


def _said_at(cells: Cells, silent: bool) -> str:
    """The day of the answer; for silence, or where it is not told, the day of the question."""
    answered, asked = day(cells, "said_at"), day(cells, "asked_at")
    if answered is None and asked is not None and not silent:
        cells.note("said_at", f"empty: the day it was asked ({asked}) stands for it")
    found = answered or asked
    if found is None:
        raise Unreadable("said_at", "empty: an answer needs its day, or that of the question")
    return found


# --- the answer itself ------------------------------------------------------------------------------


def _answer(cells: Cells) -> dict[str, Any]:
    """Property, answer and phase; `makers` and `number` where the answer itself is that."""
    prop = word(cells, "property", words.property_of, Property)
    phase = word(cells, "phase", words.phase_of, Phase)
    text = " ".join((cells.get("answer") or "").split())
    made: dict[str, Any] = {"property": prop or Property.USE, "phase": phase, "makers": None}
    plain = text.strip(" .!")
    if not text:
        cells.note("answer", "empty: kept as no response")
        return made | {"answer": Answer.NO_RESPONSE}
    found = words.answer_of(plain)
    if found is not None:
        return made | {"answer": found}
    status = words.status_of(plain)
    if status is not None:
        told = STATUS[status]
        return made | {
            "property": prop or told[0],
            "answer": told[1],
            "phase": phase or told[2],
        }
    return made | (_number(cells, plain) or _named(cells, plain) or _not_understood(text))


def _not_understood(text: str) -> dict[str, Any]:
    known = "ja, nee, weet niet, weigert, verwijst, geen antwoord, kan niet uitsluiten"
    raise Unreadable(
        "answer",
        f"{text[:60]!r} is no answer we know (known: {known}; a number; names of makers); what else "
        "was said belongs in the explanation (toelichting)",
    )


def _number(cells: Cells, text: str) -> dict[str, Any] | None:
    """An answer that is a number (`25`, `bijna 30 camera's`): none at all is a no."""
    told = words.quantity_alone(text)
    if told is None:
        return None
    low, high, unit = told
    if high == 0:
        return {"answer": Answer.NO}
    about = words.kind_of(cells.get("kind") or "") or Kind.UNKNOWN
    number = {
        "quantity_low": low,
        "quantity_high": high,
        "quantity_as_said": None if text.isdecimal() else text,
        "unit": unit or (Unit.DEVICE if countable(about) else None),
    }
    return {"answer": Answer.YES, "number": number}


def _named(cells: Cells, text: str) -> dict[str, Any] | None:
    """An answer that is a list of makers we know, and nothing else."""
    names = maker_names(text, cells.context)
    found = [cells.context.maker_id(n) for n in names]
    known = tuple(dict.fromkeys(m for m in found if m is not None))
    if not known or len(known) < len(set(found)):
        return None
    either = len(known) > 1 and re.search(r"\b(?:of|or)\b", text)
    op = MakersOp.OR if either else MakersOp.AND if len(known) > 1 else MakersOp.ONE
    return {"answer": Answer.YES, "makers": (known, op)}
