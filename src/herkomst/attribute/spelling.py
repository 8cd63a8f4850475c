# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""How names of bodies are written: one form to compare them in, the word for their sort, the ways a
text may be read, and the words that tell a private owner. Words are data (`catalogue/naming.yaml`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from herkomst.catalogue import ROOT, read_yaml
from herkomst.model import BodyKind

CAP = 300  # characters of a name that are looked at

_SORTS: tuple[tuple[BodyKind, str], ...] = (
    (
        BodyKind.GEMEENTE,
        r"(?:(?:het )?college(?: van)? (?:b en w|burgemeester en wethouders)(?: van)?(?: (?:de )?gemeente)?|"
        r"(?:b en w|burgemeester en wethouders|de burgemeester|burgemeester|raadsgriffie|griffie)"
        r"(?: van)?(?: (?:de )?gemeente)?(?= )|(?:de )?raad van de gemeente|"
        r"(?:de )?gemeente(?:raad|huis|kantoor|werf|bestuur|secretarie)?(?: van)?|gem|gmt|stadhuis|raadhuis|stadskantoor|"
        r"city of|the city of|(?:the )?municipality(?: of)?|gemeinde|town of)",
    ),
    (
        BodyKind.PROVINCIE,
        r"(?:(?:de )?commissaris van de koning(?:in)?(?: (?:in|van))?(?: de)?(?: provincie)?|"
        r"(?:gedeputeerde|provinciale) staten(?: van)?(?: de)?(?: provincie)?|(?:gs|ps)(?: van)?|"
        r"(?:de )?provincie(?:huis|bestuur)?(?: van)?|prov|province of|provinsje)",
    ),
    (
        BodyKind.MINISTERIE,
        r"(?:(?:het )?ministerie(?: van| voor)?|(?:the )?(?:dutch |netherlands )?ministry of(?: the)?|min(?: van)?)",
    ),
    (
        BodyKind.WATERSCHAP,
        r"(?:(?:het )?waterschap|(?:het )?hoogheemraadschap(?: van)?|wetterskip|heemraadschap|"
        r"hoogheemr(?: van)?|ws|hhs|hh)",
    ),
    (
        BodyKind.VEILIGHEIDSREGIO,
        r"(?:(?:de )?veiligheidsregio|vr|(?:regionale )?brandweer(?: regio)?)",
    ),
    (BodyKind.GR, r"(?:gemeenschappelyke regeling|gr)"),
)
_PATTERNS = [(kind, re.compile(rf"{words}\s+(?P<rest>.+)")) for kind, words in _SORTS]
_REVERSED = re.compile(
    r"(?P<rest>.+?)\s*,\s*(?P<sort>gemeente|provincie|waterschap|veiligheidsregio)(?: (?P<article>de|den|het))?"
)
# Official words for a sort whose slips of the pen are forgiven; plurals mean something else.
_LONG_SORTS = (
    "gemeente", "provincie", "waterschap", "ministerie", "veiligheidsregio", "hoogheemraadschap",
    "rechtbank", "gerechtshof", "politie",
)  # fmt: skip
_NOT_SORTS = frozenset(
    "gemeenten gemeentes gemeend gemeenteel provincies provinciale waterschappen rechtbanken politiek politici "
    "gemeentebelang gemeentelyk gemeentelyke".split()
)
_ENDS = re.compile(r"(?: (?:nederland|netherlands|the netherlands|holland|nl|bv))+$")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `catalogue/naming.yaml`."""

    company: frozenset[str]
    private: frozenset[str]
    endings: tuple[str, ...]
    departments: frozenset[str]
    foreign: frozenset[str]
    foreign_phrases: tuple[str, ...]
    foreign_places: frozenset[str]
    foreign_marks: frozenset[str]
    generic: frozenset[str]
    not_alone: frozenset[str]
    former_police: frozenset[str]


@cache
def words() -> Words:
    """The words, read once."""
    data = read_yaml(ROOT / "naming.yaml")

    def some(name: str) -> frozenset[str]:
        return frozenset(str(data[name]).split())

    return Words(
        some("company"),
        some("private"),
        tuple(str(data["endings"]).split()),
        some("departments"),
        some("foreign"),
        tuple(f" {p} " for p in data["foreign_phrases"]),
        some("foreign_places"),
        some("foreign_marks"),
        some("generic") | frozenset(data["generic_phrases"]),
        some("not_alone"),
        frozenset(p.strip() for p in str(data["former_police"]).split(";") if p.strip()),
    )


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A name in the form it is compared in: lower case, no accents, one way to write what is written
    in several (y/ij, a/d, c.a., &, 's-, St.)."""
    text = unicodedata.normalize("NFKD", _mended(text[:CAP])).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[’‘`´]", "'", text).replace("&amp;", "&")
    text = text.replace("&", " en ").replace("+", " en ").replace("ij", "y")
    text = re.sub(r"\s[-–—|]{1,2}\s", " , ", text)
    text = re.sub(r"\b(?:a/de?n?|a\.\s?d\.|aan[\s_-]den?)(?=[\s./_-]|$)", " ad ", text)
    text = re.sub(r"\bb/d?(?=\s)|\bb\.d\.(?=\s)", " by ", text)
    text = re.sub(r"\bo[/.]z\b", " op zoom ", text)
    text = re.sub(r"\bc\.\s?a\.?(?=\W|$)", " ca ", text)
    text = re.sub(r"\bcum annexis\b|\be\.\s?o\.?(?=\W|$)", " ca ", text)
    text = re.sub(r"\bt\.?a\.?v\.(?=\s|$)", " tav ", text)
    text = re.sub(r"\b([bn])\.\s?v\.?(?=\W|$)", r" \1v ", text)
    text = re.sub(r"'s[- ]?(?=[a-z])", " s ", text)
    text = re.sub(r"\bst\.?[- ](?=[a-z])", " sint ", text)
    text = re.sub(r"\brb\.?(?=[\s-])|\brechtb\.", "rechtbank", text)
    text = re.sub(r"\bge(?:meentel|meenschappel|westel)yke gezondheidsdienst\b", "ggd", text)
    text = re.sub(r"\bgeneeskundige gezondheidsdienst\b", "ggd", text)
    text = re.sub(r"\bregionale uitvoeringsdienst\b", "rud", text)
    text = text.replace("(", " ( ").replace(")", " ")
    return " ".join(re.sub(r"[^\w,(]+|_", " ", text).replace(" ,", ",").split())


def _mended(text: str) -> str:
    """UTF-8 that was read as Latin-1, read again as what it was."""
    if "Ã" not in text:
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def bare(text: str) -> str:
    """A folded name without its marks."""
    return " ".join(text.replace(",", " ").replace("(", " ").split())


def split(folded: str) -> tuple[BodyKind | None, str]:
    """The sort of body a folded name says it is, and the rest of the name."""
    folded = " ".join(folded.replace("(", " ").split())
    turned = _REVERSED.fullmatch(folded)
    if turned:
        article = f"{turned['article']} " if turned["article"] else ""
        folded = f"{turned['sort']} {article}{turned['rest']}"
    for kind, pattern in _PATTERNS:
        match = pattern.fullmatch(folded)
        if match:
            return kind, bare(match["rest"])
    return None, bare(folded)


def forms(rest: str) -> tuple[str, ...]:
    """The ways one name is written: with and without its article, its "en", its "c.a.", or with the
    article behind it."""
    found = [rest]
    for head in ("de ", "van ", "het "):
        if rest.startswith(head):
            found.append(rest[len(head) :])
    for tail in (" de", " den", " het", " s"):
        if rest.endswith(tail):
            found.append(f"{tail.strip()} {rest[: -len(tail)]}")
    found += [f.removesuffix(" ca") for f in found if f.endswith(" ca")]
    found += [f.replace(" en de ", " en ") for f in found if " en de " in f]
    found += [f.replace(" en ", " ") for f in found if " en " in f]
    if rest.startswith("s ") or " s " in rest:
        found.append(rest.replace("s ", "s", 1) if rest.startswith("s ") else rest)
    return tuple(dict.fromkeys(found))


def run_together(name: str) -> tuple[str, ...]:
    """A name of several words as it is written without a space between them."""
    if " " not in name:
        return ()
    full = [name.replace(" ad ", f" {a} ") for a in ("ad", "aanden", "aande")]
    return tuple(dict.fromkeys(f.replace(" ", "") for f in full))


def foreign(folded: str) -> bool:
    """Whether a name says that it is one of a body abroad."""
    padded = f" {bare(folded)} "
    known = words()
    return not known.foreign.isdisjoint(padded.split()) or any(
        p in padded for p in known.foreign_phrases
    )


def owner(folded: str, places: frozenset[str] = frozenset()) -> str:
    """private or company where a name holds a word of such an owner, else nothing. `places`: words
    of places, which may end like one (Ridderkerk)."""
    known = words()
    tokens = split(folded)[1].split()
    if folded.startswith(("college van", "het college van")) and split(folded)[0] is None:
        tokens = tokens[1:]
    if not known.private.isdisjoint(tokens) or any(
        len(t) > 6 and t.endswith(known.endings) and t.removeprefix("gemeente") not in places
        for t in tokens
    ):
        return "private"
    if not known.company.isdisjoint(tokens) or {("b", "v"), ("n", "v"), ("e", "v")} & set(
        pairwise(tokens)
    ):
        return "company"
    return ""


_MARK = re.compile(
    r",\s*| \( | (?=(?:afd|afdeling|directie|dienst|cluster|sector|team|stadsdeel|tav|locatie|griffie|"
    r"bestuursdienst|concern|district|basisteam|postbus|\d{4} ?[a-z]{2}) )|(?= \d{4} ?[a-z]{2}$)"
)
_MARKS = 6  # of a name that are looked at
_BEHIND = re.compile(
    r"(?P<rest>(?:afd|afdeling|directie|dienst|cluster|sector|team|stadsdeel|bureau|griffie|raadsgriffie|"
    r"ingenieursbureau|projectbureau|stadswerken|"
    r"bestuursdienst|concern|concernstaf|gemeentearchief|stadsarchief|stadsbeheer|stadsontwikkeling|"
    r"gemeentewerken|publiekszaken|burgerzaken|handhaving|stadstoezicht|parkeerbeheer|ict|inkoop)\b.*?),? (?:van |by )?(?:de )?"
    r"(?P<name>(?:gemeente|provincie|waterschap|hoogheemraadschap|ministerie|veiligheidsregio) .+)"
)
_NETNAME = re.compile(
    r"(?:nl |net )?(?P<name>(?:gem|gemeente|prov|provincie|waterschap|ws|min|ministerie|vr|politie|rechtbank) .+?)"
    r"(?: (?:net|network|netwerk|netz|lan|wan|dmz|as|nl|ipv4|ipv6|v4|v6|range|range\d+|block|bgp|\d+))*"
)
_IN_NETWORK = re.compile(
    r"(?:nl )?(?P<name>.+?)(?: (?:net|network|netwerk|lan|wan|dmz|as|nl|ipv4|ipv6|v4|v6))*"
)
_SHORT_COURTS = (
    ("hof ", "gerechtshof "),
    ("arrondissementsrechtbank ", "rechtbank "),
    ("arr rechtbank ", "rechtbank "),
)
_NETNAME_TURNED = re.compile(
    r"(?:nl )?(?P<name>.+?) (?P<sort>gem|gemeente|prov|provincie|waterschap)(?: (?:net|network|lan|wan|nl|\d+))*"
)
_RUN_ON = re.compile(
    r"(?:nl )?(?P<sort>gemeente|gem|provincie|prov|waterschap|veiligheidsregio|rechtbank|ministerie|min)"
    r"(?P<rest>[a-z]{3,}.*)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: what is left of it, the department that was cut off, whether it must
    fit exactly, and whether a slip of the pen was mended."""

    text: str
    department: str | None = None
    exact: bool = False
    slip: bool = False


def readings(folded: str, places: frozenset[str] = frozenset()) -> Iterator[Reading]:
    """The ways a folded name may be read, surest first."""
    plain = bare(folded)
    yield Reading(folded)
    short = _ENDS.sub("", plain)
    if short and short != plain and not plain.endswith("bv"):
        yield Reading(short)
    net = _NETNAME.fullmatch(plain)
    if net and net["name"] != folded:
        yield Reading(net["name"])
    turned = _NETNAME_TURNED.fullmatch(plain)
    if turned:
        yield Reading(f"{turned['sort']} {turned['name']}", exact=True)
    for head, full in _SHORT_COURTS:
        if plain.startswith(head):
            yield Reading(full + plain[len(head) :], exact=True)
    in_network = _IN_NETWORK.fullmatch(plain)
    if in_network and in_network["name"] != plain:
        yield Reading(in_network["name"], exact=True)
    run_on = _RUN_ON.fullmatch(plain)
    if run_on:
        yield Reading(f"{run_on['sort']} {run_on['rest']}", exact=len(run_on["sort"]) < 5)
    for head in ("baten lastendienst ", "agentschap ", "dienst ", "de ", "het ", "the "):
        if folded.startswith(head):
            yield Reading(folded[len(head) :], exact=True)
    behind = _BEHIND.fullmatch(folded)
    if behind and not owner(behind["rest"], places):
        yield Reading(behind["name"], _department(behind["rest"]))
    for mark in list(_MARK.finditer(folded))[:_MARKS][::-1]:
        name, rest = folded[: mark.start()].strip(", "), folded[mark.end() :]
        if name and rest and _a_department(rest, mark[0], places):
            yield Reading(name, _department(rest))
    mended = _sort_mended(plain)
    if mended:
        yield Reading(mended, exact=True, slip=True)


def _department(text: str) -> str:
    name = bare(text)
    for head in ("afdeling ", "afd ", "tav "):
        name = name.removeprefix(head)
    return name


def _a_department(rest: str, mark: str, places: frozenset[str]) -> bool:
    """Whether what stands behind a name may be a part of it, and not an owner of its own."""
    if not owner(rest, places):
        return True
    tokens = bare(rest).split()
    known = words()
    named = bool(known.departments & set(tokens[:1])) or not mark.strip()
    clean = not {"bv", "nv", "pkn", "stichting", "vereniging", "kerk"} & set(tokens)
    return named and clean


_TELLING = re.compile(r"noord|oost|zuid|west|midden|boven|beneden|nieuw|oud|[0-9]+")
_SHORT = 5  # letters below which two words are rather two words than one with a slip in it


def slipped(name: str, text: str) -> bool:
    """Whether the text may be the name with a slip of the pen: where it says another quarter of the
    compass or another number, or has another short word, it is rather another name."""
    if not set(_TELLING.findall(text)) <= set(_TELLING.findall(name)):
        return False
    from rapidfuzz.distance import OSA

    ours, theirs = name.split(), text.split()
    if len(ours) == 1 or len(ours) != len(theirs):
        return True
    return all(
        a == b or (a[0] == b[0] and OSA.distance(a, b) <= 1)
        for a, b in zip(ours, theirs, strict=True)
        if min(len(a), len(b)) < _SHORT
    )


def _sort_mended(plain: str) -> str | None:
    """A name with the slip in the word for its sort mended: "gemente zeist"."""
    first, _, rest = plain.partition(" ")
    if not rest or len(first) < 6 or first in _LONG_SORTS or first in _NOT_SORTS:
        return None
    from rapidfuzz.distance import OSA

    for sort in _LONG_SORTS:
        if first[0] == sort[0] and OSA.distance(first, sort, score_cutoff=1) <= 1:
            return f"{sort} {rest}"
    return None
