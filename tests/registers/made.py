# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registers written for tests, in the publishers' formats, with their traps."""

from __future__ import annotations

import json
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

TOOI = "https://identifier.overheid.nl/tooi/"
TOWN = TOOI + "id/gemeente/gm"


def entry(key: str, sort: str, name: str, **more: Any) -> dict[str, Any]:
    """A polder entry."""
    numbers = {k: more.pop(k) for k in ("tooi", "roo_id", "oin", "kvk") if k in more}
    made: dict[str, Any] = {"id": f"org:{key}", "type": sort, "identifiers": numbers}
    return {**made, "names": [{"value": name, "valid_from": "1900-01-01"}], **more}


def some_entries() -> list[dict[str, Any]]:
    """Two towns, a province and a water board with end dates, an arrangement twice."""
    member = [{"naam": "x", "tooi": TOWN + "9001"}, {"naam": "y", "tooi": TOWN + "9002"}]
    return [
        entry("a", "gemeente", "Gemeente Aa", tooi=TOWN + "9001", roo_id="1", kvk="11111111",
              contact={"website": "https://www.aa.nl/x", "email": "j.jansen@aa.nl"}),
        entry("b", "gemeente", "Gemeente Bee", tooi=TOWN + "9002", roo_id="2"),
        entry("part", "gemeente", "Stadsdeel Zuid", roo_id="3"),
        entry("p", "provincie", "Provincie Pee", roo_id="4", valid_until="2019-01-01"),
        entry("w", "waterschap", "Waterschap Wee", roo_id="5", valid_until="2019-01-01",
              contact={"website": "https://wee.nl"}),
        entry("old", "waterschap", "Waterschap Oud", roo_id="6", valid_until="2019-01-01",
              contact={"website": "https://wee.nl"}, successor_id="org:w"),
        entry("deal", "gemeenschappelijke-regeling", "Regeling Samen 2015", roo_id="7",
              gr_meta={"regionaal_samenwerkingsorgaan": {"roo_id": "8"},
                       "deelnemende_organisaties": member}),
        entry("samen", "gemeenschappelijke-regeling", "Samen", roo_id="8",
              contact={"website": "https://samen.nl"}),
    ]  # fmt: skip


def polder(path: Path, entries: list[Any]) -> Path:
    """The archive of some entries; bytes are written as they are."""
    import yaml

    with tarfile.open(path, "w:gz") as archive:
        for number, given in enumerate(entries):
            raw = given if isinstance(given, bytes) else yaml.safe_dump(given).encode()
            info = tarfile.TarInfo(f"data/organisaties/x/{number}.yaml")
            info.size = len(raw)
            archive.addfile(info, BytesIO(raw))
    return path


def town(number: int, name: str, until: str = "") -> dict[str, Any]:
    """A municipality of the TOOI register."""
    made: dict[str, Any] = {
        "@id": f"{TOWN}{number}",
        "@type": [TOOI + "def/ont/Gemeente"],
        TOOI + "def/ont/voorkeursnaamExclSoort": [{"@value": name}],
        TOOI + "def/ont/ligtInProvincie": [{"@id": TOOI + "id/provincie/pv30"}],
    }
    return made | ({TOOI + "def/ont/einddatum": [{"@value": until}]} if until else {})


def event(kind: str, date: str, ended: list[int], **came: list[int]) -> dict[str, Any]:
    """A change of the TOOI register; `used` or `generated` say who came after."""
    prov = "http://www.w3.org/ns/prov#"
    ids = {"invalidated": ended, **came}
    return {
        "@id": f"{TOOI}id/gemeente/wzg_{ended[0]}",
        "@type": [TOOI + "def/ont/" + kind],
        **{prov + k: [{"@id": f"{TOWN}{n}"} for n in v] for k, v in ids.items()},
        TOOI + "def/ont/tijdstipWijziging": [{"@value": f"{date}T00:00:00"}],
    }


def some_towns() -> list[dict[str, Any]]:
    """Two living towns, one that was split over both, one that went through it."""
    return [
        town(9001, "Aa"),
        town(9002, "Bee"),
        town(9003, "Split", "2020-12-31"),
        town(9004, "Older", "2010-12-31"),
        event("Uitbreiding", "2021-01-01", [9003], used=[9001, 9002]),
        event("Samenvoeging", "2011-01-01", [9004], generated=[9003]),
        {"@id": "x", "@type": ["http://www.w3.org/2002/07/owl#Ontology"]},
    ]


def tooi(path: Path, nodes: list[Any]) -> Path:
    """The register as JSON-LD."""
    path.write_text(json.dumps(nodes))
    return path


def quiet(done: int, total: int | None) -> None:
    """Progress nobody looks at."""
