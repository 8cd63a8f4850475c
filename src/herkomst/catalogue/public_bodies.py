# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public bodies as facts: who they are, what they are called, where they live on the network.

Read from `catalogue/bodies/*.csv`, which `scripts/build_bodies.py` makes from the publishers' formats.
"""

from __future__ import annotations

from dataclasses import dataclass

from herkomst.model import Body


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a body. how: official | short | abbreviation | former | department | english."""

    text: str
    body: str
    how: str
    valid_from: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class HostRule:
    """A host name of a body. `exact` false: everything below it as well (longest suffix wins)."""

    host: str
    body: str
    exact: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Address space and who holds it. net_class: public_body | access_isp | mobile | hosting |
    cloud | education | business | shared_service | vendor_cloud; `body` only for public_body."""

    prefix: str
    holder: str
    net_class: str
    body: str = ""
    asn: int | None = None
    guest: bool = False
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """The class of a network holder that is no public body, by AS number or by its name."""

    name: str
    net_class: str
    asns: tuple[int, ...] = ()
    match: tuple[str, ...] = ()  # lower-case words that a holder's name starts with
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class PublicBodies:
    """All tables, read once."""

    bodies: dict[str, Body]
    aliases: tuple[Alias, ...]
    hosts: tuple[HostRule, ...]
    networks: tuple[Network, ...]
    providers: tuple[Provider, ...]
    members: dict[str, tuple[str, ...]]  # joint arrangement -> the bodies that take part
    vendor_hosts: tuple[str, ...] = ()  # makers' own dynamic DNS: evidence against a body
