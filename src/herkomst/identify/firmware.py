# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Model and firmware in normal form: `V5.6.2build 190701` and `V5.6.2, Build date 2019-07-01` become comparable.

The normal form is the version as the maker writes it, then ` build ` and the build as digits where one is given.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_BUILD = re.compile(
    r"[\s,;_-]*\(?(?<![A-Za-z])build(?:\s*(?:date|time))?[\s:._-]*(\d{6,8}(?!\d)|\d{4}[-./]\d\d[-./]\d\d)(?:\s+\d\d:\d\d(?::\d\d)?)?\)?",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?i)(?<=[0-9])(?=build)")
_DATE = re.compile(r"^(?:20)?(\d\d)[-./]?(0[1-9]|1[0-2])[-./]?(0[1-9]|[12]\d|3[01])$")


def normal(text: str, build: str | None = None) -> str:
    """A version in normal form; `build` where it stood apart from it."""
    text = " ".join(_GLUED.sub(" ", text).split()).strip(" ,;\"'")
    found = _BUILD.search(text)
    if found:
        build = found.group(1)
        text = (text[: found.start()] + text[found.end() :]).strip(" ,;")
    number = re.search(r"\d{6,8}|\d{4}[-./]\d\d[-./]\d\d", build or "")
    return f"{text} build {number.group()}".strip() if number else text


def model(text: str) -> str:
    """A model number in normal form: spelled out, without marks around it."""
    if text.isalnum():  # as most are
        return text
    return " ".join(unquote(text).split()).strip(" \"'_,;:")


def build_date(text: str) -> str | None:
    """The day a version in normal form was built, as ISO text; null where it does not tell."""
    found = re.search(r"\bbuild (\S+)$", text)
    day = _DATE.match(found.group(1)) if found else None
    return f"20{day.group(1)}-{day.group(2)}-{day.group(3)}" if day else None
