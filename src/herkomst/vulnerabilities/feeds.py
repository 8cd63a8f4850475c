# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feeds of known vulnerabilities that a user imports: CISA's list of exploited ones (KEV, JSON) and
NVD's (JSON 2.0). Of NVD only what concerns makers of the catalogue is kept. A feed grows old: its date
goes with everything that rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from herkomst import catalogue
from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.jsonobjects import Objects
from herkomst.observations import Found, of_lines
from herkomst.vulnerabilities.rules import CveRule, Range, models_pattern
from herkomst.vulnerabilities.versions import Version, version_of

KEV_CAP = 64 << 20
HEAD_CAP = 1 << 20


class Kev(msgspec.Struct):
    """CISA's list: the day each CVE was added, and the day of the list itself."""

    released: str
    imported_at: str = ""
    name: str = ""
    read: int = 0
    skipped: int = 0
    added: dict[str, str] = {}

    def counts(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "format": "kev",
            "name": self.name,
            "released": self.released,
            "imported_at": self.imported_at,
            "read": self.read,
            "kept": len(self.added),
            "skipped": self.skipped,
            "refused": self.read - self.skipped - len(self.added),
        }


class NvdRange(msgspec.Struct, array_like=True, gc=False):
    """One product of a CPE and its versions, as NVD gives them."""

    product: str
    version: str = "*"
    from_including: str = ""
    from_excluding: str = ""
    until_including: str = ""
    until_excluding: str = ""


class NvdEntry(msgspec.Struct, gc=False):
    """What is kept of one CVE: the makers of the catalogue it concerns, with their products."""

    cve: str
    modified: str
    text: str
    products: dict[str, list[NvdRange]]
    kev: str | None = None


class Nvd(msgspec.Struct):
    """Imported feeds of NVD: the date of each file, and the entries of all."""

    feeds: dict[str, str] = {}
    imported_at: str = ""
    name: str = ""
    read: int = 0
    skipped: int = 0
    refused: int = 0
    entries: dict[str, NvdEntry] = {}

    def counts(self) -> dict[str, Any]:
        """For `--json`: of the file read last, and of all."""
        return {
            "format": "nvd",
            "name": self.name,
            "released": self.feeds.get(self.name, ""),
            "imported_at": self.imported_at,
            "read": self.read,
            "kept": self.read - self.skipped - self.refused,
            "skipped": self.skipped,
            "refused": self.refused,
            "entries": len(self.entries),
        }


# --- KEV ------------------------------------------------------------------------------------------


class _KevItem(msgspec.Struct):
    cveID: str | None = None
    dateAdded: str | None = None


class _KevFile(msgspec.Struct):
    vulnerabilities: list[_KevItem]
    dateReleased: str | None = None
    catalogVersion: str | None = None


_CVE = re.compile(r"CVE-\d{4}-\d{4,19}")


def read_kev(path: Path) -> Kev:
    """CISA's list. Errors: `InputError` where the file is none."""
    content = Content(path)
    text = bytearray()
    for chunk in content.chunks():
        text += chunk
        if len(text) > KEV_CAP:
            raise InputError(f"larger than {KEV_CAP:,} bytes", where=str(path))
    try:
        file = msgspec.json.decode(bytes(text), type=_KevFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            f"this is not CISA's list of exploited vulnerabilities: {error}",
            where=str(path),
            follows="Nothing was imported.",
            do="It is published as known_exploited_vulnerabilities.json.",
        ) from error
    made = Kev(_day(file.dateReleased or file.catalogVersion), name=path.name)
    for item in file.vulnerabilities:
        made.read += 1
        if item.cveID and _CVE.fullmatch(item.cveID) and _day(item.dateAdded):
            made.skipped += item.cveID in made.added
            made.added[item.cveID] = _day(item.dateAdded)
    return made


def _day(text: str | None) -> str:
    plain = (text or "")[:10].replace(".", "-").replace("/", "-")
    try:
        return date.fromisoformat(plain).isoformat()
    except ValueError:
        return ""


# --- NVD ------------------------------------------------------------------------------------------


class _Match(msgspec.Struct, gc=False):
    criteria: str | None = None
    vulnerable: bool | None = None
    versionStartIncluding: str | None = None
    versionStartExcluding: str | None = None
    versionEndIncluding: str | None = None
    versionEndExcluding: str | None = None


class _Node(msgspec.Struct, gc=False):
    cpeMatch: list[_Match] | None = None
    negate: bool | None = None


class _Configuration(msgspec.Struct, gc=False):
    nodes: list[_Node] | None = None


class _Text(msgspec.Struct, gc=False):
    lang: str | None = None
    value: str | None = None


class _Cve(msgspec.Struct, gc=False):
    id: str | None = None
    lastModified: str | None = None
    vulnStatus: str | None = None
    cisaExploitAdd: str | None = None
    descriptions: list[_Text] | None = None
    configurations: list[_Configuration] | None = None


class _Item(msgspec.Struct, gc=False):
    cve: _Cve | None = None


_ARRAY = re.compile(rb'"vulnerabilities"\s*:\s*\[')
_STAMP = re.compile(rb'"timestamp"\s*:\s*"([^"]{10,40})"')


def read_nvd(path: Path, known: Nvd | None = None) -> Nvd:
    """A feed of NVD, one year's or the recent ones, laid over those known: a later entry for a CVE takes
    the place of the earlier. Streamed. Errors: `InputError` where the file is none."""
    content = Content(path)
    head = content.head(HEAD_CAP)
    begin = _ARRAY.search(head)
    if begin is None or (b'"NVD_CVE"' not in head[: begin.end()] and b'"cve"' not in head):
        raise InputError(
            "this is no JSON feed of NVD (version 2.0)",
            where=str(path),
            follows="Nothing was imported.",
            do="It is published as nvdcve-2.0-YEAR.json.gz.",
        )
    stamp = _STAMP.search(head)
    made = known or Nvd()
    made.name, made.read, made.skipped, made.refused = path.name, 0, 0, 0
    made.feeds[path.name] = _day(stamp[1].decode("ascii", "replace")) if stamp else ""
    reader = Objects(_Item, ignored=lambda text: not text.strip(b"}] \r\n\t"))
    for item in of_lines(reader.blocks(_after(content, begin.end())), _Item, _nvd_facts):
        if not isinstance(item, Found):
            made.read += 1
            made.refused += 1
        elif item.facts:
            made.read += 1
            entry: NvdEntry = item.facts[0]["entry"]
            if entry.products:
                made.entries[entry.cve] = entry
            else:
                made.skipped += 1
                made.entries.pop(entry.cve, None)
    return made


def _after(content: Content, skip: int) -> Iterator[bytes]:
    for chunk in content.chunks():
        yield chunk[skip:]
        skip = max(0, skip - len(chunk))


def _nvd_facts(item: _Item) -> list[dict[str, Any]] | str:
    cve = item.cve
    if cve is None or not cve.id or not _CVE.fullmatch(cve.id):
        return "no CVE"
    products: dict[str, list[NvdRange]] = {}
    matches = (
        m
        for c in cve.configurations or ()
        for n in c.nodes or ()
        if not n.negate
        for m in n.cpeMatch or ()
    )
    if cve.vulnStatus != "Rejected":
        for match in matches:
            _add(products, match)
    text = next((d.value for d in cve.descriptions or () if d.lang == "en" and d.value), "")
    entry = NvdEntry(
        cve.id, _day(cve.lastModified), text[:300], products, _day(cve.cisaExploitAdd) or None
    )
    return [{"entry": entry}]


def _add(products: dict[str, list[NvdRange]], match: _Match) -> None:
    # cpe:2.3:part:vendor:product:version:...; a colon within a value is escaped
    parts = re.split(r"(?<!\\):", match.criteria or "")
    if len(parts) < 6 or not match.vulnerable:
        return
    maker = catalogue.maker_id(_plain(parts[3]))
    if maker is None:
        return
    found = NvdRange(
        _plain(parts[4]).removesuffix(" firmware"),
        _plain(parts[5]) or "*",
        match.versionStartIncluding or "",
        match.versionStartExcluding or "",
        match.versionEndIncluding or "",
        match.versionEndExcluding or "",
    )
    listed = products.setdefault(maker, [])
    if found not in listed and len(listed) < 5000:
        listed.append(found)


def _plain(text: str) -> str:
    """A value of a CPE without its escapes."""
    return re.sub(r"\\(.)", r"\1", text).replace("_", " ")


def rules_of_feed(feed: Nvd) -> Iterator[CveRule]:
    """The entries of a feed in the form of our own rules."""
    for entry in feed.entries.values():
        for maker, products in entry.products.items():
            yield CveRule(
                cve=entry.cve,
                maker=maker,
                what=entry.text,
                kev=entry.kev,
                ranges=tuple(_range(p) for p in products),
                source=f"NVD, changed {entry.modified or 'on an unknown day'}",
                place=entry.cve,
            )


def _range(product: NvdRange) -> Range:
    version = product.version
    exact = version_of(version) if version not in ("*", "-") else Version()
    first = version_of(product.from_including or product.from_excluding)
    last, fixed = version_of(product.until_including), version_of(product.until_excluding)
    bounded = bool(first or last or fixed or product.until_including or product.until_excluding)
    told = "; ".join(
        f"{word} {text}"
        for word, text in (
            ("from", product.from_including),
            ("after", product.from_excluding),
            ("until", product.until_including),
            ("before", product.until_excluding),
            ("only", version if version not in ("*", "-") else ""),
        )
        if text
    )
    return Range(
        models=models_pattern([_model_pattern(product.product)], product.product),
        first=first or exact,
        last=last or exact,
        fixed=fixed,
        every=version == "*" and not bounded,
        told=told,
    )


def _model_pattern(product: str) -> str:
    """A product of a CPE as a model: exactly, or with NVD's `xx` for any characters of a series."""
    model = product.upper()
    if "XX" not in model:
        return r"(?:DH-|DHI-)?" + re.escape(model).replace(r"\ ", "[ _-]")
    made = re.sub(r"X+", lambda m: "[0-9A-Z]{%d}" % len(m.group()), re.escape(model))  # noqa: UP031
    made = re.sub(r"H\[0-9A-Z\]\{1\}", "H[A-Z]{1,4}", made)
    return r"(?:DH-|DHI-)?" + made + ".*"
