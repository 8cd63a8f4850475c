# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ROO export, written from the list of its elements: no real copy has been read yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.registers import made

from herkomst.errors import InputError
from herkomst.registers import roo, tables

NOTHING: tables.Tables = {name: [] for name in tables.COLUMNS}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ROOT = '<p:overheidsorganisaties xmlns:p="https://organisaties.overheid.nl/static/schema/oo/export/2.6.9">'
BODIES = f"""
<p:organisaties>
 <p:organisatie p:systeemId="1" p:resourceIdentifierTOOI="{made.TOWN}9001">
  <p:naam>Gemeente Aa</p:naam><p:afkorting>Aa</p:afkorting>
  <p:types><p:type>Gemeente</p:type></p:types>
  <p:startDatum>2019-01-01</p:startDatum>
  <p:identificatiecodes>
   <p:resourceIdentifier p:naam="OIN">00000001234567890000</p:resourceIdentifier>
   <p:resourceIdentifier p:naam="KvK-nummer">12345678</p:resourceIdentifier>
  </p:identificatiecodes>
  <p:contact>
   <p:emailadressen><p:emailadres><p:email>p.pietersen@aa.nl</p:email></p:emailadres></p:emailadressen>
   <p:internetadressen>
    <p:internetadres><p:url>https://vragen.aa-service.nl/</p:url><p:label>contact</p:label></p:internetadres>
    <p:internetadres><p:url>https://www.aa.nl</p:url><p:label>algemeen</p:label></p:internetadres>
   </p:internetadressen>
  </p:contact>
  <p:functies><p:functie p:systeemId="77"><p:naam>Burgemeester</p:naam>
   <p:medewerkers><p:medewerker p:systeemId="78"><p:naam>mw. P. Pietersen</p:naam></p:medewerker></p:medewerkers>
   <p:organisatie p:systeemId="79"><p:naam>Pietersen</p:naam></p:organisatie></p:functie></p:functies>
  <p:organisaties><p:organisatie p:systeemId="9"><p:naam>Dienst</p:naam>
   <p:types><p:type>Agentschap</p:type></p:types></p:organisatie></p:organisaties>
 </p:organisatie>
 <p:organisatie p:systeemId="4"><p:naam>Provincie Pee</p:naam><p:types><p:type>Provincie</p:type></p:types>
  <p:eindDatum>2019-01-01</p:eindDatum></p:organisatie>
 <p:organisatie p:systeemId="5"><p:naam>Stichting X</p:naam>
  <p:types><p:type>Organisatie met overheidsbemoeienis</p:type></p:types></p:organisatie>
 <p:organisatie><p:naam>No number</p:naam></p:organisatie>
 <p:organisatie p:systeemId="8"><p:naam>Samen</p:naam>
  <p:types><p:type>Regionaal samenwerkingsorgaan</p:type></p:types>
  <p:hoortBijGemeenschappelijkeRegeling p:systeemId="7">Regeling</p:hoortBijGemeenschappelijkeRegeling>
 </p:organisatie>
</p:organisaties>
<p:gemeenschappelijkeRegelingen>
 <p:gemeenschappelijkeRegeling p:systeemId="7"><p:titel>Regeling Samen</p:titel>
  <p:regionaalSamenwerkingsorgaan p:systeemId="8">Samen</p:regionaalSamenwerkingsorgaan>
  <p:deelnemendeOrganisaties>
   <p:deelnemendeOrganisatie p:systeemId="1" p:resourceIdentifierTOOI="{made.TOWN}9001"><p:naam>Aa</p:naam></p:deelnemendeOrganisatie>
  </p:deelnemendeOrganisaties>
 </p:gemeenschappelijkeRegeling>
</p:gemeenschappelijkeRegelingen>
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "exportOO.xml", f"{HEAD}{ROOT}{BODIES}</p:overheidsorganisaties>")
    assert roo.recognise(path) > 0.9
    got = roo.read(path, made.quiet)
    assert got.read == got.kept + got.skipped + len(got.faults) == 7
    assert got.skipped == 1 and len(got.faults) == 1
    found = {e.key: e for e in got.entries}
    assert found["1"].kvk == "12345678" and found["1"].id == made.TOWN + "9001"
    assert found["1"].host == found["1"].mail_domain == "aa.nl"
    assert found["9"].parent == "1" and found["4"].valid_until == "2019-01-01"
    assert found["7"].is_agreement and found["7"].organ == "8" and not found["8"].is_agreement
    assert found["7"].members[0].tooi == made.TOWN + "9001"


def test_names_without_their_sort_and_the_ministry(tmp_path: Path) -> None:
    """As the export is written: attributes in its name space, elements in none; a ministry by its subject."""
    body = (
        '<organisaties><organisatie p:systeemId="21"><naam>Aa</naam><types><type>Gemeente</type></types></organisatie>'
        '<organisatie p:systeemId="22"><naam>Water</naam><types><type>Ministerie</type></types></organisatie>'
        '<organisatie p:systeemId="23"><naam>Dienst Meten</naam><types><type>Agentschap</type></types>'
        '<relatieMetMinisterie p:systeemId="22">Water</relatieMetMinisterie></organisatie>'
        '<organisatie p:systeemId="24"><naam>Eiland</naam><types><type>Caribisch openbaar lichaam</type></types>'
        "</organisatie></organisaties>"
    )
    bare = ROOT.replace("<p:", "<")
    path = written(tmp_path / "x.xml", f"{HEAD}{bare}{body}</overheidsorganisaties>")
    got = roo.read(path, made.quiet)
    rows = {
        r["roo"]: r for r in tables.build(tables.Said.of([got], "2026-01-01"), NOTHING)["bodies"]
    }
    assert rows["22"]["name"] == "ministerie van Water"
    assert rows["23"]["parent"] == "22" and rows["24"]["kind"] == "openbaar_lichaam"
    assert {e.sort for e in got.entries if e.key == "21"} == {"gemeente"}


def test_no_person_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xml", f"{HEAD}{ROOT}{BODIES}</p:overheidsorganisaties>")
    assert "pietersen" not in repr(roo.read(path, made.quiet)).lower()


def test_it_says_that_no_real_copy_was_read() -> None:
    assert roo.REGISTER.tested is False


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}{ROOT}{BODIES}",
        f"{HEAD}{ROOT}<p:organisaties><p:organisatie>&x;",
        f'{HEAD}<!DOCTYPE a [<!ENTITY x "y">]>{ROOT}&x;</p:overheidsorganisaties>',
        f'{HEAD}<!DOCTYPE a SYSTEM "file:///etc/hostname">{ROOT}</p:overheidsorganisaties>',
    ],
)
def test_damaged_or_hostile_xml(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="damaged or not allowed"):
        roo.read(written(tmp_path / "x.xml", text), made.quiet)
