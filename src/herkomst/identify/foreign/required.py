# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which texts every match of a pattern must hold: sets of texts of each of which at least one stands in it.

`identify.patterns.literals` gives the one best for a prefilter; here every set counts, and runs are joined
across alternatives, so that `H(?:ikvision|IKVISION)` is known to hold the whole word.
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]  # as in `identify.patterns`
import re._parser as parser  # type: ignore[import-not-found]
import warnings
from collections.abc import Iterator
from typing import Any

MANY = 64  # texts of one run; beyond, it is cut

Texts = frozenset[str]
_NOTHING: Texts = frozenset({""})


def required(pattern: str) -> list[Texts]:
    """The sets, in lower case; none for what Python's parser does not read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = parser.parse(pattern.replace(r"\z", r"\Z"))
    except (re.error, RecursionError, OverflowError):
        return []
    return [s for s in _sets(tree) if s != _NOTHING]


def _sets(tree: Any) -> Iterator[Texts]:
    """The required sets of a sequence."""
    run = _NOTHING
    for code, value in tree:
        exact = _exact(code, value)
        if exact is not None and len(run) * len(exact) <= MANY:
            run = frozenset(a + b for a in run for b in exact)
            continue
        yield run
        run = _NOTHING if exact is None else exact
        if exact is None:
            yield from _inner(code, value)
    yield run


def _inner(code: Any, value: Any) -> Iterator[Texts]:
    if code is op.SUBPATTERN:
        yield from _sets(value[-1])
    elif code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] >= 1:
        yield from _sets(value[2])
    elif code is op.BRANCH:  # the longest of each alternative, together
        longest = [max(_sets(branch), key=_worth) for branch in value[1]]
        if all(_worth(texts) for texts in longest):
            yield frozenset().union(*longest)


def _worth(texts: Texts) -> int:
    return min(map(len, texts), default=0)


def _exact(code: Any, value: Any) -> Texts | None:
    """Every text a node can be; null where they are too many."""
    if code is op.LITERAL:
        return frozenset({chr(value).lower()})
    if code is op.AT:
        return _NOTHING
    if code is op.IN and all(kind is op.LITERAL for kind, _ in value):
        return frozenset(chr(v).lower() for _, v in value)
    if code is op.SUBPATTERN:
        return _exact_run(value[-1])
    if code is op.BRANCH:
        options = [_exact_run(branch) for branch in value[1]]
        if any(o is None for o in options):
            return None
        return frozenset().union(*(o for o in options if o is not None))
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and tuple(value[:2]) == (0, 1):
        inner = _exact_run(value[2])
        return None if inner is None else inner | _NOTHING
    return None


def _exact_run(tree: Any) -> Texts | None:
    run = _NOTHING
    for code, value in tree:
        exact = _exact(code, value)
        if exact is None or len(run) * len(exact) > MANY:
            return None
        run = frozenset(a + b for a in run for b in exact)
    return run
