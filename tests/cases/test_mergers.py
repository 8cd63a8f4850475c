# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A device belongs to the body of its day; the page says who answers for it now."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run, banner, write_lines

FOUR = {"gemeente Boxtel", "gemeente Oisterwijk", "gemeente Tilburg", "gemeente Vught"}


def test_a_device_seen_in_2018_in_haaren(run: Run, tmp_path: Path) -> None:
    seen = banner(
        org="Gemeente Haaren", isp="Gemeente Haaren", asn=None, timestamp="2018-05-01T10:00:00.000000",
        http={"server": "Hikvision-Webs", "title": "Gemeentehuis Haaren", "html": ""},
    )  # fmt: skip
    assert run("import", write_lines(tmp_path / "scan.json", [seen])).code == 0
    page = run("body", "gemeente Haaren", "--json").json
    assert page["body_name"] == "gemeente Haaren" and not page["active"]
    assert page["valid_until"] == "2020-12-31"
    assert {b["body_name"] for b in page["answers_now"]} == FOUR
    assert {b["body_name"] for b in page["successors"]} == FOUR
    assert page["events"][0]["kind"] == "uitbreiding" and page["events"][0]["source"]
    assert [v["maker"] for v in page["verdicts"]] == ["hikvision"]
    told = run("body", "gemeente Haaren")
    assert "ended on 2020-12-31" in told.err and "gemeente Vught" in told.err
    for name in FOUR:
        assert run("body", name, "--json").json["verdicts"] == [], "nobody inherits a verdict"


def test_a_device_seen_after_the_merger_is_the_successors(run: Run, tmp_path: Path) -> None:
    seen = banner(
        org="Gemeente Weesp", isp="Gemeente Weesp", asn=None, timestamp="2023-05-01T10:00:00.000000"
    )
    run("import", write_lines(tmp_path / "scan.json", [seen]))
    assert run("body", "gemeente Weesp", "--json").json["verdicts"] == []
    assert len(run("body", "gemeente Amsterdam", "--json").json["verdicts"]) == 1
