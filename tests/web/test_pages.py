# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages, as a browser asks for them."""

from __future__ import annotations

import gzip
import html
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.conftest import shared
from tests.registers.places import made
from tests.web.conftest import CANARY, HOSTILE, Client, Page, crawl

from herkomst.app import places
from herkomst.app.directory import STATES
from herkomst.app.question import Question
from herkomst.model import View
from herkomst.settings import Settings
from herkomst.store import Store, open_store

PAGES = ["/nl/", "/nl/bodies", "/nl/bodies/gm0355", "/nl/makers", "/nl/makers/hikvision",
         "/nl/compare", "/nl/method", "/nl/data", "/nl/accessibility"]  # fmt: skip


@pytest.fixture(scope="module")
def crawled(client: Client, full_store: Store) -> dict[View, dict[str, Page]]:
    bodies = [row["body"] for row in full_store.register.ask("bodies_with_claims")]
    return {view: crawl(client(view), bodies) for view in View}


@pytest.mark.parametrize("view", View)
def test_every_link_leads_somewhere(crawled: dict[View, dict[str, Page]], view: View) -> None:
    broken = {p.address: p.status for p in crawled[view].values() if p.status != 200}
    assert not broken
    paths = {re.sub(r"/(gm\d+|c[0-9a-f]{40})$", "/*", a.partition("?")[0]) for a in crawled[view]}
    assert {"/nl/bodies/*", "/en/bodies/*", "/nl/claims/*", "/nl/makers/hikvision"} <= paths


def test_a_crawl_of_the_public_view_finds_no_restricted_value(
    crawled: dict[View, dict[str, Page]],
) -> None:
    restricted = "".join(p.text for p in crawled[View.RESTRICTED].values())
    assert CANARY in restricted and "45.85.148.77" in restricted
    for page in crawled[View.PUBLIC].values():
        plain = html.unescape(page.text)
        assert CANARY not in plain.upper(), page.address
        assert "45.85.148." not in plain, page.address
        assert 'class="label lead_only"' not in plain or page.address.endswith("/method")
        assert not re.search(r"\b\d+\+\d+\b.*byte", plain), page.address


@pytest.mark.parametrize("view", View)
def test_what_strangers_wrote_is_text(crawled: dict[View, dict[str, Page]], view: View) -> None:
    told = 0
    for page in crawled[view].values():
        if not page.text.startswith("<!doctype html>"):
            continue
        assert "<script>alert" not in page.text, page.address
        assert "<img src=x" not in page.text and "<svg/onload" not in page.text, page.address
        runs = re.search(r'(?:href|src|action)="\s*javascript:', page.text, re.IGNORECASE)
        assert not runs, page.address
        assert "7777777" not in page.text, page.address
        told += html.escape("<script>alert(1)</script>") in page.text
    assert told, "the hostile values are on no page, so this proves nothing"


def test_nothing_is_asked_of_another_host_and_nothing_runs_inline(
    crawled: dict[View, dict[str, Page]],
) -> None:
    for page in crawled[View.RESTRICTED].values():
        if not page.text.startswith("<!doctype html>"):
            continue
        loaded = re.findall(
            r'<(?:script|link|img|iframe|object)[^>]*(?:src|href)="([^"]+)"', page.text
        )
        assert all(target.startswith("/") for target in loaded), page.address
        assert "style=" not in page.text and not re.search(
            r"\son[a-z]+=", page.text.split("<main")[0]
        )


@pytest.mark.parametrize("path", PAGES)
def test_a_page_carries_its_protection_language_and_day(client: Client, path: str) -> None:
    for language in ("nl", "en"):
        answer = client(View.RESTRICTED).get(path.replace("/nl", f"/{language}"))
        assert answer.status_code == 200
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert f'<html lang="{language}">' in answer.text
        assert "<time datetime=" in answer.text and 'name="as_of"' in answer.text
        assert "private" in answer.headers["cache-control"]


def test_the_first_page_follows_the_language_of_the_browser(client: Client) -> None:
    for asks, goes in (("en-GB,en;q=0.9,nl;q=0.5", "/en/"), ("nl", "/nl/"), ("fr", "/nl/")):
        answer = client(View.PUBLIC).get(
            "/", headers={"accept-language": asks}, follow_redirects=False
        )
        assert answer.headers["location"] == goes


def test_as_of_a_day_before_the_admission_the_denial_stands(client: Client) -> None:
    page = client(View.RESTRICTED).get("/nl/bodies/gm0828?as_of=2022-02-01").text
    assert "alsnog erkend" not in page
    assert "alsnog erkend" in client(View.RESTRICTED).get("/nl/bodies/gm0828").text


def test_links_keep_the_day(client: Client) -> None:
    page = client(View.RESTRICTED).get("/nl/?as_of=2022-03-02").text
    assert 'href="/nl/compare?as_of=2022-03-02"' in page
    assert 'href="/en/?as_of=2022-03-02"' in page


WRONG: list[tuple[str, int]] = [
    ("/nl/bodies/nobody", 404), ("/nl/makers/nobody", 404), ("/nl/claims/nothing", 404),
    ("/nl/nothing", 404), ("/de/", 404), ("/nl/data/herkomst.exe", 404),
    ("/nl/?as_of=2022-02-30", 400), ("/nl/?as_of=%00", 400), ("/nl/?colour=pink", 400),
    ("/nl/?what=ever", 400), ("/nl/?as_of=2022-01-01&as_of=2022-01-02", 400),
    ("/nl/bodies?page=0", 400), ("/nl/bodies?page=x", 400), ("/nl/bodies?page=%D9%A1", 400),
    ("/nl/bodies?kind=ufo", 400), ("/nl/bodies?sort=id;drop", 400), ("/nl/bodies?q=" + "a" * 300, 400),
    ("/nl/compare?label=wrong", 400), ("/nl/compare?page=99999999999999999999", 400),
    ("/static/../pages.py", 404), ("/static/%2e%2e/pages.py", 404), ("/static/..%5cpages.py", 404),
]  # fmt: skip


@pytest.mark.parametrize(("address", "status"), WRONG)
def test_what_cannot_be_read_is_said_so(client: Client, address: str, status: int) -> None:
    answer = client(View.PUBLIC).get(address)
    assert answer.status_code == status
    assert "Traceback" not in answer.text and "herkomst/" not in answer.text
    if not address.startswith("/static"):
        assert "<h1>" in answer.text


def test_only_reading_is_allowed(client: Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client(View.PUBLIC).request(method, "/nl/").status_code == 405


def test_the_restricted_view_answers_this_computer_only(client: Client) -> None:
    for host, status in (("evil.example", 421), ("localhost:8765", 200), ("127.0.0.1", 200)):
        assert client(View.RESTRICTED).get("/nl/", headers={"host": host}).status_code == status
    assert client(View.PUBLIC).get("/nl/", headers={"host": "evil.example"}).status_code == 200


def test_a_page_the_reader_has_is_not_sent_again(client: Client) -> None:
    first = client(View.PUBLIC).get("/nl/compare")
    again = client(View.PUBLIC).get("/nl/compare", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content


@pytest.mark.parametrize("path", ["/nl/", "/nl/bodies/gm0355", "/nl/compare", "/nl/bodies"])
def test_a_page_asks_the_register_little(full_store: Store, path: str) -> None:
    from herkomst.web import application

    fresh = TestClient(application(full_store, View.RESTRICTED))
    full_store.register.asked.clear()
    assert fresh.get(path).status_code == 200
    assert len(full_store.register.asked) <= 12, list(full_store.register.asked)
    full_store.register.asked.clear()
    fresh.get(path)
    assert list(full_store.register.asked) == ["log_head"]


def rows_of(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/nl/bodies/([^"?]+)', page)


def test_the_table_of_bodies_searches_filters_sorts_and_pages(client: Client) -> None:
    def ask(**query: Any) -> str:
        return client(View.RESTRICTED).get("/nl/bodies", params=query).text

    assert rows_of(ask(q="ZEÍST")) == ["gm0355"]
    assert rows_of(ask(q="zeist", kind="provincie")) == []
    assert "Geen overheid voldoet" in ask(q="zeist", kind="provincie")
    first, second = rows_of(ask()), rows_of(ask(page=2))
    assert len(first) == len(second) == 50 and not set(first) & set(second)
    assert rows_of(ask(sort="-name"))[0] != first[0]
    assert "gm0828" in rows_of(ask(state="found"))
    assert "gm0828" in rows_of(ask(label="admitted"))
    assert "gm0828" not in rows_of(ask(label="lead_only"))
    assert set(rows_of(ask(province="PV26", kind="gemeente", state="found"))) >= {"gm0355"}
    for state in STATES:
        assert rows_of(ask(state=state))


def test_a_number_opens_its_evidence_down_to_the_record(client: Client) -> None:
    page = client(View.RESTRICTED).get("/nl/bodies/gm0513").text
    claim = re.search(r'href="(/nl/claims/c[0-9a-f]{40})"', page)
    assert claim
    card = html.unescape(client(View.RESTRICTED).get(claim.group(1)).text)
    assert "byte 0, " in card and '"ip_str": "45.85.148.7' in card
    assert client(View.PUBLIC).get(claim.group(1)).status_code == 404


def test_a_public_statement_shows_its_source_and_an_evidence_card(client: Client) -> None:
    page = client(View.PUBLIC).get("/nl/bodies/gm0355").text
    assert "Follow the Money" in page and "weersproken" in page
    claim = re.search(r'href="(/nl/claims/c[0-9a-f]{40})"', page)
    assert claim
    card = client(View.PUBLIC).get(claim.group(1)).text
    assert "bewijskaart" in card and re.search(r"<code class=\"hash\">[0-9a-f]{64}<", card)
    assert "<pre" not in card


def test_an_empty_register_says_what_to_do_next(empty_client: TestClient) -> None:
    for path, words in (
        ("/nl/", "herkomst import"),
        ("/nl/compare", "Importeer"),
        ("/nl/bodies/gm0355", "herkomst import --body"),
        ("/nl/makers/hikvision", "Bij geen overheid"),
        ("/nl/bodies?state=found", "Geen overheid voldoet"),
    ):
        answer = empty_client.get(path)
        assert answer.status_code == 200 and words in html.unescape(answer.text)


def test_a_file_is_named_by_its_day_and_made_inert(client: Client) -> None:
    answer = client(View.PUBLIC).get("/nl/data/herkomst.csv?as_of=2022-03-02")
    assert 'filename="herkomst-2022-03-02.csv"' in answer.headers["content-disposition"]
    assert answer.headers["content-type"].startswith("text/csv")
    assert CANARY not in answer.text
    assert client(View.PUBLIC).get("/nl/data/herkomst.parquet").content[:4] == b"PAR1"


def test_a_fault_of_ours_is_a_page_and_a_line_in_the_log(
    full_store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from herkomst.app import method
    from herkomst.web import application

    def fail() -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(method, "method", fail)
    pages = TestClient(application(full_store, View.PUBLIC), raise_server_exceptions=False)
    answer = pages.get("/nl/method")
    assert answer.status_code == 500 and "secret detail" not in answer.text
    assert "secret detail" in caplog.text


def test_the_hostile_value_is_shown_whole_to_those_who_may(client: Client) -> None:
    page = html.unescape(client(View.RESTRICTED).get("/nl/bodies/gm0344").text)
    assert HOSTILE in page


def test_imported_boundaries_stand_in_place_of_tiles(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HERKOMST_CATALOGUE", str(tmp_path))
    get = client(View.PUBLIC).get
    tiles = get("/nl/")
    assert "<use " in tiles.text and "map=areas" not in tiles.text
    places.refresh(shared("data/bodies/gemeenten_simple.topojson"), 2025)
    drawn = get("/nl/", headers={"if-none-match": tiles.headers["etag"]})
    assert drawn.status_code == 200, "the register is as it was, and the page is another"
    links = re.findall(r'<a class="tile tile-\w+" href="/nl/bodies/(gm\d+)"', drawn.text)
    assert len(set(links)) == 342 and "<use " not in drawn.text
    assert len(gzip.compress(drawn.content)) < 60_000
    assert "<use " in get("/nl/?map=tiles&colour=asked").text
    assert get("/nl/?map=globe").status_code == 400
    places.refresh(made.geojson(tmp_path / "x.json", [FEATURE]), 2026)
    few = get("/nl/").text
    assert "341 overheden" in few and len(re.findall(r'<a class="tile', few)) == 1


FEATURE = {
    "type": "Feature",
    "properties": {"statcode": "GM0355"},
    "geometry": {"type": "Polygon", "coordinates": [made.ring(5.0, 52.0)]},
}


def test_a_page_comes_packed_to_who_takes_it(client: Client) -> None:
    get = client(View.PUBLIC).get
    plain = get("/nl/method", headers={"accept-encoding": "identity"})
    packed = get("/nl/method", headers={"accept-encoding": "gzip, br"})
    assert plain.text == packed.text and plain.headers["etag"] == packed.headers["etag"]
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


def test_what_may_be_published_is_asked_every_day(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    get = client(View.PUBLIC).get
    today = get("/nl/compare?as_of=2022-06-01").headers["etag"]
    monkeypatch.setattr(Question, "asked_on", "2031-01-01")
    assert get("/nl/compare?as_of=2022-06-01").headers["etag"] != today


ROW = re.compile(r"<tr><th scope=\"row\">")


def listed_rows(pages: TestClient, address: str) -> int:
    """How many rows a list has, over all its pages."""
    found = 0
    while address:
        text = pages.get(address).text
        found += len(ROW.findall(text))
        onward = re.search(r'rel="next" href="([^"]+)"', text)
        address = html.unescape(onward[1]) if onward else ""
    return found


@pytest.mark.parametrize("view", View)
def test_numbers_on_the_first_page_open_lists_of_their_length(client: Client, view: View) -> None:
    pages = client(view)
    text = pages.get("/en/").text
    told = re.findall(r'href="(/en/(?:evidence|bodies|compare)\?[^"]+)">(?:<[^>]+>)*([^<]*)<', text)
    numbers = 0
    for address, words in told:
        number = re.search(r"([\d,]+)", words)
        if (
            ("unit=" in address and "basis=verdict" in address)
            or "state=" in address
            or "tile=" in address
        ):
            assert number is not None, words
            listed = pages.get(html.unescape(address)).text
            count = int(number[1].replace(",", ""))
            said = re.search(r"([\d,]+) public bod", listed)
            assert said is not None and int(said[1].replace(",", "")) == count, address
            if count <= 120:
                assert listed_rows(pages, html.unescape(address)) + listed.count(
                    '<tr>\n<th scope="row">'
                ) in (count, min(count, 50)), address
            numbers += 1
    assert numbers > 8


def test_a_body_page_opens_the_rule_behind_each_number_and_label(client: Client) -> None:
    """Label, level, number, device count, fingerprint and article lead to a place that is there."""
    pages = client(View.RESTRICTED)
    method = pages.get("/nl/method").text
    places = set(re.findall(r' id="([^"]+)"', method))
    body = pages.get("/nl/bodies/gm0513").text
    anchors = set(re.findall(r'href="/nl/method#([^"]+)"', body))
    assert {a.partition("-")[0] for a in anchors} >= {"label", "policy", "devices"}
    assert anchors <= places
    devices = re.search(r'href="(/nl/bodies/gm0513/evidence\?[^"]*of=devices[^"]*)"', body)
    assert devices is not None
    listed = pages.get(html.unescape(devices[1])).text
    claim = re.search(r'href="(/nl/claims/c[0-9a-f]{40})"', listed)
    assert claim is not None
    page = pages.get(claim[1]).text
    anchors = set(re.findall(r'href="/nl/method#([^"]+)"', page))
    assert {a.partition("-")[0] for a in anchors} >= {"level", "ladder"} and anchors <= places
    rules = set(re.findall(r'href="/nl/method/fingerprints/([^"]+)"', page))
    assert rules and all(
        pages.get(f"/nl/method/fingerprints/{r}").status_code == 200 for r in rules
    )


def test_every_fingerprint_has_a_page_and_is_found(client: Client) -> None:
    from herkomst import catalogue

    pages = client(View.PUBLIC)
    for rule in catalogue.rules()[::23]:
        for language in ("nl", "en"):
            text = html.unescape(pages.get(f"/{language}/method/fingerprints/{rule.id}").text)
            assert rule.field in text and rule.source in text
            assert all(e in text for e in (*rule.examples, *rule.counter_examples))
            assert rule.pattern is None or rule.pattern in text
        found = pages.get(f"/en/method/fingerprints?q={rule.id}").text
        assert f"/en/method/fingerprints/{rule.id}" in found
    assert pages.get("/nl/method/fingerprints/no-such-rule").status_code == 404
    assert pages.get("/nl/method/fingerprints?page=99").status_code == 200


def test_a_record_opens_in_the_restricted_view_only(client: Client) -> None:
    listed = (
        client(View.RESTRICTED).get("/en/evidence?maker=hikvision&unit=address&basis=measured").text
    )
    record = re.search(r'href="(/en/record\?[^"]+)"', listed)
    assert record is not None
    address = html.unescape(record[1])
    assert "Hikvision-Webs" in client(View.RESTRICTED).get(address).text
    assert client(View.PUBLIC).get(address).status_code == 404
    for wrong in (
        "offset=x&length=1",
        "offset=0&length=0",
        "offset=0",
        "offset=0&length=99999999999",
    ):
        answer = client(View.RESTRICTED).get(f"/en/record?document={'0' * 64}&{wrong}")
        assert answer.status_code == 400, wrong
    gone = client(View.RESTRICTED).get(f"/en/record?document={'0' * 64}&offset=0&length=1")
    assert gone.status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nl/bodies/gm0513/evidence?maker=nobody&kind=camera", 404),
        ("/nl/bodies/gm0513/evidence?maker=hikvision&kind=camera&of=all", 400),
        ("/nl/bodies/gm0513/evidence?maker=hikvision&kind=camera&sort=size", 400),
        ("/nl/bodies/gm0513/evidence?maker=hikvision&kind=camera&page=1", 404),
        ("/nl/evidence?maker=hikvision&unit=litre&basis=measured", 400),
        ("/nl/evidence?maker=nobody&unit=banner&basis=measured", 404),
        ("/nl/evidence?maker=hikvision&unit=banner&basis=measured&synthetic=1", 400),
        ("/nl/compare?synthetic=maybe", 400),
        ("/nl/bodies?tile=red", 400),
    ],
)
def test_lists_that_are_not_there(client: Client, address: str, status: int) -> None:
    assert client(View.RESTRICTED).get(address).status_code == status


@pytest.mark.parametrize("view", list(View))
def test_a_fault_of_the_store_tells_the_public_no_place(
    tmp_path: Path, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    from herkomst.app import picture
    from herkomst.errors import StoreError
    from herkomst.web import application

    def fails(*_: object) -> None:
        raise StoreError("/srv/secret/register.sqlite is broken")

    monkeypatch.setattr(picture, "picture", fails)
    store = open_store(Settings(tmp_path / "register", "", 30, 10), create=True)
    answer = TestClient(application(store, view)).get("/nl/")
    assert answer.status_code == 503
    assert ("/srv/secret" in answer.text) is (view is View.RESTRICTED)
    assert "Er ging iets mis" in answer.text


def test_what_is_wrong_is_told_in_the_language_of_the_page(client: Client) -> None:
    page = client(View.PUBLIC).get("/nl/bodies?foo=1").text
    assert "Het adres vraagt iets dat deze pagina niet kent" in page
    assert '<p lang="en">' in page


@pytest.mark.parametrize("path", ["/en/bodies/gm0828", "/en/makers/axis", "/en/", "/en/compare"])
def test_the_public_is_not_told_that_nothing_was_said_where_it_may_not_see(
    tmp_path: Path, path: str
) -> None:
    from herkomst.web import application

    store = open_store(Settings(tmp_path / "register", "", 30, 10), create=True)
    for view in View:
        page = TestClient(application(store, view)).get(path).text
        assert ("public yet" in page or "is public" in page) is (view is View.PUBLIC), view
