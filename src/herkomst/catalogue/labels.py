# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The labels of a verdict in words, Dutch and English: `catalogue/labels.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from herkomst.catalogue import ROOT, read_yaml
from herkomst.errors import CatalogueError
from herkomst.model import Label

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class LabelWords:
    """One label by language: `title` in a table, `says` on a body's page (with ``{body}``), `when` it
    is given."""

    title: Mapping[str, str]
    says: Mapping[str, str]
    when: Mapping[str, str]


@cache
def labels() -> dict[Label, LabelWords]:
    """All labels, the one that is given first first. Errors: `CatalogueError` for one without words."""
    path = ROOT / "labels.yaml"
    found = {Label(row["label"]): _words(row, path.name) for row in read_yaml(path)}
    missing = set(Label) - set(found)
    if missing:
        raise CatalogueError(f"no words for {', '.join(sorted(missing))}", where=path.name)
    return found


def _words(row: Mapping[str, Mapping[str, str]], where: str) -> LabelWords:
    words = LabelWords(row["title"], row["says"], row["when"])
    for part in (words.title, words.says, words.when):
        if set(part) != set(LANGUAGES):
            raise CatalogueError(f"{row['label']}: words in {', '.join(part)} only", where=where)
    return words
