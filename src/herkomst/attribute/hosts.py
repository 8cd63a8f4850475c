# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Host names -> bodies, by the longest suffix that a rule names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from herkomst.catalogue.public_bodies import HostRule


def normal(host: str) -> str:
    """A host name as it is compared: lower case, no dot at the end, no wildcard, IDNA decoded to
    ASCII where it can be."""
    name = host.strip().rstrip(".").lower().removeprefix("*.")
    if name.isascii():
        return name[:253]
    try:
        return name[:253].encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def suffixes(host: str) -> Iterator[str]:
    """The host itself and everything it is below, longest first: a.b.nl, b.nl, nl."""
    name = host
    while name:
        yield name
        _, _, name = name.partition(".")


class Hosts:
    """The host rules of all bodies, and the hosts that speak against one."""

    def __init__(self, rules: Iterable[HostRule], against: Iterable[str]) -> None:
        self._rules = {normal(r.host): r for r in rules}
        self._against = frozenset(map(normal, against))

    def texts(self) -> list[str]:
        """The texts of which one stands in every host that has a rule."""
        return sorted(self._rules)

    def body(self, host: str) -> HostRule | None:
        """The rule of the longest suffix; a lookalike (zeist.nl.example.com) matches none."""
        name = normal(host)
        if self.dynamic(name):
            return None
        for suffix in suffixes(name):
            rule = self._rules.get(suffix)
            if rule is not None and (not rule.exact or suffix == name):
                return rule
        return None

    def dynamic(self, host: str) -> bool:
        """Whether a name is one that anybody can have: dynamic DNS, or a maker's own relay."""
        return any(s in self._against for s in suffixes(normal(host)))
