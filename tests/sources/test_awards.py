# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contract awards: what the contract says, no more; who delivers, told apart."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Run

from herkomst import catalogue
from herkomst.collect import Context, Rows, chunks_read
from herkomst.content import Content
from herkomst.model import Answer, Basis, Classification, Kind, MakersOp, Property, Role, Unit
from herkomst.sources import awards, recognise

HEADER = (
    "Aanbestedende dienst;Leverancier;KvK-nummer;Gunningsdatum;Omschrijving;Aantal;CPV-code;URL;"
    "Gegund;Merk;Ten behoeve van;Contactpersoon"
)
PLAIN = {
    "Aanbestedende dienst": "gemeente Voorbeeld",
    "Leverancier": "Kijkglas Systems B.V.",
    "Gunningsdatum": "1-6-2020",
    "Omschrijving": "700 Dahua ANPR-camera's",
}
CONTEXT = Context(maker_id=catalogue.maker_id, today="2026-01-01")


def read(path: Path, header: str = HEADER, **cells: str) -> Rows:
    given_ = PLAIN | {n.replace("_", " "): v for n, v in cells.items()}
    row = ";".join(given_.get(name, "") for name in header.split(";"))
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    (found,) = chunks_read(awards.read(Content(path), CONTEXT))
    return found


def test_a_make_in_the_object_is_a_registered_award_of_it(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", **{"KvK-nummer": "9876543", "URL": "https://x.example/1"}).said
    claim = item.claim
    assert (claim.property, claim.basis, claim.answer) == (
        Property.AWARD,
        Basis.REGISTERED,
        Answer.YES,
    )
    assert (claim.makers, claim.makers_op, claim.kind) == (
        ("dahua",),
        MakersOp.ONE,
        Kind.ANPR_CAMERA,
    )
    assert (claim.quantity_low, claim.quantity_high, claim.unit) == (700, 700, Unit.DEVICE)
    assert claim.supplier == "Kijkglas Systems B.V. (KvK 09876543)"
    assert (claim.said_at, claim.by_body, claim.role) == ("2020-06-01", False, Role.USER)
    assert (item.link, claim.classification) == ("https://x.example/1", Classification.RESTRICTED)


def test_an_equal_make_names_nobody_for_certain(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", Omschrijving="Dahua camera's of gelijkwaardig").said
    assert (item.claim.makers, item.claim.makers_op) == (("dahua",), MakersOp.ANY)
    assert any("equal" in n and "row 2" in n for n in item.notes)
    (item,) = read(tmp_path / "g", Omschrijving="camera's", Merk="Dahua of gelijkwaardig").said
    assert item.claim.makers_op is MakersOp.ANY


def test_a_column_of_makes_comes_first(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", Merk="Axis").said
    assert item.claim.makers == ("axis",)


def test_the_number_of_its_own_column_comes_first(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", Aantal="650").said
    assert item.claim.quantity_low == 650
    assert "quantity: 650" in item.value


def test_a_code_tells_the_kind_where_words_do_not(tmp_path: Path) -> None:
    told = {"Omschrijving": "Beveiliging stadhuis", "CPV-code": "35125300-2"}
    (item,) = read(tmp_path / "f", **told).said
    assert (item.claim.kind, item.claim.makers) == (Kind.CAMERA, ())
    (item,) = read(tmp_path / "g", Omschrijving="Groenonderhoud").said
    assert item.claim.kind is Kind.UNKNOWN and any("row 2" in n for n in item.notes)


def test_bought_for_another(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", Ten_behoeve_van="gemeente Oss").said
    assert (item.claim.role, item.claim.for_body) == (Role.BUYER, "gemeente Oss")


@pytest.mark.parametrize("outcome", ["nee", "Ingetrokken", "niet gegund", "cancelled", "No"])
def test_what_was_not_awarded_is_left_out_and_told(tmp_path: Path, outcome: str) -> None:
    found = read(tmp_path / "f", Gegund=outcome)
    assert (found.read, found.skipped, found.said) == (1, 1, [])
    assert any("row 2: not awarded" in n for n in found.notes)
    assert len(read(tmp_path / "g", Gegund="ja").said) == 1


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Aanbestedende_dienst": ""}, "body"),
        ({"Gunningsdatum": ""}, "said_at"),
        ({"Gunningsdatum": "ooit"}, "said_at"),
    ],
)
def test_what_an_award_cannot_do_without(
    tmp_path: Path, cells: dict[str, str], column: str
) -> None:
    (broken,) = read(tmp_path / "f", **cells).quarantined
    assert broken.reason.startswith(f"row 2, column {column}")


def test_odd_values_are_told_by_row_and_kept(tmp_path: Path) -> None:
    odd = {"KvK-nummer": "12", "URL": "javascript:x", "Leverancier": ""}
    (item,) = read(tmp_path / "f", **odd).said
    assert (item.claim.supplier, item.link) == (None, None)
    assert sum("row 2" in n for n in item.notes) == 3


def test_no_person_beside_a_claim(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", Contactpersoon="J. Voorbeeld").said
    assert "J. Voorbeeld" not in item.value + repr(item.claim)


def test_english_names_and_workbooks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Contracting authority", "Contractor", "Award date", "Title", "CPV", "Colour"])
    sheet.append(["Oss", "Kijkglas", "2020-06-01", "Hikvision cameras", "35125300", "red"])
    book.save(tmp_path / "x.xlsx")
    assert recognise(Content(tmp_path / "x.xlsx")).SOURCE.id == "awards"
    (found,) = chunks_read(awards.read(Content(tmp_path / "x.xlsx"), CONTEXT))
    assert found.said[0].claim.makers == ("hikvision",)
    assert any("'Colour' is not known" in n for n in found.notes)


@pytest.mark.parametrize(
    "header",
    [
        "organisatie;datum;merk;uitspraak;leverancier",
        "Merk;Model;Serienummer;Leverancier;Omschrijving",
        "vraag;organisatie;antwoord;leverancier;omschrijving;datum",
    ],
)
def test_other_tables_are_no_awards(tmp_path: Path, header: str) -> None:
    (tmp_path / "f").write_text(header + "\n")
    assert recognise(Content(tmp_path / "f")).SOURCE.id != "awards"


OBJECTS = st.sampled_from(
    ["700 Dahua camera's", "camera's", "", "Hikvision of gelijkwaardig", '"', "a;b", "=1+1", "💥"]
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(OBJECTS, st.sampled_from(["2020-06-01", "", "x"])), min_size=1, max_size=30)
)
def test_sums_are_exact(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("a") / "f"
    lines = [f"Oss;Kijkglas;;{day};{what};;;;;;;" for what, day in rows]
    path.write_text(HEADER + "\n" + "\n".join(lines) + "\n")
    found = list(chunks_read(awards.read(Content(path), CONTEXT)))
    read_, kept = sum(r.read for r in found), sum(len(r.said) for r in found)
    assert read_ == kept + sum(r.skipped + len(r.quarantined) for r in found)
    if not any(what == '"' for what, _ in rows):
        assert read_ == len(rows)
        assert kept == sum(day == "2020-06-01" and what != "a;b" for what, day in rows)


def test_an_unknown_buyer_waits(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        HEADER
        + "\nOss;K;;2020-06-01;camera's;;;;;;;\nStichting Zomaar;K;;2020-06-01;camera's;;;;;;;\n"
    )
    total = run("import", "a.csv", "--json").json["total"]
    assert (total["read"], total["kept"], total["quarantined"]) == (2, 0, 2)
    (tmp_path / "b.csv").write_text(HEADER + "\ngemeente Oss;K;;2020-06-01;camera's;;;;;;;\n")
    assert run("import", "b.csv", "--json").json["total"]["kept"] == 1
