# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes of strangers that are to be read as XML text: those that cannot be are read as `?`, one for
each, so that every offset stays that of the content."""

from __future__ import annotations

import codecs
import re

_CONTROLS = bytes(n for n in range(32) if n not in (9, 10, 13))
_MENDED = bytes(ord("?") if n in _CONTROLS else n for n in range(256))
# Numeric references to what XML does not allow: controls, surrogates, U+FFFE, U+FFFF.
_REFERENCE = re.compile(
    rb"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[efEF])|"
    rb"0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));"
)
_LONGEST = 16  # bytes of a reference that the end of a chunk may cut in two


class Readable:
    """Makes bytes readable without changing their number. `utf8` is false for content in an encoding
    of one byte a character; `mended` counts the bytes that were no text."""

    def __init__(self) -> None:
        self.utf8 = True
        self.mended = 0
        self._held = b""

    def take(self, chunk: bytes) -> bytes:
        """What can be told of the bytes so far; the last few may have to wait for the next chunk."""
        data = self._held + chunk
        cut = data.rfind(b"&", max(len(data) - _LONGEST, 0))
        if cut < 0 or b";" in data[cut:]:
            cut = _before_cut_character(data) if self.utf8 else len(data)
        self._held = data[cut:]
        return self._mend(data[:cut])

    def rest(self) -> bytes:
        """What waited."""
        held, self._held = self._held, b""
        return self._mend(held)

    def _mend(self, data: bytes) -> bytes:
        wrong = len(data) - len(data.translate(None, _CONTROLS))
        if wrong:
            data = data.translate(_MENDED)
        if self.utf8 and not data.isascii():
            data, more = _as_utf8(data)
            wrong += more
        if b"&#" in data:
            data = _REFERENCE.sub(lambda found: b"?" * len(found[0]), data)
        self.mended += wrong
        return data


def _before_cut_character(data: bytes) -> int:
    """Where the last character begins if the end of the data cuts it in two, else the end."""
    for back in range(1, min(3, len(data)) + 1):
        lead = data[-back]
        if lead >= 0xC0:
            whole = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
            return len(data) - back if back < whole else len(data)
        if lead < 0x80:
            break
    return len(data)


def _as_utf8(data: bytes) -> tuple[bytes, int]:
    for mark in (b"\xef\xbf\xbe", b"\xef\xbf\xbf"):  # U+FFFE, U+FFFF
        data = data.replace(mark, b"\xff\xff\xff")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        made = data.decode("utf-8", "herkomst-same-length").encode("utf-8")
        return made, made.count(b"?") - data.count(b"?")
    return data, 0


def _same_length(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "?" * (error.end - error.start), error.end


codecs.register_error("herkomst-same-length", _same_length)
