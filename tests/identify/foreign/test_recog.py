# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recog's databases read as its own library reads them."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from tests.conftest import shared

from herkomst.errors import InputError
from herkomst.identify.foreign import recog
from herkomst.identify.foreign.dialects import compiled

DATABASE = """<?xml version='1.0' encoding='UTF-8'?>
<fingerprints matches="http_header.server" protocol="http">
  <fingerprint pattern="^Acme-([\\d.]+)(?: \\((.*)\\))?$">
    <description>An invented server</description>
    <example service.version="1.2" os.version="x">Acme-1.2 (x)</example>
    <example service.version="3" service.cpe23="cpe:/a:acme:s:3">Acme-3</example>
    <param pos="0" name="hw.vendor" value="Acme"/>
    <param pos="0" name="hw.device" value="IP Camera"/>
    <param pos="0" name="_tmp.line" value="S"/>
    <param pos="0" name="hw.product" value="{_tmp.line} {service.version}"/>
    <param pos="1" name="service.version"/>
    <param pos="2" name="os.version"/>
    <param pos="0" name="service.cpe23" value="cpe:/a:acme:s:{service.version}"/>
    <param pos="0" name="os.cpe23" value="cpe:/o:acme:os:{os.version}"/>
  </fingerprint>
  <fingerprint pattern="^ACME" flags="REG_ICASE,REG_DOT_NEWLINE">
    <example _encoding="base64">BYTES</example>
    <param pos="0" name="service.vendor" value="Acme"/>
  </fingerprint>
</fingerprints>
""".replace("BYTES", base64.b64encode(b"acme \xff\n").decode())


def database(folder: Path, text: str = DATABASE, name: str = "acme.xml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_database(tmp_path: Path) -> None:
    made = recog.read(database(tmp_path))
    assert (made.read, len(made.rules), made.refused, made.failures) == (2, 2, [], [])
    assert (made.examples, made.passed) == (3, 3)
    first, second = made.rules
    assert (first.id, first.field) == ("recog:acme.xml:3", "http.server")
    match = compiled(first.pattern, "").search("Acme-3")
    said = recog.values(first, match)
    assert said["hw.product"] == "S 3" and "_tmp.line" not in said
    assert said["os.cpe23"] == "cpe:/o:acme:os:-"  # the version was not captured
    assert "os.version" not in said
    assert compiled(second.pattern, "").search("acme \xff\n")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("^Acme-([\\d.]+)(?: \\((.*)\\))?$", "(Acme)\\1", "linear time"),
        ("^Acme-([\\d.]+)(?: \\((.*)\\))?$", "(?=Acme)x", "look-around"),
        ("^Acme-([\\d.]+)(?: \\((.*)\\))?$", "^Acme-(.*)$", "wants group 2 of 1"),
        ('pos="1" name', 'pos="x" name', "a name and a position"),
        ("{_tmp.line}", "{nothing}", "filled from nothing"),
        ("REG_ICASE", "REG_ODD", "REG_ODD is not known"),
        (base64.b64encode(b"acme \xff\n").decode(), "!!", "not base64"),
        ('<fingerprint pattern="^ACME"', "<fingerprint", "no pattern"),
    ],
)
def test_a_fault_costs_its_fingerprint_only(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    assert old in DATABASE
    made = recog.read(database(tmp_path, DATABASE.replace(old, new, 1)))
    ((fault),) = made.refused
    assert reason in fault.reason
    assert fault.where in ("acme.xml:3", "acme.xml:16")
    assert made.read == len(made.rules) + made.skipped + len(made.refused)


def test_an_example_that_fails_is_told(tmp_path: Path) -> None:
    text = DATABASE.replace('service.version="1.2"', 'service.version="9"')
    made = recog.read(database(tmp_path, text))
    assert made.passed == 2 and made.failures == [
        "acme.xml:3: service.version is '1.2', wanted '9'"
    ]


def test_what_is_no_evidence_column_here_is_skipped(tmp_path: Path) -> None:
    text = DATABASE.replace("http_header.server", "sip_header.server")
    made = recog.read(database(tmp_path, text))
    assert (made.read, len(made.rules), made.skipped) == (2, 0, 2)
    assert made.passed == 3  # read and tried all the same


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<fingerprints><fingerprint", "not XML"),
        ("<html></html>", "no database of Recog"),
        (
            '<!DOCTYPE a [<!ENTITY b "c">]><fingerprints>&b;</fingerprints>',
            "document type",
        ),
        ("\x00\x01", "not XML"),
    ],
)
def test_files_that_are_none(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        recog.read(database(tmp_path, text))


def test_a_folder_without_databases(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no XML file"):
        recog.read(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        recog.read(tmp_path / "absent")


@pytest.mark.slow
def test_every_example_of_recog_itself_passes() -> None:
    made = recog.read(shared("data/fingerprints/recog"))
    assert made.failures == []
    assert made.examples == made.passed > 7000
    assert made.refused == []
    assert made.read == len(made.rules) + made.skipped > 4000


@pytest.mark.slow
def test_the_first_rule_of_a_database_that_matches_says_what_recog_says() -> None:
    """The published examples as text, each against its whole database."""
    folder = shared("data/fingerprints/recog")
    listed = shared("data/fingerprints/recog_examples.public.jsonl").read_text().splitlines()
    from herkomst.identify.foreign.matching import by_field
    from herkomst.identify.foreign.recog import FIELDS

    fields = by_field(recog.read(folder).rules)
    ours = {
        recog.parsed(f).name: FIELDS.get(recog.parsed(f).matches, "")
        for f in sorted((folder / "xml").glob("*.xml"))
    }
    tried = 0
    for line in listed:
        example = json.loads(line)
        field = ours.get(example["file"], "")
        if not field or not example["value"] or example["value_b64"]:
            continue
        hits = [h for h in fields[field].hits(example["value"]) if example["file"] in h.rule.id]
        assert len(hits) == 1, example
        said = dict(hits[0].said)
        # The list gives values that are filled from others as they stand in the file.
        wanted = {k: v for k, v in example["expect"].items() if "{" not in v}
        wrong = {k: v for k, v in wanted.items() if said.get(k, "") != v}
        assert not wrong, (example, said)
        tried += 1
    assert tried > 2000
