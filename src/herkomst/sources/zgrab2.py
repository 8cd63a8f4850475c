# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""ZGrab2: JSON lines with one address each; every module that got an answer is one observation.

Field names: the output of the tool's modules (github.com/zmap/zgrab2, `zgrab2_schemas`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from herkomst import jsonobjects
from herkomst.collect import HEAD, Context, Rows, Source
from herkomst.model import Basis
from herkomst.observations import (
    NO_ADDRESS,
    Facts,
    address,
    gathered,
    joined,
    moment,
    of_lines,
)
from herkomst.sources.zmap import Answer, HostKey, Leaf, Raw, certificate, ssh, web

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="zgrab2",
    basis=Basis.MEASURED,
    media_types=("application/x-ndjson",),
    licence="operator's own",
    yields="observations",
    title="ZGrab2 scan",
)


class Certificate(msgspec.Struct, gc=False):
    parsed: Leaf | None = None


class Validation(msgspec.Struct, gc=False):
    browser_trusted: bool | None = None


class Certificates(msgspec.Struct, gc=False):
    certificate: Certificate | None = None
    validation: Validation | None = None


class Handshake(msgspec.Struct, gc=False):
    server_certificates: Certificates | None = None


class TlsLog(msgspec.Struct, gc=False):
    handshake_log: Handshake | None = None


class Url(msgspec.Struct, gc=False):
    scheme: str | None = None
    host: str | None = None


class Request(msgspec.Struct, gc=False):
    url: Url | None = None
    tls_log: TlsLog | None = None


class Response(Answer, gc=False):
    request: Request | None = None


class KeyExchange(msgspec.Struct, gc=False):
    server_host_key: HostKey | None = None


class Result(msgspec.Struct, gc=False):
    """What is read of a module's result; everything else stays in the document."""

    response: Response | None = None
    handshake_log: Handshake | None = None
    tls: TlsLog | None = None
    banner: str | None = None
    server_id: Raw | None = None
    key_exchange: KeyExchange | None = None
    # industrial protocols: what a controller says of itself
    vendor: dict[str, Any] | str | None = None
    vendor_name: str | None = None
    model_name: str | None = None
    firmware_revision: str | None = None
    object_name: str | None = None
    system: str | None = None
    module: str | None = None
    module_id: str | None = None
    hardware: str | None = None
    firmware: str | None = None
    serial_number: str | None = None
    brand_id: str | None = None
    app_name: str | None = None
    app_version: str | None = None


class Module(msgspec.Struct, gc=False):
    status: str | None = None
    protocol: str | None = None
    port: int | None = None
    timestamp: str | None = None
    result: Result | None = None


class Grab(msgspec.Struct, gc=False):
    ip: str | None = None
    domain: str | None = None
    data: dict[str, Module] | None = None


INDUSTRIAL = ("bacnet", "fox", "modbus", "siemens", "dnp3")
IDENTITY = (
    "vendor_name model_name firmware_revision object_name system module module_id hardware firmware "
    "serial_number brand_id app_name app_version"
).split()


def recognise(head: bytes) -> float:
    """Objects with modules under `data`, each with a status and a protocol."""
    if b'"ip_str"' in head or not head.lstrip(b"\xef\xbb\xbf \r\n\t[").startswith(b"{"):
        return 0.0
    grabbed = b'"status"' in head and b'"protocol"' in head and b'"data"' in head
    return 0.9 if grabbed and (b'"ip"' in head or b'"domain"' in head) else 0.0


def read(content: Content, context: Context) -> Iterator[Rows]:
    """One observation a module that got an answer."""
    reader = jsonobjects.reader(Grab, content.head(HEAD))
    return gathered(of_lines(reader.blocks(content.chunks()), Grab, _facts), content)


def _facts(grab: Grab) -> list[Facts] | str:
    ip = address(grab.ip)
    if ip is None:
        return NO_ADDRESS
    answered = [
        (name, module)
        for name, module in (grab.data or {}).items()
        if module.result is not None and module.status in ("success", None)
    ]
    return [
        {"ip": ip, "hostname": grab.domain, **_module(name, module, module.result)}
        for name, module in answered
        if module.result is not None
    ]


def _module(name: str, module: Module, result: Result) -> Facts:
    protocol, exchange = (module.protocol or name).lower(), result.key_exchange
    return {
        "seen_at": moment(module.timestamp),
        "port": module.port or _port(result.response),
        "transport": "udp" if protocol in ("bacnet", "ntp", "snmp") else "tcp",
        "data": result.banner,
        "module": protocol,
        "telnet.banner": result.banner if protocol == "telnet" else None,
        "ftp.banner": result.banner if protocol == "ftp" else None,
        "smtp.banner": result.banner if protocol == "smtp" else None,
        **ssh(result.server_id, exchange.server_host_key if exchange else None),
        "ics.identity": _identity(result) if protocol in INDUSTRIAL else None,
        **(web(result.response) if result.response else {}),
        **_certificate(result),
    }


def _port(response: Response | None) -> int | None:
    """The port a web answer came from, where the module does not say."""
    url = response.request.url if response and response.request else None
    if url is None:
        return None
    port = (url.host or "").rpartition("]")[2].rpartition(":")[2]
    if port.isascii() and port.isdigit() and ":" in (url.host or "") and 0 < int(port[:6]) < 65536:
        return int(port)
    return {"http": 80, "https": 443}.get(url.scheme or "")


def _identity(result: Result) -> str | None:
    """What a controller says of itself, a line each."""
    vendor = result.vendor
    if isinstance(vendor, dict):
        vendor = vendor.get("reported_name") or vendor.get("official_name")
    told = [("vendor", vendor), *((n, getattr(result, n)) for n in IDENTITY)]
    return joined(f"{name}: {value}" for name, value in told if value)


def _certificate(result: Result) -> Facts:
    asked = result.response.request if result.response else None
    logs = (asked.tls_log if asked else None, result.tls)
    shake = result.handshake_log or next((g.handshake_log for g in logs if g), None)
    shown = shake.server_certificates if shake else None
    leaf = shown.certificate.parsed if shown and shown.certificate else None
    if leaf is None:
        return {}
    trusted = bool(shown and shown.validation and shown.validation.browser_trusted)
    return certificate(leaf, trusted=trusted)
