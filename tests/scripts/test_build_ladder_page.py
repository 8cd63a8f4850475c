# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on attribution is that of the ladder in force."""

from __future__ import annotations

import sys

from tests.test_layout import ROOT

from herkomst.attribute.ladder import ladder


def test_the_page_is_that_of_the_ladder() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    from build_ladder_page import TARGET, page

    text = TARGET.read_text(encoding="utf-8")
    assert text == page(text), "run python scripts/build_ladder_page.py"
    assert all(f"`{rule.id}`" in text and rule.en in text for rule in ladder().rules)
