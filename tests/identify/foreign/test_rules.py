# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rule says of the text it matched."""

from __future__ import annotations

import re

from herkomst import catalogue
from herkomst.identify.foreign.rules import (
    GROUP,
    HTTP,
    NUMBER,
    PRINTABLE,
    REPLACED,
    TEXT,
    Assertion,
    ForeignRule,
    Piece,
    asserted,
    cap_of,
)


def said(pattern: str, text: str, *pieces: Piece) -> str | None:
    rule = ForeignRule("x:1", "x", "", pattern, (Assertion("n", pieces),))
    match = re.search(pattern, text)
    return asserted(rule, match).get("n")


def test_pieces() -> None:
    assert said("(a)(b)?", "a", Piece(GROUP, group=1)) == "a"
    assert said("(a)(b)?", "a", Piece(GROUP, group=2)) is None
    assert said("(a)(b)?", "a", Piece(TEXT, "v "), Piece(GROUP, group=2)) == "v"
    assert said("(.+)", "a\x01b\n", Piece(PRINTABLE, group=1)) == "ab"
    assert said("(.+)", "1_2", Piece(REPLACED, "_", 1, ".")) == "1.2"
    assert said("(.+)", "\x01\x02", Piece(NUMBER, ">", 1)) == "258"
    assert said("(.+)", "\x01\x02", Piece(NUMBER, "<", 1)) == "513"
    assert said("(.+)", "€", Piece(NUMBER, "<", 1)) is None
    assert said("(a)", "a", Piece(GROUP, group=7)) is None


def test_caps() -> None:
    assert cap_of("http.server") == catalogue.fields()["http.server"].cap + 64
    assert cap_of(HTTP) > cap_of("http.body")
