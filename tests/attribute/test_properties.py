# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold whatever the facts: weak evidence never adds up, evidence for another never raises
the first, losing strong evidence never raises, and the order of facts changes nothing."""

from __future__ import annotations

import random
from typing import Any

import pytest
from tests.attribute.test_ladder import SMALL

from herkomst.app.bodies import attributor
from herkomst.attribute import Attribution, Attributor, Facts
from herkomst.model import Level

pytestmark = pytest.mark.slow

Given = dict[str, Any]
CLASSES = ("access_isp", "mobile", "hosting", "cloud", "business", "education", "cdn", "")


def ask(given: Given, by: Attributor = SMALL) -> Attribution:
    return by.attribute(Facts.parse(given))


def rank(made: Attribution, body: str) -> int:
    """How far a set of facts takes one body; as one of several it is a candidate at most."""
    if made.body == body:
        return made.level.rank
    return Level.CANDIDATE.rank if body in made.possible else 0


class Draw:
    """Facts at random, about bodies given by (id, name, domain)."""

    def __init__(self, seed: int, bodies: list[tuple[str, str, str]]) -> None:
        self.rng, self.bodies = random.Random(seed), bodies

    def some(self, *values: Any) -> Any:
        return self.rng.choice(values)

    def net(self) -> Given:
        made: Given = {
            "class": self.some(*CLASSES),
            "holder": self.some("Line", "Host", "Somebody"),
        }
        for flag in ("guest", "shared_address", "dynamic"):
            if self.rng.random() < 0.15:
                made[flag] = True
        return made

    def weak(self) -> Given:
        """Weak evidence only, about any of the bodies; each part may be absent."""
        _, name, host = self.rng.choice(self.bodies)
        bare = name.removeprefix("gemeente ").removeprefix("Gemeente ")
        parts: Given = {
            "net": self.net(),
            "rdns": {"host": self.some(f"cam.{host}", host, f"{host}.example.com", "x.duckdns.org"),
                     "forward_confirmed": False},
            "hostnames": [self.some(f"cam{i}.{host}", f"www.{host}", "a.com") for i in range(3)],
            "hosts": [{"host": f"x.{host}", "forward_confirmed": False}],
            "tls": self.some(
                {"subject": f"O={name},CN=x.{host}", "issuer": f"O={name},CN=x.{host}"},
                {"subject": f"O={name}", "ca_signed": False, "validation": "ov"},
                {"subject": f"O={name}", "ca_signed": True, "validation": "ov", "expired": True},
                {"subject": f"O={name}", "ca_signed": True, "validation": "ov", "seen_on": 900},
                {"subject": f"O={name}", "ca_signed": True, "validation": "dv"},
                {"subject": f"O={name}", "ca_signed": True, "issuer": f"CN={name} Root CA"},
                {"subject": "CN=localhost", "san": [f"x.{host}"]},
            ),
            "device_text": self.some(name, f"{name} - Stadhuis", f"CAM {bare}", "Stadhuis", "Bakkerij", "ANPR A12"),
            "place": {"municipality": bare, "from": self.some("device", "geoip")},
            "names_on_address": self.some(0, 3, 400),
            "open_ports": self.some([80], 500),
            "makers_seen": self.some([], ["a", "b", "c", "d", "e"]),
            "statements": [
                {"kind": self.some("inventory", "confirmation"), "by": name, "verified": False,
                 "date": self.some("2020-01-01", "2022-01-01", "")},
            ],
            "other": [{"kind": self.some("tender", "media"), "body": name}],
            "age_days": self.some(1, 1000),
            "seen_at": self.some("2022-05-01", "2024-01-01T00:00:00Z"),
        }  # fmt: skip
        kept = {n: v for n, v in parts.items() if self.rng.random() < 0.6}
        kept.setdefault("net", self.net())
        return kept

    def strong(self, at: int) -> Given:
        """One piece of strong evidence for one of the bodies, as a part that can be merged."""
        name, host = self.bodies[at][1:]
        return self.some(
            {"rdns": {"host": f"cam.{host}", "forward_confirmed": True}},
            {"hosts": [f"cam.{host}"]},
            {"tls": {"subject": f"O={name},CN=x.{host}", "ca_signed": True, "validation": "ov"}},
            {"tls": {"subject": f"CN=x.{host}", "ca_signed": True, "validation": "dv"}},
            {"net": {"class": "public_body", "holder": name}},
            {"statements": [{"kind": "inventory", "by": name, "verified": True, "date": "2022-05-02"}]},
        )  # fmt: skip


def merged(one: Given, other: Given) -> Given:
    """Two sets of facts in one; lists are joined, of the rest the second's part wins."""
    made = dict(one)
    for name, value in other.items():
        joined = isinstance(value, list) and isinstance(made.get(name), list)
        made[name] = [*made[name], *value] if joined else value
    return made


TWO = [("aa", "Gemeente Aa", "aa.nl"), ("bee", "Gemeente Bee", "bee.nl")]
REAL = [
    ("https://identifier.overheid.nl/tooi/id/gemeente/gm0355", "gemeente Zeist", "zeist.nl"),
    ("https://identifier.overheid.nl/tooi/id/gemeente/gm0828", "gemeente Oss", "oss.nl"),
    ("https://identifier.overheid.nl/tooi/id/gemeente/gm0513", "gemeente Gouda", "gouda.nl"),
]


@pytest.mark.parametrize(("bodies", "seed"), [(TWO, 1), (REAL, 2)])
def test_ten_thousand_combinations_of_weak_evidence(
    bodies: list[tuple[str, str, str]], seed: int
) -> None:
    """None names a body above `candidate`, or `website_only` where only a web site shows."""
    draw = Draw(seed, bodies)
    by = SMALL if bodies is TWO else attributor()
    for _ in range(10_000):
        facts = draw.weak()
        made = ask(facts, by)
        fits = made.level.rank <= Level.CANDIDATE.rank or made.body is None
        site = made.level is Level.WEBSITE_ONLY and made.rule == "website"
        assert fits or site, facts
        assert made.level is not Level.DISPUTED


def test_evidence_for_another_body_never_raises_the_first() -> None:
    draw = Draw(3, TWO)
    for _ in range(6_000):
        base = draw.weak()
        for _ in range(draw.rng.randrange(3)):
            base = merged(base, draw.strong(0))
        other = draw.strong(1)
        # What is replaced would be lost, and losing is another property.
        if any(n in base and not isinstance(v, list) for n, v in other.items()):
            continue
        assert rank(ask(merged(base, other)), "aa") <= rank(ask(base), "aa"), (base, other)


def test_losing_strong_evidence_never_raises() -> None:
    draw = Draw(4, TWO)
    for _ in range(6_000):
        base = draw.weak()
        strong = draw.strong(0)
        if any(n in base and not isinstance(v, list) for n, v in strong.items()) and draw.some(
            0, 1
        ):
            base = {n: v for n, v in base.items() if n not in strong}
        more = merged(base, strong)
        lesser = {n: v for n, v in base.items() if n not in strong or isinstance(strong[n], list)}
        assert rank(ask(lesser), "aa") <= rank(ask(more), "aa"), (lesser, strong)


def test_what_speaks_against_a_body_never_raises_it() -> None:
    against: list[Given] = [
        {"hostnames": ["x.duckdns.org"]}, {"hostnames": ["x.makersddns.com"]}, {"open_ports": 900},
        {"makers_seen": 9}, {"names_on_address": 0}, {"statements": [
            {"kind": "dispute", "by": "Gemeente Aa", "verified": True, "date": "2023-01-01"}]},
        {"statements": [{"kind": "denial", "by": "Gemeente Aa", "verified": True}]},
    ]  # fmt: skip
    draw = Draw(5, TWO)
    for _ in range(6_000):
        base = merged(draw.weak(), draw.strong(0))
        sign = draw.some(*against)
        base = {n: v for n, v in base.items() if n not in sign or isinstance(v, list)}
        base = {n: v for n, v in base.items() if not (n in sign and not isinstance(sign[n], list))}
        assert rank(ask(merged(base, sign)), "aa") <= rank(ask(base), "aa"), (base, sign)


def test_flags_of_the_network_never_raise() -> None:
    draw = Draw(6, TWO)
    for _ in range(4_000):
        base = merged(draw.weak(), draw.strong(0))
        net = {k: v for k, v in base.get("net", {}).items() if v is not True}
        flag = draw.some(
            {"guest": True}, {"shared_address": True}, {"dynamic": True}, {"routing_agrees": False}
        )
        before = ask({**base, "net": net})
        assert rank(ask({**base, "net": {**net, **flag}}), "aa") <= rank(before, "aa"), (base, flag)


def shuffled(value: Any, rng: random.Random) -> Any:
    if isinstance(value, dict):
        items = [(k, shuffled(v, rng)) for k, v in value.items()]
        rng.shuffle(items)
        return dict(items)
    if isinstance(value, list):
        return rng.sample([shuffled(v, rng) for v in value], len(value))
    return value


def test_the_order_of_facts_changes_nothing() -> None:
    draw = Draw(7, TWO)
    for _ in range(3_000):
        facts = merged(merged(draw.weak(), draw.strong(0)), draw.strong(1))
        assert ask(facts).as_dict() == ask(shuffled(facts, draw.rng)).as_dict()


def test_every_answer_is_explained() -> None:
    draw = Draw(8, TWO)
    for _ in range(2_000):
        made = ask(merged(draw.weak(), draw.strong(draw.some(0, 1))))
        assert made.rule and made.why
        if made.body is not None:
            assert any(made.body in i.bodies for i in (*made.evidence_for, *made.evidence_against))
        assert all(i.rule for i in (*made.evidence_for, *made.evidence_against))
