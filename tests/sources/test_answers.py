# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers to a questionnaire: each is an answer, silence too; what is not understood waits by row."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Run

from herkomst import catalogue
from herkomst.catalogue.public_bodies import load_public_bodies
from herkomst.collect import Context, Rows, chunks_read
from herkomst.content import Content
from herkomst.model import (
    Answer,
    Basis,
    Body,
    BodyKind,
    Classification,
    Kind,
    MakersOp,
    Property,
    Unit,
)
from herkomst.sources import answers, recognise

HEADER = "vragenlijst;vraag;organisatie;verzonden op;datum;merk;soort;antwoord;toelichting;contactpersoon"
PLAIN = {
    "vragenlijst": "camera-2022",
    "vraag": "3",
    "organisatie": "gemeente Voorbeeld",
    "verzonden op": "2022-01-10",
    "datum": "2022-02-01",
    "soort": "camera",
    "antwoord": "ja",
}
CONTEXT = Context(maker_id=catalogue.maker_id, today="2026-01-01")


def read(path: Path, header: str = HEADER, **cells: str) -> Rows:
    given_ = PLAIN | {n.replace("_", " "): v for n, v in cells.items()}
    row = ";".join(given_.get(name, "") for name in header.split(";"))
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    (found,) = chunks_read(answers.read(Content(path), CONTEXT))
    return found


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Ja.", Answer.YES),
        ("nee", Answer.NO),
        ("No", Answer.NO),
        ("weten wij niet", Answer.UNKNOWN),
        ("onbekend", Answer.UNKNOWN),
        ("om veiligheidsredenen", Answer.REFUSES),
        ("weigert", Answer.REFUSES),
        ("kan niet uitsluiten", Answer.CANNOT_EXCLUDE),
        ("verwijst door", Answer.REFERS),
        ("geen reactie", Answer.NO_RESPONSE),
        ("ontkent", Answer.NO),
        ("0", Answer.NO),
        ("25", Answer.YES),
    ],
)
def test_every_answer_is_one_of_its_own(tmp_path: Path, said: str, answer: Answer) -> None:
    (item,) = read(tmp_path / "f", antwoord=said).said
    silent = answer is Answer.NO_RESPONSE
    assert item.claim.answer is answer
    assert item.claim.basis is (Basis.REPORTED if silent else Basis.DECLARED)
    assert item.claim.by_body is not silent
    assert item.rule == "question:camera-2022/3"


@pytest.mark.parametrize(
    "said", ["Ja, maar niet van die merken", "misschien", "zie bijlage", "25 %", "nvt"]
)
def test_what_is_no_answer_waits_with_its_row(tmp_path: Path, said: str) -> None:
    found = read(tmp_path / "f", antwoord=said)
    assert not found.said
    (broken,) = found.quarantined
    assert broken.reason.startswith("row 2, column answer") and said in broken.reason


def test_silence_is_kept_and_has_the_day_of_the_question(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "f", antwoord="", datum="").said
    assert (item.claim.answer, item.claim.said_at) == (Answer.NO_RESPONSE, "2022-01-10")
    assert item.claim.claimant == "camera-2022"
    assert any("row 2, column answer: empty" in n for n in item.notes)


@pytest.mark.parametrize(
    ("said", "makers", "op"),
    [
        ("Hikvision", ("hikvision",), MakersOp.ONE),
        ("Hikvision en Axis", ("hikvision", "axis"), MakersOp.AND),
        ("Dahua, Axis", ("dahua", "axis"), MakersOp.AND),
        ("Dahua of Axis", ("dahua", "axis"), MakersOp.OR),
    ],
)
def test_an_answer_that_names_makers(
    tmp_path: Path, said: str, makers: tuple[str, ...], op: MakersOp
) -> None:
    (item,) = read(tmp_path / "f", antwoord=said).said
    assert (item.claim.answer, item.claim.makers, item.claim.makers_op) == (Answer.YES, makers, op)


def test_makers_nobody_knows_are_no_answer(tmp_path: Path) -> None:
    assert len(read(tmp_path / "f", antwoord="Hikvision en Zomaarmerk").quarantined) == 1


@pytest.mark.parametrize(
    ("said", "low", "high", "unit"),
    [
        ("25", 25, 25, Unit.DEVICE),
        ("bijna 30 camera's", 27, 30, Unit.DEVICE),
        ("12 locaties", 12, 12, Unit.SITE),
        ("een of meer", 1, None, Unit.DEVICE),
    ],
)
def test_an_answer_that_is_a_number(
    tmp_path: Path, said: str, low: int, high: int | None, unit: Unit
) -> None:
    (item,) = read(tmp_path / "f", antwoord=said).said
    claim = item.claim
    assert (claim.quantity_low, claim.quantity_high, claim.unit) == (low, high, unit)


def test_a_question_about_something_else_than_use(tmp_path: Path) -> None:
    header = HEADER + ";onderwerp"
    (item,) = read(tmp_path / "f", header, onderwerp="beleid", antwoord="nee").said
    assert (item.claim.property, item.claim.answer) == (Property.POLICY, Answer.NO)
    wrong = read(tmp_path / "g", header, onderwerp="weer", antwoord="nee")
    assert "column property" in wrong.quarantined[0].reason


@pytest.mark.parametrize("missing", ["organisatie", "vraag"])
def test_what_an_answer_cannot_do_without(tmp_path: Path, missing: str) -> None:
    assert "row 2" in read(tmp_path / "f", **{missing: ""}).quarantined[0].reason


def test_without_any_date_it_waits(tmp_path: Path) -> None:
    assert len(read(tmp_path / "f", datum="", verzonden_op="").quarantined) == 1
    (item,) = read(tmp_path / "f", datum="").said
    assert item.claim.said_at == "2022-01-10" and any("said_at" in n for n in item.notes)


def test_who_filled_it_in_stays_in_the_document(tmp_path: Path) -> None:
    (item,) = read(
        tmp_path / "f", contactpersoon="J. Voorbeeld", toelichting="alles vervangen"
    ).said
    assert "alles vervangen" in item.value
    assert "J. Voorbeeld" not in item.value + repr(item.claim)
    assert item.claim.classification is Classification.RESTRICTED


def test_english_names_and_a_column_nobody_knows(tmp_path: Path) -> None:
    text = "Survey,Question no.,Organisation,Answered on,Vendor,Category,Answer,Mood\nq,1,a,2022-01-01,Dahua,camera,No,good\n"
    (tmp_path / "f").write_text(text)
    (found,) = chunks_read(answers.read(Content(tmp_path / "f"), CONTEXT))
    assert found.said[0].claim.makers == ("dahua",) and found.said[0].rule == "question:q/1"
    assert any("'Mood' is not known" in n for n in found.notes)


def test_a_workbook_is_recognised_as_answers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Enquête 2022"],
        ["Vraag", "Gemeente", "Datum", "Antwoord"],
        ["1", "Oss", "2022-01-01", "nee"],
    ):
        sheet.append(row)
    book.save(tmp_path / "x.xlsx")
    assert recognise(Content(tmp_path / "x.xlsx")).SOURCE.id == "answers"
    (found,) = chunks_read(answers.read(Content(tmp_path / "x.xlsx"), CONTEXT))
    assert found.said[0].claim.answer is Answer.NO


def test_statements_stay_statements(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("organisatie;datum;antwoord\nOss;2022-01-01;nee\n")
    assert recognise(Content(tmp_path / "s.csv")).SOURCE.id == "statements"


ANSWERS = st.sampled_from(
    ["ja", "nee", "weet niet", "weigert", "", "misschien", "25", "Dahua", "0", "geen antwoord", '"']
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(ANSWERS, min_size=1, max_size=30))
def test_sums_are_exact(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> None:
    path = tmp_path_factory.mktemp("a") / "f"
    rows = [f"q;{n};Oss;2022-01-01;2022-01-02;;camera;{text};;" for n, text in enumerate(said)]
    path.write_text(HEADER + "\n" + "\n".join(rows) + "\n")
    found = list(chunks_read(answers.read(Content(path), CONTEXT)))
    kept = sum(len(r.said) for r in found)
    read_ = sum(r.read for r in found)
    assert read_ == kept + sum(r.skipped + len(r.quarantined) for r in found)
    if '"' not in said:  # a quote that is not closed takes the rows after it along
        assert (read_, kept) == (len(said), len(said) - said.count("misschien"))


def municipalities(many: int) -> list[Body]:
    known = load_public_bodies().bodies.values()
    return [b for b in known if b.kind is BodyKind.GEMEENTE and b.active and not b.synthetic][:many]


def test_a_tally_with_its_denominator_survives(run: Run, tmp_path: Path) -> None:
    """Fifty asked, 27 answered, of whom 8, 15, 2 and 2 gave the same answer: all of it countable."""
    given_ = ["ja"] * 8 + ["nee"] * 15 + ["weet niet"] * 2 + ["weigert"] * 2 + [""] * 23
    rows = [
        f"q;1;{b.name};2022-01-10;{'2022-02-01' if a else ''};;camera;{a};;"
        for b, a in zip(municipalities(50), given_, strict=True)
    ]
    (tmp_path / "a.csv").write_text(HEADER + "\n" + "\n".join(rows) + "\n")
    total = run("import", "a.csv", "--json").json["total"]
    assert (total["read"], total["kept"], total["claims_added"]) == (50, 50, 50)
    coverage = run("overview", "--json").json["coverage"]
    assert (coverage["asked"], coverage["answered"]) == (50, 27)
    with sqlite3.connect(tmp_path / "herkomst-data/register.sqlite") as connection:
        tally = connection.execute(
            "SELECT answer, count(DISTINCT body) FROM evidence JOIN claim ON claim.id = evidence.claim "
            "WHERE rule = 'question:q/1' GROUP BY answer"
        ).fetchall()
    connection.close()
    assert dict(tally) == {"yes": 8, "no": 15, "unknown": 2, "refuses": 2, "no_response": 23}


def test_each_answer_has_its_label(run: Run, tmp_path: Path) -> None:
    rows = {"Oss": "weigert", "Zeist": "weet niet", "Gouda": "", "Delft": "nee"}
    text = "".join(f"q;1;gemeente {b};2022-01-10;;Dahua;camera;{a};;\n" for b, a in rows.items())
    (tmp_path / "a.csv").write_text(HEADER + "\n" + text)
    run("import", "a.csv")
    stories = {s["body_name"].removeprefix("gemeente "): s for s in run("compare", "--json").json}
    assert {b: s["label"] for b, s in stories.items()} == {
        "Oss": "withheld",
        "Zeist": "not_known",
        "Gouda": "unanswered",
        "Delft": "declared_only",
    }
    page = run("body", "gemeente Oss", "--json").json
    (card,) = page["verdicts"][0]["claims"][0]["evidence"]
    assert card["rule"] == "question:q/1"
    assert Kind(page["verdicts"][0]["kind"]) is Kind.CAMERA
