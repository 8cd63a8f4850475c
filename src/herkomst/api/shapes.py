# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shapes of answers: strict models made from the nouns, one set a view.

A noun's fields come from `herkomst.model` through `herkomst.schema`; in the public view only those
marked as shown. Keys are camelCase. What is no noun (an overview) is written here once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel

from herkomst import model
from herkomst.model import SHOWN, View, marked
from herkomst.schema import Column, columns

Fields = dict[str, Any]


class Strict(BaseModel):
    """Nothing more, nothing less and nothing else than what is declared; keys in camelCase."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )


def values(noun: Any, name: str) -> Any:
    """The type of one field of a noun: one of its words, where it has a vocabulary."""
    (found,) = [c for c in columns(noun) if c.name == name]
    return _type(found)


def _type(column: Column) -> Any:
    if column.many:
        return list[str]
    plain: Any = Literal[column.values] if column.values else column.type
    return plain | None if column.nullable else plain


def shape(
    noun: Any,
    view: View,
    *,
    name: str = "",
    without: tuple[str, ...] = (),
    more: Fields | None = None,
) -> type[Strict]:
    """The model of a noun in one view. more: what an answer adds to it, as (type, default)."""
    chosen = set(marked(noun, SHOWN)) if view is View.PUBLIC else {c.name for c in columns(noun)}
    fields: Fields = {
        c.name: (_type(c), ...) for c in columns(noun) if c.name in chosen and c.name not in without
    }
    return create_model(
        name or noun.__name__,
        __base__=Strict,
        __doc__=" ".join((noun.__doc__ or "").split()),
        **fields | (more or {}),
    )


def page(item: type[Strict], *, asked: bool = True) -> type[Strict]:
    """A page of a list. asked: the list answers a question as of a day."""
    question: Fields = {"as_of": (str, ...), "known_at": (str | None, ...)} if asked else {}
    return create_model(
        f"{item.__name__}Page",
        __base__=Strict,
        __doc__="One page of a list; the Link header leads to the next.",
        **question | {"items": (list[item], ...)},  # type: ignore[valid-type]
    )


class Total(Strict):
    """A count with its unit. basis: measured (in the lake), said, or verdict (bodies)."""

    maker: str
    kind: str | None
    unit: values(model.Verdict, "unit")  # type: ignore[valid-type]
    count: int
    count_high: int | None = None
    basis: Literal["measured", "said", "verdict"]
    synthetic: bool


class Group(Strict):
    """Bodies counted by what the rows are grouped by; absent is what they are not grouped by."""

    body: str | None = None
    maker: str | None = None
    kind: str | None = None
    province: str | None = None
    body_name: str | None = None
    province_name: str | None = None
    unit: Literal["body"]
    count: int
    groups: int
    synthetic: bool
    labels: dict[values(model.Verdict, "label"), int]  # type: ignore[valid-type]


class Observed(Strict):
    """What the counts of observations rest on, and what they leave out. reduced: of how many only totals
    are left; addresses and devices that those share with another import count more than once."""

    unit: Literal["banner"]
    observations: int = 0
    addresses: int = 0
    possible_only: int = 0
    without_maker: int = 0
    tied_to_a_body: int = 0
    synthetic: int = 0
    reduced: int = 0


class Covered(Strict):
    """How many bodies were asked, answered, were looked at and never looked at."""

    unit: Literal["body"]
    bodies: int
    asked: int
    answered: int
    looked_at: int
    never_looked_at: int
    groups: int = 0
    synthetic_bodies: int
    observations: Observed


class Coverage(Covered):
    """What the register covers as of a day."""

    as_of: str
    known_at: str | None


class Named(Strict):
    """An id with its name."""

    id: str
    name: str


class Record(Strict):
    """A raw record: bytes of a document, as text."""

    document: str
    offset: int
    length: int
    record: str


class Wrong(Strict):
    """One thing that is wrong with a request."""

    place: Literal["query", "path", "header", "body"] = Field(serialization_alias="in")
    name: str
    code: str
    detail: str


class Problem(Strict):
    """What went wrong, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong] = []


@dataclass(frozen=True, slots=True)
class Shapes:
    """The models of one view."""

    body: type[Strict]
    body_found: type[Strict]
    claim: type[Strict]
    document: type[Strict]
    evidence: type[Strict]
    maker: type[Strict]
    maker_found: type[Strict]
    overview: type[Strict]
    part: type[Strict]
    story: type[Strict]
    verdict: type[Strict]


@cache
def shapes(view: View) -> Shapes:
    """The models of a view."""
    named: Fields = {
        "body_name": (str, ...),
        "body_kind": (values(model.Body, "kind") | None, ...),
        "province": (str | None, ...),
        "province_name": (str | None, ...),
    }
    code: Fields = {"code": (str, ...), "province_name": (str, ...)}
    reach: Fields = {
        c.name: (_type(c), ...) for c in columns(model.Reach) if c.name not in ("view", "body")
    }
    source: Fields = {"source": (str | None, ...), "synthetic": (bool, ...)}
    if view is View.RESTRICTED:
        source["file"] = (str | None, ...)
    else:  # shown with a public statement only, so the noun does not mark them
        source |= {name: (values(model.Evidence, name), ...) for name in ("citation", "link")}
    lead: Fields = {"lead": (_concluded() | None, None)} if view is View.RESTRICTED else {}
    claim = shape(model.Claim, view, more=_STATUS | lead)
    verdict = shape(model.Verdict, view, without=("view",), more=named)
    edge = shape(model.Edge, view)
    return Shapes(
        body=shape(model.Body, view, more=code),
        body_found=shape(
            model.Body,
            view,
            name="BodyFound",
            more=code | reach | {"members": (list[str], ...)},
        ),
        claim=claim,
        document=shape(model.Document, view, more={"synthetic": (bool, ...)}),
        evidence=shape(model.Evidence, view, more=source),
        maker=shape(model.Maker, view),
        maker_found=shape(
            model.Maker,
            view,
            name="MakerFound",
            more={"brand_names": (list[Named], ...), "edges": (list[edge], ...)},  # type: ignore[valid-type]
        ),
        overview=_overview(),
        part=shape(model.Part, View.PUBLIC),
        story=shape(
            model.Verdict,
            view,
            name="Story",
            without=("view", "step"),
            more=named | {"claims": (list[claim], ...)},  # type: ignore[valid-type]
        ),
        verdict=verdict,
    )


_STATUS: Fields = {"status": (str, ...)}


def _concluded() -> Any:
    """What an inferred claim was concluded from: of `n` known deliveries of the supplier `k` were of the
    maker, and the share lies between `low` and `high`; the award that asks the question."""
    numbers: Fields = {
        c.name: (_type(c), ...)
        for c in columns(model.Lead)
        if c.name in ("supplier", "maker", "k", "n", "low", "high", "deliveries")
    }
    award = shape(model.Claim, View.RESTRICTED, name="Award", more=_STATUS)
    more: Fields = {"level": (float, ...), "award": (award, ...)}
    return create_model(
        "Lead",
        __base__=Strict,
        __doc__=" ".join((_concluded.__doc__ or "").split()),
        **numbers | more,
    )


def _overview() -> type[Strict]:
    fields: Fields = {
        "as_of": (str, ...),
        "known_at": (str | None, ...),
        "view": (Literal[tuple(map(str, View))], ...),
        "totals": (list[Total], ...),
        "makers": (list[Total], ...),
        "rows": (list[Group], ...),
        "coverage": (Covered, ...),
    }
    return create_model(
        "Overview", __base__=Strict, __doc__="Totals with their units, rows, coverage.", **fields
    )
