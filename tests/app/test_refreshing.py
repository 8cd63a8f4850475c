# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A refresh: shown first, applied when told, kept with its date, stopped where too much would go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import Run, shared
from tests.registers import made

from herkomst.app import refreshing
from herkomst.app.bodies import find_body
from herkomst.catalogue.public_bodies import load_public_bodies


@pytest.fixture(autouse=True)
def own_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "own"
    monkeypatch.setenv("HERKOMST_CATALOGUE", str(folder))
    refreshing.forget()
    yield folder
    monkeypatch.undo()
    refreshing.forget()


def changed_towns(tmp_path: Path) -> Path:
    """The real register of municipalities with one merger more."""
    import gzip
    import json

    with gzip.open(shared("data/bodies/raw/tooi-gemeenten-compleet-4.json.gz")) as stream:
        nodes = json.load(stream)
    zeist = next(n for n in nodes if n["@id"].endswith("gm0355"))
    zeist[made.TOOI + "def/ont/einddatum"] = [{"@value": "2026-12-31"}]
    nodes.append(made.event("Uitbreiding", "2027-01-01", [355], used=[]))
    nodes[-1]["http://www.w3.org/ns/prov#used"] = [{"@id": made.TOOI + "id/gemeente/gm0344"}]
    nodes[-1]["http://www.w3.org/ns/prov#invalidated"] = [{"@id": zeist["@id"]}]
    return made.tooi(tmp_path / "towns.json", nodes)


def test_shown_applied_and_kept(run: Run, tmp_path: Path, own_catalogue: Path) -> None:
    path = changed_towns(tmp_path)
    shown = run("bodies", "refresh", path, "--json", "--date", "2027-01-02")
    assert shown.code == 0 and shown.json["counts"] == {"changed": 1, "ended": 1}
    assert not shown.json["applied"] and not own_catalogue.exists()
    done = run("bodies", "refresh", path, "--apply", "--json", "--date", "2027-01-02")
    assert done.code == 0 and done.json["applied"]
    zeist = load_public_bodies().bodies[made.TOOI + "id/gemeente/gm0355"]
    assert not zeist.active and zeist.successors == (made.TOOI + "id/gemeente/gm0344",)
    assert find_body("gemeente Zeist").name == "gemeente Utrecht"
    kept = run("bodies", "changes", "--json").json
    assert {(c["date"], c["kind"], c["name"]) for c in kept} >= {
        ("2027-01-02", "ended", "gemeente Zeist")
    }
    again = run("bodies", "refresh", path, "--apply", "--json", "--date", "2027-01-02").json
    assert again["counts"] == {} and len(run("bodies", "changes", "--json").json) == len(kept)


def test_a_refresh_that_would_drop_many_stops(
    run: Run, tmp_path: Path, own_catalogue: Path
) -> None:
    few = made.polder(tmp_path / "few.tgz", made.some_entries())
    for args in ([], ["--apply"], ["--json"], ["--apply", "--json"]):
        stopped = run("bodies", "refresh", few, *args)
        assert stopped.code == 2 and "would be no more" in stopped.err
        assert "--accept-drop" in stopped.err and not own_catalogue.exists()
        assert "--json" not in args or stopped.json["drops_too_many"]
    assert run("bodies", "refresh", few, "--apply", "--accept-drop").code == 0
    assert (own_catalogue / "bodies" / "bodies.csv").exists()
    load_public_bodies()


def test_facts_keyed_by_hand_outlive_a_refresh(run: Run, tmp_path: Path) -> None:
    before = {a.text for a in load_public_bodies().aliases}
    run("bodies", "refresh", changed_towns(tmp_path), "--apply", "--date", "2027-01-02")
    assert before <= {a.text for a in load_public_bodies().aliases}


@pytest.mark.slow
def test_the_real_files_change_nothing_but_what_the_day_ends(run: Run) -> None:
    files = [
        shared("data/bodies/raw/polder-organisaties.tar.gz"),
        shared("data/bodies/raw/tooi-gemeenten-compleet-4.json.gz"),
    ]
    got = run("bodies", "refresh", *files, "--json", "--date", "2026-05-16").json
    assert got["counts"] == {} and all(n == 0 for t in got["rows"].values() for n in t.values())
    assert [f["read"] for f in got["files"]] == [7208, 734]
