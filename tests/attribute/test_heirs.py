# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Of bodies with one name, the one of the day; of one that ended, each who came after it on its days."""

from __future__ import annotations

import pytest

from herkomst.attribute.heirs import Heirs, begun
from herkomst.catalogue.public_bodies import BodyEvent, PublicBodies
from herkomst.model import Body, BodyKind


def town(name: str, start: str | None = None, end: str | None = None, *after: str) -> Body:
    return Body(
        id=name,
        kind=BodyKind.GEMEENTE,
        name=f"gemeente {name}",
        active=end is None,
        valid_from=start,
        valid_until=end,
        successors=after,
    )


BODIES = (
    town("one", None, "2009-12-31", "three"),
    town("two", "2010-01-01", "2019-12-31", "three"),
    town("three", "2020-01-01"),
    town("other"),
)
EVENTS = (
    BodyEvent("herschikking", "2010-01-01", ("one",), ("two",)),
    BodyEvent("samenvoeging", "2020-01-01", ("two",), ("three",)),
)
HEIRS = Heirs(PublicBodies({b.id: b for b in BODIES}, (), (), (), (), {}, events=EVENTS))


@pytest.mark.parametrize(
    ("on", "body", "how"),
    [
        ("2005-01-01", "one", "official"),
        ("2009-12-31", "one", "official"),
        ("2010-01-01", "two", "former"),
        ("2019-12-31", "two", "former"),
        ("2020-01-01", "three", "former"),
        (None, "three", "former"),
    ],
)
def test_each_step_on_its_days(on: str | None, body: str, how: str) -> None:
    found = HEIRS.choose({"one": "official"}, on)
    assert (found.body, found.how) == (body, how)


def test_a_name_that_a_ministry_gave_up() -> None:
    """It stands with the ministry of today; on an earlier day it is that of the one before it. A town that
    went up in another gives its day to no neighbour that went up in it later."""
    old, new = (
        Body(id=n, kind=BodyKind.MINISTERIE, name=n, active=n == "new", successors=s, valid_until=u)
        for n, s, u in (("old", ("new",), "2017-12-31"), ("new", (), None))
    )
    heirs = Heirs(PublicBodies({"old": old, "new": new}, (), (), (), (), {}))
    assert heirs.choose({"new": "former"}, "2015-01-01").body == "old"
    assert heirs.choose({"new": "former"}, "2021-01-01").body == "new"
    assert heirs.choose({"new": "official"}, "2015-01-01").body == "new"
    assert HEIRS.choose({"three": "former"}, "2021-01-01").body == "three"


def test_several_are_several() -> None:
    found = HEIRS.choose({"three": "official", "other": "official"}, None)
    assert (found.body, found.candidates, found.how) == (None, ("other", "three"), "ambiguous")
    assert HEIRS.choose({"three": "official", "other": "official"}, "2015-01-01").body == "other"


def test_only_bodies_with_an_area_have_a_first_day() -> None:
    agency = Body(id="x", kind=BodyKind.AGENTSCHAP, name="x", valid_from="2020-01-01")
    assert begun(agency, "2010-01-01") and not begun(BODIES[2], "2019-12-31")
