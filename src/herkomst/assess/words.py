# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the judge says besides the policies' own texts, in Dutch and in English."""

from __future__ import annotations

from herkomst.assess.origin import Tie
from herkomst.catalogue.marked import Words
from herkomst.catalogue.policies import Country
from herkomst.model import BodyKind, RuleScope

HOW = {
    "seat": Words("zetel", "seat"),
    "owner": Words("eigenaar", "owner"),
    "controller": Words("zeggenschap", "control"),
    "affiliation": Words("gelieerde partij", "affiliated party"),
    "management": Words("plaats van bestuur en beheer", "place of management"),
    "manufacture": Words("plaats van vervaardiging", "place of manufacture"),
}
MAKER = Words("wie de maker is", "who the maker is")
WHICH_MAKER = Words("welke van de genoemde makers het is", "which of the makers named it is")
KIND = Words(
    "of dit de soort apparatuur of dienst is waarover de regel gaat",
    "whether this is the sort of equipment or service the rule is about",
)
USE = Words("of dit in gebruik is", "whether this is in use")
LABEL = Words(
    "of opgave en waarneming met elkaar kloppen", "whether what was said and what was seen agree"
)
COMPARTMENT = Words(
    "of dit in een compartiment staat (een afgeschermde ruimte voor een bijzondere opdracht)",
    "whether this stands in a compartment (a closed-off room for a special contract)",
)
SERVES = Words(
    "of dit een bijzondere opdracht dient (een opdracht van het Rijk of de politie die de nationale "
    "veiligheid raakt)",
    "whether this serves a special contract (a contract of the state or the police that touches national "
    "security)",
)
STAGES = Words(
    "of de invoering, die in stappen gaat, bij dit orgaan al is begonnen",
    "whether the introduction, which goes in stages, has begun at this body",
)
CONDITION = Words(
    "als dit een bijzondere opdracht dient",
    "if this serves a special contract",
)
NOT_SERVING = Words(
    "Dit dient geen bijzondere opdracht; de regel geldt hier dan niet.",
    "This does not serve a special contract; then the rule does not apply here.",
)
NO_TIE = Words(
    "Geen vastgelegd en nagegaan gegeven verbindt de maker met het criterium van deze regel. Dat is geen "
    "goedkeuring: wat niet bekend is, staat erbij.",
    "No recorded and checked fact ties the maker to the criterion of this rule. That is no approval: what is "
    "not known stands beside it.",
)
NO_RULE = Words(
    "Geen regel in de catalogus gaat hierover. Dat is geen goedkeuring.",
    "No rule in the catalogue is about this. That is no approval.",
)
ASK_MAKER = Words(
    "Zonder maker is geen regel uit te sluiten: vraag eerst wie de maker is.",
    "Without a maker no rule can be ruled out: first ask who the maker is.",
)
OPEN = Words(
    "Nog te beoordelen, want niet alles waar de regel van afhangt is bekend.",
    "Still to be judged, as not all that the rule depends on is known.",
)
_KINDS: dict[BodyKind, Words] = {
    BodyKind.GEMEENTE: Words("een gemeente", "a municipality (gemeente)"),
    BodyKind.PROVINCIE: Words("een provincie", "a province"),
    BodyKind.WATERSCHAP: Words("een waterschap", "a water board (waterschap)"),
    BodyKind.MINISTERIE: Words("een ministerie", "a ministry"),
    BodyKind.VEILIGHEIDSREGIO: Words("een veiligheidsregio", "a safety region (veiligheidsregio)"),
    BodyKind.GR: Words("een gemeenschappelijke regeling", "a joint arrangement of bodies"),
    BodyKind.RECHTSPRAAK: Words("een orgaan van de rechtspraak", "a body of the judiciary"),
    BodyKind.POLITIE: Words("de politie", "the police"),
    BodyKind.AGENTSCHAP: Words("een agentschap", "an agency"),
    BodyKind.INSPECTIE: Words("een inspectie", "an inspectorate"),
    BodyKind.ZBO: Words("een zelfstandig bestuursorgaan", "an independent administrative body"),
    BodyKind.HOGE_COLLEGE: Words("een hoog college van staat", "a high council of state"),
    BodyKind.KABINET: Words("het kabinet", "the cabinet"),
    BodyKind.OPENBAAR_LICHAAM: Words("een openbaar lichaam", "a public body (openbaar lichaam)"),
    BodyKind.ONDERDEEL: Words("een organisatieonderdeel", "a part of a body"),
    BodyKind.ADVIESCOLLEGE: Words("een adviescollege", "an advisory council"),
    BodyKind.ONDERWIJS: Words("een onderwijsinstelling", "an educational institution"),
    BodyKind.GROEP: Words("een groep niet genoemde organen", "a group of bodies not named"),
    BodyKind.OTHER: Words("een orgaan van een andere soort", "a body of another kind"),
}


def scope(found: RuleScope, kind: BodyKind | None, serves: str = "") -> Words:
    """Whether a rule binds this body; `serves` when only through what serves something."""
    who = _KINDS.get(kind) if kind else None
    who = who or Words("een orgaan van onbekende soort", "a body of unknown kind")
    nl, en = _BINDS[found if not (serves and found is RuleScope.INSIDE) else None]
    return Words(f"Dit is {who.nl}: {nl}", f"This is {who.en}: {en}")


_BINDS: dict[RuleScope | None, tuple[str, str]] = {
    RuleScope.INSIDE: ("de regel richt zich daarop.", "the rule is addressed to it."),
    None: (
        "alleen wat een bijzondere opdracht van dit orgaan dient, valt onder de regel.",
        "only what serves a special contract of this body falls under the rule.",
    ),
    RuleScope.OUTSIDE: (
        "de regel bindt dit orgaan niet en staat hier ter vergelijking.",
        "the rule does not bind this body and stands here to compare.",
    ),
    RuleScope.UNVERIFIED: (
        "of de regel daarvoor geldt is niet nagegaan; hij staat hier ter vergelijking.",
        "whether the rule applies to it was not verified; it stands here to compare.",
    ),
}


def unknown_tie(how: str) -> Words:
    """That nothing is recorded about one sort of tie."""
    word = HOW[how]
    return Words(f"{word.nl} van de maker", f"the maker's {word.en}")


def unread_tie(tie: Tie, country: Words) -> Words:
    """That a tie is told but not one to rest on."""
    why = (
        Words("omstreden", "disputed")
        if tie.disputed
        else Words("niet bij de bron nagegaan", "not checked at a source")
    )
    word = HOW[tie.how]
    return Words(
        f"{word.nl}: {country.nl} wordt genoemd, maar dat is {why.nl} ({tie.source})",
        f"{word.en}: {country.en} is named, but that is {why.en} ({tie.source})",
    )


def fact(maker: str, tie: Tie, countries: dict[str, Country]) -> Words:
    """A recorded tie with its source; what is disputed or not checked says so."""
    named = countries.get(tie.country)
    place = named.name if named else Words(tie.country, tie.country)
    word = HOW[tie.how]
    doubt = (
        Words(", omstreden", ", disputed")
        if tie.disputed
        else Words()
        if tie.read
        else Words(", niet nagegaan", ", not verified")
    )
    who = f"{tie.who}, " if tie.who else ""
    return Words(
        f"{maker}: {word.nl} {who}{place.nl}{doubt.nl} ({tie.source})",
        f"{maker}: {word.en} {who}{place.en}{doubt.en} ({tie.source})",
    )


def named_since(country: Country, title: Words) -> Words:
    """That a criterion names a country: since when, where first and where last."""
    first, last = country.sources[0], country.sources[-1]
    both = first if first == last else f"{first}; {last}"
    return Words(
        f"{country.name.nl} is genoemd als {title.nl} sinds {country.since} ({both}); dat is geen lijst in een wet",
        f"{country.name.en} has been named a {title.en} since {country.since} ({both}); that is no list in law",
    )
