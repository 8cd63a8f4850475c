# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a certificate says about who runs a service: its organisation, its host names, and whether
anybody but its maker vouches for them.

A subject is text from a stranger. It is read tolerantly and in one pass: `CN=a,O=b`, `/C=NL/O=b`,
escapes and quotes after RFC 4514. A comma counts as a separator only where a known key follows, so
that `O=Acme, Inc.` stays one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from herkomst.attribute.hosts import normalised

CAP = 4096  # characters of a subject that are looked at
MANY = 200  # host names of one certificate that are looked at

_KEYS = {
    "o": "O", "organizationname": "O", "organisationname": "O", "2.5.4.10": "O",
    "cn": "CN", "commonname": "CN", "2.5.4.3": "CN",
    "ou": "OU", "organizationalunitname": "OU", "2.5.4.11": "OU",
    "subjectaltname": "SAN", "san": "SAN", "2.5.29.17": "SAN",
}  # fmt: skip
_OTHER_KEYS = [
    "c",
    "countryname",
    "l",
    "localityname",
    "st",
    "s",
    "sp",
    "stateorprovincename",
    "street",
    "streetaddress",
    "dc",
    "domaincomponent",
    "uid",
    "userid",
    "e",
    "emailaddress",
    "email",
    "serialnumber",
    "t",
    "title",
    "gn",
    "givenname",
    "sn",
    "surname",
    "initials",
    "name",
    "postalcode",
    "businesscategory",
    "jurisdictionc",
    "jurisdictionst",
    "jurisdictionl",
    "jurisdictioncountryname",
    "jurisdictionofincorporationcountryname",
    "organizationidentifier",
    "dnqualifier",
    "description",
    "unstructuredname",
    "unstructuredaddress",
]
_KEY = "|".join(
    [
        *map(re.escape, sorted([*_KEYS, *_OTHER_KEYS], key=len, reverse=True)),
        r"[0-2](?:\.[0-9]{1,9}){2,12}",
    ]
)
# The space around a key is bounded: a run of blanks must not be walked again from each of its ends.
_START = re.compile(rf"(?:\A|(?<!\\)[,/+;\n])[ \t]{{0,4}}({_KEY})[ \t]{{0,4}}=[ \t]{{0,4}}", re.I)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)
_HEX = re.compile(r"(?:\\[0-9A-Fa-f]{2})+")
_ESCAPED = re.compile(r"\\(.)", re.S)


_NO_COUNTRY = ("XX", "ZZ")  # what tools write where nothing was filled in

# An issuer that calls itself this is no authority the public relies on.
_PRIVATE_ROOT = re.compile(
    r"\b(?:private|privat|prive|internal|intern|interne|inhouse|in-house|local|localhost|"
    r"lokaal|lan|test|demo|dummy|snake ?oil|self-?signed|untrusted|fortinet|fortigate|mikrotik|draytek|"
    r"hikvision|dahua|synology|qnap|ubnt|ubiquiti|pfsense|opnsense|mitm|mitmproxy|burp|proxy|"
    r"active directory|enterprise ca|domain ca|bedrijfs-?ca|home|homelab)\b|[-_](?:dc|ad|srv)\d*[-_]",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as far as it bears on who runs it. `trusted`: signed by a certification
    authority, not self-signed, not expired, not copied to many addresses. `weakness`: why it is not
    (self-signed, expired, private root, copied, nobody vouches). `validation`: dv, ov, ev, or empty.
    `country`: two letters, empty where it gives none."""

    organisations: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    trusted: bool = False
    self_signed: bool = False
    validation: str = ""
    weakness: str = ""
    country: str = ""

    @property
    def vouched_organisation(self) -> str | None:
        """The one organisation an authority checked; null when there is none, or are several."""
        checked = self.trusted and self.validation in ("ov", "ev")
        return self.organisations[0] if checked and len(self.organisations) == 1 else None


def parse_name(text: str) -> list[tuple[str, str]]:
    """The parts of a distinguished name as (key, value) in order; keys in capitals."""
    text = text[:CAP]
    parts: list[tuple[str, str]] = []
    start = _START.search(text)
    while start is not None:
        begin = start.end()
        quoted = _QUOTED.match(text, begin)
        following = _START.search(text, quoted.end() if quoted else begin)
        end = following.start() if following else len(text)
        value = quoted[1] if quoted else text[begin:end]
        key = start[1].lower()
        parts.append((_KEYS.get(key, key.upper()), _unescaped(value.strip())))
        start = following
    return parts


def _unescaped(value: str) -> str:
    if "\\" not in value:
        return value
    value = _HEX.sub(
        lambda m: bytes.fromhex(m[0].replace("\\", "")).decode("utf-8", "replace"), value
    )
    return _ESCAPED.sub(r"\1", value)


def read_certificate(
    subject: str,
    issuer: str = "",
    *,
    ca_signed: bool | None = None,
    validation: str = "",
    trust: str = "",
    names: Iterable[str] = (),
    copied: bool = False,
) -> Certificate:
    """A certificate from its texts. `trust` is what a scanner found (trusted, self-signed, expired,
    unknown); `copied`: it was seen on many addresses. `validation` is taken from the presence of an
    organisation where it is not given."""
    parts = parse_name(subject)
    organisations = dict.fromkeys(v for k, v in parts if k == "O" and v)
    texts = [v for k, v in parts if k == "CN"]
    for value in (v for k, v in parts if k == "SAN"):
        texts += [p.strip().removeprefix("DNS:") for p in value.split(",")]
    texts += names
    hosts = dict.fromkeys(filter(None, map(normalised, texts[:MANY])))
    weakness = _weakness(subject, issuer, organisations, ca_signed, trust, copied)
    trusted = not weakness
    level = validation.strip().lower() if trusted else ""
    if trusted and level not in ("dv", "ov", "ev"):
        level = "ov" if organisations else "dv"
    return Certificate(
        tuple(organisations),
        tuple(hosts),
        trusted,
        weakness == "self-signed",
        level,
        weakness,
        _country(parts),
    )


def _country(parts: Iterable[tuple[str, str]]) -> str:
    given = [v.upper() for k, v in parts if k in ("C", "COUNTRYNAME") and len(v) == 2]
    real = [c for c in given if c.isascii() and c.isalpha() and c not in _NO_COUNTRY]
    return real[0] if real else ""


def _weakness(
    subject: str,
    issuer: str,
    organisations: Iterable[str],
    ca_signed: bool | None,
    trust: str,
    copied: bool,
) -> str:
    """Why nobody but its maker vouches for a certificate; empty when somebody does."""
    if trust == "self-signed" or (subject.strip() and subject.strip() == issuer.strip()):
        return "self-signed"
    if trust == "expired":
        return "expired"
    signed = ca_signed is True or (ca_signed is None and trust == "trusted")
    if not signed or trust == "unknown":
        return "nobody vouches"
    if issuer and _private_root(issuer, organisations):
        return "private root"
    return "copied" if copied else ""


def _private_root(issuer: str, organisations: Iterable[str]) -> bool:
    """Whether an issuer is the subject's own, or one that only its own devices know."""
    text = issuer[:CAP].casefold()
    if any(len(o) > 3 and o.casefold() in text for o in organisations):
        return True
    return bool(_PRIVATE_ROOT.search(text))
