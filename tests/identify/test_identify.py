# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows in, identifications out, in order; the catalogue holds its own examples."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


FIELDS = sorted(catalogue.fields())
VALUES = st.sampled_from(
    [e for r in catalogue.rules() for e in (*r.examples, *r.counter_examples)] + ["", " ", "x"]
)
ROWS = st.lists(
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4), min_size=1, max_size=6
)


def frame_of(rows: list[dict[str, str]], fields: list[str] = FIELDS) -> pl.DataFrame:
    return pl.DataFrame(
        {f: [r.get(f) for r in rows] for f in fields}, schema=dict.fromkeys(fields, pl.String)
    )


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, data=st.data())
def test_neither_order_nor_batch_changes_anything(
    rows: list[dict[str, str]], data: st.DataObject
) -> None:
    """Fields in another order, rows in another order, one by one: each row keeps its answer."""
    whole = identify(frame_of(rows)).rows()
    assert identify(frame_of(rows, data.draw(st.permutations(FIELDS)))).rows() == whole
    order = data.draw(st.permutations(range(len(rows))))
    turned = identify(frame_of([rows[n] for n in order])).rows()
    assert [turned[order.index(n)] for n in range(len(rows))] == whole
    assert [row for one in rows for row in identify(frame_of([one])).rows()] == whole


SENTENCES = (
    "{} kopen",
    "{} review - Tweakers",
    "{} dealer Nederland",
    "{} handleiding pdf",
    "{} | nieuws",
    "Goedkope {} voor thuis",
    "{} kwetsbaarheid: wat gemeenten moeten weten",
    "{} systems installed by Jansen",
)


def test_a_title_that_goes_on_as_a_sentence_names_nobody() -> None:
    """What a device calls itself stands in shops and news too, and goes on there."""
    titles = [e for r in catalogue.rules() if r.field == "http.title" for e in r.examples]
    pages = [s.format(t) for t in titles for s in SENTENCES]
    found = identify(pl.DataFrame({"http.title": pages}))
    named = [p for p, maker in zip(pages, found["maker"], strict=True) if maker]
    assert named == []


def test_an_address_as_realm_is_that_of_the_maker_it_is_registered_to() -> None:
    assert said_of("rtsp.realm", 'Digest realm="c4790503a344"') == ("uniview", "possible")
    assert said_of("rtsp.realm", 'Digest realm="b4a382000000"') == ("hikvision", "possible")
    assert said_of("rtsp.realm", 'Digest realm="02005e005301"') == (None, None)


def said_of(field: str, value: str) -> tuple[str | None, str | None]:
    found = identify(pl.DataFrame({field: [value]})).row(0, named=True)
    return found["maker"], found["grade"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(
            ("http.title", t)
            for t in (
                "Hikvision camera kopen? Bekijk onze webshop",
                "Dahua camera review 2023",
                "Huawei verbod gemeenten",
                "Axis Bank Internet Banking",
                "Siemens Nederland",
                "Philips",
                "Cisco training Utrecht",
                "Bosch Car Service Jansen",
                "Canon Law Society",
                "Free WiFi Portal",
                "Orange County",
                "DJI",
                "DJI Rijswijk",
                "Sharp & Zonen advocaten",
                "Huawei Cloud",
                "brachyterapii",
            )
        ),
        ("http.body", '<a href="https://www.hikvision.com">Hikvision</a>'),
        ("http.body", '{"@type":"Product","manufacturer":"Dahua","name":"IPC-HFW"}'),
        ("ftp.banner", "220 Siemens Nederland N.V. FTP service"),
        ("ftp.banner", "220 ftp.cisco.com FTP server ready"),
        ("telnet.banner", "Welcome to Siemens Nederland. Authorized access only\nlogin:"),
        ("telnet.banner", "This system is property of Philips"),
        ("tls.subject", "O=Philips, CN=*.philips.com"),
        ("tls.subject", "O=Dienst Justitiele Inrichtingen, CN=dji.nl"),
        ("tls.subject", "O=Axis Bank Limited, CN=axisbank.com"),
        ("snmp.sysdescr", "Linux hikvision 5.4"),
        ("ssh.banner", "SSH-2.0-OpenSSH_7.4 Huawei honeypot"),
        ("http.server", "IBM_HTTP_Server/8.5"),
        ("http.server", "Huawei Cloud WAF"),
        ("product", "Apple Filing Protocol"),
        ("mac", "52:54:4C:00:00:00"),
    ],
)
def test_pages_owners_and_homonyms_name_nobody(field: str, value: str) -> None:
    assert said_of(field, value) == (None, None)


@pytest.mark.parametrize(
    ("field", "value", "maker"),
    [
        ("snmp.sysobjectid", ".1.3.6.1.4.1.8691.7.116", "moxa"),
        ("upnp.description", "<manufacturer>TRENDnet</manufacturer>", "trendnet"),
        ("onvif.deviceinfo", '{"Manufacturer": "Brickcom", "Model": "FB-100Ap"}', "brickcom"),
        ("http.title", "Siemens S7-1200", "siemens"),
        ("http.www_authenticate", 'Basic realm="TEW-652BRP"', "trendnet"),
        ("ics.identity", "Vendor Name: Schneider Electric\nProduct: BMX NOE", "schneider-electric"),
        ("dhcp.vendor_class", "snom320", "snom"),
        ("cpe", "cpe:2.3:h:crestron:tsw-760:-:*:*:*:*:*:*:*", "crestron"),
    ],
)
def test_devices_name_themselves_without_a_rule_of_their_own(
    field: str, value: str, maker: str
) -> None:
    assert said_of(field, value)[0] == maker


def test_a_title_in_the_body_and_a_header_in_the_answer_count() -> None:
    assert said_of("http.body", "<html><title>NETGEAR Router R7000</title>")[0] == "netgear"
    assert said_of("http.www_authenticate", "HTTP/1.1 401\nServer: DNVRS-Webs\n")[0] == "hikvision"


LOREX = "onvif://www.onvif.org/name/Lorex"
DHIP = '{"method": "client.notifyDevInfo", "params": {"deviceInfo": {"Vendor": "%s"}}}'


@pytest.mark.parametrize(
    ("evidence", "maker", "brand", "against"),
    [
        ({"onvif.scopes": LOREX}, None, "lorex", "edge:dahua:lorex -edge:hikvision:lorex"),
        ({"dhip.json": DHIP % "Lorex"}, "dahua", "lorex", "-edge:hikvision:lorex"),
        ({"onvif.scopes": LOREX, "http.server": "DNVRS-Webs"}, "hikvision", "lorex", "-edge:dahua:lorex"),
        ({"onvif.deviceinfo": "Manufacturer: EZVIZ"}, "hikvision", "ezviz", "-edge:dahua:ezviz"),
        ({"dhip.json": DHIP % "Honeywell"}, "dahua", "honeywell", "-edge:hikvision:honeywell"),
        ({"dhip.json": DHIP % "Montavue"}, "dahua", "montavue", "-edge:hikvision:montavue"),
        ({"onvif.deviceinfo": "Manufacturer: Swann"}, None, "swann", "edge:dahua:swann"),
        ({"onvif.deviceinfo": "Manufacturer: Matrix Comsec"}, "matrix-comsec", "matrix-comsec", ""),
    ],
)  # fmt: skip
def test_contradicting_assertions_are_shown_and_the_device_decides(
    evidence: dict[str, str], maker: str | None, brand: str, against: str
) -> None:
    found = identify(pl.DataFrame({k: [v] for k, v in evidence.items()})).row(0, named=True)
    assert (found["maker"], found["brand"]) == (maker, brand)
    assert against in found["rules"]


def test_a_part_inside_is_never_the_maker() -> None:
    module = {"mac": ["34:87:3D:00:00:00"]}  # registered to Quectel
    alone = identify(pl.DataFrame(module)).row(0, named=True)
    assert (alone["maker"], alone["component"]) == (None, "quectel")
    router = identify(pl.DataFrame({**module, "http.title": ["Teltonika RUT955 - Login"]}))
    assert router["maker"].to_list() == ["teltonika"]
    camera = {"rtsp.server": ["Hipcam RealServer/V1.0"], "mac": ["84:8A:59:00:00:00"]}
    chip = identify(pl.DataFrame(camera)).row(0, named=True)
    assert (chip["maker"], chip["component"], chip["kind"]) == (None, "hisilicon", "camera")
    server = {"http.server": ["Agranat-EmWeb/R4_01"]}
    assert identify(pl.DataFrame(server))["component"].to_list() == ["agranat"]
