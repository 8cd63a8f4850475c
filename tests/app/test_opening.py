# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What makes up a number, asked of a store: leads and disputes among it. The whole of it is tried through
the command line in tests/cases/test_every_number.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.test_moment_3_police import AWARD, BOUGHT, DELIVERED, DENIAL, SAID
from tests.conftest import banner, write_lines

from herkomst.app.bodies import find_body
from herkomst.app.deciding import dispute
from herkomst.app.importing import Options, import_file
from herkomst.app.opening import Total, of_total, of_verdict
from herkomst.app.paging import Paging
from herkomst.app.question import Question
from herkomst.errors import InputError, NotFoundError
from herkomst.model import View
from herkomst.settings import Settings
from herkomst.store import open_store

DAY = Question("2030-01-01")
GOUDA = "https://identifier.overheid.nl/tooi/id/gemeente/gm0513"


def test_what_was_inferred_from_a_supplier_is_among_the_claims(
    engine_settings: Settings, tmp_path: Path
) -> None:
    store = open_store(engine_settings, create=True)
    (tmp_path / "denial.csv").write_text(SAID + DENIAL)
    (tmp_path / "awards.csv").write_text(BOUGHT + AWARD + "".join(DELIVERED))
    for name in ("denial.csv", "awards.csv"):
        import_file(store, tmp_path / name, Options())
    police = find_body("politie").id
    for question in (DAY, Question("2030-01-01", known_at="2999-01-01T00:00:00.000000Z")):
        made = of_verdict(
            store, question, police, "dahua", "anpr_camera", "claims", Paging("said_at")
        )
        assert made["verdict"]["claims_total"] == len(made["rows"]) == 2
        assert [r["basis"] for r in made["rows"]] == ["inferred", "declared"]
        assert made["rows"][0]["lead"]["n"] and made["rows"][0]["evidence"]
        first = of_verdict(
            store, question, police, "dahua", "anpr_camera", "claims", Paging("said_at", None, 1)
        )
        second = of_verdict(
            store, question, police, "dahua", "anpr_camera", "claims",
            Paging("said_at", first["next"], 1),
        )  # fmt: skip
        assert [r["basis"] for r in second["rows"]] == ["declared"] and second["next"] is None
    with pytest.raises(NotFoundError):
        of_verdict(
            store, Question("2030-01-01", view=View.PUBLIC), police, "dahua", "anpr_camera", "claims",
            Paging("said_at"),
        )  # fmt: skip


def test_a_disputed_device_is_none_of_those_that_count(
    engine_settings: Settings, tmp_path: Path
) -> None:
    store = open_store(engine_settings, create=True)
    hits = [banner(ip_str=f"45.85.148.{n}") for n in range(1, 4)]
    scan = write_lines(tmp_path / "scan.json", hits)
    import_file(store, scan, Options(body="gemeente Gouda"))
    dispute(store, GOUDA, "45.85.148.2", reason="not ours", on="2022-03-01")
    made = of_verdict(store, DAY, GOUDA, "hikvision", "camera", "devices", Paging("said_at"))
    assert made["verdict"]["devices_seen"] == len(made["rows"]) == 2
    assert not [r for r in made["rows"] if "45.85.148.2/" in r["device"]]
    before = Question("2022-02-28")
    made = of_verdict(store, before, GOUDA, "hikvision", "camera", "devices", Paging("said_at"))
    assert made["verdict"]["devices_seen"] == len(made["rows"]) == 3


@pytest.mark.parametrize(
    ("total", "error"),
    [
        (Total("hikvision", "", "banner", "measured"), NotFoundError),
        (Total("hikvision", "toaster", "banner", "measured"), InputError),
        (Total("hikvision", "", "litre", "measured"), InputError),
        (Total("hikvision", "", "banner", "guessed"), InputError),
    ],
)
def test_a_total_that_is_not_there(
    sqlite_settings: Settings, total: Total, error: type[Exception]
) -> None:
    store = open_store(sqlite_settings, create=True)
    with pytest.raises(error):
        of_total(store, DAY, total, Paging("said_at"))
