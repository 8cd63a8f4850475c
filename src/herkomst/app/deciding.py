# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions people take: a body disputes what was attributed to it, the dispute is decided, a body is
heard, a decision is taken back. Each is appended; none changes a claim."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime
from typing import Any

from herkomst.app.bodies import find_body, name_of
from herkomst.app.standing import OUTCOMES, Standing
from herkomst.app.verdicts import rebuild
from herkomst.errors import InputError
from herkomst.model import Basis, Claim, Decision, DecisionKind, content_id
from herkomst.store import Store
from herkomst.store.register import ALWAYS, Appender

_UNDONE_HERE = (DecisionKind.DISPUTE, DecisionKind.HEARD, DecisionKind.UNDO, *OUTCOMES.values())


def dispute(
    store: Store, body: str, target: str, *, reason: str, on: str | None = None
) -> list[Decision]:
    """A body says that a device is not its own. `target` is a claim, a device, or an address: then each
    device of the body that was seen there. From `on` (default: today) it counts no more, until decided.

    Errors: `InputError` when nothing that was seen of the body rests on it: saying that there is none
    at all is a statement, to be imported as one.
    """
    who = find_body(body)
    day = _day(on, "--date")
    _wanted(reason, "a dispute")
    with store.writing() as staging, staging.transaction() as appender:
        targets = _targets(store, appender.claims_of(who.id), who.id, target.strip())
        if not targets:
            raise InputError(
                f"nothing that was seen of {who.name} rests on {target!r}",
                follows="Only what was attributed can be disputed.",
                do="`herkomst body NAME --json` shows claims and devices. That a body has none at all "
                "is a statement: import it as one.",
            )
        standing = Standing.read(appender)
        open_now = {d.target for d in standing.disputes_of(who.id) if d.until is None}
        made = [
            _decide(appender, DecisionKind.DISPUTE, name, who.id, reason, day)
            for name in targets
            if name not in open_now
        ]
        if not made:
            raise InputError(f"{target!r} is disputed already", do="See `herkomst decisions`.")
        rebuild(appender, [who.id])
    return made


def _targets(store: Store, claims: list[Claim], body: str, target: str) -> list[str]:
    """What a dispute points at: a claim's id, or keys of devices."""
    seen = [c for c in claims if c.basis is Basis.MEASURED]
    if any(c.id == target for c in claims):
        return [target]
    devices = {c.device for c in seen if c.device}
    if target in devices:
        return [target]
    try:
        address = str(ipaddress.ip_address(target))
    except ValueError:
        return []
    found: set[str] = set()
    for part in store.register.lake_standing():  # a device's key is that of its own import
        rows = store.lake.ask("devices_at", [part["folder"]], ip=address, body=body)
        found |= {row["device"] for row in rows}
    return sorted(found & devices)


def decide_dispute(
    store: Store, name: str, outcome: str, *, by: str, reason: str, on: str | None = None
) -> Decision:
    """Decide a dispute: `upheld` takes the attribution away, `rejected` and `withdrawn` let it count
    again. Errors: `InputError` for a dispute that is none or is decided, or an unknown outcome."""
    if outcome not in OUTCOMES:
        raise InputError(f"{outcome!r} is no outcome", do="Known: " + ", ".join(OUTCOMES))
    day = _day(on, "--date")
    _wanted(reason, "the outcome of a dispute")
    with store.writing() as staging, staging.transaction() as appender:
        standing = Standing.read(appender)
        found = _one(standing, name, (DecisionKind.DISPUTE,), "dispute")
        if standing.outcome_of(found.id):
            raise InputError(
                f"{found.id} was decided already",
                do="Take that back first: herkomst decisions --undo ID",
            )
        if day < found.decided_at:
            raise InputError(f"the dispute was raised on {found.decided_at}, after {day}")
        made = _decide(appender, OUTCOMES[outcome], found.id, by, reason, day)
        rebuild(appender, [found.by])
    return made


def heard(
    store: Store, body: str, *, until: str, by: str, reason: str = "", on: str | None = None
) -> Decision:
    """Record that a body was heard on a day, and until when it may reply (that day included). After it
    the public view may show what was seen at `operated_by` or better. Errors: `InputError` for a term
    that ends before it begins, or words that are no date."""
    who = find_body(body)
    day, last = _day(on, "--date"), _day(until, "--until", future=True)
    if last < day:
        raise InputError(f"the term ends on {last}, before the body was heard on {day}")
    with store.writing() as staging, staging.transaction() as appender:
        made = _decide(appender, DecisionKind.HEARD, who.id, by, reason, day, until=last)
        rebuild(appender, [who.id])
    return made


def undo(store: Store, name: str, *, by: str, reason: str) -> Decision:
    """Take a decision back by another one; nothing is removed. Errors: `InputError` for one that is
    not there, or that has its own way back (imports)."""
    _wanted(reason, "taking a decision back")
    with store.writing() as staging, staging.transaction() as appender:
        standing = Standing.read(appender)
        found = _one(standing, name, _UNDONE_HERE, "decision that can be taken back")
        made = _decide(appender, DecisionKind.UNDO, found.id, by, reason, appender.now[:10])
        rebuild(appender, _touched(appender, found))
    return made


def _touched(appender: Appender, decision: Decision) -> list[str]:
    """The bodies on which a decision bears, through those it points at."""
    known = {d.id: d for d in appender.table(Decision)}
    while decision.kind is DecisionKind.UNDO or decision.kind in OUTCOMES.values():
        decision = known[decision.target]
    return [decision.by if decision.kind is DecisionKind.DISPUTE else decision.target]


def decisions(
    store: Store, body: str | None = None, known_at: str = ALWAYS
) -> list[dict[str, Any]]:
    """All decisions recorded by a moment, newest last, each with whether it stands; of one body where
    it is given. Restricted: reasons are in the words of people."""
    chosen = find_body(body).id if body else None
    standing = Standing.read(store.register, known_at)
    stands = {d.id for d in standing.decisions}
    everything = sorted(
        (d for d in store.register.table(Decision) if d.recorded_at <= known_at),
        key=lambda d: (d.recorded_at, d.id),
    )
    about = {d.id: _about(d, {x.id: x for x in everything}) for d in everything}
    return [
        {
            "id": d.id,
            "kind": str(d.kind),
            "body": about[d.id],
            "body_name": name_of(about[d.id] or "") or None,
            "target": d.target,
            "by": d.by,
            "reason": d.reason,
            "decided_at": d.decided_at,
            "until": d.until,
            "recorded_at": d.recorded_at,
            "stands": d.id in stands,
            "outcome": standing.outcome_of(d.id) if d.kind is DecisionKind.DISPUTE else None,
        }
        for d in everything
        if chosen in (None, about[d.id])
    ]


def _about(decision: Decision, known: dict[str, Decision]) -> str | None:
    """The body a decision is about, where it is about one."""
    while decision.target in known:
        decision = known[decision.target]
    if decision.kind is DecisionKind.DISPUTE:
        return decision.by
    return decision.target if decision.kind is DecisionKind.HEARD else None


def _decide(
    appender: Appender,
    kind: DecisionKind,
    target: str,
    by: str,
    reason: str,
    day: str,
    until: str | None = None,
) -> Decision:
    earlier = sum(d.kind is kind and d.target == target for d in appender.table(Decision))
    made = Decision(
        id=content_id("d", [str(kind), target, by, day, earlier]),
        kind=kind,
        target=target,
        by=by,
        reason=reason,
        decided_at=day,
        until=until,
    )
    appender.decide(made)
    return made


def _one(standing: Standing, name: str, kinds: tuple[DecisionKind, ...], called: str) -> Decision:
    found = [d for d in standing.decisions if d.kind in kinds and d.id.startswith(name)]
    if len(found) != 1 or not name:
        raise InputError(
            f"no {called} is {name!r}" if not found else f"{name!r} fits several",
            do="`herkomst decisions` shows them all.",
        )
    return found[0]


def _day(text: str | None, option: str, *, future: bool = False) -> str:
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    if text is None:
        return today
    try:
        day = datetime.strptime(text, "%Y-%m-%d").strftime("%Y-%m-%d")
    except ValueError as error:
        raise InputError(f"{option} {text!r} is no date", do="Write it as YYYY-MM-DD.") from error
    if day > today and not future:
        raise InputError(f"{option} {day} has not come yet")
    return day


def _wanted(reason: str, what: str) -> None:
    if not reason.strip():
        raise InputError(f"{what} needs a reason", do="Give one with --reason, in a few words.")
