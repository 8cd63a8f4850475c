# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map as SVG: whole, readable without colour, inert."""

from __future__ import annotations

import gzip
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herkomst.catalogue.tiles import Tile, tiles
from herkomst.web.tilemap import Shade, tile_svg

SVG = "{http://www.w3.org/2000/svg}"
GREY = Shade("grey", "nooit bekeken")


def drawn(some: tuple[Tile, ...] = (), **changes: object) -> ElementTree.Element:
    made: dict[str, object] = {
        "shades": {},
        "title": "Kaart",
        "description": "Wat hij toont",
        "missing": GREY,
    }
    return ElementTree.fromstring(tile_svg(some or tiles(), **(made | changes)))  # type: ignore[arg-type]


def test_every_municipality_is_a_link_that_says_its_state() -> None:
    shades = {t.body: Shade("found", "gevonden", f"/bodies/{n}") for n, t in enumerate(tiles())}
    links = drawn(shades=shades).findall(f"{SVG}a")
    assert len(links) == 342
    assert all(a.get("href", "").startswith("/bodies/") for a in links)
    assert {a.get("aria-label") for a in links} == {f"{t.label} {t.name}: gevonden" for t in tiles()}
    assert all(a.find(f"{SVG}title") is not None for a in links)


def test_it_is_named_described_and_without_style_or_script() -> None:
    root = drawn(prefix="home")
    assert root.get("aria-labelledby") == "home-title home-description"
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids)) and {"home-title", "home-description"} <= set(ids)
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in "svg title desc defs path use text a g".split()
        assert not [k for k in element.attrib if k == "style" or k.startswith("on")]
    assert not root.findall(f"{SVG}a")
    assert {g.get("role") for g in root.findall(f"{SVG}g")} == {"img"}


def test_all_tiles_are_alike_apart_and_inside_the_drawing() -> None:
    root = drawn()
    assert len(root.findall(f"{SVG}defs/{SVG}path")) == 1
    _, _, width, height = map(float, root.get("viewBox", "").split())
    at = [(float(u.get("x", "")), float(u.get("y", ""))) for u in root.iter(f"{SVG}use")]
    assert len(set(at)) == 342
    for x, y in at:
        assert 10 <= x <= width - 10 and 11 <= y <= height - 11
    near = min((x - x2) ** 2 + (y - y2) ** 2 for n, (x, y) in enumerate(at) for x2, y2 in at[:n])
    assert near == pytest.approx(400, rel=0.02)


def test_provinces_are_divided_by_lines() -> None:
    one, other = (
        Tile("a", "A", "west", 0, 0, "AAA"),
        Tile("b", "B", "east", 1, 0, "BBB"),
    )
    beneath = Tile("c", "C", "west", 0, 1, "CCC")
    lines = drawn((one, other)).findall(f"{SVG}path")[-1].get("d", "")
    assert lines.count("M") == 1
    both = drawn((one, other, beneath)).findall(f"{SVG}path")[-1].get("d", "")
    assert both.count("M") == 2
    assert drawn((one, beneath)).findall(f"{SVG}path")[-1].get("d") == ""


def test_letters_can_be_left_out_and_nothing_gives_an_empty_map() -> None:
    assert len(list(drawn().iter(f"{SVG}text"))) == 342
    assert not list(drawn(labels=False).iter(f"{SVG}text"))
    assert "viewBox" in tile_svg((), {}, title="t", description="d", missing=GREY)


@given(st.text(max_size=30), st.text(max_size=30))
@settings(deadline=None)
def test_strangers_text_is_inert(name: str, words: str) -> None:
    legal = "".join(c for c in name + words if c.isprintable())
    tile = Tile("x", legal, "p", 0, 0, "XXX")
    made = tile_svg(
        (tile,), {"x": Shade("found", legal)}, title=legal, description=legal, missing=GREY
    )
    root = ElementTree.fromstring(made)
    assert root.find(f"{SVG}g").get("aria-label") == f"{legal}: {legal}"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "https://example.nl/",
        "//example.nl/",
        "/\\example.nl",
        "/\t/example.nl",
        "data:text/html,x",
        " /x",
        "\\\\x",
    ],
)
def test_a_link_that_leaves_the_site_is_refused(href: str) -> None:
    tile = Tile("x", "X", "p", 0, 0, "XXX")
    with pytest.raises(ValueError, match="link within"):
        tile_svg(
            (tile,), {"x": Shade("found", "w", href)}, title="t", description="d", missing=GREY
        )


@pytest.mark.parametrize(
    "href", ["/", "/bodies/gm0014?view=public#top", "bodies/gm0014", "?body=x", "#x"]
)
def test_a_link_within_the_site_is_kept(href: str) -> None:
    tile = Tile("x", "X", "p", 0, 0, "XXX")
    root = drawn((tile,), shades={"x": Shade("found", "w", href)})
    assert root.find(f"{SVG}a").get("href") == href  # type: ignore[union-attr]


@pytest.mark.parametrize("state", ["", "a b", 'x" onload="y', "Found"])
def test_a_state_is_a_class_name(state: str) -> None:
    with pytest.raises(ValueError, match="state"):
        tile_svg(tiles(), {}, title="t", description="d", missing=Shade(state, "w"))


def test_the_whole_country_is_light() -> None:
    shades = {t.body: Shade("found", "gevonden", f"/bodies/{t.body[-6:]}") for t in tiles()}
    made = tile_svg(tiles(), shades, title="t", description="d", missing=GREY)
    assert len(gzip.compress(made.encode(), 6)) < 20_000
