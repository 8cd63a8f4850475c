# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a register says of a body, whatever the publisher's format. Of a person nothing is read: no
name, no telephone number, no address; of an e-mail address only its domain."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from herkomst.content import Content

Report = Callable[[int, int | None], None]
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
UNKNOWN = "1900"  # registers write this year for a beginning they do not know


@dataclass(frozen=True, slots=True)
class Register:
    """A publisher's format. `tested` false: no real copy has been read with it yet."""

    id: str
    title: str
    publisher: str
    licence: str
    tested: bool = True


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a body, with its days where they are known."""

    text: str
    abbreviation: str = ""
    valid_from: str = ""
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A body that takes part in an arrangement, by TOOI URI or ROO number."""

    tooi: str = ""
    roo: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A body as a register has it. `key`, `parent` and `successor` are the register's own numbers;
    `sort` is its sort in the words of `tables.KINDS`; `organ` the ROO number of the body that an
    agreement set up, `ministry` that of the ministry it falls under."""

    key: str
    sort: str
    names: tuple[Name, ...]
    tooi: str = ""
    roo: str = ""
    oin: str = ""
    kvk: str = ""
    parent: str = ""
    ministry: str = ""
    successor: str = ""
    host: str = ""
    mail_domain: str = ""
    valid_from: str = ""
    valid_until: str = ""
    is_agreement: bool = False
    organ: str = ""
    members: tuple[Member, ...] = ()

    @property
    def id(self) -> str:
        """TOOI URI, else ROO number, else KvK number."""
        return self.tooi or self.roo or self.kvk


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of the TOOI register, ended or not."""

    id: str
    name: str
    province: str = ""
    valid_from: str = ""
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A merger, enlargement or rearrangement: who ended, and who came in their place."""

    id: str
    kind: str  # samenvoeging | uitbreiding | herschikking
    date: str
    ended: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that could not be read: where, and why."""

    where: str
    reason: str


@dataclass(slots=True)
class Gathered:
    """What one file gave: read = kept + skipped + faulty."""

    register: Register
    entries: list[Entry] = field(default_factory=list)
    municipalities: list[Municipality] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    read: int = 0
    skipped: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Records that were understood and are used."""
        return self.read - self.skipped - len(self.faults)


class Blocks:
    """The content of a file, unpacked, as something to read from; reports how far it is."""

    def __init__(self, content: Content, report: Report) -> None:
        self._content, self._report = content, report
        self._blocks = content.chunks(1 << 16)
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """So many bytes; all that is left where `size` is negative; fewer at the end."""
        parts, have = [self._held], len(self._held)
        while (size < 0 or have < size) and (block := next(self._blocks, b"")):
            parts.append(block)
            have += len(block)
            self._report(self._content.received_done, self._content.received_size)
        whole = b"".join(parts)
        cut = len(whole) if size < 0 else size
        self._held = whole[cut:]
        return whole[:cut]


def day(value: Any) -> str:
    """A date as YYYY-MM-DD; empty for none, for nonsense, and for the year that means "not known"."""
    text = str(value or "")[:10]
    return "" if not _DATE.fullmatch(text) or text.startswith(UNKNOWN) else text


def host_of(url: Any) -> str:
    """The host of a web address, without `www.`."""
    text = str(url or "").strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.lower().rstrip(".").removeprefix("www.")


def domain_of(mail: Any) -> str:
    """The domain of an e-mail address; the rest of it is not kept."""
    domain = str(mail or "").rpartition("@")[2].strip().lower()
    return domain if "." in domain and domain.isascii() else ""
