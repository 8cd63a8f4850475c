# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers stand beside each other; they are never averaged and never added."""

from __future__ import annotations

from tests.reconcile.claims import labels, said

from herkomst.model import Answer, Basis, Claim, MakersOp, Stored, Unit
from herkomst.reconcile import reconcile

CELL = ("dahua", "camera")


def number(low: int | None, high: int | None, day: str = "2022-01-01", **changes: object) -> Claim:
    return said(Answer.YES, day, quantity_low=low, quantity_high=high, unit=Unit.DEVICE, **changes)


def last(claims: list[Claim]) -> tuple[int | None, int | None]:
    found = [v for v in reconcile(claims, view=Stored.RESTRICTED) if v.maker == "dahua"][-1]
    return found.count_low, found.count_high


def test_134_and_142() -> None:
    claims = [
        number(134, 134, basis=Basis.REPORTED, claimant="krant", by_body=False),
        number(142, 142, "2022-02-01"),
    ]
    assert labels(claims)[CELL] == "number_conflict"
    assert last(claims) == (134, 142)


def test_ranges_that_meet_do_not_conflict() -> None:
    assert (
        labels([number(630, 700, basis=Basis.REPORTED), number(650, 650, "2022-02-01")])[CELL]
        == "declared_only"
    )


def test_a_later_number_of_the_same_source_supersedes() -> None:
    claims = [number(25, 25), number(40, 40, "2023-01-01")]
    assert labels(claims)[CELL] == "declared_only"
    assert last(claims) == (40, 40)


def test_a_part_as_large_as_the_whole() -> None:
    whole = number(
        630,
        770,
        "2022-02-01",
        makers=("hikvision", "dahua"),
        makers_op=MakersOp.AND,
        by_body=False,
        claimant="kabinet",
    )
    assert labels([number(630, 700, basis=Basis.REPORTED), whole])[CELL] == "number_conflict"
    assert labels([number(100, 100, basis=Basis.REPORTED), whole])[CELL] == "declared_only"
    assert last([whole]) == (None, None)


def test_places_are_parts_of_one_body() -> None:
    assert last([number(10, 10, place="a"), number(5, 5, "2022-01-02", place="b")]) == (15, 15)


def test_an_open_end_stays_open() -> None:
    assert last([number(1, None)]) == (1, None)


def test_numbers_that_differ_are_all_within_the_range_and_all_told() -> None:
    """One of a place and one of the whole: neither is hidden behind the other."""
    claims = [
        number(
            134,
            134,
            basis=Basis.REPORTED,
            claimant="krant",
            by_body=False,
            place="verkeerscentrale",
        ),
        number(142, 142, "2023-12-28", basis=Basis.REPORTED, claimant="fractie", by_body=False),
    ]
    verdict = reconcile(claims, view=Stored.RESTRICTED)[-1]
    assert str(verdict.label) == "number_conflict"
    assert (verdict.count_low, verdict.count_high) == (134, 142)
    assert verdict.quantities == ("134 @ 2022-01-01", "142 @ 2023-12-28")


def test_the_bodys_own_list_stands_beside_what_it_said() -> None:
    listed = [
        said(Answer.YES, "2022-02-01", device=f"serial:{n}", quantity_low=1, quantity_high=1)
        for n in range(3)
    ]
    verdict = reconcile([number(5, 5), *listed], view=Stored.RESTRICTED)[-1]
    assert str(verdict.label) == "number_conflict"
    assert (verdict.count_low, verdict.count_high) == (3, 5)
    assert verdict.quantities == ("5 @ 2022-01-01", "3 @ 2022-02-01")


def test_parts_that_do_not_differ_are_added_and_never_widened() -> None:
    parts = [number(10, 10, place="a"), number(5, 5, "2022-01-02", place="b")]
    assert last(parts) == (15, 15)
