# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The grain: one claim per device, body, maker, kind and day."""

from __future__ import annotations

from herkomst.app.claims import measured_claims
from herkomst.model import Level


def sighting(**changes: object) -> dict[str, object]:
    plain = {
        "body": "b",
        "level": "network_of",
        "maker": "dahua",
        "kind": "camera",
        "day": "2022-02-01",
        "device": "mac:1",
        "brand": None,
        "model": None,
        "firmware": None,
        "grade": "probable",
        "confidence": 0.9,
        "synthetic": False,
        "offset": 0,
        "length": 9,
        "rules": "r",
        "seen_at": "2022-02-01T00:00:00Z",
    }
    return plain | changes


def test_banners_of_one_device_are_one_claim_at_its_best_level() -> None:
    rows = [
        sighting(),
        sighting(level="operated_by", offset=10),
        sighting(day="2022-02-02"),
        sighting(device="mac:2", day="2022-02-03"),
    ]
    made = list(measured_claims(rows, "scan", part="p", document="d"))
    assert [(c.said_at, c.device, len(e)) for c, e in made] == [
        ("2022-02-01", "mac:1", 2),
        ("2022-02-02", "mac:1", 1),
        ("2022-02-03", "mac:2", 1),
    ]
    assert made[0][0].body_level is Level.OPERATED_BY
    assert made[0][1][1].locator == "10+9"


def test_the_id_depends_on_no_document_rule_or_confidence() -> None:
    ((one, _),) = measured_claims([sighting()], "scan", part="p", document="d")
    ((other, _),) = measured_claims(
        [sighting(offset=5, rules="x", confidence=0.5)], "scan", part="q", document="e"
    )
    assert one.id == other.id
