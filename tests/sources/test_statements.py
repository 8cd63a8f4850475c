# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of statements: what was said, by whom, about whom, and nothing that was not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Run

from herkomst import catalogue
from herkomst.collect import Context, Rows, chunks_read
from herkomst.content import Content
from herkomst.model import Answer, Basis, Classification, MakersOp, Unit
from herkomst.sources import statements

SHARED = Path(__file__).resolve().parents[3] / "shared"
COLUMNS = "organisatie;status;datum;merk;soort;aantal;spreker;bewijs;citaat"
PLAIN = {
    "organisatie": "gemeente Voorbeeld",
    "status": "gebruikt",
    "datum": "2022-03-01",
    "merk": "Dahua",
    "soort": "camera",
    "bewijs": "woordvoerder",
}


def read(path: Path, **cells: str) -> Rows:
    """One row, the plain one but for these cells."""
    row = ";".join((PLAIN | cells).get(name, "") for name in COLUMNS.split(";"))
    path.write_text(f"{COLUMNS}\n{row}\n", encoding="utf-8")
    context = Context(maker_id=catalogue.maker_id, today="2026-01-01")
    (found,) = chunks_read(statements.read(Content(path), context))
    return found


def test_a_plain_row(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", citaat="‘Ja, van Dahua.’").said
    claim = item.claim
    assert (claim.body, claim.makers, claim.answer) == (
        "gemeente Voorbeeld",
        ("dahua",),
        Answer.YES,
    )
    assert (claim.basis, claim.by_body) == (Basis.DECLARED, True)
    assert claim.classification is Classification.RESTRICTED
    assert "Ja, van Dahua" in item.value and "Ja, van" not in repr(claim)


@pytest.mark.parametrize("name", ["status", "datum", "bewijs"])
def test_a_word_that_decides_is_understood_or_the_row_waits(tmp_path: Path, name: str) -> None:
    found = read(tmp_path / "f", **{name: "misschien"})
    assert not found.said and "row 2" in found.quarantined[0].reason
    assert "misschien" in found.quarantined[0].reason


@pytest.mark.parametrize("name", ["organisatie", "datum", "status"])
def test_what_a_statement_cannot_do_without(tmp_path: Path, name: str) -> None:
    assert len(read(tmp_path / "f", **{name: ""}).quarantined) == 1


@pytest.mark.parametrize(
    ("said", "makers", "op"),
    [
        ("Hikvision of Dahua", ("hikvision", "dahua"), MakersOp.OR),
        ("Hikvision en Dahua", ("hikvision", "dahua"), MakersOp.AND),
        ("Chinese merken", ("group:cn",), MakersOp.ANY),
        ("alle merken", (), MakersOp.ANY),
        ("Fabriek Zonder Naam", ("name:Fabriek Zonder Naam",), MakersOp.ONE),
    ],
)
def test_makers(tmp_path: Path, said: str, makers: tuple[str, ...], op: MakersOp) -> None:
    (item,) = read(tmp_path / "f", merk=said).said
    assert (item.claim.makers, item.claim.makers_op) == (makers, op)


def test_countries_of_risk_are_not_china(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", merk="risicolanden").said
    assert "group:cn" not in item.claim.makers


def test_a_legal_form_is_no_maker(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", merk="Voorbeeld Co., Ltd.").said
    assert len(item.claim.makers) == 1


def test_or_equivalent_is_no_maker(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", merk="Hikvision of gelijkwaardig").said
    assert item.claim.makers == ("hikvision",)


@pytest.mark.parametrize(
    ("body", "claimant", "own"),
    [
        ("gemeente Den Haag", "college van B en W Den Haag", True),
        ("politie Oost-Brabant", "woordvoerder politie Oost-Brabant", True),
        ("gemeente Den Haag", "Haagse VVD", False),
        pytest.param("politie-eenheid Amsterdam", "gemeente Amsterdam", False),
        pytest.param("provincie Utrecht", "gemeente Utrecht", False),
    ],
)
def test_who_speaks_for_a_body(tmp_path: Path, body: str, claimant: str, own: bool) -> None:
    (item,) = read(tmp_path / "f", organisatie=body, spreker=claimant).said
    assert item.claim.by_body is own


def test_a_row_without_speaker_and_basis_is_the_body_s_own_statement(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", bewijs="", spreker="").said
    assert (item.claim.basis, item.claim.by_body) == (Basis.DECLARED, True)
    (item,) = read(tmp_path / "g", bewijs="", spreker="de krant van gisteren").said
    assert item.claim.by_body is False


def test_a_number_too_long(tmp_path: Path) -> None:
    assert read(tmp_path / "f", aantal="9" * 5000).read == 1


def test_the_reference_facts() -> None:
    path = SHARED / "data" / "cases" / "seed_gold.csv"
    if not path.exists():
        pytest.skip("reference data is not beside this checkout: data/cases/seed_gold.csv")
    context = Context(maker_id=catalogue.maker_id, today="2026-01-01")
    found = list(chunks_read(statements.read(Content(path), context)))
    kept = sum(len(r.said) for r in found)
    reasons = [q.reason for r in found for q in r.quarantined]
    assert sum(r.read for r in found) == 115 == kept + len(reasons)
    assert kept >= 85
    assert all("row " in reason and "column " in reason for reason in reasons)
    named = {(s.claim.body, s.claim.quantity_low, s.claim.unit) for r in found for s in r.said}
    assert ("gemeente Den Haag", 134, Unit.DEVICE) in named


def test_a_quantity_is_counted_as_written_or_kept_in_words_and_told(
    run: Run, tmp_path: Path
) -> None:
    written = {
        "25 camera's": (25, 25, "device"), "2 gebouwen": (2, 2, "site"), "bijna 700": (630, 700, "device"),
        "sinds 2019": (None, None, None), "€ 5000": (None, None, None), "=5*5": (None, None, None),
        "5 locaties, 40 camera's": (None, None, None), "-3": (None, None, None),
    }  # fmt: skip
    rows = "".join(
        f"gemeente Zeist;2022-03-{n:02};Dahua;camera;uses;{text}\n"
        for n, text in enumerate(written, 1)
    )
    (tmp_path / "s.csv").write_text("body;said_at;makers;kind;status;aantal\n" + rows)
    (made,) = run("import", "s.csv", "--json").json["files"]
    assert made["kept"] == len(written)
    told = [note for note in made["notes"] if "no number we can count with" in note]
    assert len(told) == sum(low is None for low, _, _ in written.values())
    claims = [c for v in run("compare", "--json").json for c in v["claims"]]
    read = {(c["said_at"], c["quantity_low"], c["quantity_high"]): c["unit"] for c in claims}
    for n, (low, high, unit) in enumerate(written.values(), 1):
        assert read[(f"2022-03-{n:02}", low, high)] == unit


def test_headers_and_values_as_people_write_them(tmp_path: Path) -> None:
    (tmp_path / "f").write_text(
        "Public body;Merk(en);Aantal camera's;Date of statement;Antwoord;Said by;Bron;Link;Toelichting\n"
        "gemeente A;Dahua;25;1 maart 2022;ja;wethouder;Krant;https://example.nl/a;x\n"
        "gemeente B;Dahua;n.v.t.;44621;weigert;;;n.v.t.;\n"
        "gemeente C;n.v.t.;;mrt 2022;geen antwoord;;;;\n"
        "gemeente D;Dahua;12;1-3-2022;;;;;\n"
        "gemeente E;Dahua;;1-3-2022;n.v.t.;;;;\n"
        "gemeente F;Dahua;;1-3-2099;ja;;;;\n",
        encoding="utf-8",
    )
    context = Context(maker_id=catalogue.maker_id, now="2026-01-01")
    (found,) = chunks_read(statements.read(Content(tmp_path / "f"), context))
    told = [(s.claim.answer.value, s.claim.said_at, s.claim.quantity_low) for s in found.said]
    assert told == [
        ("yes", "2022-03-01", 25),
        ("refuses", "2022-03-01", None),
        ("no_response", "2022-03-01", None),
        ("yes", "2022-03-01", 12),
    ]
    assert (
        found.said[0].link == "https://example.nl/a" and found.said[0].claim.claimant == "wethouder"
    )
    reasons = [q.reason for q in found.quarantined]
    assert "row 6, column answer: 'n.v.t.' is not known" in reasons[0]
    assert "row 7, column said_at: '1-3-2099' lies in the future" in reasons[1]
    assert "row 3, column quantity: 'n.v.t.' is read as empty" in found.said[1].notes
