# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names resolve to the right body, or to nobody."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attribute import variants
from tests.conftest import shared

from herkomst.app.bodies import names
from herkomst.attribute.spelling import fold
from herkomst.model import BodyKind


def name(text: str, **hints: object) -> str | None:
    found = names().resolve(text, **hints)  # type: ignore[arg-type]
    return names().bodies.bodies[found.body].name if found.body else None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Gemeente Zeist", "gemeente Zeist"),
        ("GEMEENTE-ZEIST", "gemeente Zeist"),
        ("gem. Zeist", "gemeente Zeist"),
        ("Zeist, gemeente", "gemeente Zeist"),
        ("gemeentezeist", "gemeente Zeist"),
        ("stadhuis Zeist", "gemeente Zeist"),
        ("NL-GEMEENTE-ZEIST-20150312", "gemeente Zeist"),
        ("Municipality of Zeist", "gemeente Zeist"),
        ("Gemeente Capelle a/d IJssel", "gemeente Capelle aan den IJssel"),
        ("Gemeente Zeits", "gemeente Zeist"),
        ("Gemeente 's-Hertogenbosch", "gemeente 's-Hertogenbosch"),
        ("Gem. Den Bosch", "gemeente 's-Hertogenbosch"),
        ("Gemeente Bergen NH", "gemeente Bergen (NH)"),
        ("Gemeente Weesp", "gemeente Amsterdam"),
        ("Ministerie van BZK", "ministerie van Binnenlandse Zaken en Koninkrijksrelaties"),
        ("VR Haaglanden", "Veiligheidsregio Haaglanden"),
        ("Hoogheemraadschap Delfland", "Hoogheemraadschap van Delfland"),
        ("Wetterskip Fryslan", "Wetterskip Fryslân"),
        ("Rb. Midden-Nederland", "Rechtbank Midden-Nederland"),
        ("politie Oost-Brabant", "Politie"),
        ("51 gemeenten", "gemeenten (niet bij naam genoemd)"),
    ],
)
def test_the_right_body(text: str, body: str) -> None:
    assert name(text) == body


@pytest.mark.parametrize(
    "text",
    [
        "Zeist",
        "Utrecht",
        "Gemeente Bergen",
        "Gemeente Haaren",
        "Stichting Protestantse Gemeente Zeist",
        "Hotel Den Haag",
        "Gereformeerde Gemeente Barneveld",
        "FC Utrecht",
        "Gemeente Amsterdam B.V.",
        "Provincie Antwerpen",
        "KPN B.V.",
        "Gemeente Stein am Rhein",
        "IPCAMERA-DEFAULT",
        "J. de Vries, Rotterdam",
        "",
        "\0",
        "🐈",
        "x" * 1_000_000,
    ],
)
def test_nobody(text: str) -> None:
    assert name(text) is None


def test_a_hint_of_the_sort_makes_a_place_name_a_body() -> None:
    assert name("Zeist", kind=BodyKind.GEMEENTE) == "gemeente Zeist"
    assert name("Utrecht", kind=BodyKind.PROVINCIE) == "provincie Utrecht"


def test_a_former_body_stands_for_itself_while_it_was_there() -> None:
    assert name("Gemeente Weesp", on="2021-06-01") == "gemeente Weesp"
    assert name("Gemeente Weesp", on="2023-06-01") == "gemeente Amsterdam"


def test_units_and_departments_are_kept() -> None:
    assert names().resolve("politie-eenheid Limburg").department == "eenheid limburg"
    assert names().resolve("Gemeente Oss afd. Inkoop").department == "inkoop"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Gemeente Hengelo (Gld)", "unknown"),  # another province than the only one there is
        ("Gemeente Valkenburg", "ambiguous"),  # one that ended, and the head of a living one's name
        ("Gemeente Heist", "foreign"),  # Flemish, and one letter from Zeist
        ("Gemeente Zeist (PKN)", "private"),
        ("Gemeente Zeist B.V.", "company"),
        ("DJI", "unknown"),  # a maker, and a service of the state
        ("apk", "unknown"),
        ("zeist.nl.example.com", "unknown"),
        ("gemeentezeist.example", "unknown"),
        ("Ministerie van Binnenlandse Zaken, Suriname", "foreign"),
    ],
)
def test_why_nobody(text: str, how: str) -> None:
    found = names().resolve(text)
    assert (found.body, found.how) == (None, how)


@pytest.mark.parametrize(
    ("text", "body", "how"),
    [
        ("info@zeist.nl", "gemeente Zeist", "host"),
        ("https://www.zeist.nl/contact", "gemeente Zeist", "host"),
        ("VNOG", "Veiligheidsregio Noord- en Oost-Gelderland", "acronym"),
        ("C=NL, O=Gemeente Zeist, CN=x", "gemeente Zeist", "official"),
        ("Rechtbank Utrecht", "Rechtbank Midden-Nederland", "former"),
        ("Politie Haaglanden", "Politie", "department"),
        (
            "Ministerie van Volksgezondheid",
            "ministerie van Volksgezondheid, Welzijn en Sport",
            "short",
        ),
        ("Ministry of Defence", "ministerie van Defensie", "english"),
        ("Gemeente Alphen aan den Rĳn", "gemeente Alphen aan den Rijn", "official"),
        ("Gemeente SÃºdwest-FryslÃ¢n", "gemeente Súdwest-Fryslân", "official"),
    ],
)
def test_how_a_body_was_found(text: str, body: str, how: str) -> None:
    assert (name(text), names().resolve(text).how) == (body, how)


@pytest.mark.parametrize("seed", [11, 12])
def test_names_as_strangers_write_them(seed: int) -> None:
    """By rule from all active bodies; none may be taken for another, and nearly all are found."""
    asked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong = []
    for made in (
        *variants.of_bodies(names().bodies, seed, every=2),
        *variants.of_former(names().bodies),
    ):
        got = names().resolve(made.text, kind=BodyKind(made.hint) if made.hint else None).body
        if got is not None and got != made.body:
            wrong.append((made, got))
        if made.body is not None:
            asked[made.rule] += 1
            found[made.rule] += got == made.body
    assert wrong == []
    assert found.total() / asked.total() >= 0.97
    assert {r: n for r, n in asked.items() if n > 5 and found[r] / n < 0.85} == {}


@pytest.mark.parametrize("hint", [None, BodyKind.GEMEENTE])
def test_what_only_looks_like_a_body_is_none(hint: BodyKind | None) -> None:
    named = {}
    for made in variants.of_nobody(names().bodies, 21, 60):
        bare = made.rule == "lookalike: {n}" or " " not in made.text
        found = names().resolve(made.text, kind=None if bare else hint)
        if found.body is not None:
            named[made.text] = found
    assert named == {}


@given(st.text(max_size=60))
def test_it_never_raises(text: str) -> None:
    names().resolve(text)


def test_the_yardstick() -> None:
    """Nobody is named wrongly, and nearly everybody is found. The target was set before: 0 and 92 %."""
    with shared("data/bodies/organisaties.csv").open(encoding="utf-8") as stream:
        ids = {r["id"]: r["tooi"] or r["roo_id"] or r["kvk"] for r in csv.DictReader(stream)}
    right = wrong = asked = 0
    with shared("data/cases/names_public.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            hint = BodyKind(row["type_hint"]) if row["type_hint"] else None
            found = names().resolve(row["variant"], kind=hint).body
            expected = ids.get(row["expected_org_id"])
            asked += expected is not None
            right += expected is not None and found == expected
            wrong += found is not None and found != expected
    assert wrong == 0
    assert right / asked >= 0.92


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ministerie van Infrastructuur en Waterstaat, Rijkswaterstaat", "Rijkswaterstaat"),
        ("Rijkswaterstaat (Ministerie van Infrastructuur en Waterstaat)", "Rijkswaterstaat"),
        ("HHNK - Hoogheemraadschap Hollands Noorderkwartier", "Hoogheemraadschap Hollands Noorderkwartier"),
        ("Arrondissementsparket Rotterdam", "Openbaar Ministerie"),
        ("Politie Dienstencentrum", "Politie"),
        ("GGD Zuid Limburg", "Geneeskundige Gezondheidsdienst Zuid-Limburg"),
        ("Academisch Ziekenhuis Maastricht", "Maastricht Universitair Medisch Centrum"),
        ("Ingenieursbureau gemeente Amsterdam", "gemeente Amsterdam"),
        ("Hoogheemraadschap Schieland en Krimpenerwaard", "Hoogheemraadschap van Schieland en de Krimpenerwaard"),
        ("Belastingsamenwerking Oost Braband", "Belastingsamenwerking Oost-Brabant"),
        ("Gemeente Nordoostpolder", "gemeente Noordoostpolder"),
        ("Tweede Kamer der Staten Generaal", "Tweede Kamer der Staten-Generaal"),
        ("Belastingdienst Caribisch Nederland", "Belastingdienst"),
        ("RIVM", "Rijksinstituut voor Volksgezondheid en Milieu"),
        ("Immigratie- en Naturalisatiedienst (IND)", "Immigratie- en Naturalisatiedienst"),
        ("Autoriteit Persoonsgegevens", "Autoriteit Persoonsgegevens"),
        ("Kiesraad", "Kiesraad"),
        ("Commissaris van de Koning in Zeeland", "provincie Zeeland"),
        ("NL-GEMEENTEBREDA", "gemeente Breda"),
        ("NET-GEM-TILBURG", "gemeente Tilburg"),
        ("Gemeentewerf Wierden", "gemeente Wierden"),
    ],
)  # fmt: skip
def test_services_and_parts(text: str, name: str) -> None:
    found = names().resolve(text).body
    assert found is not None and names().bodies.bodies[found].name == name


@pytest.mark.parametrize(
    "text",
    [
        "Ministry of Defence, Air Support",  # any country's
        "Ministry of Health",
        "Provincie Limburg (BE)",
        "Gemeente Bergen (B)",
        "Stadt Kleve",
        "UBR Organisatie",  # one short word is another word
        "Belastingsamenwerking Noord-Brabant",  # another quarter of the compass
        "Centrumregeling Jeugdhulp Noordoost Brabant 2015",  # another year
        "Hoveniersbedrijf Zeist",
        "VRT",  # a broadcaster abroad
        "SBB",
        "RVS",
        "Belastingdienst Curaçao",  # another country's
        "Belastingdienst Sint Maarten",
        "Douane Suriname",
        "Rijkswaterstaat Suriname",
        "Ministerie van Financiën, Oranjestad",
        "Ministerie van Economische Zaken, Ondernemerschap en Technologische Innovatie",
        "Ministerie van Landbouw, Veeteelt en Visserij",
        "Gemeente Bergen N",  # another province than that of the nearest name
        "Gemeente Bergen NB",
        "Gemeente Hoogeveen L",
    ],
)
def test_what_is_near_and_is_another(text: str) -> None:
    found = names().resolve(text)
    assert found.body is None and not found.candidates


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("EZK", "2019-01-01", "ministerie van Economische Zaken en Klimaat"),
        ("Min V&J", "2015-01-01", "ministerie van Veiligheid en Justitie"),
        ("Min V&J", "2020-01-01", "ministerie van Justitie en Veiligheid"),
        ("V&J", "2015-01-01", "ministerie van Veiligheid en Justitie"),
        ("V&J", "2020-01-01", "ministerie van Justitie en Veiligheid"),
        ("V&W", "2005-01-01", "ministerie van Verkeer en Waterstaat"),
        ("EL&I", "2011-06-01", "ministerie van Economische Zaken, Landbouw en Innovatie"),
        ("IenM", "2015-01-01", "ministerie van Infrastructuur en Milieu"),
        ("Gemeente Weesp", "2020-01-01", "gemeente Weesp"),
        ("Gemeente Menaldumadeel", "2015-01-01", "gemeente Menameradiel"),
        ("Waterschap Groot Salland", "2014-01-01", "Groot Salland"),
        ("Rechtbank Utrecht", "2010-01-01", "Rechtbank Midden-Nederland"),
    ],
)
def test_who_bore_a_name_on_a_day(text: str, day: str, name: str) -> None:
    found = names().resolve(text, on=day).body
    assert found is not None and names().bodies.bodies[found].name == name


def test_no_body_stands_twice() -> None:
    living = [fold(b.name) for b in names().bodies.bodies.values() if b.active]
    assert len(living) == len(set(living))
