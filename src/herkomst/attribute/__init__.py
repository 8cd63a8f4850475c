# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Address, host, certificate, name, place -> one public body with a level on the ladder, or nobody.

`Attributor.attribute` answers for one address, `attribute_frame` for a batch: it finds the distinct
combinations of what could name a body and asks the same question of each once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from herkomst.attribute.evidence import Gatherer
from herkomst.attribute.facts import Attribution, Facts, Item, Statement
from herkomst.attribute.hosts import day_before
from herkomst.attribute.ladder import ladder
from herkomst.attribute.names import Names
from herkomst.attribute.networks import Holding
from herkomst.attribute.registrations import Registrations
from herkomst.attribute.world import World
from herkomst.catalogue.public_bodies import PublicBodies

if TYPE_CHECKING:
    import polars as pl


class Attributor:
    """Attributes by the tables of the public bodies. Built once; remembers no addresses."""

    def __init__(
        self,
        bodies: PublicBodies,
        names: Names | None = None,
        registrations: Registrations | None = None,
    ) -> None:
        """`registrations`: the user's own table of networks, where there is one."""
        self.bodies = bodies
        self.names = names or Names(bodies)
        self.ladder = ladder()
        self.worlds = {
            s: World(bodies, self.names, synthetic=s, registrations=registrations)
            for s in (False, True)
        }
        self.turns = self._turns()
        self._gatherers = {s: Gatherer(w, self.ladder) for s, w in self.worlds.items()}

    def _turns(self) -> list[str]:
        """The last days of what held until then: between two of them all days are alike."""
        found = {b.valid_until for b in self.bodies.bodies.values() if b.valid_until}
        found |= {day_before(b.valid_from) for b in self.bodies.bodies.values() if b.valid_from}
        for world in self.worlds.values():
            found |= set(world.hosts.turns)
        return sorted(found)

    def attribute(self, facts: Facts) -> Attribution:
        """The answer for one address, explained. Never raises, whatever the texts hold."""
        gatherer = self._gatherers[facts.synthetic]
        return self.judged(facts, gatherer.holding(facts))

    def judged(self, facts: Facts, holding: Holding) -> Attribution:
        """The answer where it is known already who holds the network."""
        gathered, groups = self._gatherers[facts.synthetic].gather(facts, holding)
        rule = self.ladder.rule(frozenset(gathered.conditions))
        body, possible = rule.bodies(groups)
        other = [
            i for i in gathered.items if body is not None and i.bodies and body not in i.bodies
        ]
        return Attribution(
            level=rule.level,
            body=body,
            possible=possible,
            stale=facts.age_days is not None and facts.age_days > self.ladder.stale_days,
            rule=rule.id,
            why=rule.en,
            evidence_for=tuple(i for i in dict.fromkeys(gathered.items) if i not in other),
            evidence_against=tuple(dict.fromkeys((*gathered.against, *other))),
        )

    def attribute_frame(
        self, frame: pl.DataFrame, *, statement_body: str | None = None
    ) -> pl.DataFrame:
        """body, level, possible (ids, a space between), why (a sentence) and attribution_rules:
        one row a row of `frame`, in its order.

        Read are ip, asn, org, isp, country, hostname, tls.subject, tls.issuer, tls.trust, seen_at,
        synthetic and the device texts, as far as they are there. `statement_body` vouches for every
        address: its own scan or list.
        """
        from herkomst.attribute.batch import attribute_frame

        return attribute_frame(self, frame, statement_body)

    def attribute_columns(
        self, columns: Mapping[str, Any], *, statement_body: str | None = None
    ) -> pl.DataFrame:
        """As `attribute_frame`, for Arrow arrays or polars series by name."""
        import polars as pl

        series = [
            c.alias(n) if isinstance(c, pl.Series) else pl.Series(n, pl.from_arrow(c))
            for n, c in columns.items()
        ]
        return self.attribute_frame(pl.DataFrame(series), statement_body=statement_body)


__all__ = ["Attribution", "Attributor", "Facts", "Item", "Statement"]
