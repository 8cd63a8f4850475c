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
    header,
    joined,
    moment,
    of_lines,
    title_of,
)

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


class Signature(msgspec.Struct, gc=False):
    self_signed: bool | None = None


class Parsed(msgspec.Struct, gc=False):
    subject_dn: str | None = None
    issuer_dn: str | None = None
    fingerprint_sha256: str | None = None
    signature: Signature | None = None


class Certificate(msgspec.Struct, gc=False):
    parsed: Parsed | None = None


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


class Response(msgspec.Struct, gc=False):
    headers: dict[str, Any] | None = None
    body: str | None = None
    request: Request | None = None


class ServerId(msgspec.Struct, gc=False):
    raw: str | None = None


class HostKey(msgspec.Struct, gc=False):
    fingerprint_sha256: str | None = None


class KeyExchange(msgspec.Struct, gc=False):
    server_host_key: HostKey | None = None


class Result(msgspec.Struct, gc=False):
    """What is read of a module's result; everything else stays in the document."""

    response: Response | None = None
    handshake_log: Handshake | None = None
    tls: TlsLog | None = None
    banner: str | None = None
    server_id: ServerId | None = None
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
    protocol = (module.protocol or name).lower()
    return {
        "seen_at": moment(module.timestamp),
        "port": module.port or _port(result.response),
        "transport": "udp" if protocol in ("bacnet", "ntp", "snmp") else "tcp",
        "data": result.banner,
        "module": protocol,
        "telnet.banner": result.banner if protocol == "telnet" else None,
        "ftp.banner": result.banner if protocol == "ftp" else None,
        "smtp.banner": result.banner if protocol == "smtp" else None,
        "ssh.banner": result.server_id.raw if result.server_id else None,
        "ssh.fingerprint": _host_key(result.key_exchange),
        "ics.identity": _identity(result) if protocol in INDUSTRIAL else None,
        **_web(result.response),
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


def _host_key(exchange: KeyExchange | None) -> str | None:
    key = exchange.server_host_key if exchange else None
    return key.fingerprint_sha256 if key else None


def _identity(result: Result) -> str | None:
    """What a controller says of itself, a line each."""
    vendor = result.vendor
    if isinstance(vendor, dict):
        vendor = vendor.get("reported_name") or vendor.get("official_name")
    told = [("vendor", vendor), *((n, getattr(result, n)) for n in IDENTITY)]
    return joined(f"{name}: {value}" for name, value in told if value)


def _web(response: Response | None) -> Facts:
    if response is None:
        return {}
    return {
        "http.server": header(response.headers, "server"),
        "http.www_authenticate": header(response.headers, "www-authenticate"),
        "http.title": title_of(response.body),
        "http.body": response.body,
    }


def _certificate(result: Result) -> Facts:
    asked = result.response.request if result.response else None
    logs = (asked.tls_log if asked else None, result.tls)
    shake = result.handshake_log or next((g.handshake_log for g in logs if g), None)
    shown = shake.server_certificates if shake else None
    leaf = shown.certificate.parsed if shown and shown.certificate else None
    if leaf is None:
        return {}
    trusted = bool(shown and shown.validation and shown.validation.browser_trusted)
    own = bool(leaf.signature and leaf.signature.self_signed) or (
        leaf.subject_dn is not None and leaf.subject_dn == leaf.issuer_dn
    )
    return {
        "tls.subject": leaf.subject_dn,
        "tls.issuer": leaf.issuer_dn,
        "tls.fingerprint": leaf.fingerprint_sha256,
        "tls.trust": "self-signed" if own else "trusted" if trusted else "unknown",
    }
