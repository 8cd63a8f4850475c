# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recog's XML databases, read as its own Ruby library reads them: flags, anchors at every line, captures
and constants, `{name}` filled in from the other values, the first rule that matches, and the examples
of each rule. Format: fingerprints.xsd of rapid7/recog.

A document type or an entity is refused: no file of Recog has one, and both can be made to explode.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from herkomst.errors import CatalogueError, InputError
from herkomst.identify.foreign.dialects import compiled, to_re2
from herkomst.identify.foreign.probing import check_cost
from herkomst.identify.foreign.rules import (
    GROUP,
    HW_CERTAINTY,
    TEXT,
    Assertion,
    ForeignRule,
    Piece,
    Refused,
    RuleSet,
    asserted,
    cap_of,
)

FILE_CAP = 32 << 20
FILES_CAP = 1000
# What a database matches, as its `matches` or its file says, and our column for it.
FIELDS = {
    "http_header.server": "http.server",
    "http_header.wwwauth": "http.www_authenticate",
    "html_title": "http.title",
    "favicon.md5": "http.favicon_md5",
    "rtsp_header.server": "rtsp.server",
    "ftp.banner": "ftp.banner",
    "smtp.banner": "smtp.banner",
    "ssh.banner": "ssh.banner",
    "telnet.banner": "telnet.banner",
    "telnet_banners": "telnet.banner",
    "snmp.sys_description": "snmp.sysdescr",
    "snmp.sys_object_id": "snmp.sysobjectid",
    "x509.subject": "tls.subject",
    "x509.issuer": "tls.issuer",
    "dhcp_vendor_class": "dhcp.vendor_class",
}
_DOTALL = {"REG_DOT_NEWLINE", "REG_MULTILINE", "REG_LINE_ANY_CRLF"}
_FLAGS = _DOTALL | {"REG_ICASE"}


@dataclass(slots=True)
class Example:
    """A text that a rule must match, and what it must then say."""

    text: str
    wanted: dict[str, str]


@dataclass(slots=True)
class Fingerprint:
    """One fingerprint as it stands in a file."""

    line: int
    pattern: str | None
    flags: str
    params: list[tuple[int, str, str]] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Database:
    """One file. `missing` says which attribute of it was not there."""

    name: str
    matches: str
    fingerprints: list[Fingerprint] = field(default_factory=list)


def read(path: Path) -> RuleSet:
    """A database, or all of a folder (its own, or those in `xml/` below it).

    Errors: `InputError` where there is none, or one is not XML of Recog.
    """
    made = RuleSet(format="recog", name=path.name)
    for file in files(path):
        database = parsed(file)
        ours = FIELDS.get(database.matches, "")
        for fingerprint in database.fingerprints:
            made.read += 1
            place = f"{database.name}:{fingerprint.line}"
            try:
                rule = _rule(fingerprint, database, ours, place)
                if ours:
                    check_cost(rule.pattern, compiled(rule.pattern, place), cap_of(ours), place)
                _check(rule, fingerprint, place, made)
            except CatalogueError as error:
                made.refused.append(Refused(place, error.what))
                continue
            if ours:
                made.rules.append(rule)
            else:
                made.skipped += 1
    return made


def files(path: Path) -> list[Path]:
    """The databases of a folder, or the one file. Errors: `InputError` where there is none."""
    if path.is_file():
        return [path]
    found: list[Path] = []
    for folder in (path, path / "xml"):
        found = found or [f for f in sorted(folder.glob("*.xml")) if f.is_file()]
    if not found:
        raise InputError(
            "no XML file is in this folder" if path.is_dir() else "there is no such folder",
            where=str(path),
            do="Name the folder of Recog's databases: herkomst catalogue import recog DIR",
        )
    if len(found) > FILES_CAP:
        raise InputError(f"more than {FILES_CAP} XML files are in this folder", where=str(path))
    return found


# --- the file -------------------------------------------------------------------------------------


class _Reader:
    """The events of one file. Lines are those at which an element begins."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = Database(re.sub(r"\s+", "_", path.name), path.stem)
        self.now: Fingerprint | None = None
        self.text: list[str] | None = None
        self.attributes: dict[str, str] = {}
        self.known = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.buffer_text = True

    def _doctype(self, *_: Any) -> None:
        raise InputError(
            "this XML declares a document type, which no database of Recog does",
            where=f"{self.path}:{self.parser.CurrentLineNumber}",
            follows="It was not read: entities can be made to explode.",
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fingerprints":
            self.known = True
            self.database.matches = attributes.get("matches") or self.path.stem
        elif name == "fingerprint":
            self.now = Fingerprint(
                self.parser.CurrentLineNumber,
                attributes.get("pattern"),
                attributes.get("flags", ""),
            )
            if "certainty" in attributes:  # of the whole fingerprint; a param may say otherwise
                self.now.params.append((0, HW_CERTAINTY, attributes["certainty"]))
            self.database.fingerprints.append(self.now)
        elif name == "example" and self.now is not None:
            self.text, self.attributes = [], attributes
        elif name == "param" and self.now is not None:
            self._param(self.now, attributes)

    def _param(self, now: Fingerprint, attributes: dict[str, str]) -> None:
        position, name = attributes.get("pos", ""), attributes.get("name", "")
        if not (position.isascii() and position.isdigit() and len(position) < 4 and name):
            now.faults.append("a param needs a name and a position")
            return
        now.params.append((int(position), name, attributes.get("value", "")))

    def _characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def _end(self, name: str) -> None:
        if name == "example" and self.text is not None and self.now is not None:
            self._example(self.now, "".join(self.text))
            self.text = None
        elif name == "fingerprint":
            self.now = None

    def _example(self, now: Fingerprint, text: str) -> None:
        wanted = {k: v for k, v in self.attributes.items() if not k.startswith("_")}
        if self.attributes.get("_filename"):
            return  # kept in a file of its own beside the database: not part of what is imported
        if self.attributes.get("_encoding") == "base64":
            try:
                # Ruby sees bytes then: here each is the character of its number.
                text = base64.b64decode("".join(text.split()), validate=True).decode("latin-1")
            except (binascii.Error, ValueError):
                now.faults.append("an example is not base64")
                return
        now.examples.append(Example(text, wanted))


def parsed(path: Path) -> Database:
    """A file as it stands. Errors: `InputError` with file:line."""
    if path.stat().st_size > FILE_CAP:
        raise InputError(f"larger than {FILE_CAP:,} bytes", where=str(path))
    reader = _Reader(path)
    try:
        reader.parser.Parse(path.read_bytes(), True)
    except expat.ExpatError as error:
        raise InputError(
            f"this is not XML: {expat.ErrorString(error.code)}",
            where=f"{path}:{error.lineno}",
            follows="Nothing was imported.",
        ) from error
    if not reader.known:
        raise InputError("this XML is no database of Recog", where=str(path))
    return reader.database


# --- a rule ---------------------------------------------------------------------------------------


def _rule(fingerprint: Fingerprint, database: Database, ours: str, place: str) -> ForeignRule:
    if fingerprint.faults:
        raise CatalogueError(fingerprint.faults[0], where=place)
    if fingerprint.pattern is None:
        raise CatalogueError("the fingerprint has no pattern", where=place)
    flags = {f.strip() for f in fingerprint.flags.split(",") if f.strip()}
    if flags - _FLAGS:
        raise CatalogueError(f"the flag {min(flags - _FLAGS)} is not known", where=place)
    pattern = to_re2(
        fingerprint.pattern,
        "ruby",
        icase="REG_ICASE" in flags,
        dotall=bool(flags & _DOTALL),
        place=place,
    )
    return ForeignRule(
        id=f"recog:{place}",
        database=f"recog:{database.name}",
        field=ours,
        pattern=pattern,
        asserts=_assertions(fingerprint.params, compiled(pattern, place).groups, place),
    )


_FILL = re.compile(r"\{([^\s{}]+)\}")


def _assertions(
    params: list[tuple[int, str, str]], groups: int, place: str
) -> tuple[Assertion, ...]:
    """Params with `{name}` replaced by what that name stands for; `_tmp.` names serve only for that."""
    base: dict[str, tuple[Piece, ...]] = {}
    for position, name, value in params:
        if position > groups:
            raise CatalogueError(f"param {name} wants group {position} of {groups}", where=place)
        base[name] = (Piece(TEXT, value),) if position == 0 else (Piece(GROUP, group=position),)
    return tuple(
        Assertion(name, tuple(_filled(name, pieces, base, place)))
        for name, pieces in base.items()
        if not name.startswith("_tmp.")
    )


def _filled(
    name: str, pieces: tuple[Piece, ...], base: dict[str, tuple[Piece, ...]], place: str
) -> Iterator[Piece]:
    for piece in pieces:
        if piece.kind != TEXT or not (marks := list(_FILL.finditer(piece.text))):
            yield piece
            continue
        at = 0
        for mark in marks:
            yield Piece(TEXT, piece.text[at : mark.start()])
            at = mark.end()
            if mark[1] in base and mark[1] != name:
                yield from base[mark[1]]
            elif name.endswith(".cpe23") and mark[1].endswith(".version"):
                yield Piece(TEXT, "-")
            else:
                raise CatalogueError(f"param {name} is filled from {mark[1]}, unknown", where=place)
        yield Piece(TEXT, piece.text[at:])


def values(rule: ForeignRule, match: Any) -> dict[str, str]:
    """What Recog says of a match; in a CPE a version that was not captured is `-`."""
    found = asserted(rule, match)
    for assertion in rule.asserts:
        if assertion.name.endswith(".cpe23"):
            parts = [
                (match.group(p.group) or "-") if p.kind == GROUP else p.text
                for p in assertion.pieces
            ]
            found[assertion.name] = "".join(parts)
    return found


def _check(rule: ForeignRule, fingerprint: Fingerprint, place: str, made: RuleSet) -> None:
    """Every example of the rule, as Recog's own verifier runs it."""
    pattern = compiled(rule.pattern, place)
    for example in fingerprint.examples:
        made.examples += 1
        match = pattern.search(example.text)
        if match is None:
            made.failures.append(f"{place}: does not match its example {example.text[:80]!r}")
            continue
        said = values(rule, match)
        wrong = [k for k, v in example.wanted.items() if said.get(k, "") != v]
        if wrong:
            key = wrong[0]
            made.failures.append(
                f"{place}: {key} is {said.get(key)!r}, wanted {example.wanted[key]!r}"
            )
        else:
            made.passed += 1
