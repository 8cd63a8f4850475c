# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which decisions stand: taking back may be taken back itself."""

from __future__ import annotations

from herkomst.app.standing import Standing, _not_undone
from herkomst.model import Decision, DecisionKind


def decision(name: str, kind: DecisionKind, target: str, **more: str) -> Decision:
    made = {"by": "b", "reason": "", "decided_at": "2022-01-01", "recorded_at": name} | more
    return Decision(id=name, kind=kind, target=target, **made)


HEARD = decision("1", DecisionKind.HEARD, "b", until="2022-02-01")
DISPUTE = decision("2", DecisionKind.DISPUTE, "mac:1", decided_at="2022-01-05")


def test_a_term_ends_after_its_last_day() -> None:
    standing = Standing((HEARD,))
    assert standing.heard("2022-02-01") == frozenset()
    assert standing.heard("2022-02-02") == {"b"}
    assert set(standing.hearings) == {"b"}


def test_a_dispute_is_its_body_s_own() -> None:
    standing = Standing((DISPUTE,))
    assert [d.target for d in standing.disputes_of("b")] == ["mac:1"]
    assert standing.disputes_of("c") == [] and standing.outcome_of("2") is None


def test_an_outcome_before_the_dispute_counts_from_the_dispute() -> None:
    upheld = decision("3", DecisionKind.DISPUTE_UPHELD, "2", decided_at="2022-01-01")
    (found,) = Standing((DISPUTE, upheld)).disputes_of("b")
    assert (found.until, found.upheld) == ("2022-01-05", True)


def test_what_was_taken_back() -> None:
    undo = decision("4", DecisionKind.UNDO, "2")
    again = decision("5", DecisionKind.UNDO, "4")
    assert [d.id for d in _not_undone([HEARD, DISPUTE, undo])] == ["1", "4"]
    assert [d.id for d in _not_undone([HEARD, DISPUTE, undo, again])] == ["1", "2", "5"]
