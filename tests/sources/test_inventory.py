# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A body's own list: whatever its columns are called, each thing counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst import catalogue
from herkomst.collect import Context, Rows, chunks_read
from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.model import Basis, Body, BodyKind, Kind
from herkomst.sources import inventory

BODY = Body(id="x:gemeente", kind=BodyKind.GEMEENTE, name="gemeente Voorbeeld")


def read(path: Path, text: str, **mapping: str) -> Rows:
    path.write_text(text, encoding="utf-8")
    context = Context(BODY, mapping, catalogue.maker_id, "2026-01-01")
    (found,) = chunks_read(inventory.read(Content(path), context))
    return found


def test_whose_list_it_is_must_be_said(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("merk;serienummer\nDahua;1\n")
    with pytest.raises(InputError, match="own list"):
        list(inventory.read(Content(tmp_path / "f"), Context()))


def test_a_row(tmp_path: Path) -> None:
    text = (
        "Fabrikant,Typenummer,Soort,S/N,Locatie\nHikvision,DS-2CD,Bewakingscamera,ab12,Stadhuis\n"
    )
    (item,) = read(tmp_path / "f", text).said
    claim = item.claim
    assert (claim.body, claim.basis, claim.by_body) == (BODY.id, Basis.DECLARED, True)
    assert (claim.makers, claim.brand, claim.kind) == (("hikvision",), "Hikvision", Kind.CAMERA)
    assert (claim.quantity_low, claim.place, claim.said_at) == (1, "Stadhuis", "2026-01-01")
    assert claim.device is not None and claim.device.lower() == "serial:ab12"


def test_a_mapping_by_hand(tmp_path: Path) -> None:
    found = read(tmp_path / "f", "Wie;Serienummer\nDahua;1\n", Wie="makers")
    assert found.said[0].claim.makers == ("dahua",)


def test_unknown_brand_and_neither_brand_nor_model(tmp_path: Path) -> None:
    found = read(tmp_path / "f", "merk;model;serienummer\nVoorbeeldmerk;;1\n;;2\n")
    assert found.said[0].claim.makers == ("name:Voorbeeldmerk",)
    assert len(found.quarantined) == 1


def test_rows_without_a_number_of_their_own_stay_apart(tmp_path: Path) -> None:
    found = read(tmp_path / "f", "merk;model\n" + "Dahua;X\n" * 3)
    assert len({s.claim.identified().id for s in found.said}) == 3


@pytest.mark.parametrize("nothing", ["n.v.t.", "-", "onbekend", "N/A"])
def test_a_word_for_nothing_is_no_serial_number(tmp_path: Path, nothing: str) -> None:
    text = f"merk;model;serienummer\nDahua;A;{nothing}\nDahua;B;{nothing}\n"
    assert len({s.claim.device for s in read(tmp_path / "f", text).said}) == 2


def test_an_empty_mac_is_no_device(tmp_path: Path) -> None:
    text = "merk;model;mac\n" + "Dahua;A;00:00:00:00:00:00\n" * 2
    assert len({s.claim.device for s in read(tmp_path / "f", text).said}) == 2


def test_two_and_a_half_are_not_twenty_five(tmp_path: Path) -> None:
    found = read(tmp_path / "f", "merk;model;serienummer;aantal\nDahua;A;1;2.5\n")
    assert all(s.claim.quantity_low != 25 for s in found.said)


def test_a_superscript_is_no_number(tmp_path: Path) -> None:
    assert read(tmp_path / "f", "merk;model;serienummer;aantal\nDahua;A;1;²\n").read == 1


def test_an_impossible_number(tmp_path: Path) -> None:
    found = read(tmp_path / "f", "merk;model;serienummer;aantal\nDahua;A;1;" + "9" * 20 + "\n")
    assert all((s.claim.quantity_high or 0) < 2**63 for s in found.said)


def test_no_person_beside_a_claim(tmp_path: Path) -> None:
    found = read(tmp_path / "f", "merk;model;serienummer;eigenaar\nDahua;A;1;J. Voorbeeld\n")
    assert "Voorbeeld" not in found.said[0].value


def test_an_open_date_is_not_today(tmp_path: Path) -> None:
    found = read(tmp_path / "f", "merk;model;serienummer;peildatum\nDahua;A;1;<2020\n")
    assert all(s.claim.said_at != "2026-01-01" or s.notes for s in found.said)
