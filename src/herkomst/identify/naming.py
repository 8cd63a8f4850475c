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
from typing import Any
from urllib.parse import unquote

from herkomst import catalogue
from herkomst.catalogue import entities, fold
from herkomst.identify.patterns import beginnings, together
from herkomst.model import Kind

LONGEST = 7  # words in a name, at most
# A word: capitals before a capitalised word, capitalised words, digits. "IQeye510", "PolycomVVX-400", "Linksys28853".
_PIECES = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_WORDS = re.compile(r"[\w.+&/-]+", re.UNICODE)
_FIRST = re.compile(r"[A-Za-z0-9][\w./+!@,-]{2,47}")
_MODEL = re.compile(r"^(?=[^\d]{0,12}\d)[A-Za-z0-9][\w+./-]{1,31}$")
_VERSION = re.compile(r"^[vV]?(?:er)?\d+(?:[._]\d+)+\w{0,8}$|^\d{1,2}(?:st|nd|rd|th)?$|^(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a text names: the place in `entities()`, and the model and kind the words after it show;
    `bare` where there are none: then it may be the name of an owner."""

    entity: int
    model: str | None
    kind: Kind | None
    bare: bool


@cache
def _words() -> tuple[frozenset[str], dict[str, Kind | None]]:
    data = catalogue.read_yaml(catalogue.ROOT / "words.yaml")
    device: dict[str, Kind | None] = {}
    for kind, listed in data["device"].items():
        for word in listed:
            device[fold(str(word))] = None if kind == "any" else Kind(kind)
    for family in entities.families():  # the name of a family is a word of a device too
        device |= {fold(n): family.kind for n in family.names if fold(n) not in device}
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
        key = fold(text[:end])
        if key in known and not text[end : end + 1].isalpha():
            return _followed(known[key], text[end:], rest, entities.family_kinds().get(key))
    return _by_model(text, rest)


@cache
def _models() -> tuple[Any, list[tuple[int, Kind | None]]]:
    """One automaton of the model numbers of all families, and whose each is."""
    places = {e: n for n, e in enumerate(entities.entities())}
    listed = [(m, places[f.entity], f.kind) for f in entities.families() for m in f.models]
    return together(f"^(?:{m})$" for m, _, _ in listed), [(at, kind) for _, at, kind in listed]


def _by_model(text: str, rest: str) -> Naming | None:
    """The one maker whose model number the text begins with."""
    word = _FIRST.match(text)
    if word is None:
        return None
    automaton, whose = _models()
    found = {whose[n] for n in automaton.Match(word.group()) or ()}
    if len({at for at, _ in found}) != 1:
        return None
    at, kind = min(found, key=str)
    made = _followed(at, text[word.end() :], rest, kind)
    return made and Naming(at, word.group(), kind or made.kind, bare=False)


def _followed(at: int, tail: str, rest: str, kind: Kind | None = None) -> Naming | None:
    """What follows the name, if it is what a device would say; null if it is not."""
    corporate, device = _words()
    model: str | None = None
    words = [m.group().strip("-./&+") for m in _WORDS.finditer(tail[:200])]
    for number, word in enumerate(words):
        folded = fold(word)
        if not folded:
            continue
        plain = folded in corporate or folded in device or _series(words[number : number + 2])
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
    return Naming(at, model, kind, bare=not model and not kind)


def _series(words: list[str]) -> bool:
    """A few capitals before a number are a series: "SR 7750", "MP C3000"."""
    return (
        len(words) == 2
        and len(words[0]) <= 4
        and words[0].isupper()
        and any(c.isdigit() for c in words[1])
    )


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
        if len(folded) < 3:  # two letters stand in everything: only with a mark behind them
            found |= {folded + mark for mark in " -_/"}
        else:
            found.add(folded if len(word) < 3 or word in corporate or word in device else word)
    for family in entities.families():
        for model in family.models:
            found |= beginnings(model, family.place)
    return frozenset(t for t in found if len(t) >= 3)
