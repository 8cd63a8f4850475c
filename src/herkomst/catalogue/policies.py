# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Policies as data: the files under `policies/`, and the criteria and groups of kinds they name.

A file holds one article, or several under `articles` that share all they do not say themselves.

`policies()` reads and checks them all; a fault is a `CatalogueError` with file:line. What the parts of a
file mean is in docs/reference/policies.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from herkomst.catalogue import ROOT, maker_id, makers
from herkomst.catalogue.marked import MarkedFile, Place, Words
from herkomst.errors import CatalogueError
from herkomst.model import BodyKind, Kind, Label, Moment, RuleLevel

TIES = ("seat", "owner", "controller", "affiliation", "management", "manufacture")
ORIGIN = ("seat", "owner", "controller", "management", "manufacture")
SPECIAL_CONTRACT, COMPARTMENT = "special_contract", "compartment"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Country:
    """A country that a criterion names, since when, and where that stands."""

    code: str
    name: Words
    since: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A named, dated, sourced set of countries: never a list in law."""

    id: str
    title: Words
    note: Words
    checked: str | None
    countries: tuple[Country, ...]

    def at(self, day: str) -> dict[str, Country]:
        """The countries named by a day, by code."""
        return {c.code: c for c in self.countries if c.since <= day}


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds a rule is about. `may_be`: only when a thing does what the rule is about."""

    names: tuple[str, ...] = ()
    meant: tuple[Kind, ...] = ()
    may_be: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """What a rule stands in. `checked` is the day its text was last compared, in `source`."""

    name: str
    article: str
    title: Words = field(default_factory=Words)
    published: str = ""
    grades: str = ""  # the classes of secrecy or protection it is for, as the rule numbers them
    checked: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Applies:
    """Whom a rule binds, and when. A kind of body in neither set is outside; `unverified` is not bound
    either, and is told so. `serves`: only for what serves this; `by_stages`: not all at once."""

    bodies: frozenset[BodyKind]
    unverified: frozenset[BodyKind]
    note: Words
    serves: str
    by_stages: bool
    valid_from: str
    valid_until: str | None


@dataclass(frozen=True, slots=True)
class When:
    """What a rule is about. An empty part is no condition."""

    criterion: Criterion | None
    by: tuple[str, ...]
    named: frozenset[str]
    kinds: Kinds
    labels: frozenset[Label]
    moments: frozenset[Moment]
    place: str


@dataclass(frozen=True, slots=True)
class Example:
    """A case and the level it must get. Nulls in the case are what nobody recorded."""

    level: RuleLevel
    where: str
    body: BodyKind | None = None
    maker: str = ""
    kind: Kind = Kind.UNKNOWN
    label: Label | None = None
    moment: Moment = Moment.USE
    serves: bool | None = None
    in_place: bool | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule: whom it binds, what it is about, how far it goes and why, with its cases."""

    id: str
    title: Words
    law: Law
    applies: Applies
    when: When
    level: RuleLevel
    because: Words
    asks_nl: tuple[str, ...]
    asks_en: tuple[str, ...]
    examples: tuple[Example, ...]
    place: str


@cache
def policies() -> tuple[Policy, ...]:
    """All policies, file by file."""
    return tuple(policies_of(ROOT / "policies"))


@cache
def criteria() -> dict[str, Criterion]:
    """All criteria by id."""
    found = [_criterion(MarkedFile(p)) for p in sorted((ROOT / "criteria").glob("*.yaml"))]
    return {c.id: c for c in found}


@cache
def kind_groups() -> dict[str, Kinds]:
    """The words for several kinds."""
    source = MarkedFile(ROOT / "kind_groups.yaml")
    return {
        name: Kinds((name,), _kinds(source, name, "is"), _kinds(source, name, "may_be"))
        for name in source.data
    }


def policies_of(folder: Path) -> Iterator[Policy]:
    """The policies of a folder, one an article. Errors: `CatalogueError` with file:line."""
    seen: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.yaml")):
        source = MarkedFile(path)
        for at in source.listed("articles") or [()]:
            policy = _policy(_Article(source, at))
            name = (policy.id, policy.law.article)
            if name in seen:
                raise source.fault(at or ("id",), f"{' '.join(name)} is also at {seen[name]}")
            seen[name] = policy.place
            yield policy
        source.finish()


@dataclass(frozen=True, slots=True)
class _Article:
    """One article of a file: what it does not say itself, the file says for all its articles."""

    source: MarkedFile
    at: Place

    def __call__(self, *keys: str) -> Place:
        own = (*self.at, *keys)
        return own if self.source.get(*own) is not None else keys

    def fault(self, keys: Place, what: str, do: str = "") -> CatalogueError:
        return self.source.fault((*self.at, *keys), what, do)


def _policy(article: _Article) -> Policy:
    source = article.source
    level = source.one_of(RuleLevel, *article("then", "level"))
    if level is None or level is RuleLevel.NO_RULE:
        raise article.fault(
            ("then", "level"), "a rule says excluded, risk_check, advised or reference"
        )
    asks = source.listed(*article("asks"))
    return Policy(
        id=source.needed("id"),
        title=_words(article, "title"),
        law=Law(
            name=source.needed(*article("law", "name")),
            article=source.needed(*article("law", "article")),
            title=source.words("law", "title"),
            published=source.text(*article("law", "published")),
            grades=source.text(*article("law", "grades")),
            checked=source.day(*article("law", "checked")),
            source=source.text(*article("law", "source")),
        ),
        applies=_applies(article),
        when=_when(article),
        level=level,
        because=_words(article, "then", "because"),
        asks_nl=tuple(source.words(*at).nl for at in asks),
        asks_en=tuple(source.words(*at).en for at in asks),
        examples=tuple(_example(source, at) for at in source.listed(*article("examples"))),
        place=source.where(article.at or ("id",)),
    )


def _words(article: _Article, *keys: str) -> Words:
    found = article.source.words(*article(*keys))
    if not found:
        raise article.fault(keys, "is missing")
    return found


def _applies(article: _Article) -> Applies:
    source = article.source
    if source.get("applies", "bodies") is None:
        raise source.fault(("applies",), "must say which bodies; [] binds no Dutch body")
    serves = source.text("applies", "serves")
    if serves not in ("", SPECIAL_CONTRACT):
        raise source.fault(("applies", "serves"), f"{serves!r} is not known")
    return Applies(
        bodies=_body_kinds(source, "bodies"),
        unverified=_body_kinds(source, "unverified"),
        note=source.words(*article("applies", "note")),
        serves=serves,
        by_stages=bool(source.flag("applies", "by_stages")),
        valid_from=source.day(*article("applies", "from")) or "",
        valid_until=source.day(*article("applies", "until")),
    )


def _body_kinds(source: MarkedFile, key: str) -> frozenset[BodyKind]:
    if source.get("applies", key) == ALL:
        return frozenset(BodyKind)
    found = [source.one_of(BodyKind, *at) for at in source.listed("applies", key)]
    return frozenset(kind for kind in found if kind is not None)


def _when(article: _Article) -> When:
    source = article.source
    criterion_at = article("when", "maker", "originates_from")
    name = source.text(*criterion_at)
    if name and name not in criteria():
        raise source.fault(criterion_at, f"no criterion is called {name!r}")
    place_at = article("when", "place")
    if source.text(*place_at) not in ("", COMPARTMENT):
        raise source.fault(place_at, f"{source.text(*place_at)!r} is not known")
    labels = [source.one_of(Label, *at) for at in source.listed(*article("when", "label"))]
    moments = [source.one_of(Moment, *at) for at in source.listed(*article("when", "moment"))]
    return When(
        criterion=criteria()[name] if name else None,
        by=_known_names(source, article("when", "maker", "by"), TIES) or ORIGIN,
        named=frozenset(_known_names(source, article("when", "maker", "named"), makers())),
        kinds=_rule_kinds(source, article("when", "kind")),
        labels=frozenset(x for x in labels if x is not None),
        moments=frozenset(x for x in moments if x is not None) or frozenset(Moment),
        place=source.text(*place_at),
    )


def _known_names(source: MarkedFile, at: Place, known: Collection[str]) -> tuple[str, ...]:
    found = []
    for place in source.listed(*at):
        found.append(source.needed(*place))
        if found[-1] not in known:
            raise source.fault(place, f"{found[-1]!r} is not known")
    return tuple(found)


def _rule_kinds(source: MarkedFile, at: Place) -> Kinds:
    names: list[str] = []
    meant: list[Kind] = []
    may_be: list[Kind] = []
    for place in source.listed(*at):
        name = source.needed(*place)
        group = kind_groups().get(name)
        if group is None and name not in list(Kind):
            raise source.fault(
                place,
                f"{name!r} is no kind and no group of kinds",
                "Known: " + ", ".join([*kind_groups(), *Kind]),
            )
        names.append(name)
        meant += group.meant if group else (Kind(name),)
        may_be += group.may_be if group else ()
    return Kinds(tuple(names), tuple(meant), tuple(may_be))


def _kinds(source: MarkedFile, *at: str) -> tuple[Kind, ...]:
    found = [source.one_of(Kind, *place) for place in source.listed(*at)]
    return tuple(kind for kind in found if kind is not None)


def _example(source: MarkedFile, at: Place) -> Example:
    given = (*at, "given")
    level = source.one_of(RuleLevel, *at, "level")
    if level is None:
        raise source.fault(at, "an example says the level it must get")
    maker = source.text(*given, "maker")
    return Example(
        level=level,
        where=source.where(at),
        body=source.one_of(BodyKind, *given, "body"),
        maker=maker_id(maker) or maker,
        kind=source.one_of(Kind, *given, "kind") or Kind.UNKNOWN,
        label=source.one_of(Label, *given, "label"),
        moment=source.one_of(Moment, *given, "moment") or Moment.USE,
        serves=_either(source, SPECIAL_CONTRACT, "nothing", *given, "serves"),
        in_place=_either(source, COMPARTMENT, "elsewhere", *given, "place"),
        day=source.day(*given, "date"),
    )


def _either(source: MarkedFile, yes: str, no: str, *at: str | int) -> bool | None:
    found = source.text(*at)
    if found not in ("", yes, no):
        raise source.fault(at, f"{found!r} is neither {yes} nor {no}")
    return None if not found else found == yes


def _criterion(source: MarkedFile) -> Criterion:
    countries = []
    for at in source.listed("countries"):
        named = source.listed(*at, "named")
        if not named:
            raise source.fault((*at, "named"), "a country needs a date and a source")
        countries.append(
            Country(
                code=source.needed(*at, "code"),
                name=source.words(*at, "name"),
                since=min(source.needed(*n, "date") for n in named),
                sources=tuple(
                    f"{source.needed(*n, 'source')}, {source.needed(*n, 'date')}" for n in named
                ),
            )
        )
    made = Criterion(
        id=source.needed("id"),
        title=source.words("title"),
        note=source.words("note"),
        checked=source.day("checked"),
        countries=tuple(countries),
    )
    source.finish()
    return made
