# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose name stands where a device names itself.

A text names an entity when it *begins* with one of its names and goes on, if at all, with words a device would use:
the firm's form, a word for a device, a model or a version (`catalogue/words.yaml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote

from herkomst import catalogue
from herkomst.catalogue import entities, fold
from herkomst.model import Kind

LONGEST = 7  # words in a name, at most
# A word: capitals before a capitalised word, capitalised words, digits. "IQeye510", "PolycomVVX-400", "Linksys28853".
_PIECES = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_WORDS = re.compile(r"[\w.+&/-]+", re.UNICODE)
_MODEL = re.compile(r"^(?=[^\d]{0,12}\d)[A-Za-z0-9][\w+./-]{1,31}$")
_VERSION = re.compile(r"^[vV]?(?:er)?\d+(?:[._]\d+)+\w{0,8}$|^\d{1,2}(?:st|nd|rd|th)?$|^(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a text names: the place in `entities()`, and the model and kind the words after it show."""

    entity: int
    model: str | None
    kind: Kind | None


@cache
def _words() -> tuple[frozenset[str], dict[str, Kind | None]]:
    data = catalogue.read_yaml(catalogue.ROOT / "words.yaml")
    device: dict[str, Kind | None] = {}
    for kind, listed in data["device"].items():
        for word in listed:
            device[fold(str(word))] = None if kind == "any" else Kind(kind)
    return frozenset(fold(str(w)) for w in data["legal"] + data["field"]), device


@cache
def _legal() -> frozenset[str]:
    return frozenset(catalogue.read_yaml(catalogue.ROOT / "words.yaml")["legal"])


def without_form(name: str) -> str:
    """A firm's name as letters and digits, without the words for its form at the end."""
    words = re.findall(r"\w+", name.casefold())
    while len(words) > 1 and words[-1] in _legal() | {"a", "s"}:
        words.pop()
    return "".join(c for c in "".join(words) if c.isalnum())


@lru_cache(maxsize=65536)
def named(text: str, rest: str = "next") -> Naming | None:
    """The entity whose name the text begins with, or null.

    `rest` says how much of what follows must be words of a device: `any` text may follow, the `next` word, or `all`.
    """
    text = unquote(text).strip().strip("\"'*-=_.,:;()[]<>/\\ ")
    known = entities.names()
    pieces = list(_PIECES.finditer(text[:160]))[: LONGEST * 2]
    for count in range(len(pieces), 0, -1):
        end = pieces[count - 1].end()
        at = known.get(fold(text[:end]))
        if at is None or (text[end : end + 1].isalpha()):
            continue
        return _followed(at, text[end:], rest)
    return None


def _followed(at: int, tail: str, rest: str) -> Naming | None:
    corporate, device = _words()
    model: str | None = None
    kind: Kind | None = None
    for number, match in enumerate(_WORDS.finditer(tail[:200])):
        word = match.group().strip("-./&+")
        folded = fold(word)
        if not folded:
            continue
        plain = folded in corporate or folded in device
        if not plain and not any(c.isdigit() for c in folded):
            parts = [fold(p) for p in re.split(r"[-_./&+]", word)]
            plain = all(p in corporate or p in device or not p for p in parts)
            if not plain and (rest == "all" or (rest == "next" and number == 0 and not _apart(tail))):
                return None
            if not plain:
                break
        kind = kind or device.get(folded)
        if model is None and _MODEL.match(word) and not _VERSION.match(word):
            model = word
    return Naming(at, model, kind)


def _apart(tail: str) -> bool:
    """Whether a mark stands between the name and what follows: "APC | Application Error", "AXIS, ..."."""
    return tail[:3].strip()[:1] in set("|,;:(/-_\n") if tail[:3].strip() else False


@cache
def literals() -> frozenset[str]:
    """Texts in lower case of which one stands in every value that names anybody."""
    corporate, device = _words()
    found = set()
    for name in entities.written().values():
        folded = name.casefold()
        first = _PIECES.match(folded)
        word = first.group() if first else folded
        found.add(folded if len(word) < 3 or word in corporate or word in device else word)
    return frozenset(t for t in found if len(t) >= 3)
