# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page, in both views and languages: nothing axe-core finds, reachable by keyboard, light, quiet."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.browser.conftest import AXE, Served
from tests.conftest import shared

from herkomst.app import places
from herkomst.model import View

PATHS = ["/", "/?colour=answered", "/bodies", "/bodies?state=found", "/bodies/gm0355", "/bodies/gm0828",
         "/bodies/gm0518", "/makers", "/makers/hikvision", "/makers/dahua", "/compare", "/method",
         "/data", "/accessibility", "/method/fingerprints",
         "/method/fingerprints/hikvision-http-webs", "/bodies?state=never&counted=yes",
         "/evidence?maker=hikvision&unit=device&basis=measured&synthetic=yes",
         "/evidence?maker=hikvision&unit=body&basis=verdict", "/compare?synthetic=no",
         "/bodies/gm0518/evidence?maker=hikvision&kind=camera&of=number",
         "/bodies/gm0518/evidence?maker=hikvision&kind=camera"]  # fmt: skip
# Pages that are not there, the last in the public view only.
ABSENT = ["/nothing", "/bodies?page=x",
          "/bodies/demo:gemeente-voorbeeldstad/evidence?maker=hikvision&kind=camera&of=devices"]  # fmt: skip
LIGHTEST = 100_000  # bytes, compressed, everything a first visitor's browser fetches


def addresses(pages: Served, view: View, language: str) -> list[str]:
    base = pages(view) + f"/{language}"
    synthetic = "/bodies/" + ("demo:gemeente-voorbeeldstad")
    return [base + path for path in [*PATHS, *ABSENT, synthetic]]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", View)
def test_axe_finds_nothing(demo_pages: Served, page: Page, view: View, language: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core was not fetched: npm is not installed")
    script = AXE.read_text()
    wrong: dict[str, Any] = {}
    for address in addresses(demo_pages, view, language):
        page.goto(address)
        claim = page.locator("a.open").first
        reached = [address] + (
            [demo_pages(view) + str(claim.get_attribute("href"))] if claim.count() else []
        )
        for place in dict.fromkeys(reached):
            if place != address:
                page.goto(place)
            # Evaluated from outside the page: its own policy rightly runs no script of ours.
            page.evaluate(script)
            found = page.evaluate(
                "() => axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa',"
                "'best-practice'], resultTypes: ['violations']})"
            )
            for violation in found["violations"]:
                wrong[f"{place} {violation['id']}"] = violation["nodes"][0]["html"][:200]
    assert not wrong


def test_a_first_visit_weighs_little(demo_pages: Served, context: BrowserContext) -> None:
    for path in PATHS:
        visit = context.new_page()
        weights: dict[str, int] = {}

        def weigh(answer: Any, weights: dict[str, int] = weights) -> None:
            if answer.status == 200:
                weights[answer.url] = len(gzip.compress(answer.body()))

        visit.on("response", weigh)
        visit.goto(demo_pages(View.RESTRICTED) + "/nl" + path, wait_until="networkidle")
        assert sum(weights.values()) <= LIGHTEST, weights
        visit.close()


def test_imported_boundaries_are_as_open_and_light_as_tiles(
    demo_pages: Served, context: BrowserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core was not fetched: npm is not installed")
    monkeypatch.setenv("HERKOMST_CATALOGUE", str(tmp_path))
    places.refresh(shared("data/bodies/gemeenten_simple.topojson"), 2025)
    base = demo_pages(View.PUBLIC)
    visit, weights = context.new_page(), {}
    visit.on("response", lambda a: weights.update({a.url: len(gzip.compress(a.body()))}))
    visit.goto(base + "/nl/", wait_until="networkidle")
    assert visit.locator("svg.tilemap a path").count() == 342
    assert sum(weights.values()) <= LIGHTEST, weights
    visit.evaluate(AXE.read_text())
    found = visit.evaluate("() => axe.run({runOnly: ['wcag2a','wcag2aa','wcag22aa']})")
    assert not [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]]
    visit.locator("#maps a", has_text="grenzen").focus()
    visit.keyboard.press("Tab")
    press_to(visit, "gemeente")
    visit.wait_for_url("**/nl/bodies/gm*")


def test_a_page_asks_nobody_else_and_says_nothing_wrong(demo_pages: Served, page: Page) -> None:
    base = demo_pages(View.PUBLIC)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PATHS:
        page.goto(f"{base}/nl{path}")
    assert asked and all(url.startswith(base) for url in asked)
    assert not said


def press_to(page: Page, text: str, most: int = 400) -> None:
    """Tab until what has the focus says `text`, which is visible, then press Enter."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "() => { const e = document.activeElement; const r = e.getBoundingClientRect();"
            "if (!['A', 'BUTTON'].includes(e.tagName.toUpperCase())) return ['', false];"
            "return [e.innerText || e.getAttribute('aria-label') || e.textContent || '',"
            " r.width > 0 && r.height > 0 && r.top >= -1 && r.top < innerHeight] }"
        )
        if text in focus[0]:
            assert focus[1], f"{text!r} has the focus and cannot be seen"
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach {text!r}")


def test_every_task_goes_by_keyboard_alone(demo_pages: Served, page: Page) -> None:
    base = demo_pages(View.RESTRICTED)
    page.goto(base + "/nl/")
    page.keyboard.press("Tab")
    assert "Naar de inhoud" in page.evaluate("() => document.activeElement.innerText")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "content"
    press_to(page, "bekeken")  # colour the map otherwise
    assert "colour=looked" in page.url
    page.goto(base + "/nl/")
    press_to(page, "Zeist")  # a tile of the map
    assert page.url.endswith("/nl/bodies/gm0355")
    press_to(page, "Bewijs")  # the evidence of a claim
    assert "/nl/claims/" in page.url
    page.goto(base + "/nl/bodies")
    page.locator("#f-q").focus()
    page.keyboard.type("oss")
    page.wait_for_url("**q=oss**")
    page.wait_for_function("() => document.querySelectorAll('#results tbody tr').length < 10")
    press_to(page, "gemeente Oss")
    assert page.url.endswith("/nl/bodies/gm0828")
    page.goto(base + "/nl/")
    press_to(page, "alsnog erkend")
    assert "label=admitted" in page.url
    press_to(page, "English")
    assert "/en/compare" in page.url and page.locator("h1").inner_text().startswith("Statements")


def test_everything_works_without_javascript(demo_pages: Served, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_pages(View.RESTRICTED) + "/nl/bodies")
    page.fill("#f-q", "zeist")
    page.click("form.filters button")
    page.wait_for_url("**q=zeist**")
    assert page.locator("#results tbody tr").count() == 1
    page.click("#results tbody a >> nth=0")
    page.wait_for_url("**/gm0355**")
    page.fill("#as-of", "2020-01-01")
    page.click("form.as-of button")
    page.wait_for_url("**as_of=2020-01-01**")
    assert "nog niets gezegd" in page.locator("main").inner_text()
    context.close()


def test_it_reads_on_a_small_screen_and_in_print(demo_pages: Served, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/bodies", "/bodies/gm0355", "/compare", "/method", "/makers/hikvision"):
        page.goto(demo_pages(View.RESTRICTED) + "/nl" + path)
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= 320, f"{path} scrolls sideways: {wide}"
    page.emulate_media(media="print")
    assert not page.locator("header.site nav").is_visible()
    assert page.locator("form.as-of time").is_visible()
