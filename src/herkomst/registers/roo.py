# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The export of the Register van Overheidsorganisaties (`exportOO.xml`), streamed.

Written from the public list of its elements, not from a copy: `REGISTER.tested` says so until a real
one was read. Staff (`functies`, `medewerkers`) is passed over unread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.entries import (
    Blocks,
    Entry,
    Fault,
    Gathered,
    Member,
    Name,
    Register,
    Report,
    day,
    domain_of,
    host_of,
)

REGISTER = Register("roo", "ROO export (exportOO.xml)", "KOOP", "CC0", tested=False)
# The register's own words for a sort -> ours. A text in another case or with more after it is the same.
SORTS = {
    "gemeente": "gemeente",
    "provincie": "provincie",
    "waterschap": "waterschap",
    "ministerie": "ministerie",
    "agentschap": "agentschap",
    "inspectie": "inspectie",
    "politie": "politie",
    "zelfstandig bestuursorgaan": "zbo",
    "zbo": "zbo",
    "openbaar lichaam voor beroep en bedrijf": "zbo",
    "koepelorganisatie": "zbo",
    "hoog college van staat": "hoge-college",
    "kabinet van de koning": "hoge-college",
    "provinciale rekenkamer": "hoge-college",
    "gemeenschappelijke regeling": "gemeenschappelijke-regeling",
    "regionaal samenwerkingsorgaan": "gemeenschappelijke-regeling",
    "grensoverschrijdend regionaal samenwerkingsorgaan": "gemeenschappelijke-regeling",
    "grensoverschrijdende gemeenschappelijke regeling": "gemeenschappelijke-regeling",
    "rechterlijke instantie": "rechterlijke-instantie",
    "rechtspraak": "rechterlijke-instantie",
    "caribisch openbaar lichaam": "caribisch-openbaar-lichaam",
    "openbaar lichaam bes": "caribisch-openbaar-lichaam",
    "openbaar lichaam": "caribisch-openbaar-lichaam",
}
_ENTRY = ("organisatie", "gemeenschappelijkeRegeling")
_NOT_READ = ("functies", "medewerkers", "adressen", "telefoonnummers", "raad", "woo")


def recognise(path: Path) -> float:
    """XML whose root says that it holds overheidsorganisaties."""
    if path.is_dir():
        return 0.0
    head = Content(path).head(1 << 14)
    return 0.95 if b"overheidsorganisaties" in head and b"<" in head[:8] else 0.0


def read(path: Path, report: Report) -> Gathered:
    """All entries. Errors: `InputError` for XML that is damaged or tries to declare entities."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException

    made = Gathered(REGISTER)
    try:
        for element, parent in _elements(path, report):
            made.read += 1
            _take(element, parent, made)
    except (ParseError, DefusedXmlException) as error:
        raise InputError(
            f"the XML is damaged or not allowed: {error or type(error).__name__}",
            where=str(path),
            follows="Nothing was changed.",
        ) from error
    made.entries.sort(key=lambda e: e.key)
    return made


def _elements(path: Path, report: Report) -> Iterator[tuple[Any, str]]:
    """Each body's element once it is whole, with the number of the body it lies in. What was read is let
    go at once, so that memory does not grow with the file."""
    from defusedxml.ElementTree import iterparse

    open_: list[str] = []  # numbers of the bodies around
    skipping = 0
    events = cast("Callable[..., Iterator[tuple[str, Any]]]", iterparse)(
        Blocks(Content(path), report), events=("start", "end"), forbid_dtd=True
    )
    for event, element in events:
        name = _local(element.tag)
        if event == "start":
            skipping += name in _NOT_READ
            if name in _ENTRY and not skipping:
                open_.append(_attribute(element, "systeemId"))
        elif name in _NOT_READ:
            skipping -= 1
            element.clear()
        elif name in _ENTRY and not skipping:
            open_.pop()
            yield element, open_[-1] if open_ else ""
            element.clear()


def _take(element: Any, parent: str, made: Gathered) -> None:
    number = _attribute(element, "systeemId")
    sort = _sort(element)
    text = _text(element, "naam") or _text(element, "titel") or _text(element, "citeertitel")
    if not number or not text:
        made.faults.append(Fault(f"record {made.read}", "no number or no name"))
        return
    if sort is None:
        made.skipped += 1
        return
    known = {
        _attribute(e, "naam").lower(): (e.text or "").strip()
        for e in _path(element, "identificatiecodes", "resourceIdentifier")
    }
    made.entries.append(
        Entry(
            key=number,
            sort=sort,
            names=(Name(text, _text(element, "afkorting")),),
            tooi=_attribute(element, "resourceIdentifierTOOI")
            or known.get("resourceidentifiertooi", ""),
            roo=number,
            oin=known.get("oin", ""),
            kvk=known.get("kvk-nummer", ""),
            parent=parent,
            ministry=_attribute_of(element, "relatieMetMinisterie", "systeemId"),
            host=host_of(_general(element, "internetadressen", "internetadres", "url")),
            mail_domain=domain_of(_general(element, "emailadressen", "emailadres", "email")),
            valid_from=day(_text(element, "startDatum") or _text(element, "datumInwerkingtreding")),
            valid_until=day(
                _text(element, "eindDatum") or _text(element, "datumUitwerkingtreding")
            ),
            is_agreement=bool(_path(element, "regionaalSamenwerkingsorgaan"))
            or _local(element.tag) == "gemeenschappelijkeRegeling",
            organ=_attribute_of(element, "regionaalSamenwerkingsorgaan", "systeemId"),
            members=tuple(
                Member(_attribute(e, "resourceIdentifierTOOI"), _attribute(e, "systeemId"))
                for e in _path(element, "deelnemendeOrganisaties", "deelnemendeOrganisatie")
            ),
        )
    )


def _sort(element: Any) -> str | None:
    if _local(element.tag) == "gemeenschappelijkeRegeling":
        return "gemeenschappelijke-regeling"
    for found in _path(element, "types", "type"):
        text = (found.text or "").strip().lower()
        if text in SORTS:
            return SORTS[text]
        longer = [s for s in SORTS if text.startswith(s + " (")]
        if longer:
            return SORTS[longer[0]]
    return None


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _attribute(element: Any, name: str) -> str:
    """An attribute in whatever name space."""
    found = (v for k, v in element.attrib.items() if _local(k) == name)
    return str(next(found, "")).strip()


def _path(element: Any, *names: str) -> list[Any]:
    """The elements down a path of children."""
    found = [element]
    for name in names:
        found = [c for e in found for c in e if _local(c.tag) == name]
    return found


def _first(element: Any, *names: str) -> str:
    return next(((e.text or "").strip() for e in _path(element, *names) if e.text), "")


def _general(element: Any, several: str, one: str, value: str) -> str:
    """The address of a body that its label calls general; without such a label the first."""
    found = _path(element, "contact", several, one)
    general = [e for e in found if _first(e, "label").lower() == "algemeen"]
    return next(filter(None, (_first(e, value) for e in (*general, *found))), "")


def _text(element: Any, name: str) -> str:
    return _first(element, name)


def _attribute_of(element: Any, child: str, name: str) -> str:
    return next((_attribute(e, name) for e in _path(element, child)), "")
