# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts become columns, in batches that add up; values of strangers become ours or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst import catalogue
from herkomst.collect import Quarantined, chunks_read
from herkomst.content import Content
from herkomst.observations import (
    BATCH_ROWS,
    Found,
    address,
    distinguished_name,
    frame,
    gathered,
    header,
    moment,
    title_of,
)
from herkomst.schema import observation_schema


def test_batches_add_up(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"x")
    many = (
        Found(i, 1, ({"ip": "198.18.0.1"},) * (i % 3))
        if i % 7
        else Quarantined(i, 1, "broken", b"x")
        for i in range(2 * BATCH_ROWS)
    )
    rows = list(chunks_read(gathered(many, Content(path))))
    assert len(rows) > 1
    assert sum(len(r.quarantined) for r in rows) == len(range(0, 2 * BATCH_ROWS, 7))


def test_columns_are_those_of_the_lake_and_capped() -> None:
    made = frame([{"http.server": "x" * 9999, "port": 70000}], [(3, 4)])
    schema = observation_schema(tuple(catalogue.fields()))
    assert made.columns == schema.names
    (row,) = made.to_dicts()
    assert len(row["http.server"]) == catalogue.fields()["http.server"].cap
    assert (row["offset"], row["length"], row["port"]) == (3, 4, 70000)


def test_a_number_that_cannot_be_is_left_out() -> None:
    (row,) = frame([{"port": 10**30, "asn": -1}], [(0, 1)]).to_dicts()
    assert (row["port"], row["asn"]) == (None, None)


def test_what_is_given_beats_what_the_banner_says() -> None:
    facts = {"data": "HTTP/1.1 200\r\nServer: from the banner\r\n", "http.server": "given"}
    assert frame([facts], [(0, 1)])["http.server"].to_list() == ["given"]
    del facts["http.server"]
    assert frame([facts], [(0, 1)])["http.server"].to_list() == ["from the banner"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024-10-27T16:39:11.239145327Z", "2024-10-27T16:39:11.239145Z"),
        ("2024-01-01T00:30:00+01:00", "2023-12-31T23:30:00Z"),
        ("2026-02-06 15:21:24", "2026-02-06T15:21:24Z"),
        ("2021/02/20 14:11:36", "2021-02-20T14:11:36Z"),
        ("2021-02-20", "2021-02-20T00:00:00Z"),
        ("1645000000", "2022-02-16T08:26:40Z"),
        (1645000000, "2022-02-16T08:26:40Z"),
        ("1645000000123", "2022-02-16T08:26:40Z"),
        ("2021-13-40", None),
        ("yesterday", None),
        ("9" * 40, None),
        (None, None),
    ],
)
def test_moments(text: str | int | None, wanted: str | None) -> None:
    assert moment(text) == wanted


def test_addresses() -> None:
    assert address("198.18.0.1 ") == "198.18.0.1"
    assert address("FE80::1%eth0") == "fe80::1"
    assert address("010.1.1.1") is None and address("x") is None and address(None) is None


def test_headers_titles_and_names() -> None:
    assert header({"_encoding": {}, "WWW_Authenticate": ["a", "b"]}, "www-authenticate") == "a"
    assert header({"server": {"headers": ["x"]}}, "server") == "x"
    assert header({"server": 5}, "server") is None
    assert title_of("<HTML><title lang=nl>\n A  b</title>") == "A b"
    assert title_of("<title>" * 20000) is None
    assert distinguished_name({"O": "b", "CN": "a"}) == "CN=a,O=b"
    assert distinguished_name({}) is None
