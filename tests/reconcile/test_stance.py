# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A limited denial speaks for its place only."""

from __future__ import annotations

from tests.reconcile.claims import labels, said, seen

from herkomst.model import Answer, Basis, Kind, Phase, Property, Stored, Unit
from herkomst.reconcile import as_of, reconcile

CELL = ("dahua", "camera")


def test_a_denial_about_one_place() -> None:
    denial = said(Answer.NO, "2022-01-01", place="stadhuis")
    assert labels([denial, seen("2022-01-02")])[CELL] == "seen_not_asked"
    assert labels([denial, seen("2022-01-02", place="Stadhuis")])[CELL] == "contradicted"
    assert labels([denial])[CELL] == "declared_only"


def test_a_department_that_does_not_know_takes_no_denial_back() -> None:
    claims = [
        said(Answer.NO, "2022-01-01"),
        said(Answer.UNKNOWN, "2022-01-02", department="eenheid x"),
        seen("2022-01-03"),
    ]
    assert labels(claims)[CELL] == "contradicted"


def test_a_denial_with_dates_speaks_about_these() -> None:
    denial = said(Answer.NO, "2022-06-01", event_from="2021-01-01", event_until="2021-12-31")
    assert labels([denial, seen("2022-05-01")])[CELL] == "declared_only"
    assert labels([denial, seen("2021-05-01")])[CELL] == "contradicted"


def test_a_recorder_is_no_camera() -> None:
    found = labels([said(Answer.NO, "2022-01-01"), seen("2022-01-02", kind=Kind.RECORDER)])
    assert found[("dahua", "recorder")] == "seen_not_asked"


def test_what_was_replaced_or_is_none_is_used_no_more() -> None:
    uses = said(Answer.YES, "2021-01-01", quantity_low=25, quantity_high=25, unit=Unit.DEVICE)
    done = {"property": Property.REPLACEMENT, "phase": Phase.DONE}
    none = {"quantity_low": 0, "quantity_high": 0, "unit": Unit.DEVICE}
    for last in (said(Answer.YES, "2022-01-01", **done), said(Answer.YES, "2022-01-01", **none)):
        for before in ([], [uses], [uses, seen("2021-12-01")]):
            told = reconcile([*before, last], view=Stored.RESTRICTED)
            (now,) = as_of(told, "2022-06-01")
            assert (now.label, now.answer, now.by_body) == ("declared_only", Answer.NO, True)
            assert now.count_low is None
            assert [v.answer for v in as_of(told, "2021-12-31")] == [Answer.YES] * bool(before)
    again = said(Answer.YES, "2023-01-01")
    some = said(Answer.YES, "2022-01-01", quantity_low=5, quantity_high=5, unit=Unit.DEVICE, **done)
    (now,) = as_of(reconcile([uses, some], view=Stored.RESTRICTED), "2022-06-01")
    assert now.answer is Answer.YES
    (now,) = as_of(reconcile([uses, last, again], view=Stored.RESTRICTED), "2023-06-01")
    assert (now.label, now.answer) == ("declared_only", Answer.YES)
    assert labels([uses, last, seen("2022-03-01")]) == {("dahua", "camera"): "contradicted"}


def test_replaced_in_one_place_is_used_in_another() -> None:
    done = {"property": Property.REPLACEMENT, "phase": Phase.DONE}
    uses = [said(Answer.YES, "2021-01-01", place=place) for place in ("hal", "kelder")]
    gone = [said(Answer.YES, "2022-01-01", place=place, **done) for place in ("Hal", "kelder")]
    for left, answer in ((gone[:1], Answer.YES), (gone, Answer.NO)):
        (now,) = as_of(reconcile([*uses, *left], view=Stored.RESTRICTED), "2022-06-01")
        assert now.answer is answer


def test_an_inventory_of_devices_out_of_use() -> None:
    done = {"property": Property.REPLACEMENT, "phase": Phase.DONE}
    out = [said(Answer.YES, "2022-01-01", device=f"serial:{n}", **done) for n in range(3)]
    (now,) = as_of(reconcile(out, view=Stored.RESTRICTED), "2022-06-01")
    assert (now.label, now.answer) == ("declared_only", Answer.NO)
    kept = said(Answer.YES, "2022-01-01", device="serial:9", quantity_low=1, quantity_high=1)
    (now,) = as_of(reconcile([*out, kept], view=Stored.RESTRICTED), "2022-06-01")
    assert (now.label, now.answer, now.count_low) == ("declared_only", Answer.YES, 1)


def test_others_may_say_it_was_replaced() -> None:
    done = {"property": Property.REPLACEMENT, "phase": Phase.DONE}
    reported = {"basis": Basis.REPORTED, "by_body": False}
    claims = [said(Answer.YES, "2021-01-01", **reported)]
    claims.append(said(Answer.YES, "2022-01-01", **reported, **done))
    (now,) = as_of(reconcile(claims, view=Stored.RESTRICTED), "2022-06-01")
    assert (now.label, now.answer, now.by_body) == ("declared_only", Answer.NO, False)
