# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Disputes and hearings through the doors a user has; nothing leaks to a day before it was known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cases.test_moment_2_zeist import CERTIFICATE
from tests.conftest import Run, banner, write_lines

TODAY = datetime.now(UTC).date()
YESTERDAY, TOMORROW = str(TODAY - timedelta(days=1)), str(TODAY + timedelta(days=1))
ZEIST = "gemeente Zeist"


@pytest.fixture
def seen(run: Run, tmp_path: Path) -> Run:
    """Three cameras of one body, each with a certificate of its own."""
    hits = [
        banner(
            ip_str=f"85.147.0.{n}", port=443, asn="AS1136", org="KPN B.V.",
            ssl={**CERTIFICATE, "cert": {**CERTIFICATE["cert"], "fingerprint": {"sha256": str(n) * 64}}},
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    write_lines(tmp_path / "scan.json", hits)
    assert run("import", "scan.json").code == 0
    return run


def story(run: Run, *options: str) -> dict[str, Any]:
    return next(iter(run("compare", "--json", *options).json), {})


def test_a_dispute_is_shown_beside_and_counts_no_more_until_it_is_decided(seen: Run) -> None:
    run = seen
    assert (story(run)["label"], story(run)["devices_seen"]) == ("seen_not_asked", 3)
    made = run("dispute", "85.147.0.2", "--by", ZEIST, "--reason", "not ours", "--json").json
    (dispute,) = made["decisions"]
    assert story(run)["devices_seen"] == 2
    claims = story(run)["claims"]
    (told,) = [c["dispute"] for c in claims if "dispute" in c]
    assert (told["since"], told["outcome"], told["reason"]) == (str(TODAY), None, "not ours")
    assert len(claims) == 3 and run("verify").code == 0

    again = run("dispute", "85.147.0.2", "--by", ZEIST, "--reason", "not ours")
    assert again.code == 2 and "disputed already" in again.err
    for n in (1, 3):
        run("dispute", f"85.147.0.{n}", "--by", ZEIST, "--reason", "not ours")
    assert (story(run)["label"], story(run)["devices_seen"]) == ("disputed", 0)
    bodies = [t for t in run("overview", "--json").json["totals"] if t["unit"] == "body"]
    assert bodies == []

    done = run(
        "dispute", dispute["id"], "--outcome", "rejected", "--by", "the committee", "--reason", "it answers"
    )  # fmt: skip
    assert done.code == 0 and story(run)["devices_seen"] == 1
    (told,) = [c["dispute"] for c in story(run)["claims"] if c["dispute"]["outcome"]]
    assert told["outcome"] == "rejected"
    assert run("verify").code == 0


def test_upheld_takes_it_out_of_the_public_view_on_every_day(seen: Run) -> None:
    run = seen
    assert run("heard", ZEIST, "--until", YESTERDAY, "--date", YESTERDAY).code == 0
    assert story(run, "--view", "public")["devices_seen"] == 3
    (dispute,) = run("dispute", "85.147.0.2", "--by", ZEIST, "--reason", "x", "--json").json[
        "decisions"
    ]
    public = story(run, "--view", "public")
    assert public["devices_seen"] == 2
    assert [set(c["dispute"]) for c in public["claims"] if "dispute" in c] == [
        {"since", "decided", "outcome"}
    ]
    run("dispute", dispute["id"], "--outcome", "upheld", "--by", "w", "--reason", "the neighbour's")
    public = story(run, "--view", "public")
    assert (public["devices_seen"], len(public["claims"])) == (2, 2)
    earlier = story(run, "--view", "public", "--as-of", "2022-03-05")
    assert (earlier["devices_seen"], len(earlier["claims"])) == (2, 2)
    assert story(run, "--as-of", "2022-03-05")["devices_seen"] == 3  # as it was said then
    assert run("verify").code == 0


def test_taking_decisions_back(seen: Run) -> None:
    run = seen
    (made,) = run("dispute", "85.147.0.1", "--by", ZEIST, "--reason", "x", "--json").json[
        "decisions"
    ]
    assert story(run)["devices_seen"] == 2
    undone = run("decisions", "--undo", made["id"], "--reason", "a mistake", "--json").json
    assert story(run)["devices_seen"] == 3
    run("decisions", "--undo", undone["id"], "--reason", "no mistake after all")
    assert story(run)["devices_seen"] == 2
    rows = run("decisions", "--json", "--body", ZEIST).json
    assert [(r["kind"], r["stands"]) for r in rows] == [
        ("dispute", True), ("undo", False), ("undo", True)
    ]  # fmt: skip
    assert run("decisions").code == 0 and run("verify").code == 0


def test_a_term_opens_the_day_after_it_ends_and_no_as_of_opens_it_early(seen: Run) -> None:
    run = seen
    body = run("compare", "--json").json[0]["body"]
    assert run("heard", ZEIST, "--until", str(TODAY)).code == 0
    for options in ((), ("--as-of", "2099-01-01"), ("--known-at", "2999-01-01")):
        assert run("compare", "--json", "--view", "public", *options).json == [], options
    hearing = run("decisions", "--json").json[0]
    run("heard", ZEIST, "--until", YESTERDAY, "--date", YESTERDAY)
    public = story(run, "--view", "public")
    assert (public["label"], public["body"]) == ("seen_not_asked", body)
    assert run("overview", "--json", "--view", "public").json["coverage"]["looked_at"] == 1
    # The register did not know of it by yesterday, whatever day it was about.
    for day in ("2022-03-05", str(TODAY)):
        assert (
            run(
                "compare", "--json", "--view", "public", "--known-at", YESTERDAY, "--as-of", day
            ).json
            == []
        )
    later = run("decisions", "--json").json[-1]
    run("decisions", "--undo", later["id"], "--reason", "the letter came back")
    assert run("compare", "--json", "--view", "public").json == []
    assert hearing["until"] == str(TODAY) and run("verify").code == 0


def test_what_is_kept_asks_no_clock(seen: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A term that ends while nothing is written opens all the same, and verify agrees on any day."""
    from herkomst.app import question

    run = seen
    run("heard", ZEIST, "--until", TOMORROW)
    assert run("compare", "--json", "--view", "public").json == []

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(days=2)

    monkeypatch.setattr(question, "datetime", Later)
    assert story(run, "--view", "public")["label"] == "seen_not_asked"
    assert run("verify").code == 0


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("dispute", "10.9.9.9", "--by", ZEIST, "--reason", "x"), "rests on"),
        (("dispute", "we have none", "--by", ZEIST, "--reason", "x"), "is a statement"),
        (("dispute", "85.147.0.1", "--by", "gemeente Oss", "--reason", "x"), "rests on"),
        (("dispute", "85.147.0.1", "--by", ZEIST), "needs a reason"),
        (("dispute", "85.147.0.1", "--by", ZEIST, "--reason", "x", "--date", "2999-01-01"), "not come"),
        (("dispute", "85.147.0.1", "--by", "Kerk", "--reason", "x"), "no public body"),
        (("dispute", "d0", "--outcome", "upheld", "--by", "w", "--reason", "x"), "no dispute"),
        (("dispute", "d0", "--outcome", "maybe", "--by", "w", "--reason", "x"), "no outcome"),
        (("heard", ZEIST, "--until", "soon"), "no date"),
        (("heard", ZEIST, "--until", "2020-01-01"), "before the body was heard"),
        (("decisions", "--undo", "d0", "--reason", "x"), "no decision"),
        (("decisions", "--undo", "d0"), "needs a reason"),
    ],
)  # fmt: skip
def test_wrong_use(seen: Run, command: tuple[str, ...], says: str) -> None:
    done = seen(*command)
    assert done.code == 2 and says in done.err
    assert seen("decisions", "--json").json == []


def test_a_general_denial_never_weakens_an_attribution(seen: Run, tmp_path: Path) -> None:
    (tmp_path / "denial.csv").write_text(
        "organisatie;datum;merk;soort;uitspraak\ngemeente Zeist;2022-03-01;alle;camera;ontkent\n"
    )
    seen("import", "denial.csv")
    stories = {s["maker"]: s for s in seen("compare", "--json").json}
    assert stories["hikvision"]["label"] == "contradicted"
    assert stories["hikvision"]["devices_seen"] == 3


def public_devices(run: Run, *options: str) -> int:
    totals = run("overview", "--json", "--view", "public", *options).json["makers"]
    return sum(t["count"] for t in totals if t["unit"] == "device")


def test_public_totals_leave_out_what_a_body_disputes(run: Run, tmp_path: Path) -> None:
    """While it is disputed, and for good once the body was right; also where another export saw the
    same banner."""
    hits = [
        banner(
            ip_str=f"85.147.0.{n}", port=443, asn="AS1136", org="KPN B.V.",
            ssl={**CERTIFICATE, "cert": {**CERTIFICATE["cert"], "fingerprint": {"sha256": f"{n:064x}"}}},
        )
        for n in range(1, 13)
    ]  # fmt: skip
    write_lines(tmp_path / "scan.json", hits)
    write_lines(tmp_path / "again.json", hits[:3])
    assert run("import", "scan.json", "again.json").code == 0
    run("heard", ZEIST, "--until", YESTERDAY, "--date", YESTERDAY)
    assert public_devices(run) == 12
    (dispute,) = run(
        "dispute", "85.147.0.2", "--by", ZEIST, "--reason", "x", "--date", YESTERDAY, "--json"
    ).json["decisions"]
    assert public_devices(run) == 11
    assert public_devices(run, "--as-of", "2022-03-05") == 12
    run("dispute", dispute["id"], "--outcome", "upheld", "--by", "w", "--reason", "the neighbour's")
    assert public_devices(run) == 11
    assert public_devices(run, "--as-of", "2022-03-05") == 11
    assert public_devices(run) == story(run, "--view", "public")["devices_seen"]
    restricted = run("overview", "--json").json["makers"]
    assert [t["count"] for t in restricted if t["unit"] == "device"] == [12]
    claim = next(c["id"] for c in story(run)["claims"] if c["device"] != dispute["target"])
    (one,) = run("dispute", claim, "--by", ZEIST, "--reason", "x", "--json").json["decisions"]
    assert public_devices(run) == 10
    run("dispute", one["id"], "--outcome", "rejected", "--by", "w", "--reason", "it answers")
    assert public_devices(run) == 11
    assert run("verify").code == 0
