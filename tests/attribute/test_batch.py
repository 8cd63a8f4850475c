# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A batch gives what each of its rows gives alone, and does not work row by row."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herkomst.attribute import Attributor, Facts, Statement
from herkomst.attribute.batch import RESULT

pytestmark = pytest.mark.slow


def _small() -> Attributor:
    """The same handful of bodies as the ladder's tests."""
    place = Path(__file__).with_name("test_ladder.py")
    spec = importlib.util.spec_from_file_location("ladder_cases", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["ladder_cases"] = module
    spec.loader.exec_module(module)
    found: Attributor = module.SMALL
    return found


SMALL = _small()
SCHEMA = {
    "ip": pl.String,
    "asn": pl.Int64,
    "org": pl.String,
    "isp": pl.String,
    "country": pl.String,
    "hostname": pl.String,
    "tls.subject": pl.String,
    "tls.issuer": pl.String,
    "tls.trust": pl.String,
    "synthetic": pl.Boolean,
    "seen_at": pl.String,
    "http.title": pl.String,
}


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([{n: r.get(n) for n in SCHEMA} for r in rows], schema=SCHEMA)


def alone(
    row: dict[str, Any], statement_body: str | None = None
) -> tuple[str | None, str, set[str]]:
    made = SMALL.attribute(
        Facts(
            ip=row.get("ip") or "",
            asn=row.get("asn"),
            org=row.get("org") or "",
            isp=row.get("isp") or "",
            country=row.get("country") or "",
            hostnames=tuple((row.get("hostname") or "").split("\n")),
            tls_subject=row.get("tls.subject") or "",
            tls_issuer=row.get("tls.issuer") or "",
            tls_trust=row.get("tls.trust") or "unknown",
            device_text=row.get("http.title") or "",
            synthetic=bool(row.get("synthetic")),
            seen_at=row.get("seen_at") or "",
            statements=(Statement("inventory", statement_body, True),) if statement_body else (),
        )
    )
    return made.body, str(made.level), set(made.possible)


def together(
    rows: list[dict[str, Any]], statement_body: str | None = None
) -> list[tuple[str | None, str, set[str]]]:
    made = SMALL.attribute_frame(frame(*rows), statement_body=statement_body)
    assert made.columns == list(RESULT) and made.height == len(rows)
    return [
        (r["body"], r["level"], set((r["possible"] or "").split()))
        for r in made.iter_rows(named=True)
    ]


def some(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


ROW = st.fixed_dictionaries(
    {
        "ip": some(
            "10.0.0.1",
            "10.0.9.1",
            "10.1.0.1",
            "10.3.0.1",
            "10.4.0.1",
            "10.5.0.1",
            "9.9.9.9",
            "192.0.2.1",
            "::ffff:10.0.0.7",
            "2001:db8::1",
            "x",
        ),
        "asn": some(1, 2, 3, 99),
        "org": some(
            "Line B.V.", "Host", "Gemeente Aa", "gemeente bee", "Firm B.V.", "Gemeente Twin", "Aa"
        ),
        "isp": some("Line", "Gemeente Aa", ""),
        "country": some("NL", ""),
        "hostname": some(
            "cam.aa.nl",
            "CAM.AA.NL.\nx.bee.nl",
            "aa.nl.example.com",
            "x.duckdns.org",
            "cam.oud.nl",
            "x.fictie.example",
            "guest-1.aa.nl",
            "10-0-0-1.aa.nl",
            "a.com",
        ),
        "tls.subject": some(
            "CN=cam.aa.nl",
            "CN=a.com,O=Gemeente Aa",
            "O=Gemeente Twin",
            "O=Kerk Aa",
            "/C=NL/O=Gemeente Bee/CN=bee.nl",
            "CN=localhost",
            "O=Aa",
            "O = gemeente Oud",
        ),
        "tls.issuer": some("CN=CA", "CN=cam.aa.nl", "O=Kerk Aa"),
        "tls.trust": some("trusted", "self-signed", "expired", "unknown", ""),
        "synthetic": some(True, False),
        "seen_at": some("2022-03-01T00:00:00Z", "2022-03-23T00:00:00Z", "2022-03-24T00:00:00Z", ""),
        "http.title": some("Stadhuis", "Gemeente Aa", "Bakkerij", "WEB SERVICE"),
    }
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ROW, max_size=12), some("aa", "bee", "fictie"))
def test_a_batch_gives_what_each_row_gives(
    rows: list[dict[str, Any]], statement_body: str | None
) -> None:
    assert together(rows, statement_body) == [alone(r, statement_body) for r in rows]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            some("ip", "org", "hostname", "tls.subject", "seen_at"), st.text(max_size=30)
        ),
        max_size=5,
    )
)
def test_any_text(rows: list[dict[Any, str]]) -> None:
    assert together(rows) == [alone(r) for r in rows]


def test_a_statement_vouches_for_every_address_but_another_body_s() -> None:
    rows = [{"ip": a} for a in ("192.168.1.4", "10.0.0.1", "8.8.8.8", "10.1.0.1")]
    assert together(rows, "aa") == [
        ("aa", "confirmed", set()),
        ("aa", "confirmed", set()),
        ("aa", "confirmed", set()),
        (None, "candidate", {"aa", "bee"}),
    ]


def test_a_real_body_is_never_named_for_an_invented_row() -> None:
    invented = {"ip": "10.0.0.1", "hostname": "cam.aa.nl", "org": "Gemeente Aa", "synthetic": True}
    assert together([invented, {**invented, "synthetic": False}], "aa") == [
        (None, "none", set()),
        ("aa", "confirmed", set()),
    ]


def test_columns_that_are_absent_and_no_rows() -> None:
    only = SMALL.attribute_frame(pl.DataFrame({"ip": ["10.0.0.1", "9.9.9.9"]}))
    assert only["body"].to_list() == ["aa", None]
    assert SMALL.attribute_frame(frame()).columns == list(RESULT)


def test_arrow_columns() -> None:
    made = SMALL.attribute_columns(
        {"ip": pa.array(["10.0.0.1", None]), "country": pa.array(["NL", "NL"])}
    )
    assert made["level"].to_list() == ["network_of", "country_only"]


@pytest.mark.parametrize("rows", [20_000])
def test_each_combination_is_judged_once(rows: int) -> None:
    many = pl.DataFrame(
        {
            "ip": [f"9.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}" for i in range(rows)],
            "hostname": [f"c{i}.example.com" if i % 100 else "cam.aa.nl" for i in range(rows)],
            "tls.subject": [f"CN=h{i}.example.com,O=Acme {i}" for i in range(rows)],
            "country": ["NL"] * rows,
        }
    ).with_columns(pl.when(pl.int_range(rows) % 100 != 0).then("tls.subject").alias("tls.subject"))
    with patch.object(SMALL, "judged", wraps=SMALL.judged) as judged:
        made = SMALL.attribute_frame(many)
    assert judged.call_count == 2
    assert made["level"].value_counts().sort("count")["count"].to_list() == [
        rows // 100,
        rows * 99 // 100,
    ]


def test_a_merger_is_followed_on_the_day_of_each_row() -> None:
    days = ("2022-03-01", "2022-03-23", "2022-03-24", "2024-01-01", None)
    found = together([{"ip": "10.4.0.1", "seen_at": day} for day in days])
    assert [body for body, _, _ in found] == ["oud", "oud", "aa", "aa", "aa"]


def test_a_batch_gives_what_each_row_gives_over_the_real_bodies() -> None:
    """Names as strangers write them, as titles, organisations and holders; domains of bodies."""
    import random

    from tests.attribute import variants

    from herkomst.app.bodies import attributor

    whole, rng = attributor(), random.Random(9)
    names = [v.text for v in variants.of_bodies(whole.bodies, 9, every=30)]
    names += [v.text for v in variants.of_nobody(whole.bodies, 9, 3)]
    hosts = [h.host for h in whole.bodies.hosts]
    rows: list[dict[str, Any]] = []
    for text in names:
        row: dict[str, Any] = {"ip": "85.147.0.9", "asn": 1136, "country": "NL"}
        trust = rng.choice(["trusted", "self-signed", "unknown"])
        row |= rng.choice(
            [
                {"http.title": text},
                {"org": text},
                {"tls.subject": f"O={text}", "tls.trust": trust},
                {"hostname": f"x.{rng.choice(hosts)}", "http.title": text},
                {"tls.subject": f"CN=cam.{rng.choice(hosts)}", "tls.trust": trust},
            ]
        )
        rows.append(row)
    made = whole.attribute_frame(frame(*rows))
    assert made["body"].count() > len(rows) / 4
    for row, answer in zip(rows, made.iter_rows(named=True), strict=True):
        one = whole.attribute(
            Facts(
                ip=row["ip"],
                asn=row["asn"],
                org=row.get("org") or "",
                country="NL",
                hostnames=tuple((row.get("hostname") or "").split("\n")),
                tls_subject=row.get("tls.subject") or "",
                tls_trust=row.get("tls.trust") or "unknown",
                device_text=row.get("http.title") or "",
            )
        )
        found = (answer["body"], answer["level"], set((answer["possible"] or "").split()))
        assert found == (one.body, str(one.level), set(one.possible)), row
