# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages by key: a page begins after the last row of the page before it, so no page costs more than
the first, and rows that arrive meanwhile shift nothing.

The mark of a page is opaque to whoever asks: the order of the list and the key, in base64url.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from herkomst.errors import NotFoundError

Key = tuple[str | int, ...]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list, how many rows at most, and in which order (`-` before it: backward)."""

    order: str
    page: str | None = None
    size: int = 50

    @property
    def backward(self) -> bool:
        """Whether the list is read from its end."""
        return self.order.startswith("-")

    def after(self, *shape: type, within: str | None = None) -> Key | None:
        """The key this page begins after; null for the first page.

        shape: the types of the key. within: what its first part must be, in a list of one body.
        Errors: `NotFoundError` for what is no page of this list.
        """
        if self.page is None:
            return None
        try:
            order, *key = msgspec.json.decode(
                base64.b64decode(self.page + "=" * (-len(self.page) % 4), b"-_", validate=True)
            )
            same = mark(self.order, key) == self.page and order == self.order
        except (binascii.Error, ValueError, TypeError):
            same = False
        fits = same and [type(k) for k in key] == list(shape) and all(map(_sound, key))
        if not fits or (within is not None and key[0] != within):
            raise NotFoundError(
                f"this list has no page {self.page!r}",
                do="Begin without `page`, and follow the links of the answers.",
            )
        return tuple(key)

    def of(self, rows: Iterable[Row], key: Callable[[Row], Key]) -> Page:
        """The page from rows that begin where it does: at most `size`, and the mark of the next."""
        held = list(islice(rows, self.size + 1))
        more = len(held) > self.size
        kept = held[: self.size]
        return Page(kept, mark(self.order, key(kept[-1])) if more else None)

    def cut(self, rows: Iterable[Row], key: Callable[[Row], Key], *shape: type) -> Page:
        """The page out of a whole list in memory, put in order by its key."""
        after = self.after(*shape)
        chosen = sorted(rows, key=key, reverse=self.backward)
        if after is not None:
            chosen = [r for r in chosen if (key(r) < after if self.backward else key(r) > after)]
        return self.of(chosen, key)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and the mark of the page that follows; null when this is the last."""

    rows: list[Row]
    following: str | None


def mark(order: str, key: Iterable[str | int]) -> str:
    """The mark of the page after a key."""
    text = msgspec.json.encode([order, *key])
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def _sound(part: str | int) -> bool:
    """What both engines take as a parameter: no NUL in text, no number beyond 63 bits."""
    return "\0" not in part if isinstance(part, str) else abs(part) < 1 << 63
