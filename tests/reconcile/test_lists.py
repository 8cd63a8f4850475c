# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A newer list of a body takes the place of the older from its day; what it leaves out is no denial."""

from __future__ import annotations

from herkomst.model import Answer, Basis, Claim, Kind, Label, Level, Property, Stored, Unit, Verdict
from herkomst.reconcile import as_of, reconcile
from herkomst.reconcile.lists import OPEN, Listing, unlisted

A, B, C, D = "2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"


def thing(device: str, day: str, maker: str = "dahua", kind: Kind = Kind.CAMERA) -> Claim:
    return Claim(
        body="x",
        device=device,
        makers=(maker,),
        kind=kind,
        quantity_low=1,
        quantity_high=1,
        unit=Unit.DEVICE,
        by_body=True,
        said_at=day,
    ).identified()


def seen(device: str, day: str) -> Claim:
    return Claim(
        body="x",
        body_level=Level.OPERATED_BY,
        device=device,
        makers=("dahua",),
        kind=Kind.CAMERA,
        property=Property.EXPOSURE,
        basis=Basis.MEASURED,
        said_at=day,
    ).identified()


def told(*lists: list[Claim], beside: tuple[Claim, ...] = ()) -> list[Verdict]:
    claims = {c.id: c for one in lists for c in one}
    spells = unlisted(Listing(tuple(one)) for one in lists)
    return reconcile([*claims.values(), *beside], view=Stored.RESTRICTED, unlisted=spells)


def count(verdicts: list[Verdict], day: str) -> int | None:
    found = as_of(verdicts, day)
    return found[0].count_low if found else None


def test_what_a_newer_list_leaves_out_is_not_declared_from_its_day() -> None:
    verdicts = told([thing("a", A), thing("b", A)], [thing("a", B)])
    assert [count(verdicts, day) for day in (A, "2024-01-31", B, C)] == [2, 2, 1, 1]
    last = as_of(verdicts, C)[0]
    assert last.claims == (thing("a", A).id, thing("a", B).id) and last.claims_total == 2


def test_the_order_of_importing_changes_nothing() -> None:
    old, new = [thing("a", A), thing("b", A)], [thing("a", B)]
    assert told(old, new) == told(new, old)


def test_nothing_listed_any_more_ends_the_verdict_and_denies_nothing() -> None:
    verdicts = told([thing("a", A)], [thing("z", B, "axis")])
    assert [v.maker for v in as_of(verdicts, A)] == ["dahua"]
    assert [v.maker for v in as_of(verdicts, B)] == ["axis"]
    assert not [v for v in verdicts if v.answer is Answer.NO]


def test_seen_after_it_was_left_out_is_seen_and_not_asked() -> None:
    verdicts = told([thing("a", A)], [thing("z", B, "axis")], beside=(seen("s", C),))
    (dahua,) = (v for v in as_of(verdicts, C) if v.maker == "dahua")
    assert (dahua.label, dahua.count_low) == (Label.SEEN_NOT_ASKED, None)
    before = [v for v in verdicts if v.maker == "dahua" and v.valid_from == A]
    assert before[0].valid_until == B


def test_listed_again_is_declared_again() -> None:
    verdicts = told([thing("a", A), thing("b", A)], [thing("a", B)], [thing("a", C), thing("b", C)])
    assert [count(verdicts, day) for day in (A, B, C)] == [2, 1, 2]
    same = thing("b", A)  # a list may carry the day each thing was last looked at
    spells = unlisted(
        Listing((same, thing("a", at))) if at != B else Listing((thing("a", at),))
        for at in (A, B, C)
    )
    assert spells[same.id] == ((B, C),)
    assert spells.keys() == {same.id}


def test_lists_of_one_day_and_of_other_things_stand_beside_each_other() -> None:
    cameras, switches = [thing("a", A)], [thing("s", B, kind=Kind.SWITCH)]
    assert not unlisted([Listing(tuple(cameras)), Listing(tuple(switches))])
    assert not unlisted([Listing((thing("a", A),)), Listing((thing("b", A),))])
    both = Listing((thing("a", C), thing("s", D, kind=Kind.SWITCH)))
    assert unlisted([Listing(tuple(cameras)), Listing((thing("q", B),)), both]) == {
        cameras[0].id: ((B, D),),
        thing("q", B).id: ((D, OPEN),),
    }


def test_a_statement_of_the_body_outlives_its_lists() -> None:
    said = Claim(
        body="x", makers=("dahua",), kind=Kind.CAMERA, by_body=True, said_at=A
    ).identified()
    verdicts = told([thing("a", A)], [thing("z", B, "axis")], beside=(said,))
    (dahua,) = (v for v in as_of(verdicts, C) if v.maker == "dahua")
    assert (dahua.label, dahua.answer, dahua.count_low) == (Label.DECLARED_ONLY, Answer.YES, None)
