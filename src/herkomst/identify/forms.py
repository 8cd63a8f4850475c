# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values of one form: they differ in nothing but which ASCII digits they hold.

What a scan brings differs in counters, dates, versions, addresses and serial numbers before it differs in anything
else, and hardly a pattern tells one digit from another. Where none does, the values of a form match alike and at the
same places, so they are matched once. This module says where a pattern does: `telling`.
"""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found]  # the standard library's own parse tree
from collections.abc import Iterable, Iterator
from typing import Any

from herkomst.identify.patterns import MOST, literals, parsed, spelled

DIGITS = frozenset("0123456789")
ALIKE = bytes.maketrans(b"123456789", b"000000000")  # for `bytes.translate`
_ALIKE_IN_TEXT = str.maketrans("123456789", "000000000")
_WITH_DIGITS = (op.CATEGORY_DIGIT, op.CATEGORY_WORD, op.CATEGORY_NOT_SPACE)


def form(text: str) -> str:
    """What texts of one form share: the text with each digit a zero."""
    return text.translate(_ALIKE_IN_TEXT)


def telling(pattern: str, place: str) -> frozenset[str]:
    """What stands, in the form of a value in lower case, wherever the pattern tells one digit from another: a zero
    for a digit that it tells, a one for a digit that may be any. Where a text without a zero stands in a value, the
    pattern may tell all of its digits. None where it tells none anywhere.

    A match that turns on a certain digit spells the fixed text that this digit is part of. Two values of a form that
    have the digits in common that stand so are matched through what takes all digits alike, so in the same way.
    Errors: as `patterns.parsed`.
    """
    own = frozenset[str]().union(*_with_digits(parsed(pattern, place)))
    if any(text.isdigit() for text in own):
        # Digits alone stand in many values: rather what stands in every value the pattern matches.
        needed = literals(pattern, place, needed=False)
        return frozenset(form(text).replace("0", "1") for text in needed) or own
    return own


def _with_digits(tree: Any) -> Iterator[frozenset[str]]:
    """What each piece of fixed text may be, as far as it has certain digits."""
    run = frozenset({""})
    for code, value in [*tree, (None, None)]:
        fixed = _fixed(code, value)
        if fixed and len(run) * len(fixed) <= MOST:
            run = frozenset(text + more for text in run for more in fixed)
            continue
        yield frozenset(text for text in run if "0" in text)
        run = fixed or frozenset({""})
        if not fixed:
            yield frozenset("0" if _digits(code, value) not in (DIGITS, frozenset()) else "")
            for inner in _inside(code, value):
                yield from _with_digits(inner)


def _fixed(code: Any, value: Any) -> frozenset[str]:
    """The texts that a node stands for, as `telling` writes them; none where they are not few."""
    if code is op.IN and all(_of_digits(*member) for member in value):
        return frozenset("1" if _digits(code, value) == DIGITS else "0")
    if code is op.MAX_REPEAT and value[0] == value[1] <= MOST and len(value[2]) == 1:
        inner = _fixed(*value[2][0])
        if len(inner) == 1:
            return frozenset(text * value[0] for text in inner)
    return frozenset(map(form, spelled(((code, value),)))) if code else frozenset()


def _of_digits(kind: Any, what: Any) -> bool:
    """Whether a member of a class stands for digits only."""
    if kind is op.RANGE:
        return {chr(what[0]), chr(what[1])} <= DIGITS
    if kind is op.CATEGORY:
        return what is op.CATEGORY_DIGIT
    return kind is op.LITERAL and chr(what) in DIGITS


def _inside(code: Any, value: Any) -> Iterable[Any]:
    """The sequences within a node."""
    if code is op.SUBPATTERN:
        return (value[-1],)
    if code is op.BRANCH:
        return tuple(value[1])
    return (value[2],) if code in (op.MAX_REPEAT, op.MIN_REPEAT) else ()


def _digits(code: Any, value: Any) -> frozenset[str]:
    """The digits among the characters that a node stands for."""
    if code is op.ANY:
        return DIGITS
    if code in (op.LITERAL, op.NOT_LITERAL):
        own = DIGITS & {chr(value)}
        return own if code is op.LITERAL else DIGITS - own
    if code is not op.IN:
        return frozenset()
    found = frozenset[str]().union(*(_of_member(*member) for member in value))
    return DIGITS - found if value[0][0] is op.NEGATE else found


def _of_member(kind: Any, what: Any) -> frozenset[str]:
    if kind is op.RANGE:
        return frozenset(digit for digit in DIGITS if what[0] <= ord(digit) <= what[1])
    if kind is op.CATEGORY:
        return DIGITS if what in _WITH_DIGITS else frozenset()
    return DIGITS & {chr(what)} if kind is op.LITERAL else frozenset()
