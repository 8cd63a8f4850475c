# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the scripts of nmap tell, as evidence columns. Pure: an element in, facts out.

A script writes its answer as text, most also as tables; older versions only as text. A script that is
not known here gives nothing: its answer stays in the document.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any

from herkomst.hardware import mac_address
from herkomst.markup import Element
from herkomst.observations import address, distinguished_name

Evidence = dict[str, Any]  # texts by the names of observation columns


def evidence(script: Element, seen_at: str | None) -> Evidence:
    """The evidence one script gives of a service or a host that was seen at a moment."""
    name = script.attributes.get("id", "")
    read = _SCRIPTS.get(name) or next((f for p, f in _PREFIXES if name.startswith(p)), None)
    output = unescaped(script.attributes.get("output", ""))
    if read is None or output.lstrip().startswith("ERROR:"):
        return {}
    made = {k: v for k, v in read(script, output).items() if v}
    if made.get("tls.trust") == "unknown" and _ended(script, output, seen_at):
        made["tls.trust"] = "expired"
    return made


_ESCAPED = re.compile(r"(?:\\x[0-9A-Fa-f]{2})+")


def unescaped(text: str) -> str:
    """nmap writes bytes beyond ASCII as `\\xC3\\xA9`: as text again where they are UTF-8."""
    return _ESCAPED.sub(_decoded, text) if "\\x" in text else text


def _decoded(found: re.Match[str]) -> str:
    raw = bytes.fromhex(found[0].replace("\\x", ""))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return text if all(c.isprintable() or c in "\r\n\t" for c in text) else found[0]


def _values(table: Element) -> dict[str, str]:
    """The plain values of a table by key, in lower case."""
    return {
        e.attributes.get("key", "").lower(): unescaped(e.text).strip() for e in table.all("elem")
    }


def _tables(element: Element) -> dict[str, Element]:
    return {t.attributes.get("key", ""): t for t in element.all("table")}


def _lines(text: str) -> dict[str, str]:
    """`Key: value` lines; the first of each key, in lower case."""
    made: dict[str, str] = {}
    for line in text.splitlines():
        key, colon, value = line.strip().partition(":")
        if colon and value.strip():
            made.setdefault(key.strip().lower(), value.strip())
    return made


# --- web ------------------------------------------------------------------------------------------

_NO_TITLE = ("Site doesn't have a title", "Did not follow redirect", "Requested resource was")


def _title(script: Element, output: str) -> Evidence:
    title = _values(script).get("title")
    if title is None:
        first = output.strip().splitlines()[:1]
        title = first[0] if first and not first[0].startswith(_NO_TITLE) else ""
    return {"http.title": " ".join(title.split())}


def _server(script: Element, output: str) -> Evidence:
    told = [unescaped(e.text).strip() for e in script.all("elem")] or output.strip().splitlines()
    return {"http.server": next((t.strip() for t in told if t.strip() not in ("", "<empty>")), "")}


def _headers(script: Element, output: str) -> Evidence:
    told = _lines(output)
    return {
        "http.server": told.get("server", ""),
        "http.www_authenticate": told.get("www-authenticate", ""),
    }


_REALM = re.compile(r"(?i)\brealm=\"?([^\"\r\n]*?)\"?(?= [a-z-]{2,20}=|\s*$)")


def _challenges(script: Element, output: str) -> Evidence:
    """The challenges of http-auth, which writes realms without their quotes."""
    made = []
    for table in script.all("table"):
        scheme = _values(table).get("scheme", "")
        params = _tables(table).get("params")
        realm = _values(params).get("realm") if params is not None else None
        made.append(f'{scheme} realm="{realm}"' if realm is not None else scheme)
    for line in [] if made else output.strip().splitlines()[1:]:
        realm_told = _REALM.search(line[:1024])
        scheme = line.split()[0] if line.split() else ""
        made.append(f'{scheme} realm="{realm_told[1]}"' if realm_told else scheme)
    return {"http.www_authenticate": ", ".join(filter(None, made))}


def _favicon(script: Element, output: str) -> Evidence:
    found = re.search(r"\b[0-9A-Fa-f]{32}\b", output)
    return {"http.favicon_md5": found[0].lower() if found else ""}


# --- keys -----------------------------------------------------------------------------------------

_KEYS = {
    "commonname": "CN",
    "organizationalunitname": "OU",
    "organizationname": "O",
    "localityname": "L",
    "stateorprovincename": "ST",
    "countryname": "C",
    "emailaddress": "emailAddress",
}
_PART = re.compile(rf"(?i)(?:^|/)({'|'.join(_KEYS)})=")


def _certificate(script: Element, output: str) -> Evidence:
    tables, told = _tables(script), _lines(output)
    subject, issuer = (
        _name(tables[key]) if key in tables else _name_of_text(told.get(key, ""))
        for key in ("subject", "issuer")
    )
    return {
        "tls.subject": subject or "",
        "tls.issuer": issuer or "",
        "tls.fingerprint": _fingerprint(_values(script), told),
        # nmap checks no chain: a certificate is never more than of unknown trust.
        "tls.trust": "" if not subject else "self-signed" if subject == issuer else "unknown",
    }


def _ended(script: Element, output: str, seen_at: str | None) -> bool:
    """Whether a certificate had ended when it was seen."""
    validity = _tables(script).get("validity")
    told = _values(validity).get("notafter") if validity is not None else None
    until = told or _lines(output).get("not valid after", "")
    return bool(re.match(r"\d{4}-\d\d-\d\d", until)) and until[:10] < (seen_at or "")[:10]


def _name(table: Element) -> str | None:
    return distinguished_name({_KEYS[k]: v for k, v in _values(table).items() if k in _KEYS})


def _name_of_text(text: str) -> str | None:
    parts = _PART.split(text[:4096])[1:]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return distinguished_name({_KEYS[k.lower()]: v for k, v in pairs})


def _fingerprint(values: dict[str, str], told: dict[str, str]) -> str:
    """SHA-256 of the certificate, as other scanners give it; SHA-1 where nothing gives that."""
    sha256 = values.get("sha256") or told.get("sha-256", "").replace(" ", "")
    if not sha256 and "BEGIN CERTIFICATE" in values.get("pem", ""):
        body = "".join(values["pem"].split("-----")[2].split())
        try:
            sha256 = hashlib.sha256(base64.b64decode(body, validate=True)).hexdigest()
        except (binascii.Error, ValueError):
            sha256 = ""
    found = sha256 or values.get("sha1") or told.get("sha-1", "").replace(" ", "")
    return found.lower() if re.fullmatch(r"[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}", found) else ""


def _ssh_keys(script: Element, output: str) -> Evidence:
    """The fingerprint (MD5, as other scanners give it) of the RSA key, else of the first."""
    keys = [_values(t) for t in script.all("table")]
    told = [(k.get("type", ""), k.get("fingerprint", "").replace(":", "")) for k in keys]
    if not told:
        told = [
            (kind, found.replace(":", ""))
            for found, kind in re.findall(r"((?:[0-9a-f]{2}:){15}[0-9a-f]{2}) \((\w+)\)", output)
        ]
    hexed = [(t, f.lower()) for t, f in told if re.fullmatch(r"[0-9A-Fa-f]{32}", f)]
    chosen = next((f for t, f in hexed if "rsa" in t.lower()), hexed[0][1] if hexed else "")
    return {"ssh.fingerprint": ":".join(chosen[i : i + 2] for i in range(0, len(chosen), 2))}


# --- what devices say of themselves -----------------------------------------------------------------


def _sysdescr(script: Element, output: str) -> Evidence:
    """The description without the uptime that the script writes below it."""
    told, _, last = output.rstrip().rpartition("\n")
    return {
        "snmp.sysdescr": (told if last.strip().startswith("System uptime:") else output).strip()
    }


def _snmp_agent(script: Element, output: str) -> Evidence:
    """Whose SNMP agent it is by its engine id: as weak as any name a scanner gives; its MAC address."""
    told = _values(script) or _lines(output)
    enterprise = told.get("enterprise")
    mac = mac_address(told.get("engineiddata")) if told.get("engineidformat") == "mac" else None
    return {"product": f"{enterprise} SNMPv3 server" if enterprise else "", "mac": mac or ""}


def _upnp(script: Element, output: str) -> Evidence:
    return _upnp_of(output)


def _upnp_of(text: str) -> Evidence:
    told = _lines(text)
    bare = (line.strip() for line in text.splitlines() if "UPnP/1" in line)
    server = told.get("server") or next((b for b in bare if ": " not in b), "")
    described = [
        told.get("manufacturer"),
        told.get("model name") or told.get("modelname"),
        told.get("name") or told.get("friendlyname"),
    ]
    return {"upnp.server": server, "upnp.description": "\n".join(filter(None, described))}


def _banner(script: Element, output: str) -> Evidence:
    """A banner, whose real line ends are escaped: those in the text only wrap it."""
    plain = script.attributes.get("output", "").replace("\n", "")
    return {"data": unescaped(plain).strip()}


_ANSWERS = ("HTTP/1", "RTSP/1", "SSH-", "220")


def _strings(script: Element, output: str) -> Evidence:
    """The answers of a service nmap did not know, a block a probe; the first that has a form."""
    blocks: list[list[str]] = []
    for line in output.splitlines():
        if line.startswith("    ") and blocks:
            blocks[-1].append(line.strip())
        elif line.strip():
            blocks.append([])
    answers = ["\r\n".join(b) for b in blocks if b]
    answers += [unescaped(e.text).strip() for e in script.all("elem")]
    return {"data": next((a for a in answers if a.startswith(_ANSWERS)), "")}


def _telnet(script: Element, output: str) -> Evidence:
    return {"telnet.banner": output.strip()}


def _rtsp(script: Element, output: str) -> Evidence:
    told = _lines(output)
    return {
        "rtsp.server": told.get("server", ""),
        "rtsp.realm": told.get("www-authenticate", ""),
    }


def _industrial(script: Element, output: str) -> Evidence:
    return {"ics.identity": output.strip()}


def _services(script: Element, output: str) -> Evidence:
    return {"mdns.name": output.strip()}


Read = Callable[[Element, str], Evidence]
_SCRIPTS: dict[str, Read] = {
    "http-title": _title,
    "http-server-header": _server,
    "http-headers": _headers,
    "http-auth": _challenges,
    "http-favicon": _favicon,
    "ssl-cert": _certificate,
    "ssh-hostkey": _ssh_keys,
    "snmp-sysdescr": _sysdescr,
    "snmp-info": _snmp_agent,
    "upnp-info": _upnp,
    "banner": _banner,
    "fingerprint-strings": _strings,
    "dns-service-discovery": _services,
    "bacnet-info": _industrial,
    "enip-info": _industrial,
    "fox-info": _industrial,
    "modbus-discover": _industrial,
    "s7-info": _industrial,
}
_PREFIXES: tuple[tuple[str, Read], ...] = (("telnet-", _telnet), ("rtsp-", _rtsp))

# --- scripts that ask the whole network -----------------------------------------------------------

_ASKED_ALL: dict[str, Callable[[str], Evidence]] = {
    "broadcast-upnp-info": _upnp_of,
    "broadcast-dns-service-discovery": lambda text: {"mdns.name": text.strip()},
}


def broadcast(script: Element) -> Iterator[Evidence]:
    """Each device that answered a script to the whole network: its address, and what it said."""
    read = _ASKED_ALL.get(script.attributes.get("id", ""))
    if read is None:
        return
    for ip, text in _by_address(unescaped(script.attributes.get("output", ""))):
        told = {k: v for k, v in read(text).items() if v}
        if told:
            yield {"ip": ip} | told


def _by_address(text: str) -> Iterator[tuple[str, str]]:
    """The blocks of a text that stand under an address on a line of its own."""
    ip: str | None = None
    held: list[str] = []
    for line in [*text.splitlines(), "0.0.0.0"]:
        found = address(line.strip().rstrip(":"))
        if found is None:
            held.append(line)
            continue
        if ip is not None:
            yield ip, "\n".join(held)
        ip, held = found, []
