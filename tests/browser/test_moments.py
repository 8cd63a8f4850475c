# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The moments of truth through a real browser: the count, Zeist, roles and views; and hostile values."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Served
from tests.conftest import Run, banner, write_lines
from tests.web.conftest import HOSTILE, hostile

from herkomst.model import View

PagesOf = Callable[[Path], Served]


def test_count_both_totals_each_with_its_unit_and_each_opens(
    demo_pages: Served, page: Page
) -> None:
    page.goto(demo_pages(View.RESTRICTED) + "/nl/")
    table = page.get_by_role("table").filter(has_text="treffers")
    for maker, banners in (("Hikvision", "28.221"), ("Dahua", "10.431")):
        row = table.get_by_role("row").filter(has_text=maker).first
        cells = row.get_by_role("cell").all_inner_texts()
        assert cells[0] == banners and len(set(cells)) == 3
        assert "verzonnen" in row.inner_text()
    assert [h.strip() for h in table.locator("thead th").all_inner_texts()][1:] == [
        "treffers", "adressen", "apparaten",
    ]  # fmt: skip
    table.get_by_role("link", name="Hikvision").click()
    assert page.url.endswith("/nl/makers/hikvision")
    assert "treffers" in page.locator("main").inner_text()


def test_zeist_before_and_after(demo_pages: Served, page: Page) -> None:
    page.goto(demo_pages(View.RESTRICTED) + "/nl/compare?label=admitted")
    page.get_by_role("link", name="gemeente Zeist").first.click()
    story = page.locator("article.story").first
    assert "alsnog erkend" in story.locator("h2").inner_text()
    said, seen = story.locator(".lanes section").all()
    assert "ontkent" in said.inner_text() and "gebruikt" in said.inner_text()
    assert "waargenomen" in seen.inner_text()
    story.locator("summary").click()
    assert "weersproken" in story.locator("details").inner_text()
    page.goto(demo_pages(View.RESTRICTED) + "/nl/bodies/gm0355?as_of=2022-02-28")
    assert "nog niets gezegd" in page.locator("main").inner_text()


@pytest.mark.slow
def test_a_denial_against_a_sighting_is_contradicted_in_the_restricted_view(
    run: Run, tmp_path: Path, page: Page, pages_of: PagesOf
) -> None:
    from tests.cases.test_moment_2_zeist import CERTIFICATE

    seen = banner(port=443, asn="AS1136", org="KPN", ssl=CERTIFICATE)
    write_lines(tmp_path / "scan.json", [seen])
    run("import", "scan.json")
    body = run("compare", "--json").json[0]
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status;classification\n"
        f"{body['body_name']};2022-03-01;;camera;denies;public\n"
    )
    run("import", "s.csv")
    pages = pages_of(tmp_path / "herkomst-data")
    code = body["body"].rsplit("/", 1)[-1]
    page.goto(pages(View.RESTRICTED) + f"/nl/bodies/{code}")
    assert "weersproken" in page.locator("article.story h2").first.inner_text()
    assert page.locator("svg.timeline .mark.seen").count() == 1
    page.goto(pages(View.PUBLIC) + f"/nl/bodies/{code}")
    text = page.locator("main").inner_text()
    assert "weersproken" not in text and "ontkent" in text


def test_the_public_view_has_no_address_site_or_lead(demo_pages: Served, page: Page) -> None:
    base = demo_pages(View.PUBLIC)
    page.goto(base + "/nl/bodies?state=found")
    names = page.locator("#results tbody th").all_inner_texts()
    assert names and not any("verzonnen" in name for name in names)
    for path in ("/nl/", "/nl/compare", "/nl/bodies/gm0355", "/nl/makers/dahua"):
        page.goto(base + path)
        text = page.locator("body").inner_text()
        assert "Openbare weergave" in text and "sporthal" not in text
        assert not re.search(r"\b(?:\d{1,3}\.){3}\d{1,3}\b", text)


@pytest.mark.slow
def test_what_strangers_wrote_runs_nowhere(
    run: Run, tmp_path: Path, page: Page, pages_of: PagesOf
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    hostile(files)
    assert run("import", *sorted(files.iterdir())).code == 0
    pages = pages_of(tmp_path / "herkomst-data")
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: ran.append(message.text))
    told = False
    for path in ("/nl/", "/nl/bodies?state=found", "/nl/compare", "/nl/bodies/gm0344", "/en/bodies/gm0513"):  # fmt: skip
        page.goto(pages(View.RESTRICTED) + path)
        told |= HOSTILE in page.locator("body").inner_text()
        for link in page.locator("a.open").all()[:10]:
            target = pages(View.RESTRICTED) + str(link.get_attribute("href"))
            other = page.context.new_page()
            other.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
            other.goto(target)
            told |= "alert(2)" in other.locator("body").inner_text()
            other.close()
    page.goto(pages(View.RESTRICTED) + "/nl/bodies?q=" + "%3Cscript%3Ealert(9)%3C/script%3E")
    assert page.locator("#f-q").input_value() == "<script>alert(9)</script>"
    assert told and not ran
