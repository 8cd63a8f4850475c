# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moment 6: what one body bought for another counts once; a crawl of all public answers and exports
finds no restricted value."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run, banner, write_lines

HEADER = (
    "body;said_at;makers;kind;status;quantity;unit;role;for_body;place;claimant;classification\n"
)


def said(run: Run) -> dict[tuple[str, str], int]:
    totals = run("overview", "--json").json["totals"]
    return {(t["maker"], t["unit"]): t["count"] for t in totals if t["basis"] == "said"}


def test_bought_by_one_for_another_is_counted_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(
        HEADER
        + "ministerie van Financiën;2022-03-01;Dahua;camera;uses;25;camera;user;;;;public\n"
        + "Rijksvastgoedbedrijf;2022-03-01;Dahua;camera;uses;25;camera;buyer;"
        "ministerie van Financiën;;;public\n"
    )
    run("import", "s.csv")
    assert said(run) == {("dahua", "device"): 25}
    rows = {r["body_name"]: r for r in run("overview", "--json").json["rows"]}
    assert rows["Rijksvastgoedbedrijf"]["counted"] is False
    assert rows["ministerie van Financiën"]["counted"] is True


def test_a_buyer_without_a_user_is_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(
        HEADER + "Rijksvastgoedbedrijf;2022-03-01;Dahua;camera;uses;25;camera;buyer;;;;public\n"
    )
    run("import", "s.csv")
    assert said(run) == {("dahua", "device"): 25}


BUYS = "Rijksvastgoedbedrijf;2022-03-01;Dahua;camera;uses;25;camera;buyer;{};;;public\n"
USES = "ministerie van Financiën;2022-04-01;Dahua;camera;uses;25;camera;user;;;;{}\n"


def test_it_is_counted_once_in_whatever_imports_it_comes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "buy.csv").write_text(HEADER + BUYS.format("ministerie van Financiën"))
    (tmp_path / "use.csv").write_text(HEADER + USES.format("public"))
    run("import", "buy.csv")
    part = run("import", "use.csv", "--json").json["files"][0]["part"]
    assert said(run) == {("dahua", "device"): 25}
    assert run("verify").code == 0
    before = run("overview", "--json", "--as-of", "2022-03-15").json["rows"]
    assert [r["counted"] for r in before] == [True]
    assert run("import", "--undo", part).code == 0
    assert said(run) == {("dahua", "device"): 25}
    assert run("verify").code == 0


def test_a_restricted_statement_takes_nothing_from_the_public_total(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "s.csv").write_text(
        HEADER + BUYS.format("ministerie van Financiën") + USES.format("restricted")
    )
    run("import", "s.csv")
    rows = run("overview", "--json", "--view", "public").json["rows"]
    assert [r["counted"] for r in rows] == [True]
    assert run("verify").code == 0


def test_one_who_names_nobody_stands_for_nobody(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(HEADER + BUYS.format("") + USES.format("public"))
    run("import", "s.csv")
    assert said(run) == {("dahua", "device"): 50}


def test_courts_two_buildings_restricted_the_number_public(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(
        HEADER + "Raad voor de rechtspraak;2022-03-01;Hikvision en Dahua;camera;uses;2;gebouwen;;;"
        "Paleis van Justitie GEHEIMPLEK;;public\n"
    )
    run("import", "s.csv")
    restricted = run("compare", "--json").out
    public = run("compare", "--json", "--view", "public").out
    assert "GEHEIMPLEK" in restricted
    assert "GEHEIMPLEK" not in public
    assert '"quantity_low": 2' in public


CANARY = "KANARIE"


def canaries(tmp_path: Path) -> list[str]:
    """Files whose restricted fields hold words that no public answer may show."""
    names = "place;department;claimant;supplier;model;firmware;quote;brand".split(";")
    header = f"body;said_at;makers;kind;status;classification;{';'.join(names)}\n"
    secret = ";".join(f"{CANARY}{n}" for n in names)
    open_part = ";".join(f"{CANARY}{n}" if n not in ("department", "brand") else "" for n in names)
    (tmp_path / "secret.csv").write_text(
        header + f"gemeente Oss;2022-03-01;Dahua;camera;uses;restricted;{secret}\n"
    )
    (tmp_path / "open.csv").write_text(
        header + f"gemeente Zeist;2022-03-02;Dahua;camera;denies;public;{open_part}\n"
    )
    host = f"{CANARY.lower()}host.gouda.nl"
    write_lines(
        tmp_path / f"{CANARY}file.json",
        [banner(ip_str="45.85.148.77", hostnames=[host], org=f"{CANARY}org")],
    )
    (tmp_path / "assets.csv").write_text(
        f"Merk;Model;Serienummer;Locatie;Beheerder\nHikvision;{CANARY}model;{CANARY}serial;"
        f"{CANARY}room;{CANARY}person\n"
    )
    return ["secret.csv", "open.csv", f"{CANARY}file.json"]


def test_a_crawl_of_every_public_answer_finds_no_restricted_value(run: Run, tmp_path: Path) -> None:
    run("demo", "--no-serve")
    other = ("--register", "own")
    assert run("import", *canaries(tmp_path), *other).code == 0
    assert run("import", "--body", "gemeente Utrecht", "assets.csv", *other).code == 0
    for place in (("--register", "herkomst-data"), other):
        bodies = {r["body"] for r in run("overview", "--json", *place).json["rows"]}
        makers = ("hikvision", "dahua", "huawei", "dji")
        pages = [
            ("overview",), ("overview", "--by", "maker,kind"), ("overview", "--since", "2000-01-01"),
            ("compare",), ("export",), ("export", "--format", "json"),
            *(("maker", m) for m in makers),
            *(("body", b) for b in sorted(bodies)),
        ]  # fmt: skip
        restricted = public = ""
        for page in pages:
            for form in ((), ("--json",)):
                restricted += run(*page, *place, *form).out
                answer = run(*page, *place, *form, "--view", "public")
                public += answer.out + answer.err
        run("export", "public.parquet", "--view", "public", *place)
        import polars as pl

        public += str(pl.read_parquet(tmp_path / "public.parquet").to_dicts())
        if place == other:
            assert CANARY in restricted
            assert "45.85.148.77" in restricted
        assert CANARY not in public and CANARY.lower() not in public
        assert "45.85.148.77" not in public
        assert "lead_only" not in public
        assert not [
            ip for ip in ("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:") if ip in public
        ]


def test_a_heard_body_is_published_and_an_unheard_one_is_not(run: Run, tmp_path: Path) -> None:
    from tests.cases.test_moment_2_zeist import CERTIFICATE

    write_lines(
        tmp_path / "scan.json", [banner(port=443, asn="AS1136", org="KPN", ssl=CERTIFICATE)]
    )
    run("import", "scan.json")
    assert run("compare", "--json", "--view", "public").json == []
    body = run("compare", "--json").json[0]["body"]
    assert run("heard", body, "--date", "2022-03-01", "--until", "2022-03-15").code == 0
    (story,) = run("compare", "--json", "--view", "public").json
    assert story["label"] == "seen_not_asked"
    assert "device" not in story["claims"][0] and "place" not in story["claims"][0]
