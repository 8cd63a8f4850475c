# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a supplier to a maker: a lead with its n and its interval, never a fact.

An award that names no maker, to a supplier of whom it is known what else it delivered, gives a question
to the body. What is known are facts of this register that name supplier and maker: registered, declared or
measured. What somebody says a supplier "nearly always" delivers is none of them and never counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from herkomst.model import (
    Answer,
    Basis,
    Claim,
    Classification,
    Lead,
    Level,
    MakersOp,
    Phase,
    Property,
    kind_includes,
)
from herkomst.reconcile.intervals import jeffreys

CLAIMANT = "herkomst"
PREFIX = "i"  # of the id of a claim that is inferred here: it stands in no document
DELIVERIES_KEPT = 50  # the latest; `n` says how many there are
FACTS = (Basis.REGISTERED, Basis.DECLARED, Basis.MEASURED)


def leads(claims: Sequence[Claim]) -> list[Lead]:
    """All leads that these claims give, ordered; `claims` are those that stand and name a supplier.

    A lead has a row for each day on which its numbers changed: as of a day, the last one counts.
    """
    awards: dict[str, list[Claim]] = defaultdict(list)
    facts: dict[str, list[Claim]] = defaultdict(list)
    for claim, supplier in zip(claims, identities(c.supplier or "" for c in claims), strict=True):
        if supplier and is_open_award(claim):
            awards[supplier].append(claim)
        elif supplier and is_delivery(claim):
            facts[supplier].append(claim)
    made: list[Lead] = []
    for supplier, unnamed in awards.items():
        known = deliveries(facts.get(supplier, ()))
        for award in unnamed:
            made += _leads_of(award, known)
    return sorted(made, key=lambda lead: (lead.claim, lead.award, lead.said_at))


def is_open_award(claim: Claim) -> bool:
    """Whether a claim is an award that leaves open whose things were bought."""
    awarded = claim.property is Property.AWARD and claim.answer is Answer.YES
    return awarded and claim.basis is Basis.REGISTERED and not _names_makers(claim)


def is_delivery(claim: Claim) -> bool:
    """Whether a claim is a fact about a delivery: who delivered, and whose things."""
    return (
        _names_makers(claim)
        and claim.answer is Answer.YES
        and claim.basis in FACTS
        and claim.property in (Property.AWARD, Property.USE, Property.EXPOSURE)
        and claim.phase in (None, Phase.DONE)
        and (claim.basis is not Basis.MEASURED or claim.body_level.rank >= Level.OPERATED_BY.rank)
    )


def _names_makers(claim: Claim) -> bool:
    named = claim.makers_op in (MakersOp.ONE, MakersOp.AND) and bool(claim.makers)
    return named and not any(m == "any" or m.startswith("group:") for m in claim.makers)


def deliveries(facts: Iterable[Claim]) -> list[Claim]:
    """The deliveries among facts, by day: every award is one; whatever else is told of the same body,
    makers and kind is one delivery, and none where an award tells of it."""
    ordered = sorted(facts, key=lambda c: (c.said_at, c.id))
    made = [c for c in ordered if c.property is Property.AWARD]
    for claim in ordered:
        if claim.property is not Property.AWARD and not any(_same_delivery(claim, m) for m in made):
            made.append(claim)
    return sorted(made, key=lambda c: (c.said_at, c.id))


def _same_delivery(one: Claim, other: Claim) -> bool:
    return (
        bool({one.body, one.for_body} & {other.body, other.for_body} - {None})
        and set(one.makers) == set(other.makers)
        and comparable(one, other)
    )


def comparable(one: Claim, other: Claim) -> bool:
    """Whether two claims are about the same sort of thing, one wider than the other at most."""
    return kind_includes(one.kind, other.kind) or kind_includes(other.kind, one.kind)


def _leads_of(award: Claim, known: Sequence[Claim]) -> Iterable[Lead]:
    """The leads of one award, a row a maker and day."""
    about = [d for d in known if comparable(award, d) and not _answers_it(award, d)]  # by day
    ids: dict[str, str] = {}
    counts: Counter[str] = Counter()
    told: list[str] = []
    for day, group in groupby(about, key=lambda d: max(award.said_at, d.said_at)):
        for delivery in group:
            counts.update(set(delivery.makers))
            told.append(delivery.id)
        for maker, k in sorted(counts.items()):
            low, high = jeffreys(k, len(told))
            if maker not in ids:
                ids[maker] = inferred(award, maker, day).id
            yield Lead(
                claim=ids[maker],
                award=award.id,
                body=award.body,
                maker=maker,
                kind=award.kind,
                supplier=award.supplier or "",
                said_at=day,
                n=len(told),
                k=k,
                low=round(low, 4),
                high=round(high, 4),
                deliveries=tuple(told[-DELIVERIES_KEPT:]),
                synthetic=award.synthetic,
            )


def _answers_it(award: Claim, fact: Claim) -> bool:
    """Whether a fact is what the body itself says of the thing it bought: the answer to the question a
    lead asks, and no sign of it."""
    return fact.property is not Property.AWARD and bool(
        {award.body, award.for_body} & {fact.body, fact.for_body} - {None}
    )


def inferred(award: Claim, maker: str, since: str) -> Claim:
    """The claim a lead gives: the award, as if it were of that maker. Its status is `awarded`, its basis
    `inferred`; it is restricted and never counted."""
    claim = replace(
        award,
        id="",
        body_level=Level.CANDIDATE,
        makers=(maker,),
        makers_op=MakersOp.ONE,
        model=None,
        basis=Basis.INFERRED,
        claimant=CLAIMANT,
        by_body=False,
        said_at=since,
        paraphrase=None,
        grade=None,
        confidence=None,
        classification=Classification.RESTRICTED,
        recorded_at="",
    ).identified()
    return replace(claim, id=PREFIX + claim.id[1:])


# --- who is who -------------------------------------------------------------------------------------

_KVK = re.compile(r"\(?\bkvk[\s:.-]*(?:nr|nummer)?[\s:.]*(\d{8})\b\)?", re.IGNORECASE)
_FORMS = re.compile(
    r"(?<![a-z0-9])(?:b v|n v|v o f|bv|nv|vof|cv|bvba|ltd|limited|inc|llc|gmbh|ag|sa|sarl|srl|plc|"
    r"besloten vennootschap|naamloze vennootschap)(?![a-z0-9])"
)


def parts_of(supplier: str) -> tuple[str, str]:
    """The number in the trade register a supplier is written with, and its name to compare: without
    legal form, case, accents and marks. Either may be empty."""
    number = _KVK.search(supplier)
    name = _KVK.sub(" ", supplier)
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())
    bare = " ".join(_FORMS.sub(" ", plain).split())
    return (number[1] if number else ""), bare or plain


def identities(suppliers: Iterable[str]) -> list[str]:
    """For each supplier as written a word that is the same for the same supplier. The number in the
    trade register comes first; a name alone stands for the one number it was ever written with, and for
    nobody where it was written with several."""
    told = [parts_of(s) for s in suppliers]
    numbers: dict[str, set[str]] = defaultdict(set)
    for number, name in told:
        if number:
            numbers[name].add(number)
    return [_identity(number, name, numbers) for number, name in told]


def _identity(number: str, name: str, numbers: dict[str, set[str]]) -> str:
    if number:
        return f"kvk:{number}"
    known = numbers.get(name, set())
    if len(known) == 1:
        return f"kvk:{next(iter(known))}"
    return f"name:{name}" if name and not known else ""
