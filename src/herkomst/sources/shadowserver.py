# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shadowserver: the daily CSV reports to network owners and national CSIRTs: `device_id`,
`scan_dvr_dhcpdiscover` and every other report with an address, as far as its columns are evidence.

Column names: the report pages of shadowserver.org.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from herkomst.collect import Context, Rows, Source
from herkomst.hardware import mac_address
from herkomst.model import Basis
from herkomst.observations import (
    NO_ADDRESS,
    Facts,
    address,
    distinguished_name,
    gathered,
    joined,
    moment,
    of_table,
)
from herkomst.tables import open_table

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="shadowserver",
    basis=Basis.MEASURED,
    media_types=("text/csv",),
    licence="Shadowserver terms of use; reports are for the network's owner",
    yields="observations",
    title="Shadowserver report",
)
# Columns that are evidence as they are, in every report that has them.
PLAIN = {
    "www_authenticate": "http.www_authenticate",
    "http_www_authenticate": "http.www_authenticate",
    "http_title": "http.title",
    "html_title": "http.title",
    "sysdesc": "snmp.sysdescr",
    "sysobjectid": "snmp.sysobjectid",
    "serverid_raw": "ssh.banner",
    "cert_fingerprint_sha256": "tls.fingerprint",
    "mdns_name": "mdns.name",
}
# Columns whose meaning hangs on the report, which its tag names.
SERVER = {"ssdp": "upnp.server", "upnp": "upnp.server", "rtsp": "rtsp.server"}
BANNER = {
    "telnet": "telnet.banner",
    "ftp": "ftp.banner",
    "smtp": "smtp.banner",
    "ssh": "ssh.banner",
}
COMMON = (
    "timestamp",
    "ip",
    "src_ip",
    "port",
    "src_port",
    "protocol",
    "asn",
    "src_asn",
    "geo",
    "src_geo",
)
NOBODY = ("", "general", "private", "unknown", "n/a", "other", "generic")
MARKS = {"naics", "sector", "hostname_source", "severity", "region", "src_naics", "src_sector"}


def recognise(head: bytes) -> float:
    """A CSV whose header has the columns that all reports share."""
    first = head.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    try:
        names = {c.strip() for c in next(csv.reader(io.StringIO(first[:8192])), [])}
    except csv.Error:
        return 0.0
    if "timestamp" not in names or not names & {"ip", "src_ip"}:
        return 0.0
    return 0.95 if names & MARKS and names & {"asn", "src_asn"} else 0.0


def read(content: Content, context: Context) -> Iterator[Rows]:
    """One observation a row."""
    table = open_table(content, lambda n: n if n in COMMON else None, "timestamp and ip")
    return gathered(of_table(table, _facts), content)


def _facts(cells: dict[str, str]) -> Facts | str:
    def cell(name: str) -> str | None:
        return cells.get(name) or cells.get(f"src_{name}")

    ip = address(cell("ip"))
    if ip is None:
        return NO_ADDRESS
    tag = cells.get("tag", "").split(";")[0].casefold()
    vendor, model = cells.get("device_vendor", ""), cells.get("device_model", "")
    named = [vendor, cells.get("device_type", ""), model]
    return {
        "seen_at": moment(cells.get("timestamp")),
        "ip": ip,
        "port": _port(cell("port")),
        "transport": cell("protocol"),
        "asn": _number(cell("asn"), 2**32),
        "country": cell("geo"),
        "city": cell("city"),
        "hostname": cell("hostname"),
        "mac": mac_address(cells.get("mac_address") or cells.get("mac")),
        "serial": cells.get("device_serial"),
        "product": joined([" ".join(filter(None, named))]) if _says(vendor) else None,
        "data": cells.get("banner"),
        "module": tag,
        **{ours: cells[name] for name, ours in PLAIN.items() if name in cells},
        **_by_report(tag, cells),
        **_certificate(cells),
    }


def _says(vendor: str) -> bool:
    """Whether a vendor is named: an unbranded unit says General or Private."""
    return vendor.casefold() not in NOBODY


def _number(text: str | None, most: int) -> int | None:
    plain = (text or "").strip()
    number = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 12 else None
    return number if number is not None and 0 < number <= most else None


def _port(text: str | None) -> int | None:
    """A port as written, so that one that cannot be is counted; 0 where it is no number."""
    return (_number(text, 2**31 - 1) or 0) if (text or "").strip() else None


def _by_report(tag: str, cells: dict[str, str]) -> Facts:
    made: dict[str, str] = {}
    if "server" in cells:
        made[SERVER.get(tag, "http.server")] = cells["server"]
    if "banner" in cells and tag in BANNER:
        made[BANNER[tag]] = cells["banner"]
    if cells.get("method") == "client.notifyDevInfo":
        made["dhip.json"] = _discovery(cells)
    return made


def _discovery(cells: dict[str, str]) -> str:
    """The answer to Dahua's discovery protocol as the unit sent it, which the report spreads over
    columns: answering at all is what proves the platform."""
    device = {
        "DeviceType": cells.get("device_model"),
        "DeviceClass": cells.get("device_type"),
        "Manufacturer": cells.get("manufacturer"),
        "Vendor": cells.get("device_vendor"),
        "SerialNo": cells.get("device_serial"),
        "Version": cells.get("device_version"),
    }
    told = {name: value for name, value in device.items() if value}
    answer = {"mac": cells.get("mac_address", ""), "method": cells["method"]}
    return json.dumps({**answer, "params": {"deviceInfo": told}}, ensure_ascii=False)


def _certificate(cells: dict[str, str]) -> Facts:
    """Reports on TLS spread a name over columns."""
    parts = {
        "CN": "common_name",
        "OU": "organization_unit_name",
        "O": "organization_name",
        "L": "locality_name",
        "ST": "state_or_province_name",
        "C": "country",
    }
    subject, issuer = (
        distinguished_name({key: cells.get(f"{who}_{name}") for key, name in parts.items()})
        for who in ("subject", "issuer")
    )
    if subject is None:
        return {}
    own = cells.get("self_signed", "").upper() in ("Y", "TRUE", "1")
    trusted = cells.get("browser_trusted", "").upper() in ("Y", "TRUE", "1")
    return {
        "tls.subject": subject,
        "tls.issuer": issuer,
        "tls.trust": "self-signed" if own else "trusted" if trusted else "unknown",
    }
