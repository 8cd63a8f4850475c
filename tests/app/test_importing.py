# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Importing: again, taken back, for another body, with what could not be read."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run, banner, write_lines


def test_a_scan_of_a_body_s_own_private_addresses(run: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "x.json", [banner(ip_str="10.0.0.5", org=None, isp=None, asn=None)])
    run("import", "--body", "gemeente Zeist", "x.json")
    (story,) = run("compare", "--json").json
    assert (story["body_name"], story["claims"][0]["body_level"]) == ("gemeente Zeist", "confirmed")
    again = run("import", "x.json")
    assert again.code == 2 and "--undo" in again.err


def test_one_content_is_one_document_however_packed(run: Run, tmp_path: Path) -> None:
    import gzip

    write_lines(tmp_path / "x.json", [banner()])
    (tmp_path / "x.json.gz").write_bytes(gzip.compress((tmp_path / "x.json").read_bytes()))
    first, second = run("import", "x.json", "x.json.gz", "--json").json["files"]
    assert first["document"] == second["document"] and second["already_imported"]


def test_declared_beside_observed_from_the_first_day(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Fabrikant;Typenr;Serienummer\nHikvision;DS-2CD;S1\nDahua;IPC;S2\n"
    )
    done = run(
        "import", "--body", "gemeente Zeist", "--map", "Typenr=model", "a.csv", "--json"
    ).json
    assert done["total"]["kept"] == 2
    labels = {s["maker"]: s["label"] for s in run("compare", "--json").json}
    assert labels == {"hikvision": "declared_only", "dahua": "declared_only"}


def test_a_mapping_is_remembered(run: Run, tmp_path: Path) -> None:
    header = "Kolom A;Kolom B;Kolom C\n"
    (tmp_path / "a.csv").write_text(header + "Hikvision;DS-2CD;S1\n")
    (tmp_path / "b.csv").write_text(header + "Dahua;IPC;S2\n")
    maps = ("--map", "Kolom A=makers", "--map", "Kolom B=model", "--map", "Kolom C=serial")
    assert (
        run("import", "--source", "inventory", "--body", "gemeente Zeist", "a.csv", *maps).code == 0
    )
    assert run("import", "--source", "inventory", "--body", "gemeente Zeist", "b.csv").code == 0
    assert {s["maker"] for s in run("compare", "--json").json} == {"hikvision", "dahua"}


def test_the_examples_of_the_manual_are_read(run: Run, tmp_path: Path) -> None:
    import re

    page = Path(__file__).resolve().parents[2] / "docs/how-to/import.md"
    blocks = re.findall(r"```csv\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 3
    sources = set()
    for number, block in enumerate(blocks):
        text = block.replace("gemeente Voorbeeld", "gemeente Oss").replace(
            "gemeente Anders", "Zeist"
        )
        (tmp_path / f"{number}.csv").write_text(
            text.replace(";Zeist;", ";gemeente Zeist;").replace("\nZeist;", "\ngemeente Zeist;")
        )
        (summary,) = run("import", f"{number}.csv", "--json").json["files"]
        assert (summary["kept"], summary["quarantined"]) == (len(block.splitlines()) - 1, 0)
        assert not [n for n in summary["notes"] if "is not known" in n]
        sources.add(summary["source"])
    assert sources == {"statements", "answers", "awards"}


LISTS = (
    "Merk;Type;Soort;Serienummer\nDahua;A;camera;S1\nDahua;A;camera;S2\nAxis;B;camera;S3\n",
    "Merk;Type;Soort;Serienummer\nDahua;A;camera;S1\n",
)


def test_a_newer_list_takes_the_place_of_the_older_from_its_day(run: Run, tmp_path: Path) -> None:
    days = ("2024-01-01", "2024-06-01")
    for number, (day, text) in enumerate(zip(days, LISTS, strict=True)):
        (tmp_path / f"{number}.csv").write_text(text)
        done = run("import", "--body", "gemeente Zeist", "--date", day, f"{number}.csv", "--json")
    (summary,) = done.json["files"]
    assert any("2 things of older lists" in n and "from 2024-06-01" in n for n in summary["notes"])

    def counts(day: str) -> dict[str, int]:
        rows = run("overview", "--as-of", day, "--json").json["rows"]
        return {r["maker"]: r["count_low"] for r in rows}

    assert counts("2024-05-31") == {"dahua": 2, "axis": 1}
    assert counts("2024-06-01") == counts("2025-01-01") == {"dahua": 1}
    assert run("verify").code == 0
    run("import", "--undo", summary["part"])
    assert counts("2025-01-01") == {"dahua": 2, "axis": 1}
    assert run("verify").code == 0


def test_a_day_of_a_list_that_is_none_or_to_come(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(LISTS[0])
    for day, told in (("1 mei", "is no day"), ("2999-01-01", "still to come")):
        done = run("import", "--body", "gemeente Zeist", "--date", day, "a.csv")
        assert done.code == 2 and told in done.err


def test_moments_ports_and_addresses_that_cannot_be(run: Run, tmp_path: Path) -> None:
    own = {"ip_str": "45.85.148.9", "timestamp": "2024-03-01T10:00:00.000000"}
    moments = ["garbage", "2099-01-01T00:00:00", "1970-01-01T00:00:00", "2023-02-30T00:00:00", None]
    lines = [banner(**own | {"timestamp": t, "hash": n}) for n, t in enumerate(moments)]
    lines += [banner(**own | {"timestamp": t}) for t in (1709287200, "1709287200000")]
    lines += [banner(**own | {"ip_str": a}) for a in ("999.1.1.1", "camera.example.nl")]
    lines += [banner(**own | {"port": 70000})]
    write_lines(tmp_path / "x.json", lines)
    (summary,) = run("import", "x.json", "--json").json["files"]
    assert (summary["read"], summary["kept"], summary["quarantined"]) == (10, 8, 2)
    assert (summary["undated"], summary["without_port"]) == (5, 1)
    days = {c["said_at"] for s in run("compare", "--json").json for c in s["claims"]}
    assert days == {"2024-03-01"}
    broken = run("import", "--show-quarantine", "--json").json
    assert "'999.1.1.1' is no IP address" in {r["reason"] for r in broken}
    assert run("import", "--show-quarantine").out.count("offset") == 0


def test_a_place_is_no_body_and_the_message_says_what_to_write(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status\nUtrecht;2022-03-01;Dahua;camera;uses\n"
    )
    assert run("import", "s.csv", "--json").json["quarantined"] == 1
    (row,) = run("import", "--show-quarantine", "--json").json
    assert "'Utrecht' names a place; write which body" in row["reason"]
