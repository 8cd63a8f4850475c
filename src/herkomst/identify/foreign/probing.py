# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a stranger's pattern stays within its time on a hostile value.

RE2 is linear in the text, but a counted repeat (`[ab]*a[ab]{500}c`) multiplies that line by its count. So a
pattern with a long count is tried, when it is imported, on texts made from the pattern itself: pieces
of what it matches, and its own characters in disorder, as long as a value can be.
"""

from __future__ import annotations

import random
import re
import re._constants as op  # type: ignore[import-not-found]  # as in `identify.patterns`
import re._parser as parser  # type: ignore[import-not-found]
import time
import warnings
from collections.abc import Iterator
from typing import Any

from herkomst.errors import CatalogueError

LIMIT = 0.005  # seconds of processor time for one value
TEXTS, CLASSES = 12, 10
_COUNTED = re.compile(r"\{\d{0,4},?\d{2,4}\}")
SMALL = 400  # instructions; a smaller program without counts has no room to be slow


def check_cost(pattern: str, compiled: Any, cap: int, place: str) -> None:
    """Errors: `CatalogueError` with file:line for a pattern that takes longer than `LIMIT`."""
    counted = pattern.count("}") >= 3 or _COUNTED.search(pattern) is not None
    if compiled.programsize <= SMALL and not counted:
        return
    for text in probes(pattern, cap):
        if _cost(compiled, text) > LIMIT:
            raise CatalogueError(
                f"a hostile value takes this pattern more than {LIMIT * 1000:.0f} ms",
                where=place,
                follows="A banner from a stranger could hold everything up, so it is left out.",
                do="Write it without long counted repeats.",
            )


def _cost(compiled: Any, text: str) -> float:
    """The least processor time of three runs: what else the machine does is not the pattern's."""
    least = float("inf")
    for _ in range(3):
        begin = time.thread_time()
        compiled.search(text)
        least = min(least, time.thread_time() - begin)
        if least <= LIMIT:
            break
    return least


def probes(pattern: str, cap: int) -> Iterator[str]:
    """Texts of `cap` characters likely to keep a pattern busy; the same for the same pattern."""
    chance = random.Random(pattern)
    tree = _tree(pattern)
    pool = [_Sampler(chance).sample(tree) for _ in range(4)] if tree is not None else [""]
    letters = sorted({c for c in pattern if c.isalnum()} | set("a0 .\n-"))
    start = _literal_start(tree or ())
    for members in _classes(tree or ())[:CLASSES]:
        yield (start + "".join(chance.choices(members, k=cap)))[:cap]
    for turn in range(TEXTS):
        few = chance.sample(letters, min(len(letters), 2 + turn % 3))
        begin = chance.choice(pool)[: chance.randrange(1, 400)]
        noise = "".join(chance.choices(few, k=cap))
        if turn % 3 == 0:
            yield (begin + noise)[:cap]
        elif turn % 3 == 1:
            pieces = (chance.choice(pool)[: chance.randrange(1, 200)] for _ in range(cap // 8))
            yield "".join(pieces)[:cap].ljust(cap, few[0])
        else:
            yield noise


def _tree(pattern: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return parser.parse(pattern.replace(r"\z", r"\Z"))
    except (re.error, RecursionError, OverflowError):
        return None


def _literal_start(tree: Any) -> str:
    """The fixed text a pattern begins with."""
    made: list[str] = []
    for code, value in tree:
        if code is op.SUBPATTERN:
            inner = _literal_start(value[-1])
            made.append(inner)
            if len(inner) < len(value[-1]):
                break
        elif code is op.LITERAL:
            made.append(chr(value))
        elif code is op.IN:
            made.append(_members(value)[0])
        elif code is not op.AT:
            break
    return "".join(made)


def _classes(tree: Any) -> list[str]:
    """A few characters of each class that is repeated, in order, those of `.` being any two."""
    found: list[str] = []
    for code, value in tree:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            inner = value[2]
            first, members = inner[0] if len(inner) else (None, None)
            if first is op.IN:
                found.append(_members(members))
            elif first in (op.ANY, op.NOT_LITERAL):
                found.append("ab")
            found += _classes(inner)
        elif code is op.SUBPATTERN:
            found += _classes(value[-1])
        elif code is op.BRANCH:
            for branch in value[1]:
                found += _classes(branch)
    return list(dict.fromkeys(found))


def _members(items: Any) -> str:
    """Up to four characters of a class."""
    if items[0][0] is op.NEGATE:
        return "ab"
    made = []
    for code, value in items[:4]:
        if code is op.LITERAL:
            made.append(chr(value))
        elif code is op.RANGE:
            made += [chr(value[0]), chr(min(value[1], value[0] + 1))]
        else:
            made.append({op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " "}.get(value, "a"))
    return "".join(dict.fromkeys(made))[:4]


class _Sampler:
    """Makes one text that a pattern, or most of it, matches; so many steps and no more."""

    def __init__(self, chance: random.Random, steps: int = 2000) -> None:
        self.chance, self.steps = chance, steps

    def sample(self, tree: Any) -> str:
        """Text for a sequence of the parse tree."""
        made: list[str] = []
        for code, value in tree:
            self.steps -= 1
            if self.steps < 0:
                break
            if code is op.LITERAL:
                made.append(chr(value))
            elif code is op.NOT_LITERAL or code is op.ANY:
                made.append("a")
            elif code is op.IN:
                made.append(self.chance.choice(_members(value)))
            elif code is op.BRANCH:
                made.append(self.sample(self.chance.choice(value[1])))
            elif code is op.SUBPATTERN:
                made.append(self.sample(value[-1]))
            elif code in (op.MAX_REPEAT, op.MIN_REPEAT):
                low, high, inner = value
                made += (self.sample(inner) for _ in range(min(max(low, 1), 300, high)))
        return "".join(made)
