# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The user's own networks: the most specific registration wins, in one answer and in a batch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.conftest import Run

from herkomst.app.bodies import attributor, find_body
from herkomst.attribute.networks import Holding

RIPE = """
inetnum: 145.10.0.0 - 145.10.255.255
netname: NL-KPN
org:     ORG-KP1-RIPE
descr:   pool
country: NL

inetnum: 145.10.1.0 - 145.10.1.255
netname: ZEIST
descr:   Gemeente Zeist
country: NL

inetnum: 145.10.1.128 - 145.10.1.191
netname: STICHTING
descr:   Stichting Kinderopvang
country: NL

inetnum: 145.10.1.192 - 145.10.1.255
netname: ZEIST-GASTNET
descr:   Gemeente Zeist
country: NL

inetnum: 145.10.3.0 - 145.10.3.255
netname: DE-1
descr:   Gemeente Zeist
country: DE

inet6num: 2a02:a000::/32
netname: SIX
descr:   Gemeente Zeist
country: NL

route: 145.10.0.0/16
origin: AS1136
"""

ORGANISATIONS = "organisation: ORG-KP1-RIPE\norg-name: Koninklijke KPN N.V.\n"


@pytest.fixture(autouse=True)
def own_networks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HERKOMST_CATALOGUE", str(tmp_path / "own"))
    attributor.cache_clear()
    (tmp_path / "ripe.db").write_text(RIPE)
    (tmp_path / "organisations").write_text(ORGANISATIONS)
    yield tmp_path
    monkeypatch.undo()
    attributor.cache_clear()


def found(ip: str, asn: int | None = None, org: str | None = None) -> Holding:
    return attributor().worlds[False].networks.find(ip, org, None, asn)


def test_the_most_specific_registration_wins(run: Run, own_networks: Path) -> None:
    made = run("networks", "refresh", "ripe.db", "organisations", "--json").json
    assert [(f["file"], f["read"], f["kept"]) for f in made["files"]] == [
        ("organisations", 1, 1), ("ripe.db", 7, 7),
    ]  # fmt: skip
    assert made["routes_ipv4"] == 1
    assert found("145.10.9.9").net_class == "access_isp"
    zeist = found("145.10.1.1")
    assert (zeist.net_class, zeist.holder, zeist.within) == (
        "public_body", "Gemeente Zeist", "Koninklijke KPN N.V.",
    )  # fmt: skip
    assert found("2a02:a000::1").holder == "Gemeente Zeist"
    assert found("145.10.1.200").guest and not zeist.guest


def test_what_lies_in_a_bodys_network_is_not_the_bodys(run: Run, own_networks: Path) -> None:
    run("networks", "refresh", "ripe.db")
    inside = found("145.10.1.130", org="Gemeente Zeist")
    assert inside.net_class not in ("public_body", "shared_service")
    assert inside.holder == "Stichting Kinderopvang" and inside.within == "Gemeente Zeist"


def test_a_registration_elsewhere_hides_what_lies_around(run: Run, own_networks: Path) -> None:
    run("networks", "refresh", "ripe.db")
    assert found("145.10.3.3").net_class != "public_body" or found("145.10.3.3").via == "registered"
    assert found("145.10.3.3").holder != "SSC-ICT Haaglanden", "the shipped network around it"


def test_whether_routing_agrees(run: Run, own_networks: Path) -> None:
    run("networks", "refresh", "ripe.db")
    assert found("145.10.1.1").routing_agrees is True, "by the user's own table of routes"
    assert found("145.10.1.1", 1136).routing_agrees is True
    assert found("145.10.1.1", 16509).routing_agrees is False, "a cloud announces it"
    assert found("145.10.1.1", 51647).routing_agrees is False, "another body announces it"
    assert found("145.10.1.1", 4200000000).routing_agrees is None, "nobody known announces it"


def test_a_batch_gives_what_each_gives(run: Run, own_networks: Path) -> None:
    run("networks", "refresh", "ripe.db")
    rows: list[dict[str, Any]] = [
        {"ip": ip, "asn": asn, "isp": isp}
        for ip in ("145.10.1.1", "145.10.1.130", "145.10.9.9", "45.67.104.1", "8.8.8.8", None)
        for asn in (None, 1136, 16509)
        for isp in (None, "KPN B.V.")
    ]
    schema = {"ip": pl.String, "asn": pl.Int64, "isp": pl.String}
    got = attributor().attribute_frame(pl.DataFrame(rows, schema=schema))
    from herkomst.attribute import Facts

    for row, answer in zip(rows, got.iter_rows(named=True), strict=True):
        facts = Facts(ip=row["ip"] or "", asn=row["asn"], isp=row["isp"] or "")
        alone = attributor().attribute(facts)
        assert (alone.body, str(alone.level)) == (answer["body"], answer["level"]), row


def test_a_table_kept_by_hand(run: Run, own_networks: Path) -> None:
    (own_networks / "own.csv").write_text(
        "prefix,holder,class,body\n145.10.1.0/24,Zeist,public_body,gemeente Utrecht\n"
        "145.10.2.0/24,x,moonbase,\n145.10.4.0/24,x,public_body,nobody at all\n"
    )
    made = run("networks", "refresh", "ripe.db", "own.csv", "--json").json
    by_hand = made["files"][1]
    assert (by_hand["read"], by_hand["kept"], by_hand["quarantined"]) == (3, 1, 2)
    assert found("145.10.1.1").body == find_body("gemeente Utrecht").id


def test_nothing_changes_where_a_file_cannot_be_read(run: Run, own_networks: Path) -> None:
    run("networks", "refresh", "ripe.db")
    (own_networks / "bad").write_text("nothing of the sort")
    for args in (["bad"], ["ripe.db", "bad"], ["absent"], []):
        got = run("networks", "refresh", *args)
        assert got.code == 2 and got.err.startswith("herkomst: ")
    attributor.cache_clear()
    assert found("145.10.1.1").holder == "Gemeente Zeist"
    assert [p.name for p in (own_networks / "own").iterdir()] == ["networks"], "nothing half made"


def test_a_damaged_table_says_so(run: Run, own_networks: Path) -> None:
    run("networks", "refresh", "ripe.db")
    (own_networks / "own/networks/registrations.arrow").write_bytes(b"broken")
    attributor.cache_clear()
    got = run("attribute", stdin='{"ip": "145.10.1.1"}\n')
    assert "networks is damaged" in got.lines[0]["error"]
    assert run("networks", "refresh", "ripe.db").code == 0, "and can be made again"
    assert found("145.10.1.1").holder == "Gemeente Zeist"
