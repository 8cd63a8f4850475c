# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Labelled device answers beside this checkout, in one form. They are measured on, never shipped."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from herkomst import catalogue

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "fingerprints"
# Keys of ztag and recog -> our evidence fields.
FIELDS = {
    "ftp.banner": "ftp.banner", "ics": "ics.identity", "http.body": "http.body", "mail.banner": "smtp.banner",
    "http_header.server": "http.server", "http_header.wwwauth": "http.www_authenticate", "html_title": "http.title",
    "telnet.banner": "telnet.banner", "telnet_banners": "telnet.banner", "x509.issuer": "tls.issuer",
    "x509.subject": "tls.subject", "snmp.sys_description": "snmp.sysdescr", "snmp.sys_object_id": "snmp.sysobjectid",
    "favicon.md5": "http.favicon_md5", "ssh.banner": "ssh.banner", "smtp.banner": "smtp.banner",
    "dhcp_vendor_class": "dhcp.vendor_class", "rtsp_header.server": "rtsp.server", "mdns.device-info.txt": "mdns.name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """Evidence with the makers that are right for it; none where it proves none. `allowed` may be said
    with no more than `possible`."""

    id: str
    evidence: dict[str, str]
    right: frozenset[str]
    allowed: frozenset[str]

    @property
    def half(self) -> int:
        """0 or 1, by the hash of the id: rules are tuned on 0 only."""
        return int(hashlib.md5(self.id.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def said(maker: str | None, brand: str | None, names: frozenset[str]) -> bool:
    """Whether an answer is one of these names, whatever the spelling; a name may go on (`Dell Inc.`)."""
    if maker is None and brand is None:
        return False
    folded = {catalogue.fold(n) for n in names}
    known = {catalogue.fold(x) for x in (maker, brand) if x}
    entry = catalogue.makers().get(maker or "")
    if entry is not None:
        listed = (entry.maker.name, *entry.maker.aliases, *entry.brands.values())
        known |= {catalogue.fold(n) for n in listed}
    return any(k and f and (k.startswith(f) or f.startswith(k)) for k in known for f in folded)


def evidence() -> list[Case]:
    """Answers of real devices from public threads, traps among them."""
    made = []
    for row in _lines("evidence.public.jsonl"):
        accepted = frozenset(a for a in row.get("accept") or () if a)
        right = accepted | {row["maker"]} if row["maker"] else frozenset[str]()
        made.append(Case(row["id"], {row["field"]: row["value"]}, frozenset(right), accepted))
    return made


def ztag() -> list[Case]:
    """Records of real scans, labelled by hand; several answers a record."""
    made = []
    for row in _lines("ztag_devices.public.jsonl"):
        found: dict[str, str] = {}
        for seen in row["observations"]:
            name = FIELDS.get(seen["key"])
            if name:
                found[name] = f"{found[name]}\n{seen['value']}" if name in found else seen["value"]
        label = row["expect"].get("manufacturer")
        made.append(Case(row["id"], found, frozenset({label} if label else ()), frozenset()))
    return made


def atoms() -> list[Case]:
    """Single strings of makers that users ask about."""
    rows = _lines("maker_atoms.jsonl")
    return [
        Case(
            f"{r['field']}:{r['value']}",
            {r["field"]: r["value"]},
            frozenset({r["maker"]}),
            frozenset(),
        )
        for r in rows
    ]


def addresses() -> list[Case]:
    """Address prefixes found by a word in the registrant's name, homonyms among them (`HOMONYMS`)."""
    made = []
    with (FOLDER / "oui_vendors.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            digits = (row["prefix"] + "0" * 12)[:12]
            mac = ":".join(digits[i : i + 2] for i in range(0, 12, 2))
            right = frozenset() if _homonym(row) else frozenset({row["vendor"].split(" (")[0]})
            made.append(Case(row["prefix"], {"mac": mac}, right, frozenset()))
    return made


def _homonym(row: dict[str, str]) -> bool:
    words = ("scale factory", "keruijie", "autelis", "autelan", "nautel", "shanghai ruijie")
    return any(w in row["ieee_org"].lower() for w in words)


def recog_hardware() -> list[Case]:
    """Example strings of recog with a vendor of hardware, from which no rule here was made."""
    return [c for c, hardware in _recog() if hardware]


def recog_software() -> list[Case]:
    """Example strings of recog with a vendor of software only: silence is right, and so is the vendor."""
    return [c for c, hardware in _recog() if not hardware and c.right]


def _recog() -> Iterator[tuple[Case, bool]]:
    for row in _lines("recog_examples.public.jsonl"):
        name = FIELDS.get(row["match_key"])
        if name is None:
            continue
        value = row["value"] or base64.b64decode(row["value_b64"] or "").decode("latin-1")
        parts = ("hw.vendor", "os.vendor", "service.vendor")
        vendors = frozenset(v for k, v in row["expect"].items() if k in parts)
        case = Case(f"{row['file']}{row['description']}", {name: value}, vendors, frozenset())
        yield case, "hw.vendor" in row["expect"]


def _lines(name: str) -> Iterator[dict[str, Any]]:
    with (FOLDER / name).open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)
