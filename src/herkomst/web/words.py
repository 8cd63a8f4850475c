# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dutch and English: the words of the pages, numbers, dates and quantities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from herkomst import catalogue
from herkomst.app.bodies import name_of, province_name
from herkomst.catalogue import read_yaml
from herkomst.catalogue.labels import LANGUAGES, labels
from herkomst.model import Label

TEXTS: Final = Path(__file__).parent / "texts"


class Words:
    """The words of one language. `t` is the tree of `texts/LANGUAGE.yaml`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.t: dict[str, Any] = read_yaml(TEXTS / f"{language}.yaml")

    def number(self, value: float) -> str:
        """28.221 in Dutch, 28,221 in English."""
        text = f"{value:,}"
        return text.translate(_SWAPPED) if self.language == "nl" else text

    def day(self, iso: str | None) -> str:
        """`1 maart 2022` of an ISO date or moment; nothing of nothing."""
        if not iso:
            return ""
        try:
            found = date.fromisoformat(iso[:10])
        except ValueError:
            return iso[:10]
        return f"{found.day} {self.t['months'][found.month - 1]} {found.year}"

    def counted(self, count: int, unit: str) -> str:
        """A number with its unit: `1 apparaat`, `28.221 treffers`."""
        one, many = self.t["units"][unit]
        return f"{self.number(count)} {one if count == 1 else many}"

    def quantity(self, row: Mapping[str, Any], low: str = "count_low") -> str:
        """`134-142 apparaten`, `ten minste 1 apparaat`, or nothing where no number was given."""
        high, unit = row.get(low.replace("low", "high")), row.get("unit")
        least = row.get(low)
        if unit is None or (least is None and high is None):
            return ""
        if least is None or least == high:
            return self.counted(high or 0, unit)
        if high is None:
            return str(self.t["at_least"]).format(count=self.counted(least, unit))
        return f"{self.number(least)}–{self.counted(high, unit)}"

    def figures(self, row: Mapping[str, Any]) -> list[str]:
        """The number of a verdict; where numbers differ each as it was said, with its day."""
        if row.get("label") != Label.NUMBER_CONFLICT:
            told = self.quantity(row)
            return [told] if told else []
        return self.as_said(row)

    def as_said(self, row: Mapping[str, Any]) -> list[str]:
        """The numbers of a verdict as they were said, each with its day."""
        parts = [text.rpartition(" @ ") for text in row["quantities"]]
        return [f"{words} ({self.day(day)})" for words, _, day in parts]

    def label(self, label: str) -> str:
        """The title of a label."""
        return labels()[Label(label)].title[self.language]

    def says(self, label: str, body: str) -> str:
        """What a label says, on the page of a body."""
        text = labels()[Label(label)].says[self.language].replace("{body}", body)
        return text[:1].upper() + text[1:]

    def when(self, label: str) -> str:
        """When a label is given."""
        return labels()[Label(label)].when[self.language]

    def maker(self, maker: str) -> str:
        """What the makers of a cell are called: one, one of two, any, or a group."""
        one_of = {"nl": " of ", "en": " or "}[self.language]
        return one_of.join(self._maker(name) for name in maker.split("|"))

    def _maker(self, name: str) -> str:
        known = self.t["makers_words"].get(name)
        return str(known) if known else short_name(name)

    def country(self, code: str | None) -> str:
        """A country by its code (ISO 3166); the code where it has no name here, nothing of nothing."""
        return str(self.t["countries"].get(code, code)) if code else ""

    def party(self, maker: str, party: str) -> str:
        """The other side of a tie of a maker: a brand as it is written, else the name that is given."""
        entry = catalogue.makers().get(maker)
        told = entry.labels.get(party) if entry else None
        return told or (short_name(party) if party in catalogue.makers() else party)

    def kind(self, kind: str) -> str:
        """A kind of technology."""
        return str(self.t["kinds"][kind])

    def status(self, word: str) -> str:
        """The one word for what a claim says."""
        known = self.t["status"].get(word)
        if known:
            return str(known)
        prop, _, rest = word.partition(":")
        answer = rest.split(":")[0]
        return f"{self.t['properties'].get(prop, prop)}: {self.t['answers'].get(answer, rest)}"

    def province(self, code: str) -> str:
        """`Zeeland` for `PV29`."""
        return province_name(code)

    def body(self, body: str | None) -> str:
        """The name of a body."""
        return name_of(body) if body else ""


_COMPANY: Final = re.compile(
    r",?\s+(?:Co\.?,?\s*Ltd|Ltd|Limited|Inc|Incorporated|Corp(?:oration)?|GmbH|AG|AB|SIA|B\.?V|N\.?V|"
    r"S\.?A|S\.?p\.?A|LLC|SE|Company)\b.*$",
    re.IGNORECASE,
)
_SWAPPED: Final = str.maketrans(",.", ".,")


@cache
def words(language: str) -> Words:
    """The words of `nl` or `en`."""
    return Words(language)


@cache
def short_name(maker: str) -> str:
    """What a maker is called in a line of text: by the brand of its own name, else by its name without
    what says that it is a company."""
    entry = catalogue.makers().get(maker)
    if entry is None:
        return maker
    return entry.short or entry.brands.get(maker) or _COMPANY.sub("", entry.maker.name)


__all__ = ["LANGUAGES", "Words", "province_name", "short_name", "words"]
