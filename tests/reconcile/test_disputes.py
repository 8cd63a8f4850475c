# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dispute holds from the day it was raised until the day it is decided, and rewrites nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reconcile.claims import said, seen

from herkomst.model import Answer, Claim, Stored
from herkomst.reconcile import Dispute, as_of, reconcile

ONE = seen("2022-01-10", "mac:1")


def on(day: str, claims: Sequence[Claim], *disputes: Dispute) -> tuple[str, int]:
    made = as_of(reconcile(claims, view=Stored.RESTRICTED, disputes=disputes), day)
    return next(((str(v.label), v.devices_seen) for v in made), ("", 0))


def test_open_then_rejected() -> None:
    dispute = Dispute("mac:1", "2022-02-01", "2022-03-01")
    assert on("2022-01-31", [ONE], dispute) == ("seen_not_asked", 1)
    assert on("2022-02-01", [ONE], dispute) == ("disputed", 0)
    assert on("2022-02-28", [ONE], dispute) == ("disputed", 0)
    assert on("2022-03-01", [ONE], dispute) == ("seen_not_asked", 1)


def test_open_then_upheld_takes_the_attribution_away() -> None:
    dispute = Dispute(ONE.id, "2022-02-01", "2022-03-01", upheld=True)
    assert on("2022-02-15", [ONE], dispute) == ("disputed", 0)
    assert on("2022-03-01", [ONE], dispute) == ("lead_only", 0)
    later = seen("2022-06-01", "mac:2")
    assert on("2022-06-02", [ONE, later], dispute) == ("seen_not_asked", 1)


def test_one_of_three_devices_counts_no_more_in_the_same_month() -> None:
    three = [seen("2022-01-10", f"mac:{n}") for n in (1, 2, 3)]
    dispute = Dispute("mac:2", "2022-01-20")
    assert on("2022-01-15", three, dispute) == ("seen_not_asked", 3)
    assert on("2022-01-20", three, dispute) == ("seen_not_asked", 2)


def test_a_device_stays_disputed_when_it_is_seen_again() -> None:
    again = seen("2022-04-01", "mac:1")
    assert on("2022-05-01", [ONE, again], Dispute("mac:1", "2022-02-01")) == ("disputed", 0)
    assert on("2022-05-01", [ONE, again], Dispute("mac:1", "2021-02-01")) == ("disputed", 0)


def test_disputed_evidence_contradicts_no_denial() -> None:
    denial = said(Answer.NO, "2022-02-01")
    assert on("2022-02-02", [ONE, denial]) == ("contradicted", 1)
    assert on("2022-02-06", [ONE, denial], Dispute("mac:1", "2022-02-05")) == ("disputed", 0)
    upheld = Dispute("mac:1", "2022-02-05", "2022-02-07", upheld=True)
    assert on("2022-02-08", [ONE, denial], upheld) == ("declared_only", 0)


def test_a_yes_of_the_body_outweighs_its_dispute() -> None:
    yes = said(Answer.YES, "2022-03-01")
    assert on("2022-03-02", [ONE, yes], Dispute("mac:1", "2022-02-01")) == ("declared_only", 0)


def test_a_dispute_of_something_else_changes_nothing() -> None:
    assert reconcile([ONE], view=Stored.RESTRICTED, disputes=[Dispute("mac:9", "2022-02-01")]) == (
        reconcile([ONE], view=Stored.RESTRICTED)
    )


def test_intervals_follow_each_other() -> None:
    disputes = [Dispute("mac:1", "2022-02-01", "2022-03-01"), Dispute("mac:1", "2022-04-01")]
    made = reconcile([ONE], view=Stored.RESTRICTED, disputes=disputes)
    assert [(v.valid_from, v.valid_until) for v in made] == [
        ("2022-01-10", "2022-02-01"),
        ("2022-02-01", "2022-03-01"),
        ("2022-03-01", "2022-04-01"),
        ("2022-04-01", None),
    ]
