# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is counted: what a lead or a dispute says is no find, groups are no bodies."""

from __future__ import annotations

import pytest

from herkomst.app.totals import adds_up, is_found, is_group
from herkomst.model import Answer, Kind, Label, Stored, Unit, Verdict


def verdict(label: Label, answer: Answer | None, **changes: object) -> Verdict:
    made = {
        "view": Stored.RESTRICTED, "body": "b", "maker": "dahua", "kind": Kind.CAMERA,
        "valid_from": "2022-01-01", "count_low": 3, "unit": Unit.DEVICE,
    } | changes  # fmt: skip
    return Verdict(label=label, answer=answer, **made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "answer", "found", "adds"),
    [
        (Label.ADMITTED, Answer.YES, True, True),
        (Label.CONTRADICTED, Answer.NO, True, False),
        (Label.SEEN_NOT_ASKED, None, True, False),
        (Label.LEAD_ONLY, Answer.NO, False, False),
        (Label.DECLARED_ONLY, Answer.NO, False, False),
        (Label.DISPUTED, None, False, False),
    ],
)
def test_found_and_adding_up(label: Label, answer: Answer | None, found: bool, adds: bool) -> None:
    assert is_found(verdict(label, answer)) is found
    assert adds_up(verdict(label, answer)) is adds
    assert not adds_up(verdict(label, answer, counted=False))
    assert not adds_up(verdict(label, answer, count_low=None))


def test_groups() -> None:
    assert is_group("groep:gemeenten") and is_group("land:nl")
    assert not is_group("https://identifier.overheid.nl/tooi/id/gemeente/gm0355")
