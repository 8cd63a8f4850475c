# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names -> public bodies, or nobody.

The word that says what sort of body it is decides: "gemeente Zeist" is one, "Protestantse Gemeente
Zeist" a church, "Zeist" a place. So a name is first split into its sort and the rest, the rest is
looked up among the bodies of that sort only, and a slip of the pen is forgiven only there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from herkomst.attribute.certificates import parse_name
from herkomst.attribute.heirs import Heirs, Resolution, begun
from herkomst.attribute.hosts import Hosts, normalised
from herkomst.attribute.offices import POLICE_UNITS, police_unit, prosecution
from herkomst.attribute.spelling import (
    CAP,
    Reading,
    bare,
    fold,
    foreign,
    forms,
    owner,
    readings,
    run_together,
    slipped,
    split,
    words,
)
from herkomst.catalogue.public_bodies import PublicBodies
from herkomst.model import BodyKind

# Texts of which every name with a word for its sort holds one, as it is written.
_SORT_TEXTS = (
    "commissaris", "gem", "gmt", "stadhuis", "raadhuis", "stadskantoor", "b&w", "b & w", "b en w", "burgemeester", "griffie",
    "city of", "municipality", "town of", "staten", "prov", "gs ", "ps ", "min", "waterschap", "heemraad",
    "hoogheemr", "wetterskip", "ws ", "ws-", "ws.", "hhs", "hh ", "veiligheidsregio", "vr", "brandweer", "gr ",
    "gemeenschappelijke", "rechtbank", "rechtb", "rb", "hof ", "politie", "eenheid", "korps",
)  # fmt: skip
_GROUP = re.compile(
    r"(?:\d+|meerdere|enkele|diverse|verschillende|veel|alle|een aantal|ruim \d+|tientallen)?\s*"
    r"(?P<what>gemeenten|provincies|waterschappen|overheden|organisaties|overheidsorganisaties)\b.*"
)
_PROVINCES = {
    "gr": "PV20", "gn": "PV20", "groningen": "PV20", "fr": "PV21", "fryslan": "PV21", "friesland": "PV21",
    "dr": "PV22", "drenthe": "PV22", "ov": "PV23", "overyssel": "PV23", "fl": "PV24",
    "flevoland": "PV24", "gld": "PV25", "gelderland": "PV25", "ut": "PV26", "utrecht": "PV26",
    "nh": "PV27", "noord holland": "PV27", "n h": "PV27", "zh": "PV28", "zuid holland": "PV28", "z h": "PV28",
    "ze": "PV29", "zeeland": "PV29", "nb": "PV30", "n b": "PV30", "noord brabant": "PV30", "l": "PV31",
    "lb": "PV31", "limb": "PV31", "limburg": "PV31",
}  # fmt: skip
# Letters that mean a province behind a name in brackets only.
_LETTERS = {"g": "PV20", "f": "PV21", "d": "PV22", "o": "PV23", "u": "PV26", "z": "PV29"}
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
# Of these an abbreviation is well known; of others it must be longer than a word of three letters.
_STATE = (
    BodyKind.MINISTERIE, BodyKind.WATERSCHAP, BodyKind.VEILIGHEIDSREGIO, BodyKind.AGENTSCHAP,
    BodyKind.INSPECTIE, BodyKind.HOGE_COLLEGE, BodyKind.POLITIE, BodyKind.RECHTSPRAAK, BodyKind.ONDERWIJS,
    BodyKind.ONDERDEEL, BodyKind.ZBO,
)  # fmt: skip
_WRITTEN_OUT = 12  # letters from which a slip in a name without a word for its sort is forgiven
_OFFICE_HEADS = frozenset(["rws"])
_HEAD = re.compile(r"(.+?) (?:ad|by|op|en) ")  # "valkenburg" of "valkenburg ad geul"
_SUBJECT = re.compile(r"(?:^|.*[,/;]\s*)O\s*=", re.S)
_SURE_LENGTH = 24
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[^\s@/]{1,64}@)?(?P<host>[^\s@/:]+\.[^\s@/:.]{2,24})\.?(?:[:/]\S*)?"
)


class Names:
    """The resolver. Built once; `resolve` never raises, whatever the text."""

    def __init__(self, bodies: PublicBodies) -> None:
        self.bodies = bodies
        self._by_sort: dict[BodyKind, dict[str, dict[str, str]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        self._self_named: dict[str, dict[str, str]] = defaultdict(dict)
        self._acronyms: dict[str, dict[str, str]] = defaultdict(dict)
        for alias in bodies.aliases:
            body = bodies.bodies.get(alias.body)
            if body is not None:
                own = body.active and fold(alias.text) == fold(body.name)
                self._index(alias.text, body.id, body.kind, "official" if own else alias.how)
        self._lengths = {kind: _by_length(index) for kind, index in self._by_sort.items()}
        self._written_out = _by_length(n for n in self._self_named if len(n) >= _WRITTEN_OUT)
        self._heads: dict[str, set[str]] = defaultdict(set)
        for name, held in self._by_sort[BodyKind.GEMEENTE].items():
            head = _HEAD.match(name)
            if head:
                living = {b for b in held if bodies.bodies[b].active}
                self._heads[head[1]] |= living
        self._heads = {h: b for h, b in self._heads.items() if b}
        self._places = frozenset(
            word for name in self._by_sort[BodyKind.GEMEENTE] for word in name.split()
        )
        self._heirs = Heirs(bodies)
        self._hosts = [Hosts(bodies, synthetic=s) for s in (False, True)]
        by_name = {b.name: b.id for b in bodies.bodies.values() if b.active}
        self._police = by_name.get("Politie")
        self._prosecution = by_name.get("Openbaar Ministerie")

    def _index(self, text: str, body: str, kind: BodyKind, how: str) -> None:
        folded = fold(text)
        sort, rest = split(folded)
        if sort is None or sort is kind:
            name = rest if sort is not None else bare(folded)
            qualified = _QUALIFIED.fullmatch(name)
            twins = (qualified["name"],) if qualified and "(" in text else ()
            for form in (*forms(name), *twins, *run_together(name)):
                held = self._by_sort[kind][form]
                if held.get(body, "abbreviation") == "abbreviation":
                    held[body] = how
        if how == "abbreviation" and kind in (BodyKind.GEMEENTE, BodyKind.PROVINCIE):
            return  # the name of a place
        given_up = how == "former" and kind is BodyKind.MINISTERIE and "&" in text
        if " " not in text and (how == "abbreviation" or given_up):
            self._abbreviation(text, body, kind, "former" if given_up else "acronym")
        elif kind in _SELF_NAMED or how in ("short", "english", "department"):
            place = how in ("short", "english") and kind in (BodyKind.GEMEENTE, BodyKind.PROVINCIE)
            if not place and bare(folded) not in words().generic:
                self._self_named[bare(folded)].setdefault(body, how)

    def _abbreviation(self, text: str, body: str, kind: BodyKind, how: str) -> None:
        """An abbreviation stands for a body by itself only as it is written, and where it is not
        better known for something else."""
        capitals = sum(c.isupper() for c in text)
        enough = len(text) >= (3 if kind in _STATE else 4) and capitals >= 2
        if enough and fold(text) not in words().not_alone:
            self._acronyms[text].setdefault(body, how)
            self._acronyms[text.upper()].setdefault(body, how)

    def texts(self) -> list[str]:
        """Texts of which one stands, whatever its capitals, in every ASCII text that spells out a body:
        a word for its sort, or the longest plain word of its own name. For a native prefilter."""
        own = set()
        for name in self._self_named:
            longest = max(re.findall(r"[a-xz]+", name) or [""], key=len)
            if len(longest) > 2:
                own.add(longest)
        return sorted(own | set(_SORT_TEXTS))

    def resolve(
        self, text: str, *, kind: BodyKind | None = None, on: str | None = None
    ) -> Resolution:
        """The body a name stands for on a day (default: today). `kind` is what the caller knows of
        its sort; without it a bare place name stands for nobody."""
        text = text[:CAP].strip()
        acronym = self._acronyms.get(text)
        if acronym and (kind is None or any(self.bodies.bodies[b].kind is kind for b in acronym)):
            return self._heirs.choose(acronym, on)
        if _SUBJECT.match(text):
            text = next((v for key, v in parse_name(text) if key == "O"), text)
        address = _ADDRESS.fullmatch(text)
        if address:
            return self._host(address["host"])
        both = self._with_acronym(text, kind, on)
        if both is not None:
            return both
        parts = [p for p in text.split("/") if len(p.strip()) > 3]
        if len(parts) == 2:  # "ministerie/dienst": the narrower one is meant
            for part in reversed(parts):
                found = self._resolve(fold(part), kind, on)
                if found.body is not None and not owner(fold(text)):
                    return found
        return self._resolve(fold(text), kind, on)

    def _with_acronym(self, text: str, kind: BodyKind | None, on: str | None) -> Resolution | None:
        """A name with its own abbreviation before or behind it: "HDSR Hoogheemraadschap ..."."""
        tokens = text.split()
        for short, rest in ((tokens[:1], tokens[1:]), (tokens[-1:], tokens[:-1])):
            known = self._acronyms.get("".join(short).strip("-–,:"))
            if known and rest:
                found = self._resolve(fold(" ".join(rest).strip(" -–,:")), kind, on)
                if found.body in known:
                    return found
        return None

    def _host(self, text: str) -> Resolution:
        """The body of a web address or of a mail address' domain."""
        host = normalised(text)
        for hosts in self._hosts if host else ():
            match = hosts.match(host or "")
            if match is not None and len(match.bodies) == 1:
                return Resolution(match.bodies[0], how="host")
        return Resolution(None)

    def _resolve(self, folded: str, kind: BodyKind | None, on: str | None) -> Resolution:
        if not folded:
            return Resolution(None, how="empty")
        group = _GROUP.fullmatch(bare(folded))
        if group:
            return self._group(group["what"])
        found = self._exact(Reading(folded), kind, on)
        if found.told:
            return found
        if foreign(folded):
            return Resolution(None, how="foreign")
        private = owner(folded, self._places)
        for loose in (False, True):
            for reading in readings(folded, self._places):
                if private and (reading.department is None or owner(reading.text, self._places)):
                    continue
                if loose and reading.exact:
                    continue
                here = self._loose(reading, kind) if loose else self._exact(reading, kind, on)
                if here.told and self._elsewhere(here, reading):
                    return Resolution(None)
                if here.told and self._goes_on(here, reading):
                    continue
                if here.told:
                    here = self._narrowed(here, reading, on)
                    how = "typo" if reading.slip and here.body else here.how
                    return replace(here, department=here.department or reading.department, how=how)
                found = found if loose or reading.text != folded else here
        if private:
            # A long name of a body's own, with a slip in it, may hold such a word itself.
            own = self._loose(Reading(folded), kind) if len(folded) >= _SURE_LENGTH else found
            return own if own.body is not None else Resolution(None, how=private)
        return found

    def _narrowed(self, found: Resolution, reading: Reading, on: str | None) -> Resolution:
        """A body with one of its own services behind it: the service is meant."""
        if found.body is None or reading.department is None:
            return found
        part = self._exact(Reading(reading.department), None, on).body
        if part is None or self.bodies.bodies[part].parent != found.body:
            return found
        return Resolution(part, how=found.how)

    def _elsewhere(self, found: Resolution, reading: Reading) -> bool:
        """Whether what stands behind a name makes it another's: a country, or for a municipality
        another province than its own."""
        known = self.bodies.bodies.get(found.body or "")
        if reading.department in words().foreign_marks:
            return True
        if reading.department in words().foreign_places:
            town = known is not None and known.kind is BodyKind.GEMEENTE
            return not (town and self._is_place(reading.department or ""))
        if found.how == "english" and reading.department and known is not None:
            # "Ministry of Defence" followed by an office of its own may be any country's.
            return known.kind is BodyKind.MINISTERIE
        if known is None or known.kind is not BodyKind.GEMEENTE or not known.province:
            return False
        province = _PROVINCES.get(reading.department or "") or _LETTERS.get(
            reading.department or ""
        )
        return province is not None and province != known.province

    def _goes_on(self, found: Resolution, reading: Reading) -> bool:
        """Whether what stands behind a ministry's name is more of its name: "Economische Zaken, Ondernemerschap
        en Innovatie" is another one, or another country's, and no office of Economische Zaken."""
        known = self.bodies.bodies.get(found.body or "")
        told = (reading.department or "").split()
        ministry = known is not None and known.kind is BodyKind.MINISTERIE
        return ministry and "en" in told[1:] and not words().departments & set(told[:1])

    def _group(self, what: str) -> Resolution:
        known = {"organisaties": "overheden", "overheidsorganisaties": "overheden"}
        name = f"groep:{known.get(what, what)}"
        return Resolution(name if name in self.bodies.bodies else None, how="group")

    def _exact(self, reading: Reading, kind: BodyKind | None, on: str | None) -> Resolution:
        """The body whose name this is to the letter."""
        plain = bare(reading.text)
        unit = police_unit(plain)
        if self._police and unit is not None:
            return Resolution(self._police, unit, how="department")
        if self._prosecution and prosecution(plain):
            return Resolution(self._prosecution, plain, how="department")
        sort, rest = split(reading.text)
        if sort is not None:
            found = self._of_sort(sort, rest, on)
            if found.told or found.how in ("place", "foreign"):
                return found
        named = self._self_named.get(plain)
        if named:
            return self._heirs.choose(named, on)
        if kind is not None and sort is None:
            return self._of_sort(kind, plain, on)
        place = sort is None and self._is_place(plain)
        return self._office(plain) or Resolution(None, how="place" if place else "unknown")

    def _is_place(self, rest: str) -> bool:
        return rest in self._by_sort[BodyKind.GEMEENTE] or rest in self._by_sort[BodyKind.PROVINCIE]

    def _of_sort(self, sort: BodyKind, rest: str, on: str | None) -> Resolution:
        index = self._by_sort[sort]
        for form in forms(rest):
            if form not in index:
                continue
            if rest in words().foreign_places and set(index[form].values()) == {"former"}:
                return Resolution(None, how="foreign")
            found = self._heirs.choose(index[form], on)
            if found.how == "former" and sort is BodyKind.GEMEENTE and rest in self._heads:
                near = {b for b in self._heads[rest] if b != found.body} | {found.body or ""}
                return replace(found, body=None, candidates=tuple(sorted(near)), how="ambiguous")
            return found
        match = _QUALIFIED.fullmatch(rest)
        if match and match["name"] in index and sort is not BodyKind.PROVINCIE:
            province = _PROVINCES[match["where"]]
            there = {
                b: how
                for b, how in index[match["name"]].items()
                if self.bodies.bodies[b].province in (province, "")
            }
            if there:
                return self._heirs.choose(there, on)
        if sort is BodyKind.MINISTERIE:
            return self._begun(index, rest)
        return Resolution(None, how="foreign" if rest in words().foreign_places else "unknown")

    def _begun(self, index: dict[str, dict[str, str]], rest: str) -> Resolution:
        """A ministry by the first words of its name, where just one that exists begins so."""
        if len(rest) < 6:
            return Resolution(None)
        near = {
            body
            for name, found in index.items()
            if name.startswith(f"{rest} ")
            for body, how in found.items()
            if self.bodies.bodies[body].active and how not in ("former", "english")
        }
        return Resolution(near.pop(), how="short") if len(near) == 1 else Resolution(None)

    def _loose(self, reading: Reading, kind: BodyKind | None) -> Resolution:
        """A name with a slip of the pen, among the bodies of its sort; a long name of its own kind."""
        sort, rest = split(reading.text)
        if sort is not None or kind is not None:
            chosen = sort or kind
            assert chosen is not None
            index = self._by_sort[chosen]
            return self._slip(index, self._lengths.get(chosen, {}), rest, least=4)
        return self._slip(self._self_named, self._written_out, rest, least=_WRITTEN_OUT)

    def _slip(
        self,
        index: dict[str, dict[str, str]],
        lengths: dict[int, list[str]],
        rest: str,
        *,
        least: int,
    ) -> Resolution:
        """One slip of the pen (two from nine characters), if just one living body is within reach,
        and the name is not one of a place abroad."""
        size = len(rest)
        if size < least or rest in words().foreign_places:
            return Resolution(None)
        from rapidfuzz.distance import OSA

        reach = 2 if size >= 9 else 1
        where = _where(rest)
        near: set[str] = set()
        for length in range(max(4, size - reach), size + reach + 1):
            for name in lengths.get(length, ()):
                if name[0] != rest[0] and size < 9:
                    continue
                if size == 4 and (length != 5 or name[-1] != rest[-1]):
                    continue
                if _where(name) not in ("", where):
                    continue
                if OSA.distance(name, rest, score_cutoff=reach) <= reach and slipped(name, rest):
                    near |= {
                        b
                        for b, how in index[name].items()
                        if self.bodies.bodies[b].active and how not in ("former", "abbreviation")
                        if not where or self.bodies.bodies[b].province in (where, "")
                    }
        if len(near) == 1:
            return Resolution(near.pop(), how="typo")
        return Resolution(
            None, candidates=tuple(sorted(near)), how="ambiguous" if near else "unknown"
        )

    def _office(self, text: str) -> Resolution | None:
        """An office of a service that is known by its own name: Rijkswaterstaat Zee en Delta."""
        found_words = text.split()
        for many in range(len(found_words) - 1, 0, -1):
            head = " ".join(found_words[:many])
            found = self._self_named.get(head)
            if found is None or len(found) != 1 or (len(head) < 6 and head not in _OFFICE_HEADS):
                continue
            (body,) = found
            if self.bodies.bodies[body].kind in _WITH_OFFICES and not _abroad(found_words[many:]):
                return Resolution(body, " ".join(found_words[many:]), how="department")
        return None


def _abroad(office: Sequence[str]) -> bool:
    """Whether an office lies in another country: its customs, its taxes."""
    known = words()
    return foreign(" ".join(office)) or not (known.foreign_places | known.foreign_marks).isdisjoint(
        office
    )


def _where(name: str) -> str:
    """The province that stands behind a name in a letter or two; another one is no slip of the pen."""
    match = _QUALIFIED.fullmatch(name)
    return _PROVINCES[match["where"]] if match and len(match["where"]) < 4 else ""


def _by_length(names: Iterable[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for name in sorted(names):
        found[len(name)].append(name)
    return dict(found)


__all__ = ["POLICE_UNITS", "Names", "Resolution", "begun", "fold"]
