# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Model and firmware -> known vulnerabilities, each affected, not affected, or unknown.

`unknown` is an answer: where the version does not tell whether a device was patched, nothing else is
said. The result is for the restricted view only: it tells an attacker where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from herkomst import catalogue
from herkomst.vulnerabilities.feeds import Kev, Nvd, rules_of_feed
from herkomst.vulnerabilities.rules import CveRule, Range, own_rules
from herkomst.vulnerabilities.versions import Version, compared, version_of

AFFECTED, NOT_AFFECTED, UNKNOWN = "affected", "not_affected", "unknown"
UNTOLD = "patched or not: unknown"


@dataclass
class Knowledge:
    """The catalogue's rules and what a user imported: `known` is the one question."""

    kev: Kev | None = None
    nvd: Nvd | None = None
    _by_maker: dict[str, list[CveRule]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in (*own_rules(), *(rules_of_feed(self.nvd) if self.nvd else ())):
            self._by_maker.setdefault(rule.maker, []).append(rule)

    def known(
        self,
        model: str | None,
        firmware: str | None = None,
        built: str | None = None,
        maker: str | None = None,
    ) -> list[dict[str, Any]]:
        """What is known of a model: rows of cve, kev, status, why, source; those CISA lists first.

        `built` is an ISO date. Without `maker` all makers' rules are tried: a model name is specific.
        """
        name = normal_model(model or "")
        if not name:
            return []
        version = version_of(firmware, built)
        made: dict[str, dict[str, Any]] = {}
        for rule in self._rules(maker):
            hits = [r for r in rule.ranges if r.models.fullmatch(name)]
            if hits and rule.cve not in made:  # the catalogue's own rule comes before the feed's
                status, why = _best(judged(r, version) for r in hits)
                made[rule.cve] = self._row(rule, status, why)
        rows = list(made.values())
        return sorted(rows, key=lambda row: (not row["kev"], row["status"] != AFFECTED, row["cve"]))

    def _rules(self, maker: str | None) -> Iterator[CveRule]:
        if maker is not None:
            yield from self._by_maker.get(maker, ())
        else:
            for rules in self._by_maker.values():
                yield from rules

    def _row(self, rule: CveRule, status: str, why: str) -> dict[str, Any]:
        added = self.kev.added.get(rule.cve) if self.kev else None
        return {
            "cve": rule.cve,
            "kev": bool(added or rule.kev),
            "status": status,
            "why": why,
            "what": rule.what,
            "kev_added": added or rule.kev,
            "source": rule.source,
        }

    def feeds(self, today: date) -> list[dict[str, Any]]:
        """The feeds that answers rest on, with their age in days."""
        made = []
        if self.kev:
            made.append(_aged("CISA KEV", self.kev.released, today))
        for name, released in (self.nvd.feeds if self.nvd else {}).items():
            made.append(_aged(f"NVD {name}", released, today))
        return made


def _aged(name: str, released: str, today: date) -> dict[str, Any]:
    age = (today - date.fromisoformat(released)).days if released else -1
    return {"feed": name, "released": released or None, "age_days": age if age >= 0 else None}


def normal_model(model: str) -> str:
    """A model name in capitals, without the name of its maker before it."""
    name = " ".join(model[:128].upper().split())
    first, _, rest = name.partition(" ")
    return rest if rest and catalogue.maker_id(first) is not None else name


def judged(found: Range, version: Version) -> tuple[str, str]:
    """Whether a version lies in a range, and why."""
    if found.every:
        return AFFECTED, "the source names every version"
    if not (found.last or found.fixed or found.first):
        return UNKNOWN, f"the source gives no version; {UNTOLD}"
    if not version:
        return UNKNOWN, f"the version is not known; {UNTOLD}"
    status, why = _within(found, version)
    if status == AFFECTED and found.some:
        return UNKNOWN, f"{why}, but the source means only some models of this series; {UNTOLD}"
    if status == NOT_AFFECTED and found.weak:
        return UNKNOWN, f"{why}, but the bound is no word of the maker on what is mended; {UNTOLD}"
    return status, why


def _within(found: Range, version: Version) -> tuple[str, str]:
    bound = f"the source says: {found.told}"
    for limit, inclusive in ((found.fixed, False), (found.last, True)):
        if not limit:
            continue
        order = compared(version, limit)
        if order is None:
            return UNKNOWN, f"version and build do not tell ({bound}); {UNTOLD}"
        if order > 0 or (order == 0 and not inclusive):
            return NOT_AFFECTED, f"later than what is affected ({bound})"
    if found.first:
        order = compared(version, found.first)
        if order is None or order < 0:
            return UNKNOWN, f"earlier than the versions that were looked at ({bound}); {UNTOLD}"
    return AFFECTED, f"within what is affected ({bound})"


def _best(judgements: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Of several ranges that hold a model: affected by one is affected; else unknown beats safe."""
    ranked = {AFFECTED: 0, UNKNOWN: 1, NOT_AFFECTED: 2}
    return min(judgements, key=lambda j: ranked[j[0]])


def of_device(knowledge: Knowledge, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same for a row with maker, model, firmware and, where it is told, `built`."""
    maker = row.get("maker")
    if maker is not None and maker not in catalogue.makers():
        return []
    return knowledge.known(row.get("model"), row.get("firmware"), row.get("built"), maker)
