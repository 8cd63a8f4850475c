# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of MAC prefixes in each of their forms."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from herkomst.errors import InputError
from herkomst.identify.foreign import oui

CSV = (
    "Registry,Assignment,Organization Name,Organization Address\r\n"
    'MA-L,1012FB,"Hangzhou Hikvision Digital Technology Co.,Ltd.","No.555, Qianmo Road\r\nHangzhou CN"\r\n'
    "MA-M,70B3D51,Acme   Ltda,\r\n"
    "MA-S,70B3D5123,Sensor GmbH,Berlin DE\r\n"
    "MA-L,FCFFAA,Private,\r\n"
    "MA-L,70B3D5,IEEE Registration Authority,US\r\n"
    "MA-L,ZZZZZZ,Not hex,\r\n"
    "short,row\r\n"
    "MA-L,1012FB,Later name,\r\n"
)
TEXT = """OUI/MA-L                                                    Organization
company_id                                                  Organization
                                                            Address

10-12-FB   (hex)\t\tHangzhou Hikvision Digital Technology Co.,Ltd.
1012FB     (base 16)\t\tHangzhou Hikvision Digital Technology Co.,Ltd.
\t\t\t\tNo.555 Qianmo Road
\t\t\t\tHangzhou  310052
\t\t\t\tCN

00-00-0C   (hex)\t\tCisco Systems, Inc
"""
MANUF = """# Wireshark
00:00:0C\tCisco\tCisco Systems, Inc
00:1B:C5:00:00:00/36\tConvergi\tConverging Systems Inc.
00:50:C2:00:10:00/28\tAcme\tAcme
01:00:0C:CC:CC:CC\tCDP
00-00-0E Fujitsu
what is this
"""


def read(folder: Path, text: bytes) -> oui.PrefixTable:
    path = folder / "list"
    path.write_bytes(text)
    return oui.read(path)


def test_ieee_csv(tmp_path: Path) -> None:
    made = read(tmp_path, CSV.encode())
    assert {p: e.organisation for p, e in made.prefixes.items()} == {
        "1012FB": "Later name",
        "70B3D51": "Acme Ltda",
        "70B3D5123": "Sensor GmbH",
    }
    assert made.prefixes["70B3D51"].place == "list:4"
    assert (made.read, made.skipped) == (8, 3)
    assert [(r.where, r.reason) for r in made.refused] == [
        ("list:8", "'ZZZZZZ' is no prefix of 24, 28 or 36 bits"),
        ("list:9", "2 cells of 3"),
    ]
    assert made.read == len(made.prefixes) + made.skipped + len(made.refused)
    assert read(tmp_path, gzip.compress(CSV.encode())).read == 8


def test_ieee_text(tmp_path: Path) -> None:
    made = read(tmp_path, TEXT.encode())
    assert {p: e.organisation for p, e in made.prefixes.items()} == {
        "1012FB": "Hangzhou Hikvision Digital Technology Co.,Ltd.",
        "00000C": "Cisco Systems, Inc",
    }


def test_manuf(tmp_path: Path) -> None:
    made = read(tmp_path, MANUF.encode())
    assert {p: e.organisation for p, e in made.prefixes.items()} == {
        "00000C": "Cisco Systems, Inc",
        "001BC5000": "Converging Systems Inc.",
        "0050C20": "Acme",
        "00000E": "Fujitsu",
    }
    assert (made.read, made.skipped, len(made.refused)) == (6, 1, 1)


@pytest.mark.parametrize("text", [b"", b"hello\n", b"\0\1\2", b"a,b,c\n1,2,3\n"])
def test_what_is_none(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(InputError, match="no list of MAC prefixes"):
        read(tmp_path, text)
