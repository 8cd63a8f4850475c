# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Public words tell no site and no address, and are else shown as they are."""

from __future__ import annotations

import csv

import pytest

from herkomst.app.answers import claim_document
from herkomst.app.demo import PUBLIC_CASE
from herkomst.app.printable import names_a_site
from herkomst.app.verdicts import publishable, verdicts_of
from herkomst.model import Answer, Claim, Classification, Stored, View

ZEIST = "https://identifier.overheid.nl/tooi/id/gemeente/gm0355"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In het stadhuis hangen vijf camera's.", "Stadhuis Noord"),
        ("De camera's aan het stadhuisplein zijn weg.", "stadhuis"),
        ("Bij de sporthal hangt er een.", "toegang van een sporthal"),
        ("Café-ingang: twee.", "cafe"),
        ("Het gebouw aan de Dwarsstraat 12 heeft er drie.", ""),
        ("Aan het Plein 1 hangt er een.", ""),
        ("Het pand (1234 AB) heeft er drie.", ""),
        ("Op 192.0.2.7 antwoordt een recorder.", ""),
        ("Op 2001:db8:10::1e antwoordt een recorder.", ""),
        ("Het apparaat 44:19:b6:01:02:03 is weg.", ""),
    ],
)
def test_what_tells_a_site(text: str, place: str) -> None:
    assert names_a_site(text, place, "gemeente Zeist")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("De gemeente Zeist zegt dat er op één plek vijf hangen.", "stadhuis Zeist"),
        ("In 2021 en 2022 kocht de gemeente er 700 bij; 27 van 50 antwoordden.", ""),
        ("De wethouder zegt om 12:30 uur nee.", "openbare ruimte"),
        ("Er zijn 134 camera's van 2 makers onderweg.", ""),
    ],
)
def test_what_tells_none(text: str, place: str) -> None:
    assert not names_a_site(text, place, "gemeente Zeist")


def test_only_the_public_view_withholds() -> None:
    claim = Claim(
        body=ZEIST,
        said_at="2022-03-01",
        place="sporthal",
        paraphrase="Aan de sporthal hangt er een.",
        classification=Classification.PUBLIC,
    )
    assert claim_document(claim, View.PUBLIC)["paraphrase"] is None
    assert claim_document(claim, View.RESTRICTED)["paraphrase"] == claim.paraphrase


def test_the_public_case_is_shown_whole() -> None:
    with PUBLIC_CASE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            assert not names_a_site(row["paraphrase"], row["place"], row["body"]), row["ref"]


def test_no_words_of_a_public_claim_or_verdict_tell_its_place() -> None:
    claim = Claim(
        body=ZEIST,
        said_at="2022-03-01",
        makers=("dahua",),
        answer=Answer.YES,
        place="sporthal",
        department="beheer sporthal",
        quantity_low=2,
        quantity_as_said="twee in de sporthal",
        classification=Classification.PUBLIC,
    ).identified()
    shown = claim_document(claim, View.PUBLIC)
    assert shown["quantity_as_said"] is None and shown["department"] is None
    assert shown["quantity_low"] == 2 and shown["id"] == claim.id
    for stored in (Stored.PUBLIC, Stored.HEARD):
        kept = publishable([claim], heard=stored is Stored.HEARD)
        told = [v.quantities for v in verdicts_of(kept, stored)]
        assert told and not any("sporthal" in text for listed in told for text in listed)
    assert claim_document(claim, View.RESTRICTED)["quantity_as_said"] == "twee in de sporthal"
