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
from herkomst.claimrows import batches, shown
from herkomst.collect import RAW_CAP, Context, Quarantined, Rows, Said, Source
from herkomst.errors import InputError
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
from herkomst.tables import ZIP, Row, columns_named, matcher, open_table

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
    "makers": "maker|merk|brand|make|manufacturer|fabrikant|vendor|producent|fabricaat",
    "model": "type|typenummer|product|productnaam|model number|modelnummer|artikel|uitvoering",
    "kind": "soort|categorie|category|asset type|assettype|soort middel|ci type|class|objecttype|device type",
    "serial": "serienummer|serienr|serial number|sn|s n|serial no",
    "mac": "mac adres|mac address|macadres|hardware address",
    "ip": "ip adres|ip address|ipadres|ipv4|management ip",
    "hostname": "naam|host|hostnaam|device name|ci naam|name",
    "place": "locatie|location|gebouw|ruimte|site|standplaats|vestiging|adres",
    "firmware": "firmwareversie|software versie|softwareversie|versie|version|os versie",
    "quantity": "aantal|qty|stuks|amount",
    "said_at": "inventarisatiedatum|peildatum|datum inventarisatie|inventory date|gecontroleerd op|last seen",
    "asset": "asset tag|assettag|asset id|ci nummer|objectnummer|inventarisnummer|id|nummer",
    "role": "rol",
    "supplier": "leverancier|supplier|reseller",
    "purchased": "aanschafdatum|datum aanschaf|purchase date|aankoopdatum|in gebruik sinds",
    "state": "status|levensfase|state",
    "owner": "eigenaar",
    "manager": "beheerder",
    "note": "opmerking|opmerkingen|remarks|comment|toelichting",
}
FIELDS = tuple(COLUMNS)
_known = matcher(COLUMNS)
_GONE = re.compile(
    r"\b(?:afgevoerd|vervallen|retired|disposed|verwijderd|uit dienst|buiten gebruik|sloop)\b", re.I
)


def recognise(head: bytes) -> float:
    """A table with a brand or model column beside others of an asset list."""
    if head.startswith(ZIP):
        return 0.45 if b"xl/" in head else 0.0
    best = 0.0
    for found in columns_named(head, _known):
        told = len(
            found & {"serial", "mac", "ip", "asset", "hostname", "firmware", "place", "quantity"}
        )
        if found & {"makers", "model"} and told:
            best = max(best, min(0.35 + 0.1 * told, 0.8))
    return best


def guess_mapping(header: list[str]) -> dict[str, str]:
    """Which column is which of ours, by its name; columns that are not known are left out."""
    made: dict[str, str] = {}
    for name in header:
        ours = _known(name)
        if ours is not None and ours not in made.values():
            made[name] = ours
    return made


def read(content: Content, context: Context) -> Iterator[Rows]:
    """Rows as claims of the body whose list it is. Errors: `InputError` without a body."""
    if context.body is None:
        raise InputError(
            "an inventory is a body's own list",
            where=content.name,
            do="Say whose it is: herkomst import --body NAME FILE",
        )
    given = {words.folded(name): ours for name, ours in context.mapping.items()}
    wrong = sorted(set(given.values()) - set(FIELDS))
    if wrong:
        raise InputError(
            f"--map: {wrong[0]!r} is no field of an inventory", do=f"Known: {', '.join(FIELDS)}"
        )

    def known(name: str) -> str | None:
        return given.get(words.folded(name)) or _known(name)

    table = open_table(content, known, "a brand (merk) or model column and one more; or use --map")
    columns = guess_mapping(table.header) | {
        n: given[words.folded(n)] for n in table.header if words.folded(n) in given
    }
    unknown = [n for n in table.header if n not in columns]
    notes = [_mapped(columns), *(_news(n) for n in unknown)]
    return batches(content, table, notes, lambda row: _take(row, columns, context))


def _mapped(columns: dict[str, str]) -> str:
    return "columns read as: " + ", ".join(f"{name!r} = {ours}" for name, ours in columns.items())


def _news(name: str) -> str:
    return f"column {name!r} is not known; its values stay in the raw row only; --map can name it"


def _take(row: Row, columns: dict[str, str], context: Context) -> Said | Quarantined:
    values: dict[str, str] = {}
    for name, cell in row.cells.items():
        if name in columns:
            values.setdefault(columns[name], cell)
    reason = _unusable(values)
    if reason:
        data = row.raw.encode("utf-8", "replace")[:RAW_CAP]
        return Quarantined(row.offset, row.length, f"row {row.number}: {reason}", data)
    notes = list(row.notes)
    assert context.body is not None
    return Said(
        claim=_claim(values, row, context, notes),
        body_name=context.body.name,
        locator=row.locator,
        value=shown(values, _PERSONAL),
        document_offset=row.offset,
        notes=tuple(notes),
    )


def _unusable(values: dict[str, str]) -> str:
    if not values.get("makers") and not values.get("model"):
        return "neither a brand nor a model"
    if values.get("quantity") and words.whole_number(values["quantity"]) is None:
        return f"column quantity: {values['quantity']!r} is no whole number"
    if values.get("said_at") and words.period_of(values["said_at"]) is None:
        return f"column said_at: {values['said_at']!r} is no date"
    return ""


def _claim(values: dict[str, str], row: Row, context: Context, notes: list[str]) -> Claim:
    assert context.body is not None
    brand = values.get("makers", "")
    maker = context.maker_id(brand) if brand else None
    if brand and maker is None:
        notes.append(f"row {row.number}: {brand!r} is no maker or brand we know; kept as written")
    kind = words.kind_of(values.get("kind", "")) if values.get("kind") else Kind.UNKNOWN
    if kind is None:
        notes.append(f"row {row.number}: {values['kind']!r} is no kind we know; kept as unknown")
    period = words.period_of(values["said_at"]) if values.get("said_at") else None
    gone = bool(_GONE.search(values.get("state", "")))
    count = words.whole_number(values.get("quantity", "1")) or 0
    return Claim(
        body=context.body.id,
        body_level=Level.CONFIRMED,
        place=values.get("place"),
        device=_device(values, row, count),
        makers=(maker,) if maker else (f"name:{brand}",) if brand else (),
        makers_op=MakersOp.ONE if brand else MakersOp.ANY,
        kind=kind or Kind.UNKNOWN,
        brand=brand or None,
        model=values.get("model"),
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


def _device(values: dict[str, str], row: Row, count: int) -> str | None:
    """The surest key a row gives for its device, or for its lot where it counts several."""
    known = {n: v for n, v in values.items() if words.folded(v) not in _NO_VALUE}
    mac = re.sub(r"[^0-9A-F]", "", known.get("mac", "").upper())
    if count == 1 and known.get("serial"):
        return f"serial:{known['serial']}"
    if count == 1 and len(mac) == 12 and set(mac) not in ({"0"}, {"F"}):
        return "mac:" + ":".join(mac[i : i + 2] for i in range(0, 12, 2))
    for field in ("asset", "ip", "hostname"):
        if known.get(field):
            return f"{field}:{known[field]}"
    return f"row:{row.number}:{known.get('model', '')}"


_NO_VALUE = frozenset(
    ("", "nvt", "n v t", "na", "n a", "none", "geen", "onbekend", "unknown", "nb", "x", "null", "0")
)
_PERSONAL = ("owner", "manager", "note")  # may hold names of people: they stay in the document
