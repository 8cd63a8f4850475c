# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The national map of a page: one tile a municipality, coloured by what was asked."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from herkomst.web.asking import Asked
from herkomst.web.words import Words


def national_map(states: Mapping[str, str], colour: str, ask: Asked, tell: Words) -> Markup:
    """The tiles as SVG, each a link to the page of its municipality."""
    return Markup("")
