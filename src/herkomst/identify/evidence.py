# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence in one form: a whole answer put in one field falls apart into its fields, an address is written one way.

Scanners and people hand over a bare header, the header line or the whole answer. What stands in a header or a body is
evidence of *that* field, so the rules need to know one form only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from herkomst.hardware import PLACEHOLDER_BLOCKS, PLACEHOLDERS

if TYPE_CHECKING:
    import polars as pl

_HEADERS = {
    "http": {"server": "http.server", "www-authenticate": "http.www_authenticate"},
    "rtsp": {"server": "rtsp.server", "www-authenticate": "rtsp.realm"},
    "upnp": {"server": "upnp.server"},
}
# Fields that may hold a whole answer, and the protocol whose headers are then looked for.
_WHOLE = {
    "http.server": "http",
    "http.www_authenticate": "http",
    "rtsp.server": "rtsp",
    "rtsp.realm": "rtsp",
    "upnp.server": "upnp",
    "upnp.description": "upnp",
}
_LINE = re.compile(r"(?im)^[ \t]*(server|www-authenticate)[ \t]*:[ \t]*(.*?)[ \t]*\r?$")
# What a challenge says once and never again: without it the same device says the same twice.
_ONCE = r'(?i)[ ,]*\b(?:c?nonce|opaque|response)="[^"]*"'
_CHALLENGES = ("http.www_authenticate", "rtsp.realm")
# Names of certificates as other tools spell them out, and the usual short form.
_NAMES = ("tls.subject", "tls.issuer")
_SPELLED = {
    "commonName": "CN",
    "organizationName": "O",
    "organizationalUnitName": "OU",
    "localityName": "L",
    "stateOrProvinceName": "ST",
    "countryName": "C",
}
_SPLIT = r"(?:^|[/,]\s?)(CN|OU|O|L|ST|C|emailAddress)="
_MARKS = ["server:", "server :", "authenticate:", "authenticate :"]
_TITLE = r"(?is)<title[^>]{0,80}>\s*([^<]{1,200})"


def one_form(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with each piece of evidence in its own field. Rows and their order are untouched."""
    frame = _apart(frame)
    changed = [
        frame[n].str.replace_all(_ONCE, "")
        for n in _CHALLENGES
        if n in frame.columns and _any(frame[n])
    ]
    changed += [_short_names(frame[n]) for n in _NAMES if n in frame.columns and _any(frame[n])]
    if "mac" in frame.columns and _any(frame["mac"]):
        changed.append(_address(frame["mac"]))
    title = _titles(frame)
    if title is not None:
        changed.append(title)
    return frame.with_columns(changed) if changed else frame


def _short_names(values: pl.Series) -> pl.Series:
    """`/C=NL/O=Axis` and `commonName=x/organizationName=Axis` as `C=NL, O=Axis` and `CN=x, O=Axis`."""
    odd = values.str.contains(r"^/|[a-z]Name=").fill_null(False)
    if not odd.any():
        return values
    made = values
    for name, short in _SPELLED.items():
        made = made.str.replace_all(f"{name}=", f"{short}=", literal=True)
    made = made.str.replace_all(_SPLIT, ", ${1}=").str.strip_prefix(", ")
    return made.zip_with(odd, values)


def _any(values: pl.Series) -> bool:
    return values.null_count() < len(values)


def _apart(frame: pl.DataFrame) -> pl.DataFrame:
    """Header lines go to their own fields, first of what stands there; what follows an empty line is
    the body."""
    import polars as pl

    found: dict[str, dict[int, str]] = {}
    whole = [n for n in _WHOLE if n in frame.columns and _any(frame[n])]
    marked = pl.col(whole).str.contains_any(_MARKS, ascii_case_insensitive=True)
    rows = frame.select(marked.arg_true().implode()).row(0) if whole else ()
    for field, some in zip(whole, rows, strict=True):
        for row in some:
            for name, text in _parts(frame[field][row], _WHOLE[field]):
                held = found.setdefault(name, {})
                held[row] = f"{held[row]}\n{text}" if row in held else text
    for name, texts in found.items():
        column = frame[name].to_list() if name in frame.columns else [None] * frame.height
        for row, text in texts.items():
            old = column[row]
            column[row] = text if old is None else f"{text}\n{old}"
        frame = frame.with_columns(pl.Series(name, column, dtype=pl.String))
    return frame


def _parts(value: str, protocol: str) -> list[tuple[str, str]]:
    head, _, body = value.replace("\r\n", "\n").partition("\n\n")
    parts = [(_HEADERS[protocol].get(k.lower(), ""), text) for k, text in _LINE.findall(head)]
    if protocol == "http" and body.strip():
        parts.append(("http.body", body))
    return [(name, text) for name, text in parts if name and text]


def _address(values: pl.Series) -> pl.Series:
    """Hardware addresses as `AA:BB:CC:DD:EE:FF`; what is none stays as it is."""
    plain = values.drop_nulls()
    if plain.str.contains("^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$").all():
        return values.alias("mac")
    digits = values.str.replace_all(r"[^0-9A-Fa-f]", "").str.to_uppercase()
    pairs = digits.str.replace_all("(..)", "$1:").str.head(17)
    return pairs.zip_with(digits.str.len_bytes() == 12, values).alias("mac")


# The second digit of a hardware address: odd is that of a group; one in four came from a maker, and was not
# given out locally.
_OF_A_DEVICE, _FROM_A_MAKER = "^[0-9A-Fa-f][02468ACEace]", "^[0-9A-Fa-f][048Cc]"


def of_makers(frame: pl.DataFrame, *, local: bool = False) -> pl.DataFrame:
    """The frame, in its one form, without hardware addresses that tell no maker, whatever they begin
    with. `local`: but with those given out locally, for a list that names their prefix all the same."""
    if "mac" not in frame.columns or not _any(frame["mac"]):
        return frame
    told = frame["mac"]
    nobody = ~told.str.contains(_OF_A_DEVICE if local else _FROM_A_MAKER) | told.is_in(
        list(PLACEHOLDERS)
    )
    for block in PLACEHOLDER_BLOCKS:
        nobody |= told.str.starts_with(block)
    return frame.with_columns(told.set(nobody.fill_null(False), None))


def _titles(frame: pl.DataFrame) -> pl.Series | None:
    """The title of a body where the scanner gave none."""
    if "http.body" not in frame.columns:
        return None
    body = frame["http.body"]
    wanted = body.is_not_null()
    if "http.title" in frame.columns:
        wanted &= frame["http.title"].is_null()
    if not wanted.any():
        return None
    own = body.set(~wanted, None).str.extract(_TITLE).str.strip_chars()
    if "http.title" in frame.columns:
        own = frame["http.title"].zip_with(~wanted, own)
    return own.alias("http.title")
