# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of a register: as of which day, known at which moment, in which view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from herkomst.errors import InputError
from herkomst.model import View
from herkomst.store.register import ALWAYS


@dataclass(frozen=True, slots=True)
class Question:
    """As of which day (said or seen by then), known at which moment (recorded by then), and in
    which view.

    What may be published is another matter than what had been said: it is judged on the day of asking,
    or on the day of `known_at` where that is earlier, and never on the day of `as_of`. So a day to
    come opens nothing early, and what was decided since then opens nothing in what was known then.
    """

    as_of: str
    known_at: str = ALWAYS
    view: View = View.RESTRICTED

    @property
    def asked_on(self) -> str:
        """The day on which it is judged what may be published."""
        return min(datetime.now(UTC).strftime("%Y-%m-%d"), self.known_at[:10])

    @classmethod
    def at(cls, as_of: str | None, known_at: str | None, view: View) -> Question:
        """From what a user gave. Errors: `InputError` for what is no date."""
        return cls(
            day_of(as_of, "--as-of") or datetime.now(UTC).strftime("%Y-%m-%d"),
            _end_of(day_of(known_at, "--known-at")) or ALWAYS,
            view,
        )


def day_of(text: str | None, option: str) -> str | None:
    """A day as a user wrote it. Errors: `InputError` for what is no date."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").strftime("%Y-%m-%d")
    except ValueError as error:
        raise InputError(
            f"{option} {text!r} is no date", do="Write it as YYYY-MM-DD, for instance 2022-03-01."
        ) from error


def _end_of(day: str | None) -> str | None:
    return f"{day}T23:59:59.999999Z" if day else None
