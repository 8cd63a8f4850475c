# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the scanners that came out of ZMap write alike, Censys and ZGrab2: web answers, certificates and
SSH greetings. No source of its own."""

from __future__ import annotations

from typing import Any

import msgspec

from herkomst.observations import Facts, header, title_of


class Answer(msgspec.Struct, gc=False):
    """An answer over HTTP."""

    headers: dict[str, Any] | None = None
    html_title: str | None = None
    body: str | None = None


class Signature(msgspec.Struct, gc=False):
    self_signed: bool | None = None


class Leaf(msgspec.Struct, gc=False):
    """The certificate a host shows, as parsed."""

    subject_dn: str | None = None
    issuer_dn: str | None = None
    fingerprint: str | None = None
    fingerprint_sha256: str | None = None
    signature: Signature | None = None


class Raw(msgspec.Struct, gc=False):
    raw: str | None = None


class HostKey(msgspec.Struct, gc=False):
    fingerprint_sha256: str | None = None


def web(answer: Answer) -> Facts:
    """The evidence of a web answer."""
    return {
        "http.server": header(answer.headers, "server"),
        "http.www_authenticate": header(answer.headers, "www-authenticate"),
        "http.title": answer.html_title or title_of(answer.body),
        "http.body": answer.body,
    }


def certificate(leaf: Leaf, key: str | None = None, *, trusted: bool = False) -> Facts:
    """The evidence of a certificate; `key` is its fingerprint where it stands apart."""
    own = bool(leaf.signature and leaf.signature.self_signed) or leaf.subject_dn == leaf.issuer_dn
    trust = "self-signed" if own else "trusted" if trusted else "unknown"
    return {
        "tls.subject": leaf.subject_dn,
        "tls.issuer": leaf.issuer_dn,
        "tls.fingerprint": leaf.fingerprint_sha256 or leaf.fingerprint or key,
        "tls.trust": trust if leaf.subject_dn else None,
    }


def ssh(greeting: Raw | None, key: HostKey | None) -> Facts:
    """The evidence of an SSH greeting."""
    return {
        "ssh.banner": greeting.raw if greeting else None,
        "ssh.fingerprint": key.fingerprint_sha256 if key else None,
    }
