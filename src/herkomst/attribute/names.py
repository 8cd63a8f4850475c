# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names -> public bodies, or nobody.

The word that says what sort of body it is decides: "gemeente Zeist" is one, "Protestantse Gemeente
Zeist" a church, "Zeist" a place. So a name is first split into its sort and the rest, the rest is
looked up among the bodies of that sort only, and a slip of the pen is forgiven only there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace

from herkomst.catalogue.public_bodies import PublicBodies
from herkomst.model import BodyKind

CAP = 300  # characters of a name that are looked at


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which body a name stands for. how: official, short, abbreviation, former, department, english,
    group or typo; or why nobody: unknown, ambiguous, private, foreign, place, empty."""

    body: str | None
    department: str | None = None
    candidates: tuple[str, ...] = ()
    how: str = "unknown"


_SORTS: tuple[tuple[BodyKind, str], ...] = (
    (
        BodyKind.GEMEENTE,
        r"(?:college van (?:b en w|burgemeester en wethouders)(?: van)?(?: (?:de )?gemeente)?|"
        r"gemeente(?:raad|huis|bestuur)?(?: van)?|gem|stadhuis|raadhuis|city of|municipality of|town of)",
    ),
    (
        BodyKind.PROVINCIE,
        r"(?:(?:gedeputeerde|provinciale) staten(?: van)?|provincie(?:huis)?|prov|province of|provinsje)",
    ),
    (BodyKind.MINISTERIE, r"(?:ministerie(?: van)?|ministry of|min(?: van)?)"),
    (BodyKind.WATERSCHAP, r"(?:waterschap|hoogheemraadschap(?: van)?|wetterskip|heemraadschap)"),
    (BodyKind.VEILIGHEIDSREGIO, r"(?:veiligheidsregio|vr)"),
)
_PATTERNS = [(kind, re.compile(rf"{words}\s+(?P<rest>.+)")) for kind, words in _SORTS]
_SORT_TEXTS = (
    "gemeente", "gem.", "gem ", "stadhuis", "raadhuis", "city of", "municipality", "town of", "staten",
    "provin", "prov", "minister", "ministry", "=min", "waterschap", "heemraadschap", "wetterskip",
    "veiligheidsregio", "=vr ", "rechtbank", "=rb", "gerechtshof", "politie", "college van", "eenheid",
)  # fmt: skip
_REVERSED = re.compile(r"(?P<rest>.+?)\s*,\s*(?P<sort>gemeente|provincie|waterschap)$")
_POLICE = re.compile(
    r"(?:(?:regio)?politie(?: eenheid)?|politie regio|(?:regionale )?eenheid)\s+(?P<unit>.+)"
)
POLICE_UNITS = frozenset(
    "amsterdam|noord holland|oost brabant|oost nederland|noord nederland|midden nederland|den haag|"
    "rotterdam|zeeland west brabant|limburg|landelijke eenheid|landelijk".split("|")
)
# A word of these makes a name one of a private owner, whatever else is in it.
_PRIVATE = re.compile(
    r"\b(?:b ?v|n ?v|v ?o ?f|c ?v|stichting|vereniging|cooperatie|holding|beheer|group|groep b|gmbh|ltd|"
    r"inc|llc|hotel|camping|restaurant|cafe|bakkerij|slagerij|garage|apotheek|huisarts|tandarts|"
    r"notaris|advocaten|makelaar|woningstichting|woningcorporatie|woningbouw|kerk|parochie|"
    r"protestantse|hervormde|gereformeerde|doopsgezinde|katholieke|evangelische|remonstrantse|"
    r"baptisten|lutherse|vrijgemaakte|pinkster|apostolische|joodse|israelitische|moskee|"
    r"fc|sv|vv|sc|voetbalvereniging|sportvereniging|tennis|hockey|museum|theater|winkel|winkels|supermarkt|"
    r"jumbo|albert heijn|school|scholen|lyceum|basisschool|ziekenhuis|zorg|verpleeghuis|installaties|"
    r"beveiliging|security|consultancy|bouw|transport|taxi|makelaardij|party|feest|fans|supporters)\b"
)
_FOREIGN = re.compile(
    r"\b(?:belgie|belgium|belgique|vlaanderen|vlaamse|duitsland|germany|deutschland|am rhein|"
    r"an der|zurich|wien|antwerpen|oost vlaanderen|west vlaanderen|vlaams brabant|waals brabant)\b"
)
_GROUP = re.compile(
    r"(?:\d+|meerdere|enkele|diverse|verschillende|veel|alle|een aantal|ruim \d+|tientallen)?\s*"
    r"(?P<what>gemeenten|provincies|waterschappen|overheden|organisaties|overheidsorganisaties)\b.*"
)
_PROVINCES = {
    "gr": "PV20", "groningen": "PV20", "fr": "PV21", "fryslan": "PV21", "friesland": "PV21",
    "dr": "PV22", "drenthe": "PV22", "ov": "PV23", "overyssel": "PV23", "fl": "PV24",
    "flevoland": "PV24", "gld": "PV25", "gelderland": "PV25", "ut": "PV26", "utrecht": "PV26",
    "nh": "PV27", "noord holland": "PV27", "zh": "PV28", "zuid holland": "PV28", "ze": "PV29",
    "zeeland": "PV29", "nb": "PV30", "noord brabant": "PV30", "l": "PV31", "lb": "PV31",
    "limburg": "PV31",
}  # fmt: skip
_QUALIFIED = re.compile(
    r"(?P<name>.+?) (?P<where>" + "|".join(sorted(_PROVINCES, key=len, reverse=True)) + r")$"
)
# Bodies that are known by their own name, without a word for their sort.
_SELF_NAMED = frozenset(BodyKind) - {
    BodyKind.GEMEENTE,
    BodyKind.PROVINCIE,
    BodyKind.MINISTERIE,
    BodyKind.WATERSCHAP,
    BodyKind.VEILIGHEIDSREGIO,
}
_WITH_OFFICES = (BodyKind.AGENTSCHAP, BodyKind.ONDERDEEL, BodyKind.INSPECTIE)


def fold(text: str) -> str:
    """A name in the form it is compared in: lower case, no accents, one way to write what is written
    in several (y/ij, a/d, c.a., &, 's-)."""
    text = unicodedata.normalize("NFKD", text[:CAP]).casefold().replace("’", "'").replace("`", "'")
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.replace("&", " en ").replace("ij", "y")
    text = re.sub(r"\b(?:a/de?n?|a\.\s?d\.|aan den|aan de)(?=[\s.]|$)", " ad ", text)
    text = re.sub(r"\bc\.\s?a\.?", " ca ", text)
    text = re.sub(r"\bcum annexis\b", " ca ", text)
    text = re.sub(r"'s[- ]", " s ", text)
    text = re.sub(r"\brb\.?(?=\s)", "rechtbank", text)
    text = text.replace("(", " ( ").replace(")", " ")
    return " ".join(re.sub(r"[^\w,(]+|_", " ", text).replace(" ,", ",").split())


def _bare(text: str) -> str:
    return " ".join(text.replace(",", " ").replace("(", " ").split())


class Names:
    """The resolver. Built once; `resolve` never raises, whatever the text."""

    def __init__(self, bodies: PublicBodies) -> None:
        self.bodies = bodies
        self._by_sort: dict[BodyKind, dict[str, dict[str, str]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        self._self_named: dict[str, dict[str, str]] = defaultdict(dict)
        for alias in bodies.aliases:
            body = bodies.bodies.get(alias.body)
            if body is not None:
                self._index(alias.text, body.id, body.kind, alias.how)
        self._police = next(
            (
                b.id
                for b in bodies.bodies.values()
                if b.kind is BodyKind.POLITIE and b.name == "Politie"
            ),
            None,
        )

    def _index(self, text: str, body: str, kind: BodyKind, how: str) -> None:
        folded = fold(text)
        sort, rest = _split(folded)
        if sort is None or sort is kind:
            name = rest if sort is not None else _bare(folded)
            qualified = _QUALIFIED.fullmatch(name)
            twins = (qualified["name"],) if qualified and "(" in text else ()
            for form in (*_forms(name), *twins):
                held = self._by_sort[kind][form]
                if held.get(body, "abbreviation") == "abbreviation":
                    held[body] = how
        if kind in _SELF_NAMED or how in ("abbreviation", "short", "english"):
            shouted = how == "abbreviation" and (len(text) < 3 or not text.isupper())
            place = how in ("short", "english", "abbreviation") and kind in (
                BodyKind.GEMEENTE,
                BodyKind.PROVINCIE,
            )
            if not shouted and not place:
                self._self_named[_bare(folded)].setdefault(body, how)

    def texts(self) -> list[str]:
        """Texts of which one stands in every organisation of a certificate that names a body: a word
        for its sort, the longest plain word of its own name, or its abbreviation after the ``=``."""
        own = set()
        for name in self._self_named:
            longest = max(re.findall(r"[a-xz]+", name) or [""], key=len)
            own.add(longest if len(longest) > 4 else f"={name.split()[0]}")
        return sorted(own | set(_SORT_TEXTS))

    def resolve(
        self, text: str, *, kind: BodyKind | None = None, on: str | None = None
    ) -> Resolution:
        """The body a name stands for on a day (default: today). `kind` is what the caller knows of
        its sort; without it a bare place name stands for nobody."""
        parts = [p for p in text[:CAP].split("/") if len(p.strip()) > 3]
        if len(parts) == 2:  # "ministerie/dienst": the narrower one is meant
            for part in reversed(parts):
                found = self._resolve(fold(part), kind, on)
                if found.body is not None:
                    return found
        return self._resolve(fold(text), kind, on)

    def _resolve(self, folded: str, kind: BodyKind | None, on: str | None) -> Resolution:
        if not folded:
            return Resolution(None, how="empty")
        group = _GROUP.fullmatch(_bare(folded))
        if group:
            return self._group(group["what"])
        if _FOREIGN.search(folded):
            return Resolution(None, how="foreign")
        private = bool(_PRIVATE.search(_without_sort(folded)))
        found = Resolution(None)
        for candidate, department in _readings(folded):
            if private and _PRIVATE.search(_without_sort(candidate)):
                continue
            found = self._one(candidate, kind, on)
            if found.body is not None or found.candidates:
                return replace(found, department=found.department or department)
        if private:
            return Resolution(None, how="private")
        return found

    def _group(self, what: str) -> Resolution:
        known = {"organisaties": "overheden", "overheidsorganisaties": "overheden"}
        name = f"groep:{known.get(what, what)}"
        return Resolution(name if name in self.bodies.bodies else None, how="group")

    def _one(self, folded: str, kind: BodyKind | None, on: str | None) -> Resolution:
        police = self._police_unit(folded)
        if police is not None:
            return police
        sort, rest = _split(folded)
        if sort is not None:
            found = self._of_sort(sort, rest, on)
            if found.body is not None or found.candidates:
                return found
        named = self._self_named.get(_bare(folded))
        if named:
            return self._choose(named, on)
        if kind is not None and sort is None:
            return self._of_sort(kind, _bare(folded), on)
        return self._office(_bare(folded)) or Resolution(
            None, how="place" if sort is None and self._is_place(_bare(folded)) else "unknown"
        )

    def _is_place(self, rest: str) -> bool:
        return rest in self._by_sort[BodyKind.GEMEENTE] or rest in self._by_sort[BodyKind.PROVINCIE]

    def _police_unit(self, folded: str) -> Resolution | None:
        match = _POLICE.fullmatch(_bare(folded))
        if match is None or match["unit"] not in POLICE_UNITS or self._police is None:
            return None
        return Resolution(self._police, f"eenheid {match['unit']}", how="department")

    def _of_sort(self, sort: BodyKind, rest: str, on: str | None) -> Resolution:
        index = self._by_sort[sort]
        for form in _forms(rest):
            if form in index:
                return self._choose(index[form], on)
        match = _QUALIFIED.fullmatch(rest)
        if match and match["name"] in index:
            province = _PROVINCES[match["where"]]
            there = {
                b: how
                for b, how in index[match["name"]].items()
                if self.bodies.bodies[b].province in (province, "")
            }
            if there:
                return self._choose(there, on)
        return self._slip(index, rest)

    def _slip(self, index: dict[str, dict[str, str]], rest: str) -> Resolution:
        """One slip of the pen (two from nine characters), if just one living body is within reach."""
        if len(rest) < 5:
            return Resolution(None)
        from rapidfuzz.distance import OSA

        reach = 2 if len(rest) >= 9 else 1
        near: set[str] = set()
        for name, found in index.items():
            if len(name) < 4 or abs(len(name) - len(rest)) > reach:
                continue
            if OSA.distance(name, rest, score_cutoff=reach) <= reach:
                near |= {
                    b
                    for b, how in found.items()
                    if self.bodies.bodies[b].active and how != "former"
                }
        if len(near) == 1:
            return Resolution(near.pop(), how="typo")
        return Resolution(
            None, candidates=tuple(sorted(near)), how="ambiguous" if near else "unknown"
        )

    def _office(self, text: str) -> Resolution | None:
        """An office of a service that is known by its own name: Rijkswaterstaat Zee en Delta."""
        words = text.split()
        for many in range(len(words) - 1, 0, -1):
            head = " ".join(words[:many])
            found = self._self_named.get(head)
            if found is None or len(head) < 6 or len(found) != 1:
                continue
            (body,) = found
            if self.bodies.bodies[body].kind in _WITH_OFFICES:
                return Resolution(body, " ".join(words[many:]), how="department")
        return None

    def _choose(self, found: dict[str, str], on: str | None) -> Resolution:
        """The one body among those a name may mean, each followed to who stands in its place."""
        heirs: dict[str, str] = {}
        for body, how in found.items():
            for heir in self._heirs(body, on):
                heirs.setdefault(heir, how if heir == body else "former")
        living = {b: h for b, h in heirs.items() if h not in ("former",)}
        pick = living if len(living) == 1 else heirs
        if len(pick) == 1:
            ((body, how),) = pick.items()
            return Resolution(body, how=how)
        return Resolution(None, candidates=tuple(sorted(heirs)), how="ambiguous")

    def _heirs(self, body: str, on: str | None, depth: int = 0) -> set[str]:
        facts = self.bodies.bodies[body]
        still = on is not None and facts.valid_until is not None and on <= facts.valid_until
        if facts.active or still or not facts.successors or depth > 8:
            return {body}
        return {
            heir
            for after in facts.successors
            if after in self.bodies.bodies
            for heir in self._heirs(after, on, depth + 1)
        } or {body}


def _split(folded: str) -> tuple[BodyKind | None, str]:
    """The sort of body a folded name says it is, and the rest of the name."""
    folded = " ".join(folded.replace("(", " ").split())
    turned = _REVERSED.fullmatch(folded)
    if turned:
        folded = f"{turned['sort']} {turned['rest']}"
    for kind, pattern in _PATTERNS:
        match = pattern.fullmatch(folded)
        if match:
            return kind, _bare(match["rest"])
    return None, _bare(folded)


def _without_sort(folded: str) -> str:
    """A folded name without an official word that would look private ("college van ...")."""
    return _split(folded)[1] if folded.startswith(("college van", "stadhuis")) else _bare(folded)


def _forms(rest: str) -> tuple[str, ...]:
    """The ways one name is written: with and without its article or qualifier."""
    found = [rest]
    for head in ("de ", "van ", "het "):
        if rest.startswith(head):
            found.append(rest[len(head) :])
    return tuple(found)


_CUTS = re.compile(
    r"(?P<name>.+?)(?:,\s*| \( | (?:afd|afdeling|directie|dienst|cluster|sector|team|stadsdeel|t a v|locatie) )"
    r"(?P<rest>.+)"
)
_NETNAME = re.compile(
    r"^(?:nl )?(?P<name>(?:gem|gemeente|provincie|waterschap|min) .+?)(?: (?:net|network|lan|wan|as|nl|\d+))*$"
)
_RUN_ON = re.compile(r"^(?P<sort>gemeente|provincie|waterschap)(?P<rest>[a-z]{3,}.*)$")


def _readings(folded: str) -> list[tuple[str, str | None]]:
    """The ways a folded name may be read, surest first, each with the department it leaves over."""
    found: list[tuple[str, str | None]] = [(folded, None)]
    net = _NETNAME.fullmatch(_bare(folded))
    if net and net["name"] != folded:
        found.append((net["name"], None))
    run_on = _RUN_ON.fullmatch(_bare(folded))
    if run_on:
        found.append((f"{run_on['sort']} {run_on['rest']}", None))
    for head in ("baten lastendienst ", "agentschap ", "dienst "):
        if folded.startswith(head):
            found.append((folded[len(head) :], None))
    cut = _CUTS.fullmatch(folded)
    if cut:
        found.append((cut["name"].strip(", "), _bare(cut["rest"])))
    return found
