# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose name stands where a device names itself.

A text names an entity when it *begins* with one of its names and goes on, if at all, with words a device would use:
the firm's form, a word for a device, a model or a version (`catalogue/words.yaml`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from urllib.parse import unquote

import msgspec

from herkomst import catalogue
from herkomst.catalogue import entities, fold
from herkomst.identify.forms import form
from herkomst.identify.patterns import SHORTEST, beginnings, together
from herkomst.model import Kind

MOST_WORDS = 16  # behind a name, that are looked at
LONGEST_TEXT = 200  # characters in which a name and its model stand
_AROUND = "\"'*-=_.,:;()[]<>/\\ \t\r\n"
_MARKS = "-./&+"  # around a word
_PIECES = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_WORDS = re.compile(r"[\w.+&/-]+", re.UNICODE)
_NO_DIGITS = re.compile(r"\D+", re.UNICODE)
_FIRST = re.compile(r"[A-Za-z0-9][\w./+!@,-]{2,47}")
_MODEL = re.compile(r"^(?=[^\d]{0,12}\d)[A-Za-z0-9][\w+./-]{1,31}$")
_VERSION = re.compile(
    r"^[vV]?(?:er)?\d+(?:[._]\d+)+\w{0,8}$|^\d{1,2}(?:st|nd|rd|th)?$|^(?:19|20)\d\d$"
)
_TO_DIGITS = re.compile(r"\D*\d+", re.UNICODE)
_NUMBERED = re.compile(r"[\w.+&/-]*\d[\w.+&/-]*", re.UNICODE)
_FOUR_DIGITS = re.compile(r"^\d{4}$", re.UNICODE)  # a year, or not


class Naming(msgspec.Struct, frozen=True, gc=False):
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
def _services() -> frozenset[str]:
    return frozenset(catalogue.read_yaml(catalogue.ROOT / "words.yaml")["service"])


@cache
def _legal() -> frozenset[str]:
    return frozenset(catalogue.read_yaml(catalogue.ROOT / "words.yaml")["legal"])


def without_form(name: str) -> str:
    """A firm's name as letters and digits, without the words for its form at the end."""
    words = re.findall(r"\w+", name.casefold())
    while len(words) > 1 and words[-1] in _legal() | {"a", "s"}:
        words.pop()
    return "".join(c for c in "".join(words) if c.isalnum())


@cache
def _starts() -> frozenset[str]:
    """What the folded beginning of a text must be, after each of its pieces, to grow into a longer name."""
    found = set(entities.names())
    for name in entities.written():
        found |= set(accumulate(piece.casefold() for piece in _PIECES.findall(name)))
    ordered = sorted(entities.names())  # the names that begin with a text stand right behind it
    behind = ((start, bisect_right(ordered, start)) for start in found)
    return frozenset(
        start for start, at in behind if at < len(ordered) and ordered[at].startswith(start)
    )


@lru_cache(maxsize=16384)
def _leading_words(text: str) -> tuple[str, int] | None:
    """The longest name of a text, as far as its first digit; null where one may go on behind it."""
    name, end, over = _leading(text)
    return (name, end) if over else None


def _leading(text: str) -> tuple[str, int, bool]:
    """The longest name, folded, that a text begins with, or an empty one; where it ends, and whether no
    longer text could begin with another."""
    known, starts = entities.names(), _starts()
    key, name, end, at = "", "", 0, 0
    while piece := _PIECES.search(text, at):
        at = piece.end()
        key += piece.group().casefold()
        if key in known and not text[at : at + 1].isalpha():
            name, end = key, at
        if key not in starts:
            return name, end, True
    return name, end, False


def named(text: str, rest: str = "next") -> Naming | None:
    """The entity whose name the text begins with, or null.

    `rest` says how much of what follows must be words of a device: `any` text may follow, the `next` word, `all`,
    `some`: all, and there must be one; or `told`: where any other word follows, a device or service too, as in
    "Cisco PIX sanitized smtpd".
    """
    text = text[:LONGEST_TEXT].strip(_AROUND)
    if "%" in text:
        text = unquote(text)
    words = _NO_DIGITS.match(text)
    name, end = (words and _leading_words(words.group())) or _leading(text)[:2]
    by_model = _by_model(text, rest) if text[:SHORTEST].lower() in _beginnings() else None
    if not name:
        return by_model
    kind = entities.family_kinds().get(name) or (by_model.kind if by_model else None)
    if rest == "told" and text[end : end + 1].isdigit():  # Axis2 is no Axis
        return None
    if rest == "told" and name in entities.family_kinds():
        rest = "next"  # a family's name is a word of the language more often than a maker's
    if rest == "next" and _with_form(text[:end]):
        rest = "any"  # the form of the firm is within the name: it is no longer next to it
    return _followed(entities.names()[name], text[end:], rest, kind)


def telling_digits(text: str) -> list[tuple[int, int]] | None:
    """Where the ASCII digits of a text stand that `named` may tell from others: in a model number, a word it knows,
    or a year; null where it may tell all of them."""
    cut = text[:LONGEST_TEXT]
    shift = len(cut) - len(cut.lstrip(_AROUND))
    text = cut.strip(_AROUND)
    found = _TO_DIGITS.match(text)
    if found is None:
        return []
    if "%" in text or form(fold(found.group())) in _forms_of_names():
        return None
    first = _FIRST.match(text)
    spans = [m.span() for m in _NUMBERED.finditer(text) if _is_known_form(m.group())]
    if first and form(text[:SHORTEST].lower()) in _forms_of_beginnings():
        spans.append(first.span())
    behind = (_leading(found.group())[1], first.end() if first else 0)
    for start in behind:  # what follows a name may begin within a word
        within = _NUMBERED.match(text, start)
        if within and _is_known_form(within.group()):
            spans.append(within.span())
    return [(shift + begin, shift + end) for begin, end in spans]


def _is_known_form(written: str) -> bool:
    """Whether a word with digits has the form of a year, or of a word that is known."""
    text = written.strip(_MARKS)
    return bool(_FOUR_DIGITS.match(text)) or form(fold(text)) in _forms_of_words()


@cache
def _forms_of_names() -> frozenset[str]:
    """The beginnings of names that end with a digit."""
    names = entities.names()
    return frozenset(
        form(n[: at + 1]) for n in names for at, character in enumerate(n) if character.isdigit()
    )


@cache
def _forms_of_beginnings() -> frozenset[str]:
    return frozenset(map(form, _beginnings()))


@cache
def _forms_of_words() -> frozenset[str]:
    """The words with digits that are known."""
    known = _words()[1].keys() | _services()
    return frozenset(form(word) for word in known if any(map(str.isdigit, word)))


@lru_cache(maxsize=16384)
def _with_form(name: str) -> bool:
    """Whether a name as written ends with a word for the form of a firm."""
    return fold(name.split()[-1]) in _legal()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset().union(
        *(beginnings(m, f.place) for f in entities.families() for m in f.models)
    )


@cache
def _models() -> tuple[Callable[[bytes], Sequence[int]], list[tuple[int, Kind | None]]]:
    """One automaton of the model numbers of all families, and whose each is."""
    places = {e: n for n, e in enumerate(entities.entities())}
    listed = [(m, places[f.entity], f.kind) for f in entities.families() for m in f.models]
    return together(f"^(?:{m})$" for m, _, _ in listed), [(at, kind) for _, at, kind in listed]


def _by_model(text: str, rest: str) -> Naming | None:
    """The one maker whose model number the text begins with."""
    word = _FIRST.match(text)
    if word is None:
        return None
    whole = word.group()
    for model in (whole, whole.partition("/")[0]) if "/" in whole else (whole,):  # or its version
        found = _of_model(model)
        if found is not None:
            at, kind = found
            made = _followed(at, text[word.end() :], rest, kind)
            return made and Naming(at, model, kind or made.kind, bare=False)
    return None


@lru_cache(maxsize=16384)
def _of_model(model: str) -> tuple[int, Kind | None] | None:
    """Whose model number it is, if it is that of one maker, and what kind of device."""
    automaton, whose = _models()
    found = {whose[n] for n in automaton(model.encode())}
    return min(found, key=str) if len({at for at, _ in found}) == 1 else None


def _followed(at: int, tail: str, rest: str, kind: Kind | None = None) -> Naming | None:
    """What follows the name, if it is what a device would say; null if it is not."""
    model: str | None = None
    some, other = kind is not None, False
    words = _WORDS.findall(tail)[: MOST_WORDS + 1] if tail else ()
    for number, word in enumerate(map(_word, words[:MOST_WORDS])):
        if word.device or (rest == "told" and word.service):
            some = some or not other or word.kind is not None or word.service
            kind = kind or word.kind
        elif word.numbered:
            if model is None and not other and word.model:
                model = word.text
        elif word.tells and not (
            word.series and number + 1 < len(words) and _word(words[number + 1]).numbered
        ):
            if rest in ("all", "some") or (rest == "next" and number == 0 and not _apart(tail)):
                return None
            if rest != "told":
                break
            if number == 0 and word.text.lower() == "or":  # one of two makers
                return None
            other = True
    if (rest == "some" or other) and not (some or model):
        return None
    return Naming(at, model, kind, bare=not model and not kind)


class _Word(msgspec.Struct, frozen=True, gc=False):
    """What a word behind a name may be."""

    text: str
    device: bool  # a word for a device, of `kind` where it is of one
    kind: Kind | None
    service: bool
    numbered: bool  # holds digits, as a model or a version does
    model: bool
    tells: bool = False  # something a device would not say: a word, and none of the field
    series: bool = (
        False  # may be a series: a few capitals before a number, as in "SR 7750" and "MP C3000"
    )


@lru_cache(maxsize=16384)
def _word(written: str) -> _Word:
    corporate, device = _words()
    text = written.strip(_MARKS)
    folded = text.lower() if text.isalnum() else fold(text)
    known = folded in device
    kind = device[folded] if known else None
    service = folded in _services()
    if any(map(str.isdigit, folded)):
        model = bool(_MODEL.match(text)) and not _VERSION.match(text)
        return _Word(text, known, kind, service, True, model)
    parts = [fold(p) for p in re.split(r"[-_./&+]", text)]
    plain = all(p in corporate or p in device or not p for p in parts)
    tells = bool(folded) and folded not in corporate and not plain
    return _Word(text, known, kind, service, False, False, tells, len(text) <= 4 and text.isupper())


def _apart(tail: str) -> bool:
    """Whether a mark stands between the name and what follows: "APC | Application Error", "AXIS, ..."."""
    return tail[:3].strip()[:1] in set("|,;:(/-_\n") if tail[:3].strip() else False


@cache
def literals() -> frozenset[str]:
    """Texts in lower case of which one stands in every value that names anybody."""
    corporate, device = _words()
    found = set()
    for name in entities.written():
        folded = name.casefold()
        first = _PIECES.match(folded)
        word = first.group() if first else folded
        if len(folded) < 3:  # two letters stand in everything: only with a mark behind them
            found |= {folded + mark for mark in " -_/"}
        else:
            found.add(folded if len(word) < 4 or word in corporate or word in device else word)
    found |= _beginnings()
    return frozenset(t for t in found if len(t) >= 3)
