# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Patterns of other tools in RE2: what Ruby (Recog) and PCRE (nmap) mean by the same signs, written so
that RE2 means it too. What RE2 cannot express (back-references, look-around, atomic groups) is refused:
a pattern that runs in anything else can be made to run away.

Ruby: `^` and `$` match at every line, `(?m)` lets a dot match a line feed, `\\h` is a hex digit, `\\s` takes
a vertical tab. PCRE without its multi-line flag: `$` matches at the end, or before a last line feed.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import re2

from herkomst.errors import CatalogueError

Dialect = Literal["ruby", "pcre"]
MEMORY = 8 << 20  # of one pattern
PATTERN_CAP = 16384  # characters

_TOKEN = re.compile(
    r"\\(?P<escape>u[0-9A-Fa-f]{4}|x\{[0-9A-Fa-f]{1,6}\}|.)"
    r"|\(\?(?P<flags>[a-z]*(?:-[a-z]*)?)(?P<close>[:)])"
    r"|(?P<named>\(\?P?<(?![=!])(?P<name>\w+)>)"
    r"|(?P<special>\(\?.)"
    r"|(?P<repeat>\{,(?P<most>\d+)\})"
    r"|(?P<posix>\[:\^?[a-z]+:\])"
    r"|(?P<plain>.)",
    re.DOTALL,
)
_RUBY = {"h": "[0-9a-fA-F]", "H": "[^0-9a-fA-F]", "R": r"(?:\r\n|[\n\x0b\x0c\r])", "s": r"[\s\x0b]", "S": r"[^\s\x0b]"}  # fmt: skip
_RUBY_IN_CLASS = {"h": "0-9a-fA-F", "s": r"\s\x0b"}
_PCRE = {"h": r"[ \t\xa0]", "R": r"(?:\r\n|[\n\x0b\x0c\r])", "s": r"[\s\x0b]", "S": r"[^\s\x0b]"}
_PCRE_IN_CLASS = {"h": r" \t\xa0", "s": r"\s\x0b"}
_LAST = r"(?:\n?\z)"
# How nmap says "some headers, none of them empty, then one that begins so": the same without looking
# ahead, where a letter follows.
_HEADERS = re.compile(r"\(\?:\[\^\\r\\n\]\*\\r\\n\(\?!\\r\\n\)\)\*\?(?=[A-Za-z])")
_HEADERS_PLAIN = r"(?:[^\r\n]*\r\n(?:[^\r\n]+\r\n)*?)?"


def compiled(pattern: str, place: str) -> Any:
    """A translated pattern in RE2, where case counts. Errors: `CatalogueError` with file:line."""
    try:
        return re2.compile(pattern, options=options())
    except re2.error as error:
        raise CatalogueError(
            f"this pattern cannot run in linear time (RE2 says: {_told(error)})",
            where=place,
            follows="A banner from a stranger could make it run away, so it is left out.",
            do="Write it without back-references, look-around and atomic groups.",
        ) from error


def _told(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def options() -> Any:
    """RE2 options for a translated pattern."""
    made = re2.Options()
    made.log_errors = False
    made.max_mem = MEMORY
    return made


def to_re2(pattern: str, dialect: Dialect, *, icase: bool, dotall: bool, place: str) -> str:
    """The pattern as RE2 reads it, with its flags in it.

    Errors: `CatalogueError` with file:line for what has no counterpart.
    """
    if len(pattern) > PATTERN_CAP:
        raise CatalogueError(f"a pattern of {len(pattern):,} characters", where=place)
    if dialect == "pcre":
        pattern = _HEADERS.sub(lambda _: _HEADERS_PLAIN, pattern)
    body = _Translator(pattern, dialect, place).run()
    on = ("m" if dialect == "ruby" else "") + ("i" if icase else "") + ("s" if dotall else "")
    made = f"(?{on}:{body})" if on else body
    compiled(made, place)
    return made


class _Translator:
    def __init__(self, pattern: str, dialect: Dialect, place: str) -> None:
        self.pattern, self.ruby, self.place = pattern, dialect == "ruby", place
        self.names = bool(re.search(r"(?<!\\)\(\?P?<(?![=!])\w+>", pattern))
        self.within = False  # a character class
        self.fresh = False  # at its first character

    def run(self) -> str:
        return "".join(self._one(found) for found in _TOKEN.finditer(self.pattern))

    def _one(self, found: re.Match[str]) -> str:
        fresh, self.fresh = self.fresh, False
        text = found.group()
        if found["escape"] is not None:
            return self._escape(found["escape"], text)
        if self.within:
            return self._in_class(text, fresh, found["posix"] is not None)
        if found["flags"] is not None:
            return f"(?{self._flags(found['flags'])}{found['close']}"
        if found["named"] is not None:
            return f"(?P<{found['name']}>"
        if found["special"] is not None:
            self._refuse({"(?>": "an atomic group", "(?#": "a comment"}.get(text, "look-around"))
        if found["repeat"] is not None:
            return f"{{0,{found['most']}}}"
        if found["posix"] is not None:
            self._refuse("a class name outside brackets")
        return self._plain(text)

    def _plain(self, text: str) -> str:
        if text == "[":
            self.within = self.fresh = True
        elif text == "$" and not self.ruby:
            return _LAST
        elif text == "(" and self.names and self.ruby:
            return "(?:"  # beside named groups Ruby captures no others
        return text

    def _in_class(self, text: str, fresh: bool, posix: bool) -> str:
        if posix:
            return text
        if text == "^" and fresh:
            self.fresh = True
        elif text == "]" and not (fresh and not self.ruby):
            if fresh:
                self._refuse("an empty class")
            self.within = False
        elif text.startswith("[") and self.ruby:
            self._refuse("a class within a class")
        elif len(text) > 1:  # what means something only outside a class
            return "".join(self._in_class(c, fresh and n == 0, False) for n, c in enumerate(text))
        elif text in "[]":
            return "\\" + text
        return text

    def _escape(self, escape: str, text: str) -> str:
        if escape[0] == "u" and len(escape) == 5:
            return rf"\x{{{escape[1:]}}}"
        table = (_RUBY_IN_CLASS if self.ruby else _PCRE_IN_CLASS) if self.within else (_RUBY if self.ruby else _PCRE)  # fmt: skip
        if escape in table:
            return table[escape]
        if escape == "e":
            return r"\x1b"
        if escape == "Z" and not self.within:
            return _LAST
        if escape == "b" and self.within:
            return r"\x08"
        if escape in "GKXkgpP" and not (escape in "kgXG" and self.within):
            self._refuse(rf"\{escape}")
        # RE2 knows fewer signs that may be escaped without need: `\"`, `\<`, `\ `.
        if not escape.isalnum() and len(escape) == 1:
            return re.escape(escape) if escape.isascii() and escape != "_" else escape
        return text if escape != "_" else "_"

    def _flags(self, flags: str) -> str:
        on, dash, off = flags.partition("-")
        known = set("imsnU") if not self.ruby else set("imn")
        if set(on + off) - known:
            self._refuse(f"(?{flags})")
        if self.ruby:  # Ruby's m is the others' s; its own m is always on
            on, off = on.replace("m", "s"), off.replace("m", "s")
        return on.replace("n", "") + (dash + off.replace("n", "") if off.replace("n", "") else "")

    def _refuse(self, what: str) -> None:
        raise CatalogueError(
            f"RE2 has no counterpart of {what}",
            where=self.place,
            follows="A banner from a stranger could make it run away, so it is left out.",
        )
