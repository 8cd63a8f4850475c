# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hardware addresses: one spelling, and those that are of no device."""

from __future__ import annotations

import re

_OCTETS = re.compile(r"[0-9A-Fa-f]{1,2}(?:([:-])[0-9A-Fa-f]{1,2})(?:\1[0-9A-Fa-f]{1,2}){4}")
_PLAIN = re.compile(r"[0-9A-Fa-f]{12}")


def mac_address(text: str | None) -> str | None:
    """A MAC address as `AA:BB:CC:DD:EE:FF` from any of its spellings; null when it is none, or that of
    no device (all zeros, broadcast, a group)."""
    plain = (text or "").strip()
    if _OCTETS.fullmatch(plain):
        parts = [p.zfill(2) for p in re.split("[:-]", plain)]
    else:
        packed = plain.replace(".", "").replace("-", "").replace(":", "")
        if not _PLAIN.fullmatch(packed):
            return None
        parts = [packed[i : i + 2] for i in range(0, 12, 2)]
    told = ":".join(parts).upper()
    return None if int(parts[0], 16) & 1 or is_placeholder(told) else told


# Addresses of no device that stand where none was filled in, in examples and in firmware, and those that
# routers share (VRRP). Spelled as `mac_address` spells them.
PLACEHOLDER_BLOCKS = ("00:00:00:00:", "00:00:5E:00:")
PLACEHOLDERS = frozenset(
    {":".join([f"{n:02X}"] * 6) for n in range(256)}
    | {
        "00:01:02:03:04:05", "00:11:22:33:44:55", "00:12:34:56:78:90", "00:12:34:56:78:9A",
        "00:12:34:56:78:9B", "00:23:45:67:89:AB", "00:AA:BB:CC:DD:EE", "00:AA:11:BB:22:CC",
        "00:DE:AD:BE:EF:00", "00:FF:FF:FF:FF:FF", "04:05:06:07:08:09", "10:20:30:40:50:60",
        "12:34:56:78:90:12", "12:34:56:78:90:AB", "12:34:56:78:9A:BC", "AA:BB:CC:DD:EE:FF",
        "CA:FE:BA:BE:00:00", "DE:AD:BE:EF:00:00", "DE:AD:BE:EF:CA:FE", "FE:DC:BA:98:76:54",
    }
)  # fmt: skip


def is_placeholder(address: str) -> bool:
    """Whether a hardware address, as `mac_address` spells it, is that of no device."""
    return address in PLACEHOLDERS or address.startswith(PLACEHOLDER_BLOCKS)
