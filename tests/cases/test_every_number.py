# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every number opens its evidence: each total of the overview and each number of a verdict opens a list
that has as many rows as it says, in both views, through the command line and on the pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run, banner, write_lines

CERTIFICATE_DAYS = ("2022-02-01", "2022-02-02")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo register, as a newcomer makes it."""
    folder = tmp_path_factory.mktemp("demo") / "register"
    made = subprocess.run(
        [sys.executable, "-m", "herkomst", "demo", "--no-serve", "--register", str(folder)],
        capture_output=True,
    )
    assert made.returncode == 0, made.stderr
    return folder


def opened(run: Run, total: dict[str, Any], *options: object) -> dict[str, Any]:
    kind = ("--kind", total["kind"]) if total["kind"] else ()
    mark = ("--synthetic",) if total["synthetic"] else ()
    asked = ("--unit", total["unit"], "--basis", total["basis"], *kind, *mark)
    done = run("evidence", total["maker"], *asked, "--json", *options)
    assert done.code == 0, done.err
    return dict(done.json)


@pytest.mark.parametrize("view", ["restricted", "public"])
def test_every_total_of_the_overview_opens(run: Run, demo: Path, view: str) -> None:
    place = ("--register", demo, "--view", view)
    overview = run("overview", "--json", *place).json
    told = [*overview["totals"], *overview["makers"]]
    assert {t["basis"] for t in told} == {"measured", "said", "verdict"}
    seen = 0
    for total in told:
        if total["basis"] == "measured" and total["maker"] != "mobotix":
            continue  # all makers go through the same question; one is enough
        found = opened(run, total, "--all", *place)
        assert found["total"] == total
        if total["basis"] == "said":
            rows = found["rows"]
            assert sum(r["count_low"] for r in rows) == total["count"]
            top = sum(r["count_low"] if r["count_high"] is None else r["count_high"] for r in rows)
            assert top == total["count_high"]
        elif total["basis"] == "verdict":
            assert len({r["body"] for r in found["rows"]}) == len(found["rows"]) == total["count"]
        elif view == "restricted":
            assert len({r["thing"] for r in found["rows"]}) == len(found["rows"]) == total["count"]
            assert all(r["document"] and r["length"] for r in found["rows"])
        else:
            assert found["rows"] == [] and found["documents"]
        seen += 1
    assert seen > 10


@pytest.mark.parametrize("view", ["restricted", "public"])
def test_every_number_of_a_verdict_opens(run: Run, demo: Path, view: str) -> None:
    place = ("--register", demo, "--view", view, "--json")
    every = run("overview", *place).json["rows"]
    # What was generated is alike: a few of it will do.
    rows = [r for r in every if not r["synthetic"]] + [r for r in every if r["synthetic"]][::12]
    assert len(rows) > 30
    for row in rows:
        cell = (row["maker"], "--kind", row["kind"], "--body", row["body"], "--all", *place)
        claims = run("evidence", *cell).json
        assert claims["verdict"]["claims_total"] == row["claims_total"]
        assert len({c["id"] for c in claims["rows"]}) == len(claims["rows"]) == row["claims_total"]
        assert all(c["evidence"] for c in claims["rows"])
        assert set(row["claims"]) <= {c["id"] for c in claims["rows"]}
        devices = run("evidence", *cell, "--of", "devices").json["rows"]
        assert len(devices) == row["devices_seen"]
        if row["count_low"] is not None:
            figures = run("evidence", *cell, "--of", "number").json["rows"]
            assert row["count_low"] in {c["quantity_low"] for c in figures}
            assert row["count_high"] in {c["quantity_high"] for c in figures}


def test_a_verdict_of_many_claims_is_paged_whole_in_both_directions(
    run: Run, tmp_path: Path
) -> None:
    """More statements than a verdict keeps, and more devices and sightings than it shows."""
    statements = "organisatie;datum;merk;soort;uitspraak;spreker\n" + "".join(
        f"gemeente Gouda;2022-{1 + n // 28:02d}-{1 + n % 28:02d};Hikvision;camera;gebruikt;krant {n}\n"
        for n in range(70)
    )
    (tmp_path / "said.csv").write_text(
        statements + "gemeente Gouda;2022-05-01;alle;camera;ontkent;\n"
    )
    hits = [
        banner(ip_str=f"45.85.148.{n}", port=port, timestamp=f"{day}T04:13:05.123456")
        for n in range(1, 13)
        for day in CERTIFICATE_DAYS
        for port in (80, 81)
    ]
    write_lines(tmp_path / "scan.json", hits)
    assert run("import", "said.csv").code == 0
    assert run("import", "scan.json", "--body", "gemeente Gouda").code == 0
    verdict = next(
        v
        for v in run("body", "gemeente Gouda", "--json").json["verdicts"]
        if v["maker"] == "hikvision"
    )
    assert (verdict["claims_total"], verdict["devices_seen"]) == (70 + 1 + 24, 12)
    assert len(verdict["claims"]) < verdict["claims_total"]
    cell = ("evidence", "hikvision", "--kind", "camera", "--body", "gemeente Gouda", "--json")
    for order in ((), ("--newest-first",)):
        ids: list[str] = []
        days: list[str] = []
        mark: tuple[str, ...] = ()
        while True:
            page = run(*cell, "--size", "10", *order, *mark).json
            assert len(page["rows"]) <= 10
            ids += [c["id"] for c in page["rows"]]
            days += [c["said_at"] for c in page["rows"]]
            if page["next"] is None:
                break
            mark = ("--page", page["next"])
        assert len(ids) == len(set(ids)) == 95
        assert days == sorted(days, reverse=bool(order))
    seen = [c for c in run(*cell, "--all").json["rows"] if c["basis"] == "measured"]
    assert sum(len(c["evidence"]) for c in seen) == len(hits)
    assert all("+" in card["locator"] for c in seen for card in c["evidence"])
    devices = run(*cell, "--of", "devices").json["rows"]
    assert [d["days"] for d in devices] == [2] * 12
    assert run(*cell, "--view", "public").code == 2
    assert "--kind" in run("evidence", "hikvision", "--body", "gemeente Gouda").err
    assert run(*cell, "--page", "nonsense").code == 2
    assert run(*cell, "--of", "everything").code == 2
    assert run("evidence", "hikvision", "--unit", "litre").code == 2
    assert "More: the same with --page" in run(*cell[:-1], "--size", "3").err
