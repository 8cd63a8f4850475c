# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ladder as data: rules of `catalogue/ladder.yaml`, the first that holds gives the level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from herkomst.catalogue import ROOT, read_yaml
from herkomst.errors import CatalogueError
from herkomst.model import Level

CONDITIONS = frozenset(
    "net own_statement disputed someone_else private_text two_bodies other_network homonym registry "
    "dns_control ca_organisation checked guest fitting_text member_certificate many_names own_site "
    "weak device_place country".split()
)
STALE_AFTER_DAYS = 180  # an older sighting is shown with its age and not counted as current


@dataclass(frozen=True, slots=True)
class LadderRule:
    """One rung's rule. names: the body it names is `body` (the one the evidence names), `none`, or
    `arrangement` (the holder of the network)."""

    id: str
    level: Level
    names: str
    when: Mapping[str, Any]
    nl: str
    en: str

    def holds(self, signals: Mapping[str, Any]) -> bool:
        """Whether all conditions hold."""
        for name, wanted in self.when.items():
            found = signals.get(name)
            if name == "net":
                if found not in wanted:
                    return False
            elif bool(found) is not wanted:
                return False
        return True


@cache
def ladder() -> tuple[LadderRule, ...]:
    """The rules in order. Errors: `CatalogueError` for a condition or level that is not known."""
    made = []
    for data in read_yaml(ROOT / "ladder.yaml"):
        place = f"ladder.yaml: {data.get('id')}"
        unknown = set(data["when"]) - CONDITIONS
        if unknown:
            raise CatalogueError(f"{unknown.pop()!r} is no condition of the ladder", where=place)
        try:
            level = Level(data["level"])
        except ValueError as error:
            raise CatalogueError(f"{data['level']!r} is no level", where=place) from error
        made.append(
            LadderRule(
                data["id"], level, data.get("names", "body"), data["when"], data["nl"], data["en"]
            )
        )
    return tuple(made)
