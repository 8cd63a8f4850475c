# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Address, host, certificate, name, place -> one public body with a level on the ladder, or nobody.

`Attributor.attribute` answers for one address, `attribute_frame` for a batch by the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from herkomst.attribute.evidence import STRONG, Gathered, Gatherer
from herkomst.attribute.facts import Attribution, Facts, Item
from herkomst.attribute.hosts import Hosts
from herkomst.attribute.ladder import STALE_AFTER_DAYS, LadderRule, ladder
from herkomst.attribute.names import Names
from herkomst.attribute.networks import Networks
from herkomst.catalogue.public_bodies import PublicBodies
from herkomst.model import Level

if TYPE_CHECKING:
    import polars as pl


class Attributor:
    """Attributes by the tables of the public bodies. Built once; holds no state of what it saw."""

    def __init__(self, bodies: PublicBodies) -> None:
        self.bodies = bodies
        self.names = Names(bodies)
        self.hosts = Hosts(bodies.hosts, bodies.vendor_hosts)
        self.networks = Networks(bodies.networks)
        self.gatherer = Gatherer(self.names, self.hosts)
        self._by_asn = {a: p for p in bodies.providers for a in p.asns}
        self._host_texts = self.hosts.texts()
        self._subject_texts = [*self._host_texts, *self.names.texts()]
        self.remembered = lru_cache(maxsize=65536)(self._attribute)

    def attribute(self, facts: Facts) -> Attribution:
        """The answer for one address, explained."""
        return self.remembered(self.placed(facts))

    def placed(self, facts: Facts) -> Facts:
        """The facts with the network that holds the address, where they do not say it themselves."""
        if facts.net_class or not (facts.ip or facts.asn or facts.org or facts.holder):
            return facts
        number = int(self.networks.find([facts.ip])[0]) if facts.ip else -1
        return self._in_network(facts, number)

    def _in_network(self, facts: Facts, number: int) -> Facts:
        if number >= 0 and self.networks.networks[number].synthetic is facts.synthetic:
            found = self.networks.networks[number]
            return replace(
                facts,
                holder=found.holder,
                net_class=found.net_class,
                net_body=found.body or None,
                guest=facts.guest or found.guest,
            )
        provider = self._by_asn.get(facts.asn or -1) or self._provider(facts.holder or facts.org)
        if provider is not None and provider.synthetic is facts.synthetic:
            return replace(
                facts, net_class=provider.net_class, holder=facts.holder or provider.name
            )
        return facts

    def _provider(self, holder: str) -> Any:
        text = holder.casefold()
        return next(
            (p for p in self.bodies.providers if any(text.startswith(m) for m in p.match)), None
        )

    def _attribute(self, facts: Facts) -> Attribution:
        gathered = self.gatherer.gather(facts)
        rule = next(r for r in ladder() if r.holds(gathered.signals))
        body, possible = self._named(rule, gathered, facts)
        return Attribution(
            level=rule.level,
            body=body,
            possible=possible,
            stale=facts.age_days is not None and facts.age_days > STALE_AFTER_DAYS,
            rule=rule.id,
            why=rule.en,
            evidence_for=tuple(i for i in gathered.items if i.body in (body, None) or body is None),
            evidence_against=tuple(gathered.against)
            + tuple(i for i in gathered.items if body is not None and i.body not in (body, None)),
        )

    def _named(
        self, rule: LadderRule, gathered: Gathered, facts: Facts
    ) -> tuple[str | None, tuple[str, ...]]:
        """The body a rule names, and those that are possible beside it."""
        strong = [gathered.by_class[c] for c in STRONG if c in gathered.by_class]
        if rule.names == "arrangement":
            arrangement = facts.net_body or self.gatherer.resolve(facts.holder, facts).body
            return arrangement, tuple(self.bodies.members.get(arrangement or "", ()))
        if rule.names == "none":
            own = gathered.by_class.get("own_statement")
            named = sorted({*strong, *([own] if own else [])})
            return None, tuple(named) if rule.level is Level.CANDIDATE else ()
        if rule.level is Level.NONE:
            return None, ()
        if rule.level is Level.DISPUTED:
            return gathered.by_class["dispute"], ()
        if rule.id == "homonym":
            return self._at_place(gathered.homonyms, facts), gathered.homonyms
        if rule.level is Level.CONFIRMED:
            return gathered.by_class["own_statement"], ()
        if strong:
            return strong[0], ()
        return gathered.weak[0], ()

    def _at_place(self, candidates: Sequence[str], facts: Facts) -> str | None:
        """The one of several bodies whose name is that of the device's own place."""
        if facts.place_from != "device":
            return None
        there = self.names.resolve(f"gemeente {facts.municipality}").body
        return there if there in candidates else None

    # --- a batch ----------------------------------------------------------------------------------

    def attribute_frame(
        self, frame: pl.DataFrame, *, statement_body: str | None = None
    ) -> pl.DataFrame:
        """One row of body, level, possible, why a row of `frame`, by the same rules.

        Most rows name nobody: they are told apart column by column over distinct values, and only
        distinct combinations of facts that could name a body go through the ladder. `statement_body`
        vouches for every address (its own scan or list).
        """
        import polars as pl

        telling = self._telling(frame, statement_body)
        rows = telling.arg_true()
        columns = [
            "ip",
            "asn",
            "org",
            "hostname",
            "tls.subject",
            "tls.issuer",
            "tls.trust",
            "synthetic",
        ]
        part = frame.select(columns)[rows.to_list()] if len(rows) else frame.select(columns).clear()
        nets = self.networks.find(part["ip"].to_list())
        answers = [
            self._row(values, int(number), statement_body)
            for values, number in zip(part.iter_rows(), nets, strict=True)
        ]
        found = pl.DataFrame(
            {
                "row": rows.cast(pl.UInt32),
                "body": [a.body for a in answers],
                "level": [str(a.level) for a in answers],
                "possible": [" ".join(a.possible) or None for a in answers],
                "why": [a.rule for a in answers],
            },
            schema={
                "row": pl.UInt32,
                **dict.fromkeys(("body", "level", "possible", "why"), pl.String),
            },
        )
        every = pl.DataFrame({"row": pl.arange(0, frame.height, dtype=pl.UInt32, eager=True)})
        joined = every.join(found, on="row", how="left", maintain_order="left").drop("row")
        return joined.with_columns(pl.col("level").fill_null(str(Level.COUNTRY_ONLY)))

    def _row(self, values: tuple[Any, ...], number: int, statement_body: str | None) -> Attribution:
        ip, asn, org, hostname, subject, issuer, trust, synthetic = values
        facts = Facts(
            asn=asn,
            org=org or "",
            hostnames=tuple((hostname or "").split("\n")) if hostname else (),
            tls_subject=subject or "",
            tls_issuer=issuer or "",
            ca_signed=trust == "trusted",
            statements=(("inventory", statement_body, True),) if statement_body else (),
            country="NL" if ip else "",
            synthetic=bool(synthetic)
            or (statement_body is not None and self.bodies.bodies[statement_body].synthetic),
        )
        return self.remembered(self._in_network(facts, number))

    def _telling(self, frame: pl.DataFrame, statement_body: str | None) -> pl.Series:
        """Which rows hold anything that could name a body. Names and hosts are first sought as plain
        texts in native code; only the distinct values that hold one are looked at."""
        import polars as pl

        if statement_body is not None:
            return pl.Series([True] * frame.height, dtype=pl.Boolean)
        addresses = frame["ip"].unique()
        nets = self.networks.find(addresses.to_list())
        mask = frame["ip"].is_in(addresses.filter(pl.Series(nets >= 0)).implode())
        checks = (
            ("hostname", self._host_texts, self._host_tells),
            ("tls.subject", self._subject_texts, self._subject_tells),
            ("org", None, self._org_tells),
        )
        for column, texts, tells in checks:
            values = frame[column].drop_nulls()
            if texts is not None:
                values = values.filter(values.str.contains_any(texts, ascii_case_insensitive=True))
            telling = [v for v in values.unique().to_list() if tells(v)]
            if telling:
                mask = mask | frame[column].is_in(telling).fill_null(False)
        return mask.fill_null(False)

    def _host_tells(self, names: str) -> bool:
        return any(self.hosts.body(n) is not None for n in names.split("\n"))

    def _subject_tells(self, subject: str) -> bool:
        from herkomst.attribute.certificates import parse_subject

        parsed = parse_subject(subject)
        if "." in parsed.common_name and self.hosts.body(parsed.common_name) is not None:
            return True
        return bool(parsed.organisation) and self._org_tells(parsed.organisation)

    def _org_tells(self, name: str) -> bool:
        found = self.names.resolve(name)
        return found.body is not None or bool(found.candidates)


__all__ = ["Attribution", "Attributor", "Facts", "Item"]
