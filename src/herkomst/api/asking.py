# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a caller may ask: the query parameters of each list, strict; anything else is a problem."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel
from pydantic.json_schema import SkipJsonSchema

from herkomst.app.answers import DIMENSIONS
from herkomst.app.paging import Paging
from herkomst.app.question import Question
from herkomst.model import Answer, Basis, BodyKind, Kind, Label, Property, View

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LARGEST_PAGE = 500
LARGEST_RECORD = 1 << 24  # bytes


def _day(text: str) -> str:
    if not _DAY.fullmatch(text):
        raise ValueError("write a day as YYYY-MM-DD")
    return date.fromisoformat(text).isoformat()


def _digits(given: Any) -> Any:
    """Digits only: Python would take 1_000, ' 1' and +1 for numbers too."""
    if isinstance(given, str) and not re.fullmatch(r"-?[0-9]{1,18}", given):
        raise ValueError("write a whole number in digits")
    return given


def _truth(given: Any) -> Any:
    if isinstance(given, str) and given not in ("true", "false"):
        raise ValueError("write true or false")
    return given


Day = Annotated[str, AfterValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Truth = Annotated[bool, BeforeValidator(_truth)]
Text = Annotated[str, Field(min_length=1, max_length=100)]
Mark = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=600)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=60)]
BodyRef = Annotated[str, Field(pattern=r"^[A-Za-z0-9:/._-]+$", max_length=200)]
Nothing = SkipJsonSchema[None]  # absent, in Python; no value of its own in a query

GROUPINGS = tuple(
    ",".join(names)
    for many in range(1, len(DIMENSIONS))
    for names in combinations(DIMENSIONS, many)
    if not set(names) >= {"body", "maker", "kind"}  # ungrouped: those are the verdicts
)


class Asked(BaseModel):
    """What every question takes: nothing that is not declared."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=to_camel,
        validate_by_name=False,
        validate_by_alias=True,
    )


class Paged(Asked):
    """Which page of a list."""

    page: Annotated[
        Mark | Nothing,
        Field(description="The mark of a page, from the Link header of the page before it."),
    ] = None
    page_size: Annotated[
        int,
        Field(description="How many items at most.", ge=1, le=LARGEST_PAGE),
        BeforeValidator(_digits),
    ] = 50

    def paging(self, order: str) -> Paging:
        """The page of a list in this order."""
        return Paging(order, self.page, self.page_size)


class Known(Asked):
    """What this register held by a day."""

    known_at: Annotated[
        Day | Nothing, Field(description="What this register held by this day.")
    ] = None


class Dated(Known):
    """As of which day, known at which."""

    as_of: Annotated[
        Day | Nothing, Field(description="What had been said or seen by this day; default today.")
    ] = None

    def question(self, view: View) -> Question:
        """The question, in a view."""
        return Question.at(self.as_of, self.known_at, view)


class Log(Paged, Known):
    """The log."""


class Listed(Paged, Dated):
    """A list as of a day."""


class Bodies(Paged):
    """Which bodies."""

    kind: BodyKind | Nothing = None
    province: Annotated[
        Annotated[str, Field(pattern=r"^PV[0-9]{2}$")] | Nothing,
        Field(description="The code of a province, as bodies carry it: PV26."),
    ] = None
    search: Annotated[
        Text | Nothing, Field(description="Text in the name, the abbreviation or the id.")
    ] = None
    ended: Annotated[Truth, Field(description="Former bodies as well.")] = False
    sort: Literal["name", "-name", "kind", "-kind"] = "name"


class Makers(Paged):
    """Which makers."""

    search: Annotated[Text | Nothing, Field(description="Text in a name or a brand.")] = None
    sort: Literal["id", "-id", "name", "-name"] = "id"


class ClaimFilters(Listed):
    """Which claims."""

    maker: Id | Nothing = None
    kind: Kind | Nothing = None
    basis: Basis | Nothing = None
    property: Property | Nothing = None
    answer: Answer | Nothing = None


class Claims(ClaimFilters):
    """Claims of all bodies, in the order body, day, id."""

    sort: Literal["body", "-body"] = "body"


class BodyClaims(ClaimFilters):
    """Claims of one body, in the order day, id."""

    sort: Literal["saidAt", "-saidAt"] = "saidAt"


class MakerVerdicts(Listed):
    """Which verdicts about a maker."""

    kind: Kind | Nothing = None
    label: Label | Nothing = None


class Verdicts(MakerVerdicts):
    """Which verdicts."""

    maker: Id | Nothing = None


class Comparisons(Verdicts):
    """Which stories."""

    body: Annotated[
        BodyRef | Nothing, Field(description="The id of a body, or its short form.")
    ] = None


class History(Listed):
    """The verdicts of one body."""

    history: Annotated[
        Truth, Field(description="Every verdict up to the day asked for, not only the one valid.")
    ] = False


class Overview(Dated):
    """How the rows of the overview are grouped."""

    by: Annotated[
        Literal[GROUPINGS],  # type: ignore[valid-type]
        Field(description="What the rows are grouped by."),
    ] = "maker,kind"


class RawRecord(Asked):
    """Which bytes of which document."""

    document: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    offset: Annotated[int, Field(ge=0, lt=1 << 53), BeforeValidator(_digits)]
    length: Annotated[int, Field(ge=1, le=LARGEST_RECORD), BeforeValidator(_digits)]
