# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Host names -> the body whose domain they lie in, by the longest suffix that a rule names.

Whole labels are compared, from the right: `zeist.nl.example.com` and `notzeist.nl` lie in nobody's
domain. The public suffix list comes with a package and is read from disk, never fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from herkomst.catalogue.public_bodies import HostRule, PublicBodies

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_WEB = re.compile(r"www\d?|web|website|m|portal|portaal")
_NUMBERED = re.compile(r"\d{1,3}[-.x]\d{1,3}[-.x]\d{1,3}|\b[0-9a-f]{8}\b|\d{9,12}")
_DEALT_OUT = re.compile(
    r"\b(?:dyn|dynamic|dynip|dhcp|pool|dsl|adsl|vdsl|cable|fiber|static|fixed|client|clients|"
    r"customer|cust|unassigned|unused|reserved|ip|nat|host)\d*\b"
)


def normalised(text: str) -> str | None:
    """A host name in the form it is compared in: lower case, ASCII (IDNA), no final dot; `*.` of a
    wildcard is left out. Null for what is no host name, an address among them."""
    name = text.strip().lower()
    if len(name) > 512:
        return None
    if not name.isascii():
        name = _ascii(name)
    name = name.removesuffix(".").removeprefix("*.")
    labels = name.split(".")
    if len(name) > 253 or len(labels) < 2 or labels[-1].isdigit():
        return None
    return name if all(_LABEL.fullmatch(label) for label in labels) else None


def _ascii(name: str) -> str:
    labels = re.split("[.\u3002\uff0e\uff61]", name)
    try:
        return ".".join(p if p.isascii() else p[:64].encode("idna").decode() for p in labels)
    except UnicodeError:
        return ""


def dealt_out(host: str) -> bool:
    """Whether a name looks made by a machine for every address alike: it tells of no device."""
    return bool(_NUMBERED.search(host) or _DEALT_OUT.search(host.replace("_", "-")))


@cache
def _suffixes(private: bool) -> Any:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(only_icann=not private)


@lru_cache(maxsize=1 << 16)
def shared_suffix(host: str) -> bool:
    """Whether anybody may have a name below this host's suffix (dynamic DNS, hosted sites): the
    private part of the public suffix list."""
    return bool(_suffixes(True).publicsuffix(host) != _suffixes(False).publicsuffix(host))


@dataclass(frozen=True, slots=True)
class HostMatch:
    """The rule a host fell under. `web`: it is the name of the site itself, of nothing below."""

    rule: str
    bodies: tuple[str, ...]
    web: bool


class Hosts:
    """The host rules of one world: the real bodies', or the invented ones'."""

    def __init__(self, bodies: PublicBodies, *, synthetic: bool = False) -> None:
        self._below: dict[str, tuple[HostRule, ...]] = {}
        self._exact: dict[str, tuple[HostRule, ...]] = {}
        for rule in bodies.hosts:
            body, host = bodies.bodies.get(rule.body), normalised(rule.host)
            if body is None or host is None or body.synthetic is not synthetic:
                continue
            # Below a public suffix (gov.nl) everybody may live: such a rule covers only itself.
            exact = rule.exact or _suffixes(True).publicsuffix(host) == host
            table = self._exact if exact else self._below
            table[host] = (*table.get(host, ()), rule)
        self._vendor = frozenset(filter(None, map(normalised, bodies.vendor_hosts)))

    @property
    def turns(self) -> list[str]:
        """The last days on which what a name tells was what it was: from the next on it may differ."""
        rules = (r for t in (self._below, self._exact) for rules in t.values() for r in rules)
        found: set[str] = set()
        for rule in rules:
            found |= {day_before(rule.valid_from)} if rule.valid_from else set()
            found |= {rule.valid_until} if rule.valid_until else set()
        return sorted(found)

    @property
    def literals(self) -> list[str]:
        """Texts of which every host name with a rule holds at least one: for a native prefilter."""
        known = {**self._below, **self._exact}
        return [h for h in known if not any(s in self._below for s in _ends(h) if s != h)]

    def match(self, host: str, on: str | None = None) -> HostMatch | None:
        """The longest rule over a normalised host name that stood on a day (default: today), or
        null. `on` empty: whatever the day."""
        for end in _ends(host):
            rules = (*(self._exact.get(end, ()) if end == host else ()), *self._below.get(end, ()))
            found = [r.body for r in rules if on == "" or r.stood((on or _today())[:10])]
            if found:
                left = host[: -len(end)].rstrip(".")
                web = not left or bool(_WEB.fullmatch(left))
                return HostMatch(end, tuple(dict.fromkeys(found)), web)
        return None

    def vendor(self, host: str) -> bool:
        """Whether a host lies in a maker's own dynamic DNS, or under a suffix anybody may use."""
        return any(end in self._vendor for end in _ends(host)) or shared_suffix(host)


def _today() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d")


def day_before(day: str) -> str:
    """The ISO date of the day before."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _ends(host: str) -> list[str]:
    """A host and its suffixes of two labels and more, longest first."""
    labels = host.split(".")
    return [".".join(labels[i:]) for i in range(len(labels) - 1)]
