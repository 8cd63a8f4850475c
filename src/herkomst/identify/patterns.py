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
from collections.abc import Iterable
from typing import Any

import re2

from herkomst.errors import CatalogueError

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


def together(patterns: Iterable[str]) -> Any:
    """All patterns as one automaton whose `Match(value)` gives the places of those that match."""
    made = re2.Set.SearchSet(_options(64 << 20))
    for pattern in patterns:
        made.Add(pattern)
    made.Compile()
    return made


def _options(memory: int) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = memory
    return options


def literals(pattern: str, place: str, *, needed: bool = True) -> frozenset[str]:
    """Texts in lower case of which at least one stands in every value the pattern matches.

    Errors: `CatalogueError` where an alternative has no literal of `SHORTEST` characters, unless none
    is `needed`: then there are none.
    """
    try:
        tree = parser.parse(pattern)
    except re.error as error:
        raise CatalogueError(f"not a pattern: {error}", where=place) from error
    found = _required(tree)
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
    best: frozenset[str] = frozenset()
    run = ""
    for code, value in [*tree, (None, None)]:
        if code is op.LITERAL and chr(value).isascii():
            run += chr(value).lower()
            continue
        best, run = _better(best, frozenset({run}) if run else frozenset()), ""
        if code in (op.SUBPATTERN, op.ATOMIC_GROUP):
            best = _better(best, _required(value[-1] if code is op.SUBPATTERN else value))
        elif code is op.BRANCH:
            options = [_required(branch) for branch in value[1]]
            if all(options):
                best = _better(best, frozenset().union(*options))
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] >= 1:
            best = _better(best, _required(value[2]))
    return best


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    def worth(texts: frozenset[str]) -> int:
        return min(map(len, texts)) if texts else 0

    return other if worth(other) > worth(one) else one
