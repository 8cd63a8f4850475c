# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every fault of a file has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.catalogue.marked import MarkedFile, Words
from herkomst.errors import CatalogueError
from herkomst.model import Kind

TEXT = """a:
  b: one
  n: 5
  list:
    - {nl: een, en: one}
    - {nl: twee}
day: 2026-02-30
kind: kamera
flag: maybe
"""


@pytest.fixture
def source(tmp_path: Path) -> MarkedFile:
    path = tmp_path / "x.yaml"
    path.write_text(TEXT)
    return MarkedFile(path)


def test_values_and_their_lines(source: MarkedFile) -> None:
    assert source.text("a", "b") == "one"
    assert source.text("a", "none") == source.text("none", "none") == ""
    assert source.words("a", "list", 0) == Words("een", "one")
    assert source.where(("a", "list", 1)) == "x.yaml:6"
    assert source.where(("a", "list", 1, "no", "such")) == "x.yaml:6"
    assert source.listed("none") == [] and not source.words("none")


@pytest.mark.parametrize(
    ("read", "line", "what"),
    [
        (lambda s: s.text("a", "n"), 3, "is no text"),
        (lambda s: s.needed("a", "none"), 1, "is missing"),
        (lambda s: s.words("a", "list", 1), 6, "is missing"),
        (lambda s: s.day("day"), 7, "is no date"),
        (lambda s: s.one_of(Kind, "kind"), 8, "not one of these"),
        (lambda s: s.flag("flag"), 9, "neither true nor false"),
        (lambda s: s.listed("kind"), 8, "is no list"),
        (lambda s: s.get("a", "b", "c"), 2, "must hold"),
    ],
)
def test_faults(source: MarkedFile, read: object, line: int, what: str) -> None:
    with pytest.raises(CatalogueError, match=what) as caught:
        read(source)  # type: ignore[operator]
    assert caught.value.where == f"x.yaml:{line}"


def test_what_nobody_reads_is_refused_with_the_first_line(source: MarkedFile) -> None:
    source.text("a", "b")
    with pytest.raises(CatalogueError, match="nothing reads") as caught:
        source.finish()
    assert caught.value.where == "x.yaml:3"


def test_a_file_that_holds_no_keys(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    for text in ("- a\n", "", "just text\n"):
        path.write_text(text)
        with pytest.raises(CatalogueError, match="keys and values"):
            MarkedFile(path)


def test_what_is_no_yaml_tells_its_line_and_a_file_within_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\nb: [\n")
    with pytest.raises(CatalogueError, match="not YAML") as caught:
        MarkedFile(path)
    assert caught.value.where.startswith(f"{path}:")
    path.write_text("a: &a\n  b: *a\n")
    with pytest.raises(CatalogueError, match="within itself"):
        MarkedFile(path)
