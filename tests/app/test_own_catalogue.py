# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a user imports beside the catalogue, through the doors a user has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import Run, banner, write_lines

from herkomst.app import own_catalogue
from herkomst.errors import InputError, StoreError

RECOG = """<?xml version='1.0'?>
<fingerprints matches="http_header.server" protocol="http">
  <fingerprint pattern="^Acme-(\\S+)$">
    <example hw.product="A1">Acme-A1</example>
    <param pos="0" name="hw.vendor" value="Acme"/>
    <param pos="0" name="hw.device" value="Router"/>
    <param pos="1" name="hw.product"/>
  </fingerprint>
  <fingerprint pattern="^Boa/">
    <param pos="0" name="hw.vendor" value="Hikvision"/>
    <param pos="0" name="hw.device" value="IP Camera"/>
  </fingerprint>
  <fingerprint pattern="(a)\\1"><param pos="0" name="hw.vendor" value="B"/></fingerprint>
</fingerprints>
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HERKOMST_CATALOGUE", str(tmp_path / "own"))
    return tmp_path / "own"


def test_recog_through_the_command_line(run: Run, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "xml").mkdir()
    (tmp_path / "xml" / "servers.xml").write_text(RECOG)
    line = '{"id": 1, "http.server": "Acme-A1"}\n{"id": 2, "http.server": "Boa/0.94.14"}\n'
    assert [r["maker"] for r in run("identify", stdin=line).lines] == [None, None]
    done = run("catalogue", "import", "recog", tmp_path, "--json")
    assert done.code == 0
    counts = done.json
    assert (counts["read"], counts["kept"], counts["refused"]) == (3, 2, 1)
    assert counts["refused_at"][0]["where"] == "servers.xml:13"
    assert (counts["examples"], counts["passed"]) == (1, 1)
    acme, boa = run("identify", stdin=line).lines
    assert (acme["maker"], acme["kind"], acme["model"]) == ("foreign:acme", "router", "A1")
    assert acme["for"] == [
        {"rule": "recog:servers.xml:3", "field": "http.server", "value": "Acme-A1"}
    ]
    assert boa["maker"] is None and boa["for"] == []
    told = run("catalogue", "import", "recog", tmp_path)
    assert "servers.xml:13: left out" in told.err and "examples 1 of 1" in told.err
    (row,) = run("catalogue", "imported", "--json").json
    assert (row["format"], row["kept"]) == ("recog", 2)
    assert "Recog" in run("catalogue", "imported").out
    (folder / "recog.json").unlink()
    assert run("identify", stdin=line).lines[0]["maker"] is None


def test_an_import_uses_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RECOG)
    own_catalogue.import_set("recog", tmp_path / "a.xml")
    scan = banner(data="HTTP/1.1 200 OK\r\nServer: Acme-A1\r\n\r\n", http={"server": "Acme-A1"})
    write_lines(tmp_path / "scan.json", [scan])
    done = run("import", "--body", "gemeente Utrecht", "scan.json", "--json")
    assert done.code == 0 and done.json["total"]["kept"] == 1
    page = run("body", "gemeente Utrecht", "--json").json
    ((claim,),) = [v["claims"] for v in page["verdicts"]]
    assert claim["makers"] == ["foreign:acme"]
    assert claim["evidence"][0]["rule"] == "recog:a.xml:3"
    assert claim["vulnerabilities"] == []


def test_known_vulnerabilities_are_for_the_restricted_view_only(run: Run, tmp_path: Path) -> None:
    answer = (
        "<ProbeMatch><DeviceDescription>DS-2CD2132F-IS</DeviceDescription>"
        "<SoftwareVersion>V5.3.0build 150513</SoftwareVersion></ProbeMatch>"
    )
    write_lines(tmp_path / "scan.json", [banner(data=answer, http=None, port=37020)])
    assert run("import", "--body", "gemeente Utrecht", "scan.json", "--json").code == 0
    page = run("body", "gemeente Utrecht", "--json").json
    (claim,) = page["verdicts"][0]["claims"]
    row = claim["vulnerabilities"][0]
    assert (row["cve"], row["kev"], row["status"]) == ("CVE-2017-7921", True, "affected")
    public = run("body", "gemeente Utrecht", "--view", "public", "--json").out
    assert "CVE" not in public and "vulnerabilities" not in public


def test_identify_with_cve_and_the_filter(run: Run, tmp_path: Path) -> None:
    kev = {"dateReleased": "2025-08-25", "vulnerabilities": [{"cveID": "CVE-2017-7921", "dateAdded": "2026-03-05"}]}  # fmt: skip
    (tmp_path / "kev.json").write_text(json.dumps(kev))
    line = json.dumps({"id": 1, "sadp.xml": "<ProbeMatch><DeviceDescription>DS-2CD2132F-IS</DeviceDescription></ProbeMatch>"})  # fmt: skip
    first = run("identify", "--cve", stdin=line)
    assert "No feed was imported" in first.err
    assert first.lines[0]["vulnerabilities"][0]["status"] == "unknown"
    assert "vulnerabilities" not in run("identify", stdin=line).lines[0]
    assert run("catalogue", "import", "kev", tmp_path / "kev.json").code == 0
    assert "CISA KEV: 2025-08-25" in run("identify", "--cve", stdin=line).err
    asked = [
        {
            "id": 1,
            "maker": "Hikvision",
            "model": "DS-2CD2132F-IS",
            "firmware": "V5.4.5 build 170124",
        },
        {"id": 2, "model": "DS-2CD2132F-IS"},
        {"id": 3, "maker": "Hikvision"},
        {"id": 4, "model": 7},
        {"id": 5, "maker": "nobody we know", "model": "X"},
    ]
    answers = run("vulnerabilities", stdin="\n".join(map(json.dumps, asked)) + "\nbroken\n").lines
    status = [[v["status"] for v in a.get("vulnerabilities", []) if v["cve"] == "CVE-2017-7921"] for a in answers]  # fmt: skip
    assert status == [["not_affected"], ["unknown"], [], [], [], []]
    assert [("error" in a) for a in answers] == [False, False, True, True, False, True]
    feed = answers[0]["feeds"][0]
    assert feed["released"] == "2025-08-25" and feed["age_days"] > 0


def test_nvd_and_oui(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nvd.json").write_text(
        '{"format":"NVD_CVE","timestamp":"2026-01-01","vulnerabilities":[]}'
    )
    (tmp_path / "oui.csv").write_text(
        "Registry,Assignment,Organization Name,Organization Address\nMA-L,0A0B0C,Axis Communications AB,SE\n"
    )
    assert run("catalogue", "import", "nvd", tmp_path / "nvd.json").code == 0
    assert run("catalogue", "import", "oui", tmp_path / "oui.csv").code == 0
    (row,) = run("identify", stdin='{"id": 1, "mac": "0A:0B:0C:00:00:01"}').lines
    assert (row["maker"], row["grade"]) == ("axis", "possible")
    assert row["for"][0]["rule"] == "oui:oui.csv:2"
    assert {r["format"] for r in run("catalogue", "imported", "--json").json} == {"nvd", "oui"}


@pytest.mark.parametrize("form", own_catalogue.FORMATS)
def test_bad_input_is_told(run: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "x").write_bytes(b"\0nothing of the kind\n")
    for path in (tmp_path / "x", tmp_path / "absent", tmp_path):
        done = run("catalogue", "import", form, path)
        assert done.code == 2 and "Traceback" not in done.err and done.err.strip()


def test_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="cannot be imported"):
        own_catalogue.import_set("words", tmp_path)
    (tmp_path / "file").write_text("")
    (tmp_path / "a.xml").write_text(RECOG)
    monkeypatch.setenv("HERKOMST_CATALOGUE", str(tmp_path / "file" / "below"))
    with pytest.raises(StoreError, match="cannot be written"):
        own_catalogue.import_set("recog", tmp_path / "a.xml")


def test_a_damaged_folder_is_told(run: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "recog.json").write_text("{")
    done = run("identify", stdin='{"id": 1, "http.server": "x"}')
    assert done.code == 2 and "Import it again" in done.err
