# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measured claims from sightings: one per device, body, maker, kind and day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from herkomst.model import (
    Basis,
    Claim,
    Evidence,
    Grade,
    Kind,
    Level,
    Property,
    Unit,
)

_GRAIN = ("body", "maker", "kind", "day", "device")


def measured_claims(
    sightings: Iterable[Mapping[str, Any]], claimant: str, *, part: str, document: str
) -> Iterator[tuple[Claim, list[Evidence]]]:
    """Claims with what carries them. `sightings` come from the lake question of that name, ordered
    by the grain; the level of a claim is the best of its sightings."""
    for grain, group in groupby(sightings, key=lambda row: tuple(row[n] for n in _GRAIN)):
        rows = list(group)
        body, maker, kind, day, device = grain
        best = max(rows, key=lambda r: (Level(r["level"]).rank, r["confidence"] or 0))
        claim = Claim(
            body=body,
            body_level=Level(best["level"]),
            device=device,
            makers=(maker,),
            kind=Kind(kind),
            brand=_first(rows, "brand"),
            model=_first(rows, "model"),
            firmware=_first(rows, "firmware"),
            quantity_low=1,
            quantity_high=1,
            unit=Unit.DEVICE,
            property=Property.EXPOSURE,
            basis=Basis.MEASURED,
            claimant=claimant,
            said_at=day,
            grade=Grade(best["grade"]),
            confidence=best["confidence"],
            synthetic=any(r["synthetic"] for r in rows),
        ).identified()
        yield (
            claim,
            [
                Evidence(
                    claim=claim.id,
                    part=part,
                    document=document,
                    locator=f"{row['offset']}+{row['length']}",
                    value=None,
                    rule=row["rules"] or "",
                    seen_at=row["seen_at"] or "",
                )
                for row in rows
            ],
        )


def _first(rows: list[Mapping[str, Any]], name: str) -> str | None:
    return min((r[name] for r in rows if r[name]), default=None)
