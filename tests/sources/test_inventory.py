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


@pytest.mark.parametrize(
    ("cell", "makers", "model"),
    [
        ("Hikvision DS-2CD2143G0", ("hikvision",), "DS-2CD2143G0"),
        ("Western Digital My Cloud", ("western-digital",), "My Cloud"),
        ("Axis", ("axis",), None),
        ("Voorbeeldmerk X1", (), "Voorbeeldmerk X1"),
        ("draaibaar, geen Dahua", (), "draaibaar, geen Dahua"),
    ],
)
@pytest.mark.parametrize("header", ["Merk/type", "Fabrikaat en type"])
def test_brand_and_model_in_one_column(
    tmp_path: Path, header: str, cell: str, makers: tuple[str, ...], model: str | None
) -> None:
    (item,) = read(tmp_path / "f", f"{header};Serienummer\n{cell};1\n").said
    assert (item.claim.makers, item.claim.model) == (makers, model)


def test_a_brand_of_its_own_goes_before_one_beside_the_model(tmp_path: Path) -> None:
    text = "Merk;Merk/type;Serienummer\nDahua;Dahua IPC;1\nDahua;Hikvision DS;2\n"
    one, two = (s.claim for s in read(tmp_path / "f", text).said)
    assert (one.makers, one.model) == (("dahua",), "IPC")
    assert (two.makers, two.model) == (("dahua",), "Hikvision DS")


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


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Object-ID;Soort;Merk;Type;Serienummer;Locatie;Status;IP-adres",
            "C1;Camera;Dahua;X1;S1;Stadhuis;In gebruik;10.0.0.1",
        ),
        (
            "name,asset_tag,manufacturer,model_id,serial_number,install_status,location,ip_address",
            "cam,P1,Dahua,X1,S1,Installed,Stadhuis,10.0.0.1",
        ),
        (
            "AssetName\tAssetTypename\tIPAddress\tManufacturer\tModel\tSerialnumber\tLocation\tLastseen",
            "CAM\tCamera\t10.0.0.1\tDahua\tX1\tS1\tStadhuis\t12/03/2024 10:11:12",
        ),
        (
            '"Naam";"Status";"Fabrikant";"Serienummer";"Type";"Model";"Laatst bijgewerkt";"Locatie"',
            '"cam";"In productie";"Dahua";"S1";"Camera";"X1";"2024-03-12 10:11";"Stadhuis"',
        ),
    ],
)
def test_exports_of_real_registers(tmp_path: Path, header: str, row: str) -> None:
    found = read(tmp_path / "f", f"{header}\n{row}\n")
    claim = found.said[0].claim
    assert (claim.makers, claim.model, claim.place) == (("dahua",), "X1", "Stadhuis")
    assert claim.device == "serial:S1" and claim.kind in (Kind.CAMERA, Kind.UNKNOWN)
    assert not [n for n in found.notes if "is not known" in n]


def test_totals_headings_and_what_is_still_to_come(tmp_path: Path) -> None:
    text = (
        "merk;model;serienummer;aantal;status\nDahua;A;S1;;\nDahua;;;;\nTotaal;;;25;\n"
        "Dahua;A;S2;;Besteld\n;Subtotaal;;3;\n"
    )
    found = read(tmp_path / "f", text)
    assert (found.read, len(found.said), len(found.quarantined), found.skipped) == (5, 1, 1, 3)
    assert "nothing but a brand" in found.quarantined[0].reason


def test_addresses_and_numbers_of_no_device(tmp_path: Path) -> None:
    text = "merk;model;serienummer;mac\nDahua;A;0000;00:11:22:33:44:55\nDahua;B;To be filled by O.E.M.;\n"
    assert all(str(s.claim.device).startswith("row:") for s in read(tmp_path / "f", text).said)
