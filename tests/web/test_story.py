# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A body's stories: what is declared and not seen, what is seen and not declared, who bought for whom."""

from __future__ import annotations

import html
from pathlib import Path

from starlette.testclient import TestClient
from tests.conftest import Run

from herkomst.model import View
from herkomst.settings import settings
from herkomst.store import open_store
from herkomst.web import application

STATEMENTS = """body;said_at;makers;kind;status;quantity;unit;role;for_body;classification
gemeente Zeist;2022-03-01;Axis;camera;uses;4;camera;user;;public
Rijksvastgoedbedrijf;2022-03-01;Dahua;camera;uses;25;camera;buyer;ministerie van Financiën;public
"""


def page(tmp_path: Path, code: str) -> str:
    store = open_store(settings(tmp_path / "herkomst-data"))
    return html.unescape(
        TestClient(application(store, View.RESTRICTED)).get(f"/nl/bodies/{code}").text
    )


def test_declared_and_not_seen(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATEMENTS)
    run("import", "s.csv")
    found = page(tmp_path, "gm0355")
    assert "Aangegeven, niet gezien" in found and "4 apparaten" in found
    assert "Gezien, niet aangegeven" not in found


def test_who_bought_for_whom(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATEMENTS)
    run("import", "s.csv")
    body = run("bodies", "list", "--search", "Rijksvastgoedbedrijf", "--json").json[0]["id"]
    found = page(tmp_path, body.rsplit("/", 1)[-1])
    assert "Wie kocht, bezit, beheert" in found
    assert "koper" in found and "ministerie van Financiën" in found
