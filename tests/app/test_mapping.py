# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns said once are known again by the shape of the header."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run, banner, write_lines

HEADER = "Ding;Wie maakt;Kenmerk\n"
MAPS = ("--map", "Wie maakt=makers", "--map", "Kenmerk=serial", "--map", "Ding=kind")
ZEIST = ("--body", "gemeente Zeist")


def makers(run: Run) -> set[str]:
    return {s["maker"] for s in run("compare", "--json").json}


def test_a_list_nobody_recognises_says_what_to_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADER + "camera;Dahua;S1\n")
    done = run("import", *ZEIST, "a.csv")
    assert done.code == 2
    for word in ("'Ding', 'Wie maakt', 'Kenmerk'", "--source inventory", "--map", "makers"):
        assert word in done.err


def test_said_once_a_shape_is_known_by_itself_whoever_s_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADER + "camera;Dahua;S1\n")
    (tmp_path / "b.csv").write_text(
        "sep=;\nLijst 2024;;\nkenmerk;DING;wie maakt\nS2;camera;Hikvision\n"
    )
    assert run("import", *ZEIST, *MAPS, "a.csv").code == 0
    done = run("import", "--body", "gemeente Oss", "b.csv", "--json")
    assert done.code == 0, done.err
    (summary,) = done.json["files"]
    assert summary["source"] == "inventory" and summary["kept"] == 1
    assert any("as was said before" in note for note in summary["notes"])
    assert makers(run) == {"dahua", "hikvision"}


def test_a_workbook_of_the_same_shape(run: Run, tmp_path: Path) -> None:
    import openpyxl

    (tmp_path / "a.csv").write_text(HEADER + "camera;Dahua;S1\n")
    run("import", *ZEIST, *MAPS, "a.csv")
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Onze spullen"])
    book.active.append(HEADER.strip().split(";"))
    book.active.append(["camera", "Hikvision", "S2"])
    book.save(tmp_path / "b.xlsx")
    assert run("import", *ZEIST, "b.xlsx", "--json").json["total"]["kept"] == 1


def test_columns_and_fields_that_are_not_there_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Merk;Serienummer\nDahua;S1\n")
    write_lines(tmp_path / "x.json", [banner()])
    for maps, told in (
        (("--map", "Fabriek=makers"), ("no column is called 'Fabriek'", "'Merk', 'Serienummer'")),
        (("--map", "Merk=kleur"), ("'kleur' is no column", "makers, model")),
        (("--map", "Merk"), ("no '='",)),
    ):
        done = run("import", *ZEIST, *maps, "a.csv")
        assert done.code == 2 and all(t in done.err for t in told), done.err
    done = run("import", "x.json", "--map", "ip_str=ip")
    assert done.code == 2 and "Traceback" not in done.err


def test_what_kept_nothing_is_imported_again_with_the_right_columns(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("Naam;Merk;Type\nDahua;;\nHikvision;;\n")
    first = run("import", *ZEIST, "--source", "inventory", "a.csv", "--json").json["files"][0]
    assert (first["kept"], first["quarantined"]) == (0, 2)
    same = run("import", *ZEIST, "--source", "inventory", "a.csv", "--json").json["files"][0]
    assert same["already_imported"]
    right = ("--map", "Naam=makers", "--map", "Merk=serial", "--map", "Type=model")
    (tmp_path / "b.csv").write_text("Naam;Merk;Type\nDahua;;IPC\n")
    assert run("import", *ZEIST, "--map", "Naam=makers", "--map", "Merk=serial", "a.csv").code == 0
    (tmp_path / "c.csv").write_text("Naam;Kolom;Type\nDahua;S1;x\n")
    fruitless = ("--source", "inventory", "--map", "Naam=note", "--map", "Type=serial")
    assert run("import", *ZEIST, *fruitless, "c.csv", "--json").json["total"]["kept"] == 0
    maps = ("--map", "Naam=makers", "--map", "Kolom=serial", "--map", "Type=model")
    again = run("import", *ZEIST, *maps, "c.csv", "--json").json["files"][0]
    assert (again["kept"], again["already_imported"]) == (1, False)
    assert makers(run) == {"dahua"}
    listed = run("import", "--list", "--json").json
    assert [p["kept"] for p in listed if p["document"] == again["document"]] == [1]
    once_more = run("import", *ZEIST, *right[:2], "c.csv", "--json").json["files"][0]
    assert once_more["already_imported"] and "--undo" in once_more["notes"][0]
    assert run("verify").code == 0
