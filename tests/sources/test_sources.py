# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file is recognised by its content, not by its name."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from tests.conftest import banner

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.sources import recognise, sources

STATEMENT = b"organisatie;datum;merk;uitspraak\ngemeente Zeist;2022-03-01;Dahua;ontkent\n"
ASSETS = b"Merk;Model;Serienummer;Locatie\nDahua;IPC;1;hal\n"
BANNER = json.dumps(banner()).encode() + b"\n"


def test_all_sources_are_found() -> None:
    assert {"shodan", "inventory", "statements", "nmap"} <= set(sources())


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (BANNER, "shodan"),
        (gzip.compress(BANNER), "shodan"),
        (STATEMENT, "statements"),
        (ASSETS, "inventory"),
        (b"broken line\n" + BANNER, "shodan"),
        (b"\xef\xbb\xbf" + STATEMENT, "statements"),
    ],
)
def test_by_content(tmp_path: Path, content: bytes, source: str) -> None:
    path = tmp_path / "misleading.html"
    path.write_bytes(content)
    assert recognise(Content(path)).SOURCE.id == source


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<!DOCTYPE html><html>", "web page"),
        (b'[{"ip_str": "198.18.0.1"}]', "JSON array"),
        (b"\n \n", "empty"),
        ("ip".encode("utf-16"), "UTF-16"),
        (b"just some words", "no source recognises"),
    ],
)
def test_what_belongs_to_no_source_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        recognise(Content(path))


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(BANNER)
    with pytest.raises(InputError, match="no source is called") as caught:
        recognise(Content(path), "nmap7")
    assert "shodan" in caught.value.do
