# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The decisions that stand at a moment: what bodies dispute, how that was decided, who was heard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from herkomst.model import Decision, DecisionKind
from herkomst.reconcile import Dispute
from herkomst.store.register import ALWAYS, Register

OUTCOMES: Final = {
    "upheld": DecisionKind.DISPUTE_UPHELD,
    "rejected": DecisionKind.DISPUTE_REJECTED,
    "withdrawn": DecisionKind.DISPUTE_WITHDRAWN,
}
_WORD = {kind: word for word, kind in OUTCOMES.items()}


@dataclass(frozen=True, slots=True)
class Standing:
    """Decisions recorded by a moment and not taken back by then."""

    decisions: tuple[Decision, ...]

    @classmethod
    def read(cls, register: Register, known_at: str = ALWAYS) -> Standing:
        """Those of a register, in the order in which they were recorded."""
        known = [d for d in register.table(Decision) if d.recorded_at <= known_at]
        known.sort(key=lambda d: (d.recorded_at, d.id))
        return cls(tuple(_not_undone(known)))

    @property
    def hearings(self) -> dict[str, list[Decision]]:
        """Per body when it was heard, whether or not its term has ended."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            if decision.kind is DecisionKind.HEARD:
                found[decision.target].append(decision)
        return dict(found)

    def heard(self, day: str) -> frozenset[str]:
        """The bodies that were heard and whose term to reply had ended before a day."""
        return frozenset(
            body
            for body, hearings in self.hearings.items()
            if any(h.until is not None and h.until < day for h in hearings)
        )

    def disputes_of(self, body: str) -> list[Dispute]:
        """What a body disputes, in order, each with how it was decided."""
        outcomes = {d.target: d for d in self.decisions if d.kind in _WORD}
        found = []
        for decision in self.decisions:
            if decision.kind is not DecisionKind.DISPUTE or decision.by != body:
                continue
            outcome = outcomes.get(decision.id)
            found.append(
                Dispute(
                    decision.target,
                    decision.decided_at,
                    max(outcome.decided_at, decision.decided_at) if outcome else None,
                    outcome is not None and outcome.kind is DecisionKind.DISPUTE_UPHELD,
                    decision.id,
                )
            )
        return sorted(found, key=lambda d: (d.since, d.id))

    def out_of_print(self, body: str, day: str) -> frozenset[str]:
        """What of a body is not published as of a day because the body disputes it: until that is
        decided, and on every day once the body was right."""
        disputes = self.disputes_of(body)
        return frozenset(d.target for d in disputes if d.upheld or d.open_on(day))

    def weighed_out(self, body: str, day: str) -> frozenset[str]:
        """What of a body counts not on a day because the body disputes it, or was right."""
        disputes = self.disputes_of(body)
        return frozenset(d.target for d in disputes if d.open_on(day) or d.taken_on(day))

    def outcome_of(self, dispute: str) -> str | None:
        """upheld, rejected or withdrawn; null while it is open."""
        found = [d for d in self.decisions if d.target == dispute and d.kind in _WORD]
        return _WORD[found[-1].kind] if found else None

    def reason_of(self, decision: str) -> str:
        """In the words of who decided."""
        return next((d.reason for d in self.decisions if d.id == decision), "")


def _not_undone(decisions: Iterable[Decision]) -> list[Decision]:
    """Without those taken back; taking back what took back lets the first stand again."""
    listed = list(decisions)
    undone: set[str] = set()
    for decision in reversed(listed):
        if decision.kind is DecisionKind.UNDO and decision.id not in undone:
            undone.add(decision.target)
    return [d for d in listed if d.id not in undone]
