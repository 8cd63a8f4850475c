# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole answer in one field is evidence of each field it holds."""

from __future__ import annotations

import polars as pl

from herkomst.identify.evidence import one_form

ANSWER = (
    'HTTP/1.1 401 Unauthorized\r\nServer: DNVRS-Webs\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n'
    "<html><head><TITLE>\nNVR </TITLE></head></html>"
)


def test_headers_and_body_go_to_their_fields() -> None:
    found = one_form(pl.DataFrame({"http.server": ["nginx", ANSWER, None]}))
    assert found["http.server"][0] == "nginx" and found["http.server"][2] is None
    assert found["http.server"][1].splitlines()[0] == "DNVRS-Webs"
    assert found["http.www_authenticate"].to_list() == [None, 'Basic realm="x"', None]
    assert found["http.body"][1].startswith("<html>")
    assert found["http.title"].to_list() == [None, "NVR", None]


def test_what_stands_there_already_stays() -> None:
    frame = pl.DataFrame({"http.server": ["Server: a"], "http.www_authenticate": ["b"]})
    assert one_form(frame)["http.www_authenticate"].to_list() == ["b"]
    both = pl.DataFrame(
        {"http.title": ["own", None], "http.body": ["<title>x</title>", "<title>y</title>"]}
    )
    assert one_form(both)["http.title"].to_list() == ["own", "y"]


def test_protocols_are_kept_apart() -> None:
    frame = pl.DataFrame({"rtsp.realm": ['Server: Rtsp/1\nWWW-Authenticate: Digest realm="y"']})
    found = one_form(frame)
    assert found["rtsp.server"].to_list() == ["Rtsp/1"] and "http.server" not in found.columns


def test_addresses_are_written_one_way() -> None:
    given = ["aa-bb-cc-00-11-22", "aabb.cc00.1122", "AABBCC001122", "fe80::1", "", None]
    same = "AA:BB:CC:00:11:22"
    found = one_form(pl.DataFrame({"mac": given}))["mac"].to_list()
    assert found == [same, same, same, "fe80::1", "", None]


def test_rows_and_an_empty_table_stay() -> None:
    assert one_form(pl.DataFrame({"http.server": pl.Series([], dtype=pl.String)})).height == 0
    assert one_form(pl.DataFrame({"other": ["x"]})).to_dicts() == [{"other": "x"}]


def test_names_of_certificates_are_spelled_one_way() -> None:
    names = [
        "/C=US/O=Cisco Systems, Inc./CN=x",
        "commonName=a/organizationName=HIKVISION/countryName=CN",
        "C = TW, O = D-Link Corporation",
        "CN=a/b, O=Axis",
        None,
    ]
    found = one_form(pl.DataFrame({"tls.subject": names}))["tls.subject"].to_list()
    assert found[:2] == ["C=US, O=Cisco Systems, Inc., CN=x", "CN=a, O=HIKVISION, C=CN"]
    assert found[2:] == names[2:]


def test_addresses_that_tell_no_maker() -> None:
    from herkomst.identify import identify

    own = "44:19:B6:00:00:01"
    nobody = ["00:00:00:00:00:00", "ff-ff-ff-ff-ff-ff", "01:00:5e:00:00:01", "0242.ac11.0002",
              "00:11:22:33:44:55", "00:00:5E:00:01:0A", "000000000001"]  # fmt: skip
    found = identify(pl.DataFrame({"mac": [own, *nobody, None]}))["maker"].to_list()
    assert found == ["hikvision"] + [None] * 8
