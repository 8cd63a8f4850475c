# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad input is an ordinary case: a clear message and exit code 2, or an exact quarantine count; never
a traceback, nothing lost."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest
from tests.conftest import Result, Run, banner, write_lines

GOOD = json.dumps(banner()).encode()


def imported(run: Run, tmp_path: Path, name: str, content: bytes, *options: str) -> Result:
    (tmp_path / name).write_bytes(content)
    done = run("import", name, "--json", *options)
    assert "Traceback" not in done.err
    if done.code == 0:
        total = done.json["total"]
        assert total["read"] == total["kept"] + total["quarantined"] + total["skipped"]
    return done


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.json", b"", "the file is empty"),
        ("blank.json", b"\n\n", "empty"),
        ("page.json", b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        ("array.json", b"[" + GOOD + b"," + GOOD + b"]", "JSON array"),
        ("utf16.json", GOOD.decode().encode("utf-16"), "UTF-16"),
        ("words.txt", b"hello world\nthis is no export\n", "no source recognises"),
        ("broken.xlsx", b"PK\x03\x04 xl/ not really a workbook", "cut off or damaged"),
        ("no-header.csv", b"a,b,c\n1,2,3\n", "no source recognises"),
    ],
)
def test_what_cannot_be_read_is_told(
    run: Run, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    done = imported(run, tmp_path, name, content)
    assert done.code == 2
    assert told in done.err


@pytest.mark.parametrize(
    ("lines", "kept", "quarantined", "skipped"),
    [
        ([GOOD, b'{"a":1', b"}", GOOD], 2, 2, 0),
        ([GOOD + GOOD, GOOD], 1, 1, 0),
        ([GOOD, b"null", b"true", b"7", b'"x"', b"[]", GOOD], 2, 5, 0),
        ([GOOD, GOOD.replace(b"Voorbeeld", b"Voorb\xe9eld"), GOOD], 2, 1, 0),
        ([GOOD, GOOD.replace(b"Voorbeeld", b"Voor\0beeld"), GOOD], 2, 1, 0),
        ([GOOD, b"", b"   ", GOOD], 2, 0, 2),
        ([GOOD, GOOD[: len(GOOD) // 2], GOOD], 2, 1, 0),
        ([GOOD, b"[" * 100_000, GOOD], 2, 1, 0),
        ([GOOD, b'{"ip_str": ' + b'{"a":' * 20_000, GOOD], 2, 1, 0),
    ],
)
def test_broken_lines_are_counted_exactly(
    run: Run, tmp_path: Path, lines: list[bytes], kept: int, quarantined: int, skipped: int
) -> None:
    done = imported(run, tmp_path, "x.json", b"\n".join(lines) + b"\n")
    total = done.json["total"]
    assert (total["kept"], total["quarantined"], total["skipped"]) == (kept, quarantined, skipped)


def test_a_line_of_fifty_megabytes(run: Run, tmp_path: Path) -> None:
    long = b'{"ip_str": "198.18.0.1", "data": "' + b"x" * (50 << 20) + b'"}'
    done = imported(run, tmp_path, "x.json", GOOD + b"\n" + long + b"\n" + GOOD + b"\n")
    assert done.json["total"]["quarantined"] == 1 and done.json["total"]["kept"] == 2
    (row,) = run("import", "--show-quarantine", "--json").json
    assert (row["offset"], row["length"]) == (len(GOOD) + 1, len(long))


def test_a_truncated_gzip_keeps_what_it_holds_and_says_so(run: Run, tmp_path: Path) -> None:
    records = [banner(ip_str=f"198.18.{i // 250}.{i % 250}", hash=i * 7919) for i in range(2000)]
    whole = gzip.compress(b"\n".join(json.dumps(r).encode() for r in records))
    done = imported(run, tmp_path, "x.json.gz", whole[:-500])
    assert done.code == 0
    (summary,) = done.json["files"]
    assert 0 < summary["kept"] < 2000
    assert any("cut off" in note for note in summary["notes"])


def test_a_bomb_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from herkomst import content

    monkeypatch.setattr(content, "BOMB_FLOOR", 1 << 20)
    bomb = gzip.compress(GOOD + b"\n" + b"\n" * (64 << 20), 9)
    done = imported(run, tmp_path, "x.json.gz", bomb)
    assert done.code == 2 and "unpacks to more than" in done.err
    assert not any((tmp_path / "herkomst-data").glob("lake/*"))


def test_a_workbook_bomb_is_refused(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(600 << 20))
    done = run("import", "x.xlsx", "--body", "gemeente Zeist")
    assert done.code == 2 and "decompression bomb" in done.err


def test_a_workbook_with_formulas(run: Run, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Merk", "Model", "Serienummer", "Aantal"])
    sheet.append(["Hikvision", '=HYPERLINK("http://x.example","IPC")', "S1", 1])
    sheet.append(["=1+1", "M", "S2", 1])
    book.save(tmp_path / "x.xlsx")
    done = run("import", "x.xlsx", "--body", "gemeente Zeist", "--json")
    assert done.code == 0
    assert any("formula" in note for note in done.json["files"][0]["notes"])
    exported = run("export").out
    assert (
        "=HYPERLINK" in exported and ",=HYPERLINK" not in exported and '"=HYPERLINK' not in exported
    )


def test_a_directory_and_a_missing_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path, told in (("folder", "directory"), ("none.json", "no such file")):
        done = run("import", path)
        assert done.code == 2 and told in done.err
    assert not (tmp_path / "herkomst-data").exists()


def test_wrong_words_on_the_command_line(run: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "x.json", [banner()])
    for args, told in (
        (("import", "x.json", "--body", "gemeente Zesit op Zee"), "Did you mean"),
        (("import", "x.json", "--source", "nessus"), "known sources"),
        (("overview",), "there is no register"),
        (("body", "Zeist", "--as-of", "gisteren"), "there is no register"),
    ):
        done = run(*args)
        assert done.code == 2 and told in done.err, (args, done.err)
    run("import", "x.json")
    for args, told in (
        (("overview", "--as-of", "gisteren"), "no date"),
        (("overview", "--by", "kleur"), "cannot group"),
        (("maker", "Zomaar"), "no maker"),
        (("body", "Zomaar Ergens"), "no public body"),
        (("export", "x.parquet2"), "no export format"),
        (("import", "--undo", "pffff"), "no import"),
        (("import", "--undo", "p"), "at least 8 characters"),
        (("import", "--undo", ""), "no import"),
        (("overview", "--limit", "-1"), "--limit"),
        (("retain", "--days", "-1"), "is no term"),
        *((("demo", "--export", "y", "--bytes", n), "is no size") for n in ("inf", "nan", "1e400")),
        (("erase", "--ground", "x"), "say what to erase"),
        (("bodies", "list", "--kind", "club"), "no kind"),
    ):
        done = run(*args)
        assert done.code == 2 and told in done.err, (args, done.err)
        assert "Traceback" not in done.err


def test_a_pipe_is_no_file(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for words in (("import", "pipe"), ("identify", "pipe")):
        done = run(*words)
        assert done.code == 2 and "a pipe, socket or device" in done.err, done.err


def test_names_of_files_are_inert(run: Run, tmp_path: Path) -> None:
    for number, name in enumerate((b"bad\xff.json", b"\x1b[31mred.json", b"two\nlines.json")):
        path = Path(os.fsdecode(os.fsencode(tmp_path / "x") + name))
        write_lines(path, [banner(hash=number), b"{broken"])
        done = run("import", path)
        assert done.code == 0 and "\x1b" not in done.err and "\nlines" not in done.err
        missing = run("import", os.fsdecode(b"none" + name))
        assert missing.code == 2 and "\x1b" not in missing.err
        assert run("import", path, "--json").json["files"][0]["already_imported"]
    shown = run("import", "--show-quarantine", "--json").json
    assert [r["file"] for r in shown] == [
        "xbad\\xff.json",
        "x\\x1b[31mred.json",
        "xtwo\\nlines.json",
    ]
    assert run("import", "--show-quarantine").code == 0 and run("verify").code == 0


def test_damaged_files_of_the_register_are_told(run: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "x.json", [banner(ip_str="45.85.148.9"), b"{broken"])
    run("import", "x.json")
    damages = (
        ("lake/*/observations.parquet", ("overview",)),
        ("lake/*/quarantine.parquet", ("import", "--show-quarantine")),
        ("documents/*/*.zst", ("body", "gemeente Gouda", "--raw")),
        ("documents/*/*.json", ("body", "gemeente Gouda", "--raw")),
    )
    for pattern, words in damages:
        (path,) = (tmp_path / "herkomst-data").glob(pattern)
        whole = path.read_bytes()
        for damage in (b"", whole[: len(whole) // 2], bytes(len(whole))):
            path.write_bytes(damage)
            done = run(*words)
            assert done.code == 2 and "damaged" in done.err, (pattern, damage, done.err)
            assert path.name in done.err and "Traceback" not in done.err
            assert run("verify").code == 1
        path.write_bytes(whole)
        assert run(*words).code == 0
    (part,) = (tmp_path / "herkomst-data/lake").iterdir()
    part.rename(tmp_path / "elsewhere")
    done = run("overview")
    assert done.code == 2 and "a part of the lake is gone" in done.err
    assert run("verify").code == 1


def test_values_of_strangers_are_inert(run: Run, tmp_path: Path) -> None:
    nasty = "../../etc/passwd'; DROP TABLE claim; -- {{7*7}} [red]x[/red] \x1b[31m <script>"
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status;paraphrase;place;classification\n"
        f'gemeente Zeist;2022-03-01;Dahua;camera;uses;"{nasty}";"{nasty}";public\n'
    )
    assert run("import", "s.csv").code == 0
    page = run("body", "Zeist")
    assert (
        page.code == 0
        and "\x1b[31m" not in page.out
        and "49" not in page.out.split("DROP")[0][-20:]
    )
    (story,) = run("compare", "--json").json
    assert story["claims"][0]["paraphrase"] == nasty
    assert run("verify").code == 0


@pytest.mark.parametrize(
    "verb", [("identify",), ("attribute",), ("bodies", "resolve"), ("vulnerabilities",)]
)
def test_a_filter_answers_what_a_cut_off_file_holds_and_says_so(
    run: Run, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    lines = b"".join(b'{"id": %d, "name": "%d"}\n' % (n, n * 7919) for n in range(3000))
    (tmp_path / "x.gz").write_bytes(gzip.compress(lines)[:-900])
    done = run(*verb, "x.gz")
    assert done.code == 2 and "cut off" in done.err and "Traceback" not in done.err
    assert 2000 < len(done.lines) < 3000
    for name, content, told in (
        ("page.json", b"<!DOCTYPE html><html>", "web page"),
        ("empty.json", b"", "the file is empty"),
    ):
        (tmp_path / name).write_bytes(content)
        done = run(*verb, name)
        assert done.code == 2 and told in done.err
    done = run(*verb, stdin=gzip.compress(b"{}\n"))
    assert done.code == 2 and "standard input is compressed" in done.err
    (tmp_path / "long.json").write_bytes(
        b'{"id": 1}\n{"a": "' + b"x" * (17 << 20) + b'"}\n{"id": 3}\n'
    )
    assert "longer than" in run(*verb, "long.json").lines[1]["error"]


@pytest.mark.parametrize("between", [b",", b",\n", b"\n,\n"])
def test_an_array_is_an_array_however_it_is_laid_out(
    run: Run, tmp_path: Path, between: bytes
) -> None:
    done = imported(run, tmp_path, "x.json", b"[\n" + between.join([GOOD] * 3) + b"\n]\n")
    assert done.code == 2 and "JSON array" in done.err
