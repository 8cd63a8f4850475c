# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What went wrong, where, what follows from it, and what to do.

Every error a user can meet is a `HerkomstError`; a door prints it and exits with its `code`.
A traceback is a bug.
"""

from __future__ import annotations


class HerkomstError(Exception):
    """Something a user can understand and mend.

    what: one sentence; where: `file:line`, a path or an offset; follows: the consequence;
    do: the way out. `code` is the exit code of the command line (2: wrong use or input).
    """

    code = 2

    def __init__(self, what: str, *, where: str = "", follows: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.follows, self.do = what, where, follows, do

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.what}" if self.where else self.what]
        lines += [line for line in (self.follows, self.do) if line]
        return "\n  ".join(lines)

    def as_dict(self) -> dict[str, str]:
        """The same four answers for `--json`."""
        return {"error": self.what, "where": self.where, "follows": self.follows, "do": self.do}


class InputError(HerkomstError):
    """A file or value a user gave cannot be read."""


class NotFoundError(InputError):
    """What a user named is not here; in the public view also what may not be shown."""


class CatalogueError(HerkomstError):
    """A catalogue file does not say what it should."""


class StoreError(HerkomstError):
    """The register cannot do what was asked."""


class BusyError(StoreError):
    """Another process is writing."""


class DiskError(StoreError):
    """There is no room to write."""

    ROOM = "Make room or choose another place, and run the same command again."


class IntegrityError(StoreError):
    """The chain does not verify, or something was changed outside the doors."""

    code = 1
