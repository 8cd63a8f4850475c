# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the words of a contract name: makers, a kind, a number. Silence rather than a guess.

A name that also means something else (Bosch and Den Bosch, DJI and the prison service) counts only
beside a kind of thing that maker makes. A make that an equal may stand in for, that is replaced, left
out or only to be fitted to, was not delivered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from herkomst import catalogue
from herkomst import vocabulary as words
from herkomst.model import Kind, MakersOp, kind_includes

TEXT_CAP = 2000
LONGEST_NAME = 4  # words of a maker's name, or of a kind
NEAR = 3  # words between a name with another meaning and the kind it is of
BACK = 4  # words back to what takes a name out


@dataclass(slots=True)
class Named:
    """What a text names. `notes` say what was read otherwise than it stands there."""

    makers: tuple[str, ...] = ()
    op: MakersOp = MakersOp.ANY
    kind: Kind | None = None
    quantity: str | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """Something named by the words from `first` up to `last`."""

    first: int
    last: int
    what: str


_WORD = re.compile(r"[^\W_][\w'’&.]*[\w’']|[^\W_]")


def read_object(text: str, maker_id: Callable[[str], str | None], buyer: str = "") -> Named:
    """What the object of a contract names. `maker_id` gives the id of a maker's or brand's name."""
    text = " ".join(text[:TEXT_CAP].split())
    tokens = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    kinds = list(_scan(text, tokens, lambda t: _text(words.kind_named(t))))
    about = _kind_of([Kind(k.what) for k in kinds])
    names = list(_scan(text, tokens, maker_id))
    made = Named(kind=about)
    kept: list[_Found] = []
    for name in names:
        plain = [words.folded(text[a:b]) for a, b in tokens]
        if _other_meaning(name, plain, kinds, text, buyer):
            continue
        if _taken_out(name, plain):
            made.notes.append(f"{_said(text, tokens, name)!r} is named, not as what is delivered")
            continue
        kept.append(name)
    made.makers = tuple(dict.fromkeys(k.what for k in kept))
    made.op = _together(text, tokens, kept)
    if made.makers and equal_allowed(text):
        made.op = MakersOp.ANY
        made.notes.append(
            "an equal make is allowed: it names what was asked, not what was delivered"
        )
    made.quantity = _number_before(text, tokens, [*kept, *kinds])
    return made


def _text(found: Kind | None) -> str | None:
    return None if found is None else str(found)


def _said(text: str, tokens: list[tuple[int, int]], found: _Found) -> str:
    return text[tokens[found.first][0] : tokens[found.last][1]]


def _scan(
    text: str, tokens: list[tuple[int, int]], read: Callable[[str], str | None]
) -> Iterator[_Found]:
    """The longest names, from left to right."""
    at = 0
    while at < len(tokens):
        for size in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
            what = read(text[tokens[at][0] : tokens[at + size - 1][1]])
            if what is not None:
                yield _Found(at, at + size - 1, what)
                at += size - 1
                break
        at += 1


# --- kinds ------------------------------------------------------------------------------------------

_GENERIC = (Kind.EQUIPMENT, Kind.ICT_INFRASTRUCTURE)
_SERVICES = (Kind.ICT_SERVICE, Kind.CLOUD_SERVICE, Kind.SOFTWARE)


def _kind_of(found: list[Kind]) -> Kind | None:
    """One kind for all things named: the narrowest that includes them; services where no thing is."""
    things = [k for k in found if kind_includes(Kind.EQUIPMENT, k)]
    told = [k for k in things if k not in _GENERIC] or things
    told = told or [k for k in found if k in _SERVICES]
    return words.common_kind(told) if told else None


@cache
def _cpv() -> dict[str, Kind]:
    rows = catalogue.read_yaml(catalogue.ROOT / "cpv.yaml")
    return {row["cpv"]: Kind(row["kind"]) for row in rows}


def kind_of_cpv(text: str) -> Kind | None:
    """The kind of a cell of CPV codes; null where they tell none."""
    codes = re.findall(r"(?<!\d)\d{8}(?!\d)", text[:TEXT_CAP])
    return _kind_of([_cpv()[c] for c in codes if c in _cpv()])


# --- makers -----------------------------------------------------------------------------------------

# Names that are words or places as well; those of fewer than five letters are treated alike.
_PLACES = ("aruba",)  # the island buys as well
_ORDINARY = frozenset("bosch brother canon climax google juniper omada pelco vigor".split())
_BEFORE_A_PLACE = frozenset("voor in te op bij naar aan den van s for at to of".split())
_OUT = frozenset(
    "geen niet zonder exclusief uitgezonderd behalve vervanging vervangen vervangt uitfasering "
    "uitfaseren verwijderen verwijdering compatibel geschikt koppeling koppelen integratie no not "
    "without except excluding replacement replacing replace removal compatible interface".split()
)
_ENDS_IT = frozenset("door by nieuwe new levering delivery".split())


def _other_meaning(
    name: _Found, plain: list[str], kinds: list[_Found], text: str, buyer: str
) -> bool:
    """Whether a name that is ambiguous by itself has nothing beside it that makes it the maker."""
    said = "".join(plain[name.first : name.last + 1]).replace(" ", "")
    if said in _PLACES:
        return True
    if len(said) >= 5 and said not in _ORDINARY:
        return False
    before = plain[name.first - 1] if name.first else ""
    if before in _BEFORE_A_PLACE or "justiti" in f"{text} {buyer}".casefold():
        return True
    makes = catalogue.makers()[name.what].maker.kinds if name.what in catalogue.makers() else ()
    near = [
        Kind(k.what)
        for k in kinds
        if -NEAR <= k.first - name.last <= NEAR or -NEAR <= name.first - k.last <= NEAR
    ]
    return not any(
        kind_includes(Kind(m), k) or kind_includes(k, Kind(m)) for m in makes for k in near
    )


def _taken_out(name: _Found, plain: list[str]) -> bool:
    """Whether the words before a name say that it is not what is delivered."""
    for at in range(name.first - 1, max(name.first - 1 - BACK, -1), -1):
        if plain[at] in _ENDS_IT:
            return False
        if plain[at] in _OUT:
            return True
    return False


_EQUAL = re.compile(
    r"\b(?:of|en/of|dan\s+wel|or)\s+(?:een\s+|an?\s+)?(?:technisch\s+|functioneel\s+)?"
    r"(?:gelijkwaardig|soortgelijk|vergelijkbaar|equivalent|equal|similar|comparable)|\bo\.?g\.?w?\.(?=\W|$)",
    re.IGNORECASE,
)


def equal_allowed(text: str) -> bool:
    """Whether a text says that an equal make will do: the language of a tender."""
    return bool(_EQUAL.search(text[:TEXT_CAP]))


def _together(text: str, tokens: list[tuple[int, int]], kept: list[_Found]) -> MakersOp:
    if len({k.what for k in kept}) <= 1:
        return MakersOp.ONE if kept else MakersOp.ANY
    between = text[tokens[kept[0].last][1] : tokens[kept[-1].first][0]]
    either = re.search(r"\b(?:of|or)\b|/", between)
    return MakersOp.OR if either else MakersOp.AND


# --- a number ---------------------------------------------------------------------------------------

_BEFORE = re.compile(
    r"(?:(?P<sign>bijna|ruim|circa|ca\.?|ongeveer|minimaal|minstens|maximaal|meer dan|ten minste|"
    r"almost|nearly|about|at least|over)\s+)?"
    r"(?<![\d.,])(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,6})\s*(?:x|st\.|stuks|pieces)?\s*$",
    re.IGNORECASE,
)


def _number_before(text: str, tokens: list[tuple[int, int]], things: list[_Found]) -> str | None:
    """The number right before the first thing named; a year is none."""
    if not things:
        return None
    first = min(things, key=lambda f: f.first)
    match = _BEFORE.search(text[: tokens[first.first][0]][-60:])
    if match is None:
        return None
    year = not match["sign"] and re.fullmatch(r"19[89]\d|20[0-4]\d", match["number"])
    return None if year else " ".join(filter(None, (match["sign"], match["number"])))
