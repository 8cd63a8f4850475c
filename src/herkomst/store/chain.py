# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chained log: each row holds the hash of the row before it and the root of what it recorded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields, replace

from herkomst.model import Part

GENESIS = "0" * 64


def root_of(ids: Iterable[str]) -> str:
    """SHA-256 over sorted, distinct ids, one a line."""
    total = hashlib.sha256()
    for name in sorted(set(ids)):
        total.update(name.encode() + b"\n")
    return total.hexdigest()


def sealed(part: Part) -> Part:
    """The log row with its hash: over every other field, the previous hash among them."""
    said = {f.name: getattr(part, f.name) for f in fields(part) if f.name != "hash"}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), default=str)
    return replace(part, hash=hashlib.sha256(text.encode()).hexdigest())
