# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links carry what was asked along, and encode it."""

from __future__ import annotations

from herkomst.app.question import Question
from herkomst.web.asking import Asked

ASKED = Asked(
    "nl", "/nl/bodies", Question("2022-01-01"), {"as_of": "2022-01-01", "q": 'a&b="c', "page": "2"}
)


def test_links_to_other_pages_keep_the_day_only() -> None:
    assert ASKED.link("/makers") == "/nl/makers?as_of=2022-01-01"
    assert ASKED.link("/compare", label="x y") == "/nl/compare?as_of=2022-01-01&label=x+y"


def test_this_page_again_changes_one_thing() -> None:
    assert ASKED.again(page="") == "/nl/bodies?as_of=2022-01-01&q=a%26b%3D%22c"
    assert ASKED.again(page=3).endswith("&page=3")
    assert ASKED.in_language("en").startswith("/en/bodies?as_of=")
    assert ASKED.page() == 2
