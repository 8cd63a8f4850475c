# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chained log: each row holds the hash of the row before it, the root of the ids it recorded, and
the content: a hash over the rows themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from herkomst.model import Part

GENESIS = "0" * 64


def root_of(ids: Iterable[str]) -> str:
    """SHA-256 over sorted, distinct ids, one a line."""
    total = hashlib.sha256()
    for name in sorted(set(ids)):
        total.update(name.encode() + b"\n")
    return total.hexdigest()


def content_of(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over the hashes of rows of tables, in the order they come. Empty columns are left out,
    so that a column a later version adds changes nothing; a truth value is alike on every engine."""
    import msgspec

    total = hashlib.sha256()
    for row in rows:
        said = {
            name: int(value) if isinstance(value, bool) else value
            for name, value in row.items()
            if value is not None
        }
        total.update(hashlib.sha256(msgspec.json.encode(said, order="sorted")).digest())
    return total.hexdigest()


def sealed(part: Part) -> Part:
    """The log row with its hash: over every other field, the previous hash among them."""
    said = {f.name: getattr(part, f.name) for f in fields(part) if f.name != "hash"}
    if part.content is None:  # the row is of before this column was there
        del said["content"]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), default=str)
    return replace(part, hash=hashlib.sha256(text.encode()).hexdigest())
