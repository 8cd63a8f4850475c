# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was concluded from a supplier, as of a day: the inferred claim, its numbers, the award behind it.

An inferred claim stands in no document and in no table of claims: it is derived with the verdicts, and so
rebuilt, verified and taken back with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from herkomst.app.verdicts import inferred_claims, leads_known
from herkomst.model import Claim, Lead
from herkomst.reconcile.intervals import LEVEL
from herkomst.reconcile.suppliers import PREFIX
from herkomst.schema import from_row
from herkomst.store.register import ALWAYS, Register


@dataclass(frozen=True, slots=True)
class Concluded:
    """An inferred claim with the lead it comes from, and the award that asks the question."""

    claim: Claim
    lead: Lead
    award: Claim

    def numbers(self) -> dict[str, Any]:
        """Of how many known deliveries of the supplier how many were of the maker, and within which
        bounds its share lies; the ids of the claims that tell of these deliveries."""
        lead = self.lead
        return {
            "supplier": lead.supplier,
            "maker": lead.maker,
            "k": lead.k,
            "n": lead.n,
            "low": lead.low,
            "high": lead.high,
            "level": LEVEL,
            "deliveries": list(lead.deliveries),
        }


def is_inferred(claim: str) -> bool:
    """Whether an id is that of a claim inferred here."""
    return claim.startswith(PREFIX)


def concluded(
    register: Register, ids: Iterable[str], *, as_of: str, known_at: str = ALWAYS
) -> dict[str, Concluded]:
    """The inferred claims among these ids, with their numbers as of a day, known by a moment."""
    wanted = sorted({i for i in ids if is_inferred(i)})
    if not wanted:
        return {}
    if register.unchanged_since(known_at):
        rows = register.ask("leads_of_claims", ids=wanted)
        leads: list[Lead] = [from_row(Lead, row) for row in rows]
    else:
        leads = [lead for lead in leads_known(register, known_at) if lead.claim in set(wanted)]
    claims = inferred_claims(register, leads)
    last: dict[str, Lead] = {}
    for lead in sorted(leads, key=lambda found: found.said_at):
        if lead.said_at <= as_of:
            last[lead.claim] = lead
    awards = register.claims(sorted({lead.award for lead in last.values()}))
    return {
        name: Concluded(claims[name], lead, awards[lead.award])
        for name, lead in last.items()
        if name in claims and lead.award in awards
    }
