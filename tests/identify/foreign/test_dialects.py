# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Patterns mean in RE2 what they mean in their own tool, or are refused."""

from __future__ import annotations

import pytest

from herkomst.errors import CatalogueError
from herkomst.identify.foreign.dialects import Dialect, compiled, to_re2


def matches(
    pattern: str, text: str, dialect: Dialect = "ruby", *, icase: bool = False, dotall: bool = False
) -> bool:
    made = to_re2(pattern, dialect, icase=icase, dotall=dotall, place="x.xml:3")
    return compiled(made, "x.xml:3").search(text) is not None


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [
        ("^b$", "a\nb\nc", True),  # Ruby's anchors hold at every line
        (r"\Ab\z", "a\nb\nc", False),
        (r"\Aa$", "a\nb", True),
        (r"c\Z", "a\nc\n", True),
        (r"c\z", "a\nc\n", False),
        ("a.b", "a\nb", False),
        ("(?m)a.b", "a\nb", True),  # its m is what others call s
        ("(?im:A.B)", "a\nb", True),
        ("(?-m:a.b)", "a\nb", False),
        (r"^\h+$", "0aF", True),
        (r"^\h+$", "xyz", False),
        (r"a\sb", "a\x0bb", True),
        (r"[\s]", "\x0b", True),
        (r"a\u0042c", "aBc", True),
        (r"a\ed", "a\x1bd", True),
        (r"^a{,2}$", "aa", True),
        (r"^a{,2}$", "aaa", False),
        (r"[[:digit:]]-[^[:space:]]", "1-x", True),
        (r"[\]\[]", "[", True),
        (r"\"\<\>\'\ \_\#\/", "\"<>' _#/", True),
        (r"[\b]", "\x08", True),
        (r"a\$b", "a$b", True),
        (r"[$]", "$", True),
        (r"\xff", "\xff", True),
    ],
)
def test_ruby(pattern: str, text: str, wanted: bool) -> None:
    assert matches(pattern, text) is wanted


def test_case_counts_unless_told() -> None:
    assert not matches("abc", "ABC")
    assert matches("abc", "ABC", icase=True)
    assert matches("a(?i:b)c", "aBc") and not matches("a(?i:b)c", "ABC")


def test_beside_named_groups_others_do_not_capture_in_ruby() -> None:
    made = to_re2("(a)(?<v>b)", "ruby", icase=False, dotall=False, place="x:1")
    assert compiled(made, "x:1").search("ab").group(1) == "b"


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [
        ("^b", "a\nb", False),
        ("b$", "ab\n", True),  # before a last line feed
        ("b$", "ab\n\n", False),
        ("b$", "b\na", False),
        (r"\0\xff", "\0\xff", True),
        (r"a\hb", "a\tb", True),
        ("[]a]", "]", True),
        ("[^]a]", "b", True),
        ("[a[]", "[", True),
        (
            r"^HTTP/1\.1 \d\d\d (?:[^\r\n]*\r\n(?!\r\n))*?Server: X",
            "HTTP/1.1 200 OK\r\nA: b\r\nServer: X",
            True,
        ),
        (r"^H (?:[^\r\n]*\r\n(?!\r\n))*?Server: X", "H 200\r\nA: b\r\n\r\nServer: X", False),
        (r"^H (?:[^\r\n]*\r\n(?!\r\n))*?Server: X", "H Server: X", True),
    ],
)
def test_pcre(pattern: str, text: str, wanted: bool) -> None:
    assert matches(pattern, text, "pcre") is wanted


@pytest.mark.parametrize(
    ("pattern", "dialect"),
    [
        (r"(a)\1", "ruby"),
        ("a(?=b)", "ruby"),
        ("(?<!a)b", "pcre"),
        ("(?<=a)b", "ruby"),
        ("(?>a*)b", "pcre"),
        ("a++b", "pcre"),
        (r"\p{Alpha}", "ruby"),
        (r"\Ka", "pcre"),
        ("[a[bc]]", "ruby"),
        ("(?x) a", "ruby"),
        ("(unclosed", "ruby"),
        ("a{99999}", "pcre"),
        ("((a{900}){900}){900}", "ruby"),
        ("a" * 20000, "ruby"),
        ("[]", "ruby"),
    ],
)
def test_what_has_no_counterpart_is_refused_at_its_place(pattern: str, dialect: Dialect) -> None:
    with pytest.raises(CatalogueError) as fault:
        to_re2(pattern, dialect, icase=False, dotall=False, place="x.xml:3")
    assert fault.value.where == "x.xml:3"


def test_nested_unbounded_repeats_end() -> None:
    for pattern in ("(a+)+b", "(a|a)*b", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"):
        assert not matches(pattern, "a" * 4096 + "!")
