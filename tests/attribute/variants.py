# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names as strangers write them, made by rule from every active body; and names that only look like
a body's. Which body is meant follows from how the name was made, never from the resolver."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from herkomst.catalogue.public_bodies import PublicBodies
from herkomst.model import Body, BodyKind

K = BodyKind


@dataclass(frozen=True)
class Variant:
    """A name, the id of the body it stands for (null: nobody), and the rule that made it."""

    text: str
    body: str | None
    rule: str
    hint: str = ""


def ascii_only(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c))


def netname(text: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "-", ascii_only(text).upper()).strip("-")


def slip(text: str, rng: random.Random) -> str:
    """One slip of the pen, not in the first two letters and not at a space."""
    at = rng.randrange(2, len(text) - 1)
    kind = rng.choice(("drop", "double", "swap"))
    if " " in text[at : at + 2]:
        kind = "double"
    if kind == "drop":
        return text[:at] + text[at + 1 :]
    if kind == "double":
        return text[:at] + text[at] + text[at:]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


Make = Callable[[str, random.Random], str]
DEPARTMENTS = ("Inkoop", "Facilitaire Zaken", "Openbare Ruimte", "Informatievoorziening en Automatisering",
               "Toezicht en Handhaving", "Crediteurenadministratie")  # fmt: skip
MUNICIPAL: dict[str, Make] = {
    "plain": lambda n, r: f"Gemeente {n}",
    "gem.": lambda n, r: f"Gem. {n}",
    "gem": lambda n, r: f"gem {n}",
    "article": lambda n, r: f"de gemeente {n}",
    "upper": lambda n, r: f"GEMEENTE {ascii_only(n).upper()}",
    "lower": lambda n, r: f"gemeente {n}".lower(),
    "reversed": lambda n, r: f"{n}, gemeente",
    "reversed capital": lambda n, r: f"{n}, Gemeente",
    "netname": lambda n, r: f"GEM-{netname(n)}-NET",
    "netname long": lambda n, r: f"NL-GEMEENTE-{netname(n)}-{r.randrange(2001, 2025)}0101",
    "netname lan": lambda n, r: f"GEMEENTE-{netname(n)}-LAN",
    "netname turned": lambda n, r: f"{netname(n)}-GEMEENTE",
    "run on": lambda n, r: "gemeente" + re.sub(r"[^a-z]", "", ascii_only(n).lower()),
    "city hall": lambda n, r: f"Gemeentehuis {n}",
    "stadhuis": lambda n, r: f"stadhuis {n}",
    "department": lambda n, r: f"Gemeente {n}, afdeling {r.choice(DEPARTMENTS)}",
    "department dash": lambda n, r: f"Gemeente {n} - {r.choice(DEPARTMENTS)}",
    "department in front": lambda n, r: f"Afdeling {r.choice(DEPARTMENTS)}, gemeente {n}",
    "attention": lambda n, r: f"Gemeente {n} t.a.v. {r.choice(DEPARTMENTS)}",
    "college": lambda n, r: f"College van burgemeester en wethouders van {n}",
    "college short": lambda n, r: f"college van B&W gemeente {n}",
    "b&w": lambda n, r: f"B&W {n}",
    "council": lambda n, r: f"Gemeenteraad {n}",
    "council of": lambda n, r: f"gemeenteraad van {n}",
    "english": lambda n, r: f"Municipality of {n}",
    "city of": lambda n, r: f"City of {n}",
    "ampersand": lambda n, r: f"Gemeente {n.replace(' en ', ' & ')}",
    "a/d": lambda n, r: f"Gemeente {re.sub(r' aan d(en|e) ', ' a/d ', n)}",
    "a.d.": lambda n, r: f"Gem. {re.sub(r' aan d(en|e) ', ' a.d. ', n)}",
    "saint": lambda n, r: f"Gemeente {n.replace('Sint-', 'St. ')}",
    "no hyphen": lambda n, r: f"Gemeente {n.replace('-', ' ')}",
    "y": lambda n, r: f"GEM {ascii_only(n).upper().replace('IJ', 'Y')}",
    "country": lambda n, r: f"Gemeente {n}, Nederland",
    "colon": lambda n, r: f"Gemeente: {n}.",
    "slip": lambda n, r: f"Gemeente {slip(n, r)}" if len(n) > 5 else f"Gemeente {n}",
    "slip in the sort": lambda n, r: f"{r.choice(['Gemente', 'Gemeentte', 'Gmeente'])} {n}",
}  # fmt: skip
PROVINCIAL: dict[str, Make] = {
    "plain": lambda n, r: f"Provincie {n}",
    "prov.": lambda n, r: f"Prov. {n}",
    "upper": lambda n, r: f"PROVINCIE {ascii_only(n).upper()}",
    "reversed": lambda n, r: f"{n}, provincie",
    "netname": lambda n, r: f"PROVINCIE-{netname(n)}-NET",
    "states": lambda n, r: f"Gedeputeerde Staten van {n}",
    "states long": lambda n, r: f"Provinciale Staten van de provincie {n}",
    "building": lambda n, r: f"Provinciehuis {n}",
    "department": lambda n, r: f"Provincie {n}, afdeling {r.choice(DEPARTMENTS)}",
    "spaces": lambda n, r: f"provincie {n.replace('-', ' ')}",
    "run on": lambda n, r: "provincie" + ascii_only(n).lower().replace("-", ""),
    "english": lambda n, r: f"Province of {n}",
    "slip": lambda n, r: f"Provincie {slip(n, r)}",
}
REGIONAL: dict[str, Make] = {
    "plain": lambda n, r: f"Veiligheidsregio {n}",
    "vr": lambda n, r: f"VR {n}",
    "upper": lambda n, r: f"VEILIGHEIDSREGIO {ascii_only(n).upper()}",
    "netname": lambda n, r: f"VEILIGHEIDSREGIO-{netname(n)}",
    "spaces": lambda n, r: f"Veiligheidsregio {n.replace('-', ' ')}",
    "fire": lambda n, r: f"Brandweer {n}",
    "department": lambda n, r: f"Veiligheidsregio {n} afd. ICT",
    "slip": lambda n, r: f"Veiligheidsregio {slip(n, r)}",
}
WATER: dict[str, Make] = {
    "plain": lambda n, r: n if n.startswith(("Hoog", "Wett", "Water")) else f"Waterschap {n}",
    "upper": lambda n, r: ascii_only(WATER["plain"](n, r)).upper(),
    "ampersand": lambda n, r: WATER["plain"](n, r).replace(" en ", " & "),
    "netname": lambda n, r: netname(WATER["plain"](n, r)),
    "no of": lambda n, r: WATER["plain"](n, r).replace(" van ", " "),
    "department": lambda n, r: f"{WATER['plain'](n, r)}, afdeling Inkoop",
    "slip": lambda n, r: slip_last(WATER["plain"](n, r), r),
}
COURTS: dict[str, Make] = {
    "plain": lambda n, r: n,
    "rb": lambda n, r: n.replace("Rechtbank", "Rb."),
    "upper": lambda n, r: n.upper(),
    "spaces": lambda n, r: n.replace("-", " "),
    "netname": lambda n, r: netname(n),
    "slip": lambda n, r: slip_last(n, r),
}
MINISTRIES: dict[str, Make] = {
    "plain": lambda n, r: f"Ministerie van {n}",
    "min.": lambda n, r: f"Min. van {n}",
    "min": lambda n, r: f"Min {n}",
    "upper": lambda n, r: f"MINISTERIE VAN {ascii_only(n).upper()}",
    "ampersand": lambda n, r: f"Ministerie van {n.replace(' en ', ' & ')}",
    "article": lambda n, r: f"het ministerie van {n}",
    "first words": lambda n, r: f"Ministerie van {n.split(',')[0].split(' en ')[0]}",
    "directorate": lambda n, r: f"Ministerie van {n}, directie Inkoop",
    "slip": lambda n, r: f"Ministerie van {slip_last(n, r)}",
}
SERVICES: dict[str, Make] = {
    "plain": lambda n, r: n,
    "upper": lambda n, r: n.upper(),
    "ascii": lambda n, r: ascii_only(n).lower(),
    "slip": lambda n, r: slip_last(n, r) if len(n) > 16 else n,
    "place": lambda n, r: f"{n}, Den Haag",
}


def slip_last(text: str, rng: random.Random) -> str:
    """A slip in the last word."""
    head, _, last = text.rpartition(" ")
    return f"{head} {slip(last, rng)}".strip() if len(last) > 5 else text


SORTS: dict[BodyKind, tuple[str, dict[str, Make]]] = {
    K.GEMEENTE: ("gemeente ", MUNICIPAL),
    K.PROVINCIE: ("provincie ", PROVINCIAL),
    K.VEILIGHEIDSREGIO: ("Veiligheidsregio ", REGIONAL),
    K.WATERSCHAP: ("", WATER),
    K.MINISTERIE: ("ministerie van ", MINISTRIES),
    K.RECHTSPRAAK: ("", COURTS),
    K.AGENTSCHAP: ("", SERVICES),
    K.INSPECTIE: ("", SERVICES),
    K.HOGE_COLLEGE: ("", SERVICES),
}


def of_bodies(bodies: PublicBodies, seed: int, every: int = 1) -> Iterator[Variant]:
    """Variants of all active bodies of the sorts above; a name that fits two is left out."""
    rng = random.Random(seed)
    chosen = [b for b in bodies.bodies.values() if b.active and not b.synthetic and b.kind in SORTS]
    bare = [b.name.casefold().split(" (")[0] for b in chosen]
    for at, body in enumerate(chosen):
        prefix, makes = SORTS[body.kind]
        name = re.sub(rf"^{prefix}", "", body.name, flags=re.I)
        if bare.count(bare[at]) > 1:
            continue
        for rule, make in makes.items():
            if every == 1 or rng.randrange(every) == 0:
                yield Variant(make(name.split(" (")[0], rng), body.id, f"{body.kind}: {rule}")
        if body.kind in (K.GEMEENTE, K.PROVINCIE):
            yield Variant(name.split(" (")[0], body.id, f"{body.kind}: hint", str(body.kind))


def of_former(bodies: PublicBodies) -> Iterator[Variant]:
    """Names of ended municipalities: of the one that stands in their place, or, split, of nobody."""

    def heirs(body: Body) -> set[str]:
        if body.active or not body.successors:
            return {body.id}
        return {h for s in body.successors if s in bodies.bodies for h in heirs(bodies.bodies[s])}

    living = {b.name.casefold().split(" (")[0] for b in bodies.bodies.values() if b.active}
    ended = [b for b in bodies.bodies.values() if b.kind is K.GEMEENTE and not b.active]
    names = [b.name.casefold().split(" (")[0] for b in ended]
    for body, name in zip(ended, names, strict=True):
        if name in living or names.count(name) > 1 or body.synthetic or "(" in body.name:
            continue
        found = heirs(body)
        text = f"Gemeente {body.name.removeprefix('gemeente ')}"
        yield Variant(text, found.pop() if len(found) == 1 else None, "former")


LOOKALIKES = (
    "Protestantse Gemeente {n}", "Stichting Protestantse Gemeente {n}", "PKN gemeente {n}", "Gemeente {n} (PKN)",
    "Hervormde Gemeente {n}", "Hervormde gemeente te {n}", "Gereformeerde Gemeente in Nederland {n}",
    "Gereformeerde Gemeente {n}", "Evangelische Gemeente {n}", "Volle Evangelie Gemeente {n}",
    "Baptistengemeente {n}", "Vrije Baptisten Gemeente {n}", "Doopsgezinde Gemeente {n}", "Joodse Gemeente {n}",
    "Pinkstergemeente {n}", "Oud Gereformeerde Gemeente {n}", "Christelijke Gereformeerde Kerk {n}",
    "Apostolisch Genootschap {n}", "Christengemeente {n}", "Gemeente Gods {n}", "Molukse kerk {n}",
    "Hotel {n}", "Hotel De Gemeente {n}", "Grand Hotel {n} B.V.", "Camping {n}", "Restaurant Het Raadhuis {n}",
    "Café Stadhuis {n}", "Grand Café {n}", "Bakkerij {n} B.V.", "{n} Beheer B.V.", "{n} Vastgoed B.V.",
    "Gemeente {n} B.V.", "Gemeente {n} Holding B.V.", "Installatiebedrijf {n}", "Makelaardij {n}",
    "Woningstichting {n}", "Stichting Woonbelang {n}", "VV {n}", "FC {n}", "Tennisclub {n}", "Hockeyclub {n}",
    "Sportvereniging {n}", "Zwembad {n} Exploitatie B.V.", "Museum {n}", "Theater {n}", "Basisschool {n}",
    "{n} College", "Lyceum {n}", "Apotheek {n}", "Huisartsenpraktijk {n}", "Ziekenhuis {n}",
    "Personeelsvereniging Gemeente {n}", "Stichting Vrienden van de Gemeente {n}", "Gemeentebelangen {n}",
    "Partij voor {n}", "VVD {n}", "{n}", "{n}straat 12", "Winkelcentrum {n}", "Rotary Club {n}",
    "Historische Vereniging {n}", "Muziekvereniging {n}", "Jumbo {n}", "Albert Heijn {n}", "{n} Security B.V.",
    "Dorpsbelangen {n}", "Scouting {n}", "Parochie {n}", "Moskee {n}", "Stadhuis Hotel {n}", "Regio {n}",
    "Rechtbank Café {n}", "Provinciehuis Bistro {n}", "Waterschap Brasserie {n}", "Taxi {n}", "Autobedrijf {n}",
    "IPCAM-{n}", "DVR {n} entree", "{n}.example.com", "info@{n}.example", "www.gemeente-{n}.example",
    "Kerkelijke gemeente {n}", "Wijkgemeente {n}", "Kerkgemeente {n}",
)  # fmt: skip
ABROAD = (
    "Gemeente Brasschaat", "Stad Antwerpen", "Gemeente Heist", "Gemeente Tielt", "Gemeente Asse", "Gemeente Lier",
    "Stadt Kleve", "Gemeinde Kranenburg", "Stadtverwaltung Emmerich am Rhein", "Gemeente Geel", "Gemeente Halle",
    "Provincie Antwerpen", "Provincie Oost-Vlaanderen", "Provincie Vlaams-Brabant", "Provincie Limburg (België)",
    "Gemeente Hamont-Achel", "Gemeente Ham", "Gemeente Dilbeek", "Gemeente Kortrijk", "Gemeente Beveren",
    "Ministerie van Openbare Werken Suriname", "Ministerie van Binnenlandse Zaken, Suriname", "Ministry of Sound",
    "Ministerie van Justitie en Politie", "District Paramaribo", "Politiezone Gent", "Lokale Politie Brugge",
    "Federale Politie", "Rechtbank van eerste aanleg Gent", "Landkreis Kleve", "City of London", "City of Antwerp",
    "Town of Greenwich", "Province of Ontario", "Municipality of Anchorage", "Commune de Liège", "Mairie de Lille",
    "Gemeente Lommel", "Gemeente Essen", "Gemeente Beersel", "Gemeente Leuven", "Gemeente Bree", "Gemeente Peer",
    "Hikvision Digital Technology", "Dahua Technology", "DJI", "IPCAMERA-DEFAULT", "KPN B.V.", "Ziggo", "localhost",
    "Acme Co", "J. de Vries", "Familie Bakker", "admin", "Internet Widgits Pty Ltd", "Default Company Ltd", "APK",
    "ONS", "WIL", "NAK", "Brandweer", "Notarissen", "Politie Sportvereniging", "De Gemeente", "Gemeente", "Provincie",
    "Ministerie", "Waterschap", "Utrecht", "Groningen", "gemeente Bergen", "Gemeente Eben-Haëzer", "Gemeente De Ark",
    "Gemeente Maranatha", "Gemeente Bethel", "Gemeente Elim", "Gemeente Jozua", "Gemeente Het Anker", "Gemeente Sion",
    "Gemeente De Bron", "Gemeente Rehoboth", "Gemeente De Wijngaard", "Gemeente Berea", "Gemeente Pniël",
)  # fmt: skip


def of_nobody(bodies: PublicBodies, seed: int, places: int) -> Iterator[Variant]:
    """Names that hold a municipality's name and are somebody else's, and names from abroad."""
    rng = random.Random(seed)
    known = sorted(
        b.name.removeprefix("gemeente ").split(" (")[0]
        for b in bodies.bodies.values()
        if b.kind is K.GEMEENTE and b.active and not b.synthetic
    )
    for name in rng.sample(known, places):
        for form in LOOKALIKES:
            yield Variant(form.format(n=name), None, f"lookalike: {form}")
    for text in ABROAD:
        yield Variant(text, None, "abroad")
