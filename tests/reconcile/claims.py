# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Short ways to write claims and read labels."""

from __future__ import annotations

from herkomst.model import Answer, Basis, Claim, Kind, Level, Property, Stored
from herkomst.reconcile import as_of, reconcile

GROUPS = {"group:cn": frozenset({"hikvision", "dahua"})}


def said(answer: Answer, day: str, **changes: object) -> Claim:
    made = {
        "makers": ("dahua",),
        "kind": Kind.CAMERA,
        "basis": Basis.DECLARED,
        "by_body": True,
    } | changes
    return Claim(body="b", said_at=day, answer=answer, **made).identified()  # type: ignore[arg-type]


def seen(day: str, device: str = "mac:1", **changes: object) -> Claim:
    made = {"body_level": Level.OPERATED_BY, "makers": ("dahua",), "kind": Kind.CAMERA} | changes
    return Claim(
        body="b",
        said_at=day,
        device=device,
        basis=Basis.MEASURED,
        property=Property.EXPOSURE,
        **made,  # type: ignore[arg-type]
    ).identified()


def labels(claims: list[Claim], day: str = "2030-01-01") -> dict[tuple[str, str], str]:
    found = as_of(reconcile(claims, view=Stored.RESTRICTED, groups=GROUPS), day)
    return {(v.maker, str(v.kind)): str(v.label) for v in found}
