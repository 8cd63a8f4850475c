# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The labels in words stand in the order in which they are given, as the page that explains them says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from herkomst.catalogue.labels import _words, labels
from herkomst.errors import CatalogueError
from herkomst.model import Label

PAGE = Path(__file__).resolve().parents[2] / "docs/explanation/labels.md"


def test_every_label_has_words_in_the_order_of_the_docs() -> None:
    assert [str(label) for label in labels()] == re.findall(r"^\| `(\w+)`", PAGE.read_text(), re.M)
    assert set(labels()) == set(Label)
    for words in labels().values():
        assert len({*words.title.values(), *words.when.values()}) >= 3


def test_a_label_in_one_language_only_is_refused() -> None:
    row = {"label": {}, "title": {"nl": "x"}, "says": {}, "when": {}}
    with pytest.raises(CatalogueError, match="only"):
        _words(row, "labels.yaml")
