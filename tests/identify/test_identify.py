# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows in, identifications out, in order; the catalogue holds its own examples."""

from __future__ import annotations

import polars as pl

from herkomst import catalogue
from herkomst.app.checking import check
from herkomst.identify import RESULT, identify


def test_rows_keep_their_order_and_silence_is_null() -> None:
    frame = pl.DataFrame(
        {
            "http.server": ["nginx", "Hikvision-Webs", None, "Boa/0.94"],
            "http.title": [None, None, "x", None],
        }
    )
    found = identify(frame)
    assert found.columns == RESULT and found.height == 4
    assert found["maker"].to_list() == [None, "hikvision", None, None]


def test_a_batch_says_what_each_row_alone_says() -> None:
    rules = catalogue.rules()
    values = [(r.field, e) for r in rules for e in r.examples][::7]
    frame = pl.DataFrame(
        [{f: (v if f == name else None) for f in catalogue.fields()} for name, v in values],
        schema=dict.fromkeys(catalogue.fields(), pl.String),
    )
    batch = identify(frame)
    for at in range(0, frame.height, 11):
        assert identify(frame[at : at + 1]).rows() == batch[at : at + 1].rows()


def test_nothing_at_all_is_no_error() -> None:
    assert identify(pl.DataFrame({"http.server": pl.Series([], dtype=pl.String)})).height == 0
    assert identify(pl.DataFrame({"unknown": ["x"]}))["maker"].to_list() == [None]


def test_the_catalogue_holds_its_examples_and_stays_silent_on_the_benign() -> None:
    done = check()
    assert done.failures == []
    assert done.makers >= 20 and done.benign >= 150


def test_generic_evidence_names_nobody() -> None:
    generic = {
        "http.server": [
            "Boa/0.94.13",
            "GoAhead-Webs",
            "uc-httpd 1.0.0",
            "Webs",
            "mini_httpd/1.19",
            "lighttpd",
        ],
        "http.www_authenticate": [
            'Basic realm="index"',
            'Digest realm="Login to router"',
            'Basic realm="DVR"',
        ],
        "tls.subject": ["CN=localhost", "CN=IPCAM", "O=Default Company Ltd"],
    }
    for field, values in generic.items():
        assert set(identify(pl.DataFrame({field: values}))["maker"].to_list()) == {None}, field
