# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Censys: host documents of the Search API v2, and its search hits, as JSON lines, as one array, or as
the answer of the API itself. One service of a host is one observation.

Field names: Censys' published host data definitions (search.censys.io).
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
)
from herkomst.sources.zmap import Answer, HostKey, Leaf, Raw, certificate, ssh, web

if TYPE_CHECKING:
    from herkomst.content import Content

SOURCE = Source(
    id="censys",
    basis=Basis.MEASURED,
    media_types=("application/x-ndjson", "application/json"),
    licence="Censys terms of service; results stay with the licence holder",
    yields="observations",
    title="Censys hosts",
)


class Software(msgspec.Struct, gc=False):
    uniform_resource_identifier: str | None = None
    cpe: str | None = None
    vendor: str | None = None
    product: str | None = None
    version: str | None = None
    part: str | None = None


class Favicon(msgspec.Struct, gc=False):
    md5_hash: str | None = None
    shodan_hash: int | None = None
    hash_shodan: int | None = None
    hashes: list[str] | None = None


class Response(Answer, gc=False):
    favicons: list[Favicon] | None = None


class Http(msgspec.Struct, gc=False):
    response: Response | None = None


class Certificates(msgspec.Struct, gc=False):
    leaf_data: Leaf | None = None
    leaf_fp_sha_256: str | None = None


class Tls(msgspec.Struct, gc=False):
    certificates: Certificates | None = None


class Ssh(msgspec.Struct, gc=False):
    endpoint_id: Raw | None = None
    server_host_key: HostKey | None = None


class Banner(msgspec.Struct, gc=False):
    banner: str | None = None


class SnmpSystem(msgspec.Struct, gc=False):
    desc: str | None = None
    object_id: str | None = None


class Snmp(msgspec.Struct, gc=False):
    oid_system: SnmpSystem | None = None


class UpnpDevice(msgspec.Struct, gc=False):
    manufacturer: str | None = None
    model_name: str | None = None
    friendly_name: str | None = None


class Upnp(msgspec.Struct, gc=False):
    devices: list[UpnpDevice] | None = None
    headers: dict[str, Any] | None = None


class Service(msgspec.Struct, gc=False):
    """What is read of a service; everything else stays in the document."""

    port: int | None = None
    service_name: str | None = None
    transport_protocol: str | None = None
    observed_at: str | None = None
    banner: str | None = None
    certificate: str | None = None
    software: list[Software] | None = None
    http: Http | None = None
    tls: Tls | None = None
    ssh: Ssh | None = None
    telnet: Banner | None = None
    ftp: Banner | None = None
    smtp: Banner | None = None
    snmp: Snmp | None = None
    upnp: Upnp | None = None


class Location(msgspec.Struct, gc=False):
    country_code: str | None = None
    city: str | None = None


class Autonomous(msgspec.Struct, gc=False):
    asn: int | None = None
    name: str | None = None
    description: str | None = None


class Names(msgspec.Struct, gc=False):
    names: list[str] | None = None


class Dns(msgspec.Struct, gc=False):
    names: list[str] | None = None
    reverse_dns: Names | None = None


class Host(msgspec.Struct, gc=False):
    ip: str | None = None
    services: list[Service] | None = None
    location: Location | None = None
    autonomous_system: Autonomous | None = None
    dns: Dns | None = None
    last_updated_at: str | None = None


class Hosts(msgspec.Struct, gc=False):
    """The answer of the API around one host (`result`) or a page of them (`hits`)."""

    ip: str | None = None
    services: list[Service] | None = None
    location: Location | None = None
    autonomous_system: Autonomous | None = None
    dns: Dns | None = None
    last_updated_at: str | None = None
    hits: list[Host] | None = None


class Document(Hosts, gc=False):
    """What stands on a line or in an array: a host, or the API's answer."""

    result: Hosts | None = None
    host: Host | None = None


def recognise(head: bytes) -> float:
    """Hosts with services, told from Shodan's by their field names."""
    if b'"services"' not in head or b'"ip_str"' in head:
        return 0.0
    told = (
        b'"service_name"',
        b'"transport_protocol"',
        b'"autonomous_system"',
        b'"last_updated_at"',
    )
    seen = sum(mark in head for mark in told)
    return 0.95 if seen >= 3 else 0.7 if seen == 2 else 0.0


def read(content: Content, context: Context) -> Iterator[Rows]:
    """One observation a service."""
    reader = jsonobjects.reader(Document, content.head(HEAD))
    return gathered(of_lines(reader.blocks(content.chunks()), Document, _facts), content)


def _facts(document: Document) -> list[Facts] | str:
    answer: Hosts = document.result or document
    hosts: list[Host | Hosts] = list(answer.hits or ())
    if document.host is not None:
        hosts.append(document.host)
    if not hosts:
        hosts = [answer]
    if any(address(host.ip) is None for host in hosts):
        return NO_ADDRESS
    return [_service(host, service) for host in hosts for service in host.services or ()]


def _service(host: Host | Hosts, service: Service) -> Facts:
    owner, where = host.autonomous_system or Autonomous(), host.location or Location()
    dns = host.dns or Dns()
    names = [*(dns.names or ()), *((dns.reverse_dns and dns.reverse_dns.names) or ())]
    software = service.software or []
    return {
        "seen_at": moment(service.observed_at or host.last_updated_at),
        "ip": address(host.ip),
        "port": service.port,
        "transport": (service.transport_protocol or "").lower() or None,
        "org": owner.description or owner.name,
        "asn": owner.asn,
        "country": where.country_code,
        "city": where.city,
        "hostname": joined(dict.fromkeys(names)),
        "data": service.banner,
        "module": (service.service_name or "").lower(),
        "product": _product(software),
        "cpe": joined(s.uniform_resource_identifier or s.cpe for s in software),
        **(_web(service.http.response) if service.http and service.http.response else {}),
        **_certificate(service),
        **_greetings(service),
    }


def _product(software: list[Software]) -> str | None:
    """What the scanner takes the thing for: its hardware, else its first software."""
    ranked = sorted(software, key=lambda s: s.part != "h")
    told = ranked[0] if ranked else Software()
    return " ".join(filter(None, (told.vendor, told.product, told.version))) or None


def _web(response: Response) -> Facts:
    icons = response.favicons or []
    hashes = (h for i in icons for h in (i.shodan_hash, i.hash_shodan) if h is not None)
    digests = (
        d.removeprefix("md5:")
        for i in icons
        for d in (i.md5_hash or "", *(h for h in i.hashes or () if h.startswith("md5:")))
        if d
    )
    mmh3 = next(hashes, None)
    return {
        **web(response),
        "http.favicon_mmh3": None if mmh3 is None else str(mmh3),
        "http.favicon_md5": next(digests, None),
    }


def _certificate(service: Service) -> Facts:
    shown = service.tls.certificates if service.tls else None
    leaf = (shown and shown.leaf_data) or Leaf()
    return certificate(leaf, (shown and shown.leaf_fp_sha_256) or service.certificate)


def _greetings(service: Service) -> Facts:
    greeting, snmp = service.ssh or Ssh(), (service.snmp or Snmp()).oid_system or SnmpSystem()
    devices = (service.upnp and service.upnp.devices) or []
    return {
        **ssh(greeting.endpoint_id, greeting.server_host_key),
        "telnet.banner": service.telnet.banner if service.telnet else None,
        "ftp.banner": service.ftp.banner if service.ftp else None,
        "smtp.banner": service.smtp.banner if service.smtp else None,
        "snmp.sysdescr": snmp.desc,
        "snmp.sysobjectid": snmp.object_id,
        "upnp.server": header(service.upnp.headers, "server") if service.upnp else None,
        "upnp.description": joined(
            v for d in devices for v in (d.manufacturer, d.model_name, d.friendly_name)
        ),
    }
