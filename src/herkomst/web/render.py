# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Templates to text. Whatever came from a stranger is escaped; no template text comes from anywhere
but `templates/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from herkomst.app.bodies import code_of
from herkomst.app.method import knows_fingerprint
from herkomst.app.stories import is_seen
from herkomst.errors import HerkomstError, InputError
from herkomst.model import View
from herkomst.web.asking import Asked
from herkomst.web.map import national_map
from herkomst.web.words import words

ROOT: Final = Path(__file__).parent
VENDOR: Final = ROOT / "static" / "vendor"


class _Texts(Environment):
    """Of a mapping, a template means the word that stands there, not a method that has its name."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def anchor(text: str) -> str:
    """A text as the name of a place on a page."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")


class Templates:
    """The templates for one view."""

    def __init__(self, view: View, theme: Path | None) -> None:
        self.theme = self._read(theme or ROOT / "static" / "theme.css")
        self._environment = _Texts(
            loader=FileSystemLoader(ROOT / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["code"] = code_of
        self._environment.filters["anchor"] = anchor
        self._environment.globals |= {
            "public": view is View.PUBLIC,
            "vendor": {p.name for p in VENDOR.glob("*")} if VENDOR.is_dir() else set(),
            "is_seen": is_seen,
            "national_map": national_map,
            "knows_fingerprint": knows_fingerprint,
        }

    def _read(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                "the theme cannot be read",
                where=str(path),
                do="Name a CSS file with design tokens.",
            ) from error

    def render(self, template: str, ask: Asked, values: dict[str, Any]) -> str:
        """One page."""
        tell = words(ask.language)
        return self._environment.get_template(template).render(
            ask=ask, w=tell, t=tell.t, language=ask.language, **values
        )

    def error(self, language: str, status: int, error: HerkomstError | None) -> str:
        """The page for what went wrong."""
        tell = words(language)
        return self._environment.get_template("error.html").render(
            w=tell, t=tell.t, language=language, status=status, error=error, ask=None
        )

    def security(self, contact: str) -> str:
        """security.txt with where to report to; it expires, so it is dated anew each time."""
        until = (datetime.now(UTC) + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
        return f"Contact: {contact}\nExpires: {until}\nPreferred-Languages: nl, en\n"
