# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moment 1, count: both totals exact, addresses and devices apart, each with its unit; imported twice
nothing changes; every number opens its evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conftest import Run


def counts(overview: dict[str, Any]) -> dict[tuple[str, str], int]:
    return {(t["maker"], t["unit"]): t["count"] for t in overview["makers"]}


def test_the_count_of_28_february_2022(run: Run, tmp_path: Path) -> None:
    manifest = run("demo", "--export", "export.json.zst", "--json").json
    first = run("import", "export.json.zst", "--json")
    assert first.code == 0, first.err
    total = first.json["total"]
    assert total["read"] == total["kept"] + total["quarantined"] + total["skipped"]
    assert total["read"] == manifest["lines"]
    assert total["quarantined"] == manifest["malformed"]

    overview = run("overview", "--json", "--as-of", "2022-02-28").json
    seen = counts(overview)
    assert seen[("hikvision", "banner")] == 28_221
    assert seen[("dahua", "banner")] == 10_431
    for maker in ("hikvision", "dahua"):
        assert seen[(maker, "address")] == manifest["addresses"][maker]
        assert seen[(maker, "device")] == manifest["devices"][maker]
        kinds = [t for t in overview["totals"] if t["maker"] == maker and t["unit"] == "banner"]
        assert sum(t["count"] for t in kinds) == seen[(maker, "banner")]
    assert all(t["unit"] and t["synthetic"] for t in overview["totals"])

    again = run("import", "export.json.zst", "--json").json
    assert again["total"]["skipped"] == again["total"]["read"] == manifest["lines"]
    assert again["total"]["claims_added"] == 0
    assert run("overview", "--json", "--as-of", "2022-02-28").json == overview

    before = counts(run("overview", "--json", "--as-of", "2022-01-31").json)
    assert before == {}

    body = next(r["body"] for r in overview["rows"] if r["devices_seen"])
    page = run("body", body, "--raw", "--json").json
    cards = [e for v in page["verdicts"] for c in v["claims"] for e in c["evidence"]]
    assert cards
    for card in cards[:50]:
        assert json.loads(card["record"])["herkomst"] == {"synthetic": True}
    assert run("verify").code == 0


def test_a_malformed_line_opens_at_its_offset(run: Run, tmp_path: Path) -> None:
    run("demo", "--export", "export.json", "--bytes", "3M", "--seed", "5")
    run("import", "export.json")
    text = (tmp_path / "export.json").read_bytes()
    broken = run("import", "--show-quarantine", "--json").json
    assert broken
    for row in broken:
        raw = text[row["offset"] : row["offset"] + row["length"]]
        assert raw.decode("utf-8", "backslashreplace") == row["raw"]
