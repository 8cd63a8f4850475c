# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assessments on a body's page, in both views, through the door a user has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import Run

from herkomst.app import checking
from herkomst.catalogue import policies as known
from herkomst.catalogue.policies import policies_of

HEADER = "body;said_at;makers;kind;status;quantity;unit;classification\n"


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "s.csv").write_text(
        HEADER + "gemeente Oss;2026-03-01;Dahua;camera;uses;25;camera;public\n"
        "ministerie van Financiën;2026-03-01;Hikvision;camera;uses;3;camera;restricted\n"
        "ministerie van Financiën;2026-03-01;Axis;camera;uses;3;camera;public\n"
        "Politie;2026-03-01;;camera;uses;9;camera;public\n"
        "gemeente Utrecht;2026-03-01;Dahua;camera;denies;;;public\n"
    )
    assert run("import", "s.csv").code == 0
    return run


def levels(run: Run, body: str, *args: str) -> dict[tuple[str, str, str], str]:
    made = run("body", body, "--json", *args).json["assessments"]
    return {(a["policy"], a["article"], a["maker"]): a["level"] for a in made}


def test_a_municipality_and_a_ministry(filled: Run) -> None:
    oss = levels(filled, "gemeente Oss")
    assert oss["abro-2026", "3.3.1", "dahua"] == "reference"
    assert oss["bio2", "5.20.06", "dahua"] == "risk_check"
    assert oss["ndaa-889", "889", "dahua"] == "reference"
    assert "excluded" not in oss.values()
    fin = levels(filled, "ministerie van Financiën")
    assert fin["abro-2026", "3.3.1", "hikvision"] == "excluded"
    assert fin["abro-2026", "3.3.1", "axis"] == "no_rule"


def test_the_public_view_assesses_only_what_it_shows(filled: Run) -> None:
    shown = filled("body", "ministerie van Financiën", "--json", "--view", "public")
    assert {a["maker"] for a in shown.json["assessments"]} == {"axis"}
    text = json.dumps(shown.json["assessments"], ensure_ascii=False)
    assert "hikvision" not in text.lower()


def test_an_unknown_maker_and_a_denial(filled: Run) -> None:
    police = filled("body", "Politie", "--json").json["assessments"]
    of_origin = next(a for a in police if a["article"] == "3.3.1")
    assert of_origin["level"] == "risk_check"
    assert "who the maker is" in of_origin["unknown_en"]
    assert filled("body", "gemeente Utrecht", "--json").json["assessments"] == []


def test_before_the_rules_there_is_none(filled: Run) -> None:
    assert (
        filled("body", "gemeente Oss", "--as-of", "2026-02-28", "--json").json["assessments"] == []
    )


def test_the_terminal_shows_them_short(filled: Run) -> None:
    out = filled("body", "gemeente Oss").out
    assert "Under the rules" in out and "5.20.06" in out
    listed = filled("catalogue", "policies", "--json").json
    assert len(listed) == 16 and all(row["checked"] and row["at"] for row in listed)


def test_the_check_runs_the_cases_of_every_policy(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("catalogue", "check", "--json").json
    assert done["failures"] == []
    assert done["cases"] == sum(len(p.examples) for p in known.policies()) >= 70
    text = (known.ROOT / "policies/ndaa-889.yaml").read_text(encoding="utf-8")
    bad = text.replace("kind: camera}, level: reference}", "kind: camera}, level: excluded}", 1)
    (tmp_path / "bad.yaml").write_text(bad, encoding="utf-8")
    wrong = tuple(policies_of(tmp_path))
    monkeypatch.setattr(checking, "policies", lambda: wrong)
    assert any("its example says excluded" in f for f in checking.check().failures)
