# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a pattern must contain before it can match: literals for the native prefilter.

Patterns run in RE2, so no value makes one run away, whatever nests in it; what RE2 cannot express
(back-references, look-around) is refused when the catalogue is read.
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]  # the standard library's own parse tree
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import re2

from herkomst.errors import CatalogueError

MANY = 400  # beginnings of one model number, at most
# The groups of a pattern that tell something of a device, and those of whom to look up.
CAPTURES = ("model", "build", "firmware", "serial")  # the build before what it goes with
WHOM = ("named", "key")
MOST = 64  # texts that a piece of fixed text may be, at most
SHORTEST = 3  # a literal below this would let nearly every value through


def compiled(pattern: str, place: str) -> Any:
    """The pattern in RE2, case-insensitive. Errors: `CatalogueError` with file:line."""
    try:
        return re2.compile(pattern, options=_options(32 << 20))
    except re2.error as error:
        raise CatalogueError(
            f"this pattern cannot run in linear time (RE2 says: {error})",
            where=place,
            follows="A banner from a stranger could make it run away, so it is refused.",
            do="Write it without back-references and look-around.",
        ) from error


class Alone:
    """One pattern over UTF-8 bytes, that gives the spans of its groups.

    RE2's own Python wrapper builds a match object in three times the time of the match; this asks its
    compiled part for the spans and nothing else. `search` takes bytes, a start and an end, and gives the
    spans of the whole match and of each group: (-1, -1) for one that took no part.
    """

    def __init__(self, pattern: str, place: str) -> None:
        regex = compiled(pattern, place)
        unanchored = re2._re2.RE2.Anchor.UNANCHORED
        self.search: Callable[[bytes, int, int], Sequence[tuple[int, int]]]
        self.search = partial(regex._regexp.Match, unanchored)
        names = dict(regex.groupindex)
        self.asks: int = next((names[name] for name in WHOM if name in names), 0)  # whom it names
        self.captures = [(name, names[name]) for name in CAPTURES if name in names]


def together(patterns: Iterable[str]) -> Callable[[bytes], Sequence[int]]:
    """All patterns as one automaton: UTF-8 bytes to the places of those that match, in any order.

    It asks the compiled part, as `Alone` does.
    """
    made = re2.Set.SearchSet(_options(64 << 20))
    for pattern in patterns:
        made.Add(pattern)
    made.Compile()
    match: Callable[[bytes], Sequence[int]] = made._set.Match
    return match


def _options(memory: int) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = memory
    return options


# A class by its name, and a repeat without a least number: to the standard library other things than to RE2.
_OTHERWISE = re.compile(r"\[:\^?\w*:\]|\{,\d*\}")


def parsed(pattern: str, place: str) -> Any:
    """A pattern as a tree of what it is made of. Errors: `CatalogueError` where it is none, or RE2 would read it
    otherwise."""
    odd = _OTHERWISE.search(pattern)
    if odd:
        raise CatalogueError(
            f"{odd.group()} means one thing to RE2 and another to what reads patterns here",
            where=place,
            do="Write the class out, or the repeat with its least number.",
        )
    try:
        return parser.parse(pattern)
    except re.error as error:
        raise CatalogueError(f"not a pattern: {error}", where=place) from error


def literals(pattern: str, place: str, *, needed: bool = True) -> frozenset[str]:
    """Texts in lower case of which at least one stands in every value the pattern matches.

    Errors: `CatalogueError` where an alternative has no literal of `SHORTEST` characters, unless none
    is `needed`: then there are none.
    """
    found = frozenset(fewest(_required(parsed(pattern, place))))
    if not found or min(map(len, found)) < SHORTEST:
        if not needed:
            return frozenset()
        raise CatalogueError(
            f"an alternative of this pattern has no fixed text of {SHORTEST} characters or more",
            where=place,
            follows="Every value would have to be tried against it.",
            do="Give each alternative a literal part.",
        )
    return found


def _required(tree: Any) -> frozenset[str]:
    """The best set of literals of a sequence: the one whose shortest text is longest."""
    best = frozenset[str]()
    run = frozenset({""})  # what the fixed text may be that stands here
    for code, value in [*tree, (None, None)]:
        fixed = spelled(((code, value),)) if code else frozenset()
        if fixed and len(run) * len(fixed) <= MOST:
            run = frozenset(text + more for text in run for more in fixed)
            continue
        best, run = _better(best, run), fixed or frozenset({""})
        if code in (op.SUBPATTERN, op.ATOMIC_GROUP):
            best = _better(best, _required(value[-1] if code is op.SUBPATTERN else value))
        elif code is op.BRANCH:
            options = [_required(branch) for branch in value[1]]
            if all(options):
                best = _better(best, frozenset().union(*options))
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] >= 1:
            best = _better(best, _required(value[2]))
    return best


def fewest(texts: Iterable[str]) -> list[str]:
    """Without those that another is part of: where they stand, it does."""
    made = set[str]()
    shortest_first = sorted(set(texts), key=len)
    lengths = sorted(set(map(len, shortest_first)))
    for text in shortest_first:
        shorter = (n for n in lengths if n <= len(text))
        if not any(text[at : at + n] in made for n in shorter for at in range(len(text) - n + 1)):
            made.add(text)
    return sorted(made)


def spelled(tree: Any) -> frozenset[str]:
    """All texts, in lower case, that a sequence stands for where they are few; none where they are not, or hold a
    letter that has other forms."""
    made = frozenset({""})
    for code, value in tree:
        ways = frozenset[str]()
        if code is op.LITERAL and chr(value).isascii():
            ways = frozenset({chr(value).lower()})
        elif code is op.IN and all(k is op.LITERAL and chr(c).isascii() for k, c in value):
            ways = frozenset(chr(c).lower() for _, c in value)
        elif code is op.SUBPATTERN:
            ways = spelled(value[-1])
        elif code is op.BRANCH:
            branches = [spelled(branch) for branch in value[1]]
            ways = frozenset().union(*branches) if all(branches) else ways
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[:2] == (0, 1) and spelled(value[2]):
            ways = spelled(value[2]) | {""}
        made = frozenset(text + more for text in made for more in ways)
        if not made or len(made) > MOST:
            return frozenset()
    return made


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    def worth(texts: frozenset[str]) -> int:
        return min(map(len, texts)) if texts else 0

    return other if worth(other) > worth(one) else one


def beginnings(pattern: str, place: str) -> frozenset[str]:
    """All texts of `SHORTEST` characters, in lower case, that a match can begin with.

    Errors: `CatalogueError` where there are more than `MANY`, or a match can be shorter.
    """
    found = _begin(parsed(pattern, place), SHORTEST)
    if not found or len(found) > MANY or min(map(len, found)) < SHORTEST:
        raise CatalogueError(
            f"this model number begins in too many ways, or is shorter than {SHORTEST} characters",
            where=place,
            follows="Every value would have to be tried against it.",
            do="Begin it with fixed text.",
        )
    return found


def _begin(tree: Any, length: int) -> frozenset[str]:
    """The beginnings of a sequence, each cut at `length`; shorter where the sequence may end there."""
    made = frozenset({""})
    for code, value in tree:
        if all(len(t) >= length for t in made) or len(made) > MANY:
            break
        made = frozenset(
            (held + more)[:length]
            for held in made
            for more in ([""] if len(held) >= length else _ways(code, value, length))
        )
    return made


def _ways(code: Any, value: Any, length: int) -> frozenset[str]:
    if code is op.LITERAL:
        return frozenset({chr(value).lower()})
    if code is op.IN:
        return frozenset(c for kind, what in value for c in _characters(kind, what))
    if code is op.SUBPATTERN:
        return _begin(value[-1], length)
    if code is op.BRANCH:
        return frozenset().union(*(_begin(branch, length) for branch in value[1]))
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        low, high, inner = value
        once, so_far, made = _begin(inner, length), frozenset({""}), frozenset[str]()
        for times in range(min(int(high), length) + 1):
            if times >= min(low, length):
                made |= so_far
            so_far = frozenset((a + b)[:length] for a in so_far for b in once)
            if len(so_far) > MANY:
                return made | so_far
        return made
    return frozenset({""})


def _characters(kind: Any, what: Any) -> str:
    if kind is op.LITERAL:
        return chr(what).lower()
    if kind is op.RANGE:
        return "".join(chr(c) for c in range(what[0], what[1] + 1)).lower()
    if kind is op.CATEGORY and what is op.CATEGORY_DIGIT:
        return "0123456789"
    return "abcdefghijklmnopqrstuvwxyz0123456789_"
