# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which claims speak about which cell. A cell is one maker and one kind.

A claim that names its maker stands in a cell of its own. One that denies, refuses or does not know
speaks about every cell it covers as well: no cameras at all means no Hikvision ANPR cameras either.
One that says yes never does: some camera from a group is not yet one of a maker in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from herkomst.model import Answer, Basis, Claim, Kind, MakersOp, Property, kind_includes

Cell = tuple[str, Kind]
Key = tuple[str, int, str]
ANY = "any"
ABOUT_USE = (
    Property.USE,
    Property.EXPOSURE,
    Property.AWARD,
    Property.TENDER,
    Property.REPLACEMENT,
)


def key(claim: Claim) -> Key:
    """The order in which things were said: by day, then as their source gives it."""
    return (claim.said_at, claim.follows, claim.id)


@dataclass(slots=True)
class CellClaims:
    """The claims of one cell. `born` is when something first named this very cell; before that no
    verdict stands here. `firm` is when more than a conclusion named it. `yields` is when a cell that
    names a maker says the same more closely: from then on only a yes of its own speaks here. `ends` is
    when its question was settled elsewhere. `answered` is when the body said yes to it in other words:
    about a narrower kind, or about this maker or another."""

    cell: Cell
    claims: list[Claim] = field(default_factory=list)
    born: Key = ("", 0, "")
    firm: Key | None = None
    yields: Key | None = None
    ends: Key | None = None
    answered: list[Key] = field(default_factory=list)


def is_yes(claim: Claim) -> bool:
    """Whether a claim says that the technology is, was or will be there."""
    return claim.answer is Answer.YES and claim.property in ABOUT_USE


def own_cells(claim: Claim) -> list[Cell]:
    """The cells a claim names itself."""
    if not claim.makers:
        return [(ANY, claim.kind)]
    if claim.makers_op is MakersOp.OR and len(claim.makers) > 1 and is_yes(claim):
        return [("|".join(sorted(claim.makers)), claim.kind)]
    return [(maker, claim.kind) for maker in claim.makers]


def covers(claim: Claim, cell: Cell, groups: Mapping[str, frozenset[str]]) -> bool:
    """Whether a claim speaks about a cell: about each of its makers, and about its kind."""
    if not kind_includes(claim.kind, cell[1]):
        return False
    if not claim.makers or ANY in claim.makers:
        return True
    named = set(claim.makers).union(*(groups.get(m, frozenset()) for m in claim.makers))
    return set(cell[0].split("|")) <= named


def speaks(claim: Claim, cell: Cell, groups: Mapping[str, frozenset[str]]) -> bool:
    """Whether a claim is one of those a cell's verdict rests on."""
    return cell in own_cells(claim) or (not is_yes(claim) and covers(claim, cell, groups))


def cells_of(claims: Sequence[Claim], groups: Mapping[str, frozenset[str]]) -> list[CellClaims]:
    """The cells of one body's claims, each with every claim that speaks about it, in order."""
    found: dict[Cell, CellClaims] = {}
    general: list[Claim] = []
    for claim in sorted(claims, key=key):
        if not is_yes(claim):
            general.append(claim)
        for cell in own_cells(claim):
            if cell not in found:
                found[cell] = CellClaims(cell, born=key(claim))
            held = found[cell]
            held.claims.append(claim)
            if held.firm is None and claim.basis is not Basis.INFERRED:
                held.firm = key(claim)
    _spread(found, general, groups)
    _resolve(found)
    _answer(found, claims)
    return [found[cell] for cell in sorted(found)]


def _spread(
    found: dict[Cell, CellClaims], general: list[Claim], groups: Mapping[str, frozenset[str]]
) -> None:
    """Let denials and their kin speak about the cells they cover. A cell that names no maker yields to
    those once they are there: it would only say the same again."""
    for claim in general:
        own = own_cells(claim)
        for cell, held in found.items():
            if cell in own or not covers(claim, cell, groups):
                continue
            held.claims.append(claim)
            for wider in (found[mine] for mine in own if _names_no_maker(mine)):
                if not _names_no_maker(cell) and held.firm is not None:
                    wider.yields = min(wider.yields or held.firm, held.firm)
    for held in found.values():
        held.claims.sort(key=key)


def _names_no_maker(cell: Cell) -> bool:
    return cell[0] == ANY or cell[0].startswith("group:")


def _resolve(found: dict[Cell, CellClaims]) -> None:
    """`Hikvision or Dahua` is settled once one of the two is named for the same or a narrower kind.
    It does not become a yes about the one that was named: nobody had said so then."""
    for (makers, kind), held in found.items():
        if "|" not in makers:
            continue
        for (maker, other_kind), named in found.items():
            if maker not in makers.split("|") or not kind_includes(kind, other_kind):
                continue
            settling = next(
                (c for c in named.claims if is_yes(c) and c.basis is not Basis.INFERRED), None
            )
            if settling is None:
                continue
            held.ends = min(held.ends or key(settling), key(settling))


def _answer(found: dict[Cell, CellClaims], claims: Sequence[Claim]) -> None:
    """Note when the body itself answered what a cell asks, without naming that very cell. Who refused
    to speak about cameras of a maker and then tells of its ANPR cameras refuses no more."""
    told = [c for c in claims if c.basis is Basis.DECLARED and is_yes(c)]
    for claim in (c for c in told if c.property not in (Property.AWARD, Property.TENDER)):
        own = own_cells(claim)
        for cell, held in found.items():
            maker, kind = cell
            if maker in claim.makers and cell not in own and kind_includes(kind, claim.kind):
                held.answered.append(key(claim))
    for held in found.values():
        held.answered.sort()
