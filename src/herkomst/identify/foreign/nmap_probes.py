# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A user's own nmap-service-probes file: its `match` and `softmatch` lines.

Format: nmap's published description of the file (nmap.org/book/vscan-fileformat.html). A pattern is
PCRE over the bytes of an answer, between delimiters, with the flags i and s; then what it says:
p/product/ v/version/ i/info/ h/hostname/ o/system/ d/device/ and cpe:/.../, in which $1, $P(1), $SUBST(1,"a","b")
and $I(1,">") stand for what was captured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from herkomst.errors import CatalogueError, InputError
from herkomst.identify.foreign.dialects import compiled, to_re2
from herkomst.identify.foreign.probing import check_cost
from herkomst.identify.foreign.rules import (
    GROUP,
    HTTP,
    HW_DEVICE,
    NUMBER,
    PRINTABLE,
    PRODUCT,
    REPLACED,
    RTSP,
    TEXT,
    VERSION,
    Assertion,
    ForeignRule,
    Piece,
    Refused,
    RuleSet,
    cap_of,
)

FILE_CAP = 64 << 20
LINE_CAP = 65536
# The service a line names, and our column for the answer it is matched on.
FIELDS = {
    "http": HTTP,
    "https": HTTP,
    "ssl/http": HTTP,
    "http-proxy": HTTP,
    "rtsp": RTSP,
    "ssh": "ssh.banner",
    "ftp": "ftp.banner",
    "smtp": "smtp.banner",
    "telnet": "telnet.banner",
}
_HEAD = re.compile(r"(match|softmatch)\s+(\S+)\s+m(.)")
_OTHER = re.compile(r"(?:Exclude|Probe|ports|sslports|totalwaitms|tcpwrappedms|rarity|fallback)\b")
_LETTERS = {
    "p": PRODUCT,
    "v": VERSION,
    "i": "service.info",
    "h": "host.name",
    "o": "os.product",
    "d": HW_DEVICE,
}
_HOLE = re.compile(
    r"\$(?:(?P<plain>[1-9]\d?)"
    r"|P\((?P<printable>\d{1,2})\)"
    r'|SUBST\((?P<group>\d{1,2}),"(?P<old>[^"]*)","(?P<new>[^"]*)"\)'
    r'|I\((?P<number>\d{1,2}),"(?P<order>[<>])"\))'
)


def read(path: Path) -> RuleSet:
    """The rules of a file; read = kept + skipped + refused over its match and softmatch lines.

    Errors: `InputError` where it is not such a file.
    """
    if not path.is_file():
        raise InputError("there is no such file", where=str(path))
    if path.stat().st_size > FILE_CAP:
        raise InputError(f"larger than {FILE_CAP:,} bytes", where=str(path))
    made = RuleSet(format="nmap-probes", name=path.name)
    name = re.sub(r"\s+", "_", path.name)
    strange = 0
    # Bytes: each is the character of its number, as patterns over bytes want it.
    for number, line in enumerate(path.read_bytes().decode("latin-1").split("\n"), 1):
        line = line.strip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        place = f"{name}:{number}"
        if not re.match(r"(?:soft)?match\b", line):
            strange += _OTHER.match(line) is None
            continue
        made.read += 1
        try:
            rule = _rule(line, place)
        except CatalogueError as error:
            made.refused.append(Refused(place, error.what))
            continue
        if rule is None:
            made.skipped += 1
        else:
            made.rules.append(rule)
    if not made.read or strange > made.read:
        raise InputError(
            "this is no nmap-service-probes file",
            where=str(path),
            follows="Nothing was imported.",
            do="It holds lines such as: match ssh m|^SSH-| p/OpenSSH/",
        )
    return made


def _rule(line: str, place: str) -> ForeignRule | None:
    """One line as a rule; null for an answer that no column holds, or one that names nothing."""
    if len(line) > LINE_CAP:
        raise CatalogueError(f"a line of {len(line):,} characters", where=place)
    head = _HEAD.match(line)
    if head is None:
        raise CatalogueError("a service and a pattern `m/.../` are needed", where=place)
    kind, service, delimiter = head.groups()
    end = line.find(delimiter, head.end())
    if end < 0:
        raise CatalogueError(f"the pattern does not end with {delimiter!r}", where=place)
    rest = line[end + 1 :]
    flags = re.match(r"[a-zA-Z]*", rest)
    told = flags.group() if flags else ""
    if set(told) - {"i", "s"}:
        raise CatalogueError(f"the flag {min(set(told) - {'i', 's'})!r} is not known", where=place)
    pattern = to_re2(
        line[head.end() : end], "pcre", icase="i" in told, dotall="s" in told, place=place
    )
    asserts = tuple(_assertions(rest[len(told) :], compiled(pattern, place).groups, place))
    if kind == "softmatch" or service not in FIELDS or not asserts:
        return None
    check_cost(pattern, compiled(pattern, place), cap_of(FIELDS[service]), place)
    return ForeignRule(
        id=f"nmap:{place}",
        database=f"nmap:{place.rpartition(':')[0]}",
        field=FIELDS[service],
        pattern=pattern,
        asserts=asserts,
    )


def _assertions(text: str, groups: int, place: str) -> Iterator[Assertion]:
    """The templates after the pattern, each between delimiters of its own."""
    at, seen = 0, dict[str, int]()
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        letter = "cpe" if text.startswith("cpe:", at) else text[at]
        start = at + (4 if letter == "cpe" else 1)
        if (letter != "cpe" and letter not in _LETTERS) or start >= len(text):
            raise CatalogueError(f"{text[at : at + 20]!r} is not understood", where=place)
        end = text.find(text[start], start + 1)
        if end < 0:
            raise CatalogueError(f"{letter}{text[start]} does not end", where=place)
        name = _LETTERS.get(letter, letter)
        seen[name] = seen.get(name, 0) + 1
        prefix = "cpe:/" if letter == "cpe" else ""
        pieces = tuple(_pieces(prefix + text[start + 1 : end], groups, place))
        yield Assertion(name if seen[name] == 1 else f"{name}.{seen[name]}", pieces)
        at = end + 1
        if letter == "cpe" and text[at : at + 1] == "a":
            at += 1  # the mark that the CPE is generic


def _pieces(template: str, groups: int, place: str) -> Iterator[Piece]:
    at = 0
    for hole in _HOLE.finditer(template):
        if hole.start() > at:
            yield Piece(TEXT, template[at : hole.start()])
        at = hole.end()
        piece = _piece(hole)
        if piece.group > groups:
            raise CatalogueError(f"group {piece.group} of {groups} is wanted", where=place)
        yield piece
    if at < len(template) or not template:
        yield Piece(TEXT, template[at:])


def _piece(hole: re.Match[str]) -> Piece:
    if hole["plain"]:
        return Piece(GROUP, group=int(hole["plain"]))
    if hole["printable"]:
        return Piece(PRINTABLE, group=int(hole["printable"]))
    if hole["number"]:
        return Piece(NUMBER, hole["order"], int(hole["number"]))
    return Piece(REPLACED, hole["old"], int(hole["group"]), hole["new"])
