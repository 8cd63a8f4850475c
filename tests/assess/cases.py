# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Short ways to put a case to the judge."""

from __future__ import annotations

from typing import Any

from herkomst import catalogue
from herkomst.assess import Known, assess
from herkomst.assess.subject import Subject
from herkomst.catalogue import MakerEntry
from herkomst.catalogue.policies import Policy, policies
from herkomst.model import (
    Answer,
    Assessment,
    Body,
    BodyKind,
    Edge,
    Kind,
    Label,
    Maker,
    Verdict,
    View,
)

KNOWN = Known(catalogue.makers(), catalogue.groups())
DAY = "2026-11-25"
BODIES = {str(kind): Body(id=str(kind), kind=kind, name=f"een {kind}") for kind in BodyKind}


def policy(name: str, article: str) -> Policy:
    return next(p for p in policies() if (p.id, p.law.article) == (name, article))


def case(**changes: Any) -> Subject:
    made: dict[str, Any] = {
        "body_kind": BodyKind.MINISTERIE,
        "maker": "hikvision",
        "kind": Kind.CAMERA,
        "day": DAY,
    }
    return Subject(**(made | changes))


def verdict(body: str = "gemeente", **changes: Any) -> Verdict:
    made: dict[str, Any] = {
        "view": View.RESTRICTED,
        "body": body,
        "maker": "hikvision",
        "kind": Kind.CAMERA,
        "label": Label.CONFIRMED,
        "answer": Answer.YES,
        "valid_from": "2026-02-01",
    }
    return Verdict(**(made | changes))


def assessed(*verdicts: Verdict, day: str = DAY) -> list[Assessment]:
    return assess(verdicts, policies(), bodies=BODIES, known=KNOWN, day=day)


def entry(seat: str = "", grade: str = "A", *edges: Edge, name: str = "x") -> MakerEntry:
    maker = Maker(id=name, name=name.upper(), seat=seat, seat_grade=grade, source="a register")
    return MakerEntry(maker, {}, edges)


def tie(kind: str, country: str, **changes: Any) -> Edge:
    made: dict[str, Any] = {"grade": "A", "source": "a report", "country": country}
    return Edge(kind=kind, source_of="Holding", target="x", **(made | changes))
