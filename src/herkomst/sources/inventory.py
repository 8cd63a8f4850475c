# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inventory: a body's own asset list (CSV or XLSX export of a CMDB), whatever its columns are called.

The columns are mapped once, by what they are called or by `--map`, and remembered by the importer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from herkomst import vocabulary as words
from herkomst.claimrows import Cells, Columns, Unreadable, day, shown
from herkomst.collect import Context, Rows, Said, Source
from herkomst.contracts import LONGEST_NAME
from herkomst.errors import InputError
from herkomst.hardware import mac_address
from herkomst.model import (
    Basis,
    Claim,
    Kind,
    Level,
    MakersOp,
    Phase,
    Property,
    Role,
    Unit,
)
from herkomst.tables import ZIP, Row, columns_named, matcher

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="inventory",
    basis=Basis.DECLARED,
    media_types=("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    licence="the body's own",
    yields="claims",
    title="Own inventory",
    own_list=True,
)
COLUMNS = {
    "makers": "maker|merk|brand|make|manufacturer|fabrikant|vendor|producent|fabricaat|fabrikaat|merknaam|"
    "manufacturer name|vendor name",
    "model": "type|typenummer|typeaanduiding|product|productnaam|model number|modelnummer|model id|"
    "model name|modelnaam|artikel|uitvoering|type nr",
    "make_and_model": "merk type|merk en type|merk model|merk en model|fabrikaat type|fabrikaat en type|"
    "fabrikant type|fabrikant en type|type en merk|make model|make and model|brand and model|brand model|"
    "manufacturer and model",
    "kind": "soort|categorie|category|asset type|assettype|asset typename|soort middel|soort object|"
    "ci type|ci class|class|objecttype|objectsoort|device type|apparaattype|type apparaat|groep",
    "serial": "serienummer|serienr|serial number|sn|serial no|serial",
    "mac": "mac adres|mac address|macadres|hardware address|mac",
    "ip": "ip adres|ip address|ipadres|ipv4|ipv4 adres|ipv4 address|management ip|management ip adres",
    "hostname": "naam|host|hostnaam|device name|asset name|ci naam|name|computernaam|fqdn|dns name",
    "place": "locatie|location|gebouw|ruimte|site|standplaats|vestiging|adres|plaats|object locatie",
    "firmware": "firmwareversie|firmware version|software versie|softwareversie|versie|version|"
    "os versie|os version",
    "quantity": "aantal|qty|stuks|amount|number|count|quantity",
    "said_at": "inventarisatiedatum|peildatum|datum inventarisatie|inventory date|gecontroleerd op|"
    "last seen|laatst gezien|last inventory|laatste inventarisatie|datum|date",
    "updated": "laatst bijgewerkt|last update|last updated|sys updated on|gewijzigd|gewijzigd op|modified",
    "asset": "asset tag|assettag|asset id|object id|objectid|objectnummer|ci nummer|ci id|"
    "inventarisnummer|inventory number|id|nummer|barcode|sticker|registratienummer",
    "role": "rol",
    "supplier": "leverancier|supplier|reseller",
    "purchased": "aanschafdatum|datum aanschaf|purchase date|aankoopdatum|in gebruik sinds|purchased|"
    "warranty|garantie|garantie tot|warranty expiration",
    "state": "status|levensfase|state|install status|operational status|statusnaam|hardware status",
    "owner": "eigenaar",
    "manager": "beheerder",
    "note": "opmerking|opmerkingen|remarks|comment|comments|toelichting|omschrijving|description",
}
FIELDS = tuple(COLUMNS)
_NAMING = {"makers", "model", "make_and_model"}
_known = matcher(COLUMNS)
_GONE = re.compile(
    r"\b(?:afgevoerd|vervallen|retired|disposed|verwijderd|uit dienst|buiten (?:gebruik|dienst|bedrijf)|"
    r"sloop|gesloopt|decommissioned|scrapped|verkocht|sold|gestolen|stolen|vermist|missing|absent)\b",
    re.I,
)
_COMING = re.compile(r"\b(?:besteld|in bestelling|on order|ordered|planned|gepland)\b", re.I)


def recognise(head: bytes) -> float:
    """A table with a brand or model column beside others of an asset list."""
    if head.startswith(ZIP):
        return 0.45 if b"xl/" in head else 0.0
    best = 0.0
    for found in columns_named(head, _known):
        told = len(
            found & {"serial", "mac", "ip", "asset", "hostname", "firmware", "place", "quantity"}
        )
        if found & _NAMING and told:
            best = max(best, min(0.35 + 0.1 * told, 0.8))
    return best


def settled(columns: dict[str, str | None]) -> dict[str, str | None]:
    """`Type` is the model, but beside a column that says the model it is the kind."""
    types = [n for n, ours in columns.items() if ours == "model" and words.folded(n) == "type"]
    others = [n for n, ours in columns.items() if ours == "model" and n not in types]
    if types and others and "kind" not in columns.values():
        return columns | dict.fromkeys(types, "kind")
    return columns


def read(content: Content, context: Context) -> Iterator[Rows]:
    """Rows as claims of the body whose list it is. Errors: `InputError` without a body."""
    if context.body is None:
        raise InputError(
            "an inventory is a body's own list",
            where=content.name,
            do="Say whose it is: herkomst import --body NAME FILE",
        )
    columns = Columns(
        COLUMNS,
        "a brand (merk) or model column and one more; or use --map 'COLUMN=FIELD' (fields: "
        + ", ".join(FIELDS)
        + ")",
        settle=settled,
        told=True,
    )
    return columns.read(content, context, _take)


def _take(cells: Cells) -> Said | str:
    values, row, body = cells.values, cells.row, cells.context.body
    assert body is not None
    coming = _COMING.search(values.get("state", "")[:200])
    if coming:
        return f"{row.place}: {coming.group()!r}, so not in use yet; left out"
    _check(cells)
    return Said(
        claim=_claim(values, row, cells.context, cells.notes),
        body_name=body.name,
        locator=row.locator,
        value=shown(values, _PERSONAL),
        document_offset=row.offset,
        notes=tuple(cells.notes),
        place=row.place,
    )


def _check(cells: Cells) -> None:
    values = cells.values
    if not any(values.get(field) for field in _NAMING):
        raise Unreadable("makers", "neither a brand nor a model")
    if values.keys() <= {"makers", "note"}:
        raise Unreadable("makers", "nothing but a brand: a heading, or what there is is not told")
    if values.get("quantity") and words.whole_number(values["quantity"]) is None:
        raise Unreadable("quantity", f"{values['quantity'][:60]!r} is no whole number")
    if values.get("quantity") and "quantity" in cells.merged:
        raise Unreadable(
            "quantity", "one merged cell for several rows: whose number it is is not told"
        )
    day(cells, "said_at")


def _claim(values: dict[str, str], row: Row, context: Context, notes: list[str]) -> Claim:
    assert context.body is not None
    brand, model = _brand_and_model(values, context)
    maker = context.maker_id(brand) if brand else None
    if brand and maker is None:
        notes.append(f"{row.place}: {brand!r} is no maker or brand we know; kept as written")
    kind = words.kind_of(values.get("kind", "")) if values.get("kind") else Kind.UNKNOWN
    if kind is None:
        notes.append(f"{row.place}: {values['kind']!r} is no kind we know; kept as unknown")
    period = words.period_of(values["said_at"]) if values.get("said_at") else None
    gone = bool(_GONE.search(values.get("state", "")))
    count = words.whole_number(values.get("quantity", "1")) or 0
    return Claim(
        body=context.body.id,
        body_level=Level.CONFIRMED,
        place=values.get("place"),
        device=_device({**values, "model": model}, row, count),
        makers=(maker,) if maker else (f"name:{brand}",) if brand else (),
        makers_op=MakersOp.ONE if brand else MakersOp.ANY,
        kind=kind or Kind.UNKNOWN,
        brand=brand or None,
        model=model or None,
        firmware=values.get("firmware"),
        quantity_low=count,
        quantity_high=count,
        unit=Unit.DEVICE,
        property=Property.REPLACEMENT if gone else Property.USE,
        phase=Phase.DONE if gone else None,
        basis=Basis.DECLARED,
        role=words.role_of(values.get("role", "")) or Role.USER,
        supplier=values.get("supplier"),
        claimant=context.body.name,
        by_body=True,
        said_at=(period and (period[0] or period[1])) or context.today,
        follows=row.number,
    )


def _brand_and_model(values: dict[str, str], context: Context) -> tuple[str, str]:
    """Brand and model by their own columns; of one that holds both, the words that begin it are the brand
    where they name a maker we know, and else nothing tells where the brand ends."""
    brand, model = values.get("makers", ""), values.get("model", "")
    words_of_both = values.get("make_and_model", "").split()
    for size in range(min(LONGEST_NAME, len(words_of_both)), 0, -1):
        first = " ".join(words_of_both[:size])
        maker = context.maker_id(first)
        if maker and (not brand or context.maker_id(brand) == maker):
            return brand or first, model or " ".join(words_of_both[size:])
    return brand, model or " ".join(words_of_both)


def _device(values: dict[str, str], row: Row, count: int) -> str | None:
    """The surest key a row gives for its device, or for its lot where it counts several."""
    known = {n: v for n, v in values.items() if words.folded(v) not in _NO_VALUE}
    mac = mac_address(known.get("mac"))
    if count == 1 and known.get("serial") and set(known["serial"]) != {"0"}:
        return f"serial:{known['serial']}"
    if count == 1 and mac is not None:
        return f"mac:{mac}"
    for field in ("asset", "ip", "hostname"):
        if known.get(field):
            return f"{field}:{known[field]}"
    return f"row:{row.place.removeprefix('row ')}:{known.get('model', '')}"


_NO_VALUE = frozenset(
    (
        "", "nvt", "n v t", "na", "n a", "none", "geen", "onbekend", "unknown", "nb", "x", "xx", "xxx",
        "null", "0", "tbd", "not available", "not specified", "default string", "serial number",
        "system serial number", "to be filled by o e m", "niet ingevuld", "niet bekend",
    )
)  # fmt: skip
_PERSONAL = ("owner", "manager", "note")  # may hold names of people: they stay in the document
