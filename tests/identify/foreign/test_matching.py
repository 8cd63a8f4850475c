# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first rule of each database that matches, however many there are."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from herkomst.identify.foreign.matching import GROUP, by_field
from herkomst.identify.foreign.rules import TEXT, Assertion, ForeignRule, Piece


def rule(number: int, pattern: str, database: str = "d", field: str = "http.server") -> ForeignRule:
    says = (Assertion("n", (Piece(TEXT, str(number)),)),)
    return ForeignRule(f"{database}:{number}", database, field, pattern, says)


def test_first_of_each_database() -> None:
    rules = [rule(1, "b"), rule(2, "a"), rule(3, "a|b"), rule(4, "a", "e"), rule(5, "a", field="x")]
    fields = by_field(rules)
    assert [h.rule.id for h in fields["http.server"].hits("a")] == ["d:2", "e:4"]
    assert [h.rule.id for h in fields["http.server"].hits("ab")] == ["d:1", "e:4"]
    assert fields["http.server"].hits("zzz") == []
    assert fields["x"].hits("a")[0].said == (("n", "5"),)


def test_order_holds_across_groups() -> None:
    rules = [rule(n, f"^name{n}$|^all$") for n in range(2 * GROUP + 10)]
    hits = by_field(rules)["http.server"]
    assert hits.hits("all")[0].rule.id == "d:0"
    for n in (0, GROUP - 1, GROUP, 2 * GROUP + 9):
        assert hits.hits(f"name{n}")[0].rule.id == f"d:{n}"


def test_recog_sees_greetings_without_their_code() -> None:
    fields = by_field(
        [
            rule(1, "^Acme ready$", "recog:a.xml", "ftp.banner"),
            rule(2, "^dropbear", "recog:b.xml", "ssh.banner"),
            rule(3, "^220 Acme", "nmap:c", "ftp.banner"),
        ]
    )
    recog = [ForeignRule("recog:a.xml:1", "recog:a.xml", "ftp.banner", "^Acme ready$", ())]
    assert len(by_field(recog)["ftp.banner"].hits("220 Acme ready\r\n")) == 1
    assert [h.rule.id for h in fields["ftp.banner"].hits("220 Acme ready\r\n")] == [
        "recog:a.xml:1",
        "nmap:c:3",
    ]
    assert len(fields["ssh.banner"].hits("SSH-2.0-dropbear_2012")) == 1


PATTERNS = ["a", "^b", "c$", "ab+", "[bc]a", "(?i:B)c", "x|yy", "a.c", "^$", "bc{2}"]


@given(st.text("abcxyB\n", max_size=12), st.permutations(PATTERNS))
def test_the_prefilter_misses_nothing(text: str, patterns: list[str]) -> None:
    hits = by_field([rule(n, f"(?m:{p})") for n, p in enumerate(patterns)])["http.server"].hits(
        text
    )
    loop = [n for n, p in enumerate(patterns) if re.search(f"(?m:{p})", text)]
    assert [h.rule.id for h in hits] == ([f"d:{loop[0]}"] if loop else [])
