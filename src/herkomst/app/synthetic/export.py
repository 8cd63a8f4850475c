# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""One export, in blocks of lines, and the manifest of what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any, Final

from herkomst.app.synthetic.devices import (
    CAMERA_SAYINGS,
    NOISE,
    OTHERS,
    OUI,
    SEEN,
    TOGETHER,
    combinations,
)
from herkomst.app.synthetic.records import SLOTS, Saying, digest
from herkomst.app.synthetic.sites import Site, Sites

CAMERAS: Final = {"hikvision": 28_221, "dahua": 10_431}  # banners in the demo, as counted in 2022
DEMO_LINES: Final = sum(CAMERAS.values()) * 5 // 2  # with them 60 % of all lines are of others
MALFORMED: Final = 0.001  # of all lines
EMPTY_EVERY: Final = 30_000  # lines from one empty line to the next; an empty line is not malformed
ODD_EVERY: Final = 3_989  # records from one with values of a wrong type to the next
WINDOW: Final = 2_048  # lines shuffled together: an export is in no order of address

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Manifest:
    """What an export holds, exactly.

    lines: all of the file. malformed: physical lines that must be quarantined. banners, addresses,
    devices: by maker id; `unproven` are banners whose maker nothing in them proves (relabelled
    devices), `noise` are of no maker the product knows. attributable: body -> maker -> banners that
    the address space or a CA-signed certificate ties to an invented body. guests: the same on a
    body's guest network, where anybody's device may be. bytes: of the content, before compression.
    """

    seed: int
    lines: int = 0
    malformed: int = 0
    empty: int = 0
    bytes: int = 0
    banners: dict[str, int] = field(default_factory=dict)
    addresses: dict[str, int] = field(default_factory=dict)
    devices: dict[str, int] = field(default_factory=dict)
    attributable: dict[str, dict[str, int]] = field(default_factory=dict)
    guests: dict[str, dict[str, int]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For `--json` and for tests."""
        return asdict(self)


_BEGIN: Final = int(datetime(2022, 2, 1, tzinfo=UTC).timestamp())
_SPAN: Final = 28 * 86_400 * 1_000_000  # microseconds
_STRIDE: Final = 1_495_147_825_463  # shares no divisor with the span: no microsecond comes twice
_CRAWLERS: Final = tuple(digest(f"crawler {n}")[:40] for n in range(12))
_TRUSTED = '{"mozilla": true, "apple": true, "microsoft": true}'
_DISTRUSTED = '{"mozilla": false, "apple": false, "microsoft": false}'
_BREAKS: Final = ("cut", "latin", "split", "two", "null", "nul", "html", "number")


class Export:
    """One export: households of devices until the wanted size or number of lines is there."""

    def __init__(self, seed: int, size: int | None, progress: Progress | None) -> None:
        self.manifest = Manifest(seed)
        self._rng = Random(f"herkomst {seed}")
        self._size, self._progress = size, progress
        self._sites = Sites(self._rng)
        self._shift = self._rng.getrandbits(41)
        self._records = self._macs = 0
        self._pending: list[bytes] = []
        self._breaks = 0
        broken, empty = round(DEMO_LINES * MALFORMED), DEMO_LINES // EMPTY_EVERY
        others = DEMO_LINES - sum(CAMERAS.values()) - broken - empty
        self._goal = CAMERAS | {"others": others}
        self._made = dict.fromkeys(self._goal, 0)
        self._seen = {m: combinations(s, SEEN[m]) for m, s in CAMERA_SAYINGS.items()}
        self._together = {m: combinations(s, TOGETHER[m]) for m, s in CAMERA_SAYINGS.items()}

    def blocks(self) -> Iterator[bytes]:
        """The content, in blocks of some thousand lines."""
        while not self._done():
            self._household(min(self._made, key=lambda c: self._made[c] / self._goal[c]))
            self._disturb()
            if len(self._pending) >= WINDOW:
                yield self._flush()
        if self._pending:
            yield self._flush()

    def _done(self) -> bool:
        if self._size is not None:
            return self.manifest.bytes >= self._size
        return self.manifest.lines >= DEMO_LINES

    def _flush(self) -> bytes:
        self._rng.shuffle(self._pending)
        block = b"".join(self._pending)
        self._pending.clear()
        if self._progress is not None:
            if self._size is not None:
                self._progress(min(self.manifest.bytes, self._size), self._size)
            else:
                self._progress(self.manifest.lines, DEMO_LINES)
        return block

    def _add(self, line: bytes, lines: int = 1) -> None:
        self._pending.append(line)
        self.manifest.lines += lines
        self.manifest.bytes += len(line)

    # households

    def _household(self, category: str) -> None:
        """One address and what stands behind it."""
        room = self._goal[category] - self._made[category] if self._size is None else 1 << 30
        if category == "others":
            self._others(min(room, 1 + int(self._rng.random() * 2)))
            return
        site = self._sites.site(public=0.010, certificates=0.006)
        if site.lone:
            self._device(site, [CAMERA_SAYINGS[category][site.lone]], 0, False)
        elif self._rng.random() < 0.04:
            for number in range(min(2 + int(self._rng.random() * 2), room)):
                sayings = self._pick(self._together[category])[: max(room, 0)]
                room -= len(sayings)
                if sayings:
                    self._device(site, sayings, number, True)
        else:
            sayings = self._pick(self._seen[category])[:room]
            self._device(site, sayings, 0, self._rng.random() < 0.06)
        _count(self.manifest.addresses, category)

    def _others(self, count: int) -> None:
        site = self._sites.site(public=0.003, certificates=0.0)
        sayings: dict[int, Saying] = {}
        for _ in range(count):
            saying = self._pick(OTHERS if self._rng.random() < 0.45 else NOISE)
            sayings.setdefault(saying.ports[0], saying)
        makers = {s.maker for s in sayings.values()}
        for maker in sorted(makers):
            self._device(site, [s for s in sayings.values() if s.maker == maker], 0, False)
            _count(self.manifest.addresses, maker)

    def _pick(self, choices: Any) -> Any:
        return choices[int(self._rng.random() * len(choices))]

    def _device(self, site: Site, sayings: list[Saying], number: int, with_mac: bool) -> None:
        """The banners of one device; `number`: which behind its address, and so at which ports."""
        maker = sayings[0].maker
        values = self._identity(maker, site, with_mac)
        for saying in sayings:
            line = self._line(saying, number, values)
            self._add(line.encode())
            category = maker if maker in self._made else "others"
            self._made[category] += 1
            _count(self.manifest.banners, maker)
            if site.body and maker not in ("noise", "unproven"):
                tied = self.manifest.guests if site.guest else self.manifest.attributable
                _count(tied.setdefault(site.body, {}), maker)
        _count(self.manifest.devices, maker)

    def _identity(self, maker: str, site: Site, with_mac: bool) -> dict[str, Any]:
        """What all banners of one device have in common."""
        key = f"{self._rng.getrandbits(256):064x}"
        mac = ""
        if with_mac:
            oui = self._pick(OUI[maker])
            self._macs += 1
            number = f"{(self._macs * 69_621 + self._shift) % (1 << 24):06X}"
            tail = f"{number[:2]}:{number[2:4]}:{number[4:]}"
            mac = f'"mac": {{"{oui}:{tail}": {{"assignment": "{oui}", "org": "{maker}"}}}}, '
        return {
            "host": site.host,
            "name": site.name,
            "mac": mac,
            "key": key,
            "sha1": key[20:60],
            "number": int(key[:30], 16),
            "ssh": ":".join(key[n : n + 2] for n in range(0, 32, 2)),
            "hex6": key[:6].upper(),
            "serial": f"DEM{key[:4]}PAG{key[4:10]}".upper(),
            "serial9": f"{int(key[:9], 16) % 10**8:08d}",
            "subject": site.subject,
            "issuer": site.issuer,
            "trust": _TRUSTED if site.trusted else _DISTRUSTED,
        }

    def _line(self, saying: Saying, number: int, values: dict[str, Any]) -> str:
        bits = f"{self._rng.getrandbits(192):048x}"
        count = self._records = self._records + 1
        values["port"] = saying.ports[number % len(saying.ports)]
        values["time"] = self._moment(count)
        values["hash"] = int(bits[:8], 16) - (1 << 31)
        values["id"] = f"{bits[:8]}-{bits[8:12]}-4{bits[13:16]}-a{bits[17:20]}-{bits[20:32]}"
        values["crawler"] = _CRAWLERS[int(bits[32:36], 16) % len(_CRAWLERS)]
        values["nonce"] = bits[16:48]
        if count % ODD_EVERY == 0:
            return saying.odd % values
        return saying.forms[int(bits[36:40], 16) % SLOTS] % values

    def _moment(self, count: int) -> str:
        """A moment of February 2022 that no other record has."""
        seconds, micro = divmod((self._shift + count * _STRIDE) % _SPAN, 1_000_000)
        minutes, second = divmod(seconds, 60)
        hours, minute = divmod(minutes, 60)
        day, hour = divmod(hours, 24)
        return f"2022-02-{day + 1:02d}T{hour:02d}:{minute:02d}:{second:02d}.{micro:06d}"

    # what is broken

    def _disturb(self) -> None:
        """Empty and malformed lines, in their share of the lines so far (of the whole demo)."""
        lines = self.manifest.lines
        if lines >= EMPTY_EVERY * (self.manifest.empty + 1) and self._room(1):
            self._add(b"\n")
            self.manifest.empty += 1
        due = round(lines * MALFORMED)
        if self._size is None and self._done_with_banners():
            due = round(DEMO_LINES * MALFORMED)
        while self.manifest.malformed < due:
            kind = _BREAKS[self._breaks % len(_BREAKS)]
            self._breaks += 1
            if kind == "split" and not (self._room(2) and self.manifest.malformed + 2 <= due + 1):
                continue
            self._malformed(kind)

    def _room(self, lines: int) -> bool:
        return self._size is not None or self.manifest.lines + lines <= DEMO_LINES

    def _done_with_banners(self) -> bool:
        return all(self._made[c] >= self._goal[c] for c in self._goal)

    def _malformed(self, kind: str) -> None:
        site = self._sites.site(public=0.0, certificates=0.0)
        line = self._line(NOISE[0], 0, self._identity("noise", site, False)).encode()
        mark = b'"org": "'
        made = {
            "cut": line[: len(line) * 2 // 3] + b"\n",
            "latin": line.replace(mark, mark + b"Caf\xe9 \xff\xfe "),
            "split": line.replace(b', "port"', b',\n"port"', 1),
            "two": line[:-1] + line,
            "null": b"null\n",
            "nul": line.replace(mark, mark + b"\0\0\0"),
            "html": b"<html><head><title>502 Bad Gateway</title></head></html>\n",
            "number": b'{"a":1\n',
        }[kind]
        lines = made.count(b"\n")
        self._add(made, lines)
        self.manifest.malformed += lines


def _count(counts: dict[str, int], key: str) -> None:
    counts[key] = counts.get(key, 0) + 1
