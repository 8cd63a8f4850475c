# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""XML of strangers, element by element, each with its place in the content, in bounded memory.

No entity is ever expanded and nothing is fetched: a document type with anything in it is refused. What
is not well-formed costs the record it stands in; reading goes on at the next one. Bytes that are no
text are read as `?`, byte for byte, so that every offset stays that of the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from herkomst.collect import RAW_CAP
from herkomst.errors import InputError
from herkomst.readable import Readable

TOKEN_CAP = 4 << 20  # bytes of one tag: what the parser must hold at once
TEXT_CAP = 65536  # characters kept of one attribute, and of one piece of text
PIECES_CAP = 16  # pieces kept of one element's text; what stands between its children parts it
CHILDREN_CAP = 20_000  # elements kept within one leaf; further ones are left out
DEPTH_CAP = 100
STEP, FIRST_STEP = (
    1 << 20,
    4096,
)  # bytes given to the parser at once; after something broke at first
BREAKS_CAP = 10_000  # so many places may be broken; after that the rest is one broken record
NOTES_CAP = 20
HELD_CAP = 1 << 20  # bytes kept of a leaf that is open, to show if it breaks
HEAD_CAP = 256  # bytes kept of the begin of a record, likewise


@dataclass(slots=True)
class Element:
    """A leaf: an element given out whole, with all that stands in it."""

    name: str
    attributes: dict[str, str]
    offset: int
    length: int = 0
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, without that of its children."""
        return "".join(self.texts)

    def all(self, name: str) -> Iterator[Element]:
        """Its children of a name."""
        return (c for c in self.children if c.name == name)

    def first(self, name: str) -> Element | None:
        """Its first child of a name."""
        return next(self.all(name), None)


@dataclass(frozen=True, slots=True)
class Begin:
    """An element that is no leaf begins."""

    name: str
    attributes: dict[str, str]
    offset: int


@dataclass(frozen=True, slots=True)
class End:
    """An element that is no leaf ends: the place of the whole of it."""

    name: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a record could not be read on, up to the next one or the end of the content."""

    offset: int
    length: int
    reason: str
    raw: bytes


Event = Begin | Element | End | Broken


class _Break(Exception):
    """Well-formed, and yet no document of this sort."""


@dataclass(slots=True)
class _Open:
    name: str
    offset: int


class Reader:
    """Reads one document. root: its outermost element. record: the element after which reading can go
    on when something breaks. leaves: elements given out whole. public: what a public identifier of
    the document type, and its address, may look like; without one none is accepted."""

    def __init__(
        self,
        root: str,
        record: str,
        leaves: frozenset[str],
        public: tuple[str, str] | None = None,
        name: str = "",
    ) -> None:
        self._root, self._record, self._leaves, self._name = root, record, leaves, name
        self._public = public
        self._next = re.compile(rb"<%s[\s/>]" % record.encode())
        self.notes: list[str] = []
        self._events: list[Event] = []
        self._window = bytearray()  # the content from `_base` on, as far as it may still be needed
        self._base = self._at = 0  # _at: the place of the last event
        self._search: int | None = None  # from where the next record is looked for
        self._fed = 0  # up to where the parser has had it
        self._step = STEP  # bytes given to the parser at once
        self._begun = 0  # where the present parser begun
        self._breaks = 0
        self._broken: Broken | None = None
        self._encoding = "utf-8"
        self._bytes = Readable()
        self._fresh_parser()

    def events(self, chunks: Iterable[bytes]) -> Iterator[Event]:
        """What the document holds, in order. Errors: `InputError` for a document that is refused."""
        first = True
        for chunk in chunks:
            if first:
                self._look(chunk)
                first = False
            self._feed(self._bytes.take(chunk), final=False)
            yield from self._given()
        self._feed(self._bytes.rest(), final=True)
        yield from self._given()
        if self._bytes.mended:
            self._note(
                f"{self._bytes.mended:,} bytes are no text (not UTF-8, or control characters); "
                "each was read as '?'"
            )

    def _given(self) -> list[Event]:
        given, self._events = self._events, []
        return given

    def _look(self, head: bytes) -> None:
        if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:64]:
            raise InputError(
                "the file is UTF-16 or binary",
                where=self._name,
                follows="Nothing was imported.",
                do="Save it as UTF-8.",
            )
        told = re.match(rb"\s*<\?xml[^>]{0,200}?encoding=[\"']([\w.-]{1,40})", head)
        if told and told[1].lower().decode() in _SINGLE_BYTE:
            self._encoding = told[1].decode()
            self._bytes.utf8 = False
            self._fresh_parser()

    # --- the parser ---------------------------------------------------------------------------------

    def _fresh_parser(self, at: int | None = None) -> None:
        """A parser for the content from the start, or from a record within it."""
        parser = expat.ParserCreate(encoding=self._encoding)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        self._parser, self._stack, self._leaf = parser, list[_Open](), list[Element]()
        self._kept = 0
        self._recording: tuple[int, bytes] | None = None  # the open record: its place and its tag
        self._shift = 0
        if at is not None:
            prefix = f"<{self._root}>".encode()
            parser.Parse(prefix, False)
            self._stack.append(_Open(self._root, at))
            self._shift = at - len(prefix)
            self._begun = self._at = self._fed = at
            self._step = FIRST_STEP
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = parser.ProcessingInstructionHandler = self._pass

    def _feed(self, data: bytes, *, final: bool) -> None:
        self._window += data
        while True:
            if self._search is not None and not self._found(final):
                return
            fault = self._advance(final)
            if fault is None:
                break
            if self._lose(*fault):
                return
        self._forget()

    def _advance(self, final: bool) -> tuple[int, str] | None:
        """Give the parser what it has not had; gives where and why it cannot go on, or null. After
        something broke in small steps first, so that what breaks at every turn costs little."""
        end = self._base + len(self._window)
        while self._fed < end:
            first = self._fed - self._base
            piece = bytes(self._window[first : first + self._step])
            self._fed += len(piece)
            fault = self._parsed(piece, final=False)
            if fault is not None:
                return fault
            self._step = min(self._step * 4, STEP)
        return self._parsed(b"", final=True) if final else None

    def _parsed(self, data: bytes, *, final: bool) -> tuple[int, str] | None:
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            where = self._parser.ErrorByteIndex + self._shift
            if final and error.code in _ENDS:
                return where, ""
            return where, expat.ErrorString(error.code)
        except _Break as error:
            return self._at, str(error)
        if self._fed - self._at > TOKEN_CAP:
            return self._at, f"a tag of more than {TOKEN_CAP:,} bytes"
        return None

    def _lose(self, where: int, reason: str) -> bool:
        """Note what broke (no reason: the content ends); gives whether reading ends with it."""
        end = self._base + len(self._window)
        cut = not reason
        if cut:
            self._note(f"the file is cut off: it ends before </{self._root}>")
            reason = "cut off in the middle"
        begin, raw = self._recording or (where, b"")
        if self._leaf:
            begin = self._leaf[0].offset
            first = max(begin - self._base, 0)
            raw = bytes(self._window[first : first + RAW_CAP])
        if self._leaf or self._recording is not None:
            self._broken = Broken(begin, end - begin, f"{reason} (at byte {where:,})", raw)
        elif not cut:
            self._note(f"what stands at byte {where:,} belongs to no record ({reason})")
        if cut:
            self._tell_broken(end)
            return True
        self._search = max(where, self._begun + 1 if self._begun else 0)
        self._breaks += 1
        return False

    def _found(self, final: bool) -> bool:
        """Look for the next record; gives whether one begins, with a parser ready for it."""
        assert self._search is not None
        first = max(self._search - self._base, 0)
        end = self._base + len(self._window)
        match = self._next.search(self._window, first) if self._breaks <= BREAKS_CAP else None
        if match is None:
            if final:
                self._tell_broken(end)
            if self._breaks > BREAKS_CAP:
                self._note(f"more than {BREAKS_CAP:,} places are broken: the rest is not read")
            self._search = max(self._search, end - len(self._record) - 2)
            self._at = self._search
            self._forget()
            return False
        found = self._base + match.start()
        self._search = None
        self._tell_broken(found)
        self._fresh_parser(found)
        return True

    def _note(self, text: str) -> None:
        if len(self.notes) < NOTES_CAP and text not in self.notes:
            self.notes.append(text)

    def _tell_broken(self, end: int) -> None:
        if self._broken is not None:
            b = self._broken
            raw = b.raw[: end - b.offset]
            self._events.append(Broken(b.offset, end - b.offset, b.reason, raw))
            self._broken = None

    def _forget(self) -> None:
        """Let go of the content that nothing can need any more."""
        keep = self._at
        if self._leaf and keep - self._leaf[0].offset < HELD_CAP:
            keep = self._leaf[0].offset
        if keep > self._base:
            del self._window[: keep - self._base]
            self._base = keep

    # --- what the parser tells ------------------------------------------------------------------------

    def _doctype(
        self, name: str, system: str | None, public: str | None, internal: int | bool
    ) -> None:
        known = self._public
        plain = not system and not public
        told = (
            known and re.fullmatch(known[0], public or "") and re.fullmatch(known[1], system or "")
        )
        if name != self._root or internal or not (plain or told):
            self._refuse("a document type that is not its own (DTD)")

    def _entity(self, *_: object) -> None:
        self._refuse("an entity declaration")

    def _refuse(self, what: str) -> None:
        raise InputError(
            f"this XML holds {what}",
            where=f"{self._name}:{self._parser.CurrentByteIndex + self._shift}",
            follows="Entities can blow a file up or read other files: they are refused, and nothing "
            "was imported.",
            do=f"A file of {self._root} has no more than <!DOCTYPE {self._root}>.",
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._at = at = self._parser.CurrentByteIndex + self._shift
        if not self._stack and name != self._root:
            raise InputError(
                f"this is no {self._root} file: its outermost element is <{name[:40]}>",
                where=self._name,
                follows="Nothing was imported.",
            )
        if name == self._record:
            if self._recording is not None:
                raise _Break(f"a <{name}> within a <{name}>: the one before does not end")
            self._recording = at, self._head(at)
        if len(self._stack) >= DEPTH_CAP:
            raise _Break(f"elements nested more than {DEPTH_CAP} deep")
        self._stack.append(_Open(name, at))
        kept = {k: v[:TEXT_CAP] for k, v in attributes.items()}
        if self._leaf:
            element = Element(name, kept, at)
            self._kept += 1
            if self._kept <= CHILDREN_CAP:
                self._leaf[-1].children.append(element)
            self._leaf.append(element)
        elif name in self._leaves:
            self._leaf.append(Element(name, kept, at))
            self._kept = 0
        else:
            self._events.append(Begin(name, kept, at))

    def _head(self, at: int) -> bytes:
        return bytes(self._window[at - self._base : at - self._base + HEAD_CAP])

    def _end(self, name: str) -> None:
        at = self._parser.CurrentByteIndex + self._shift
        opened = self._stack.pop()
        empty = (
            self._at == opened.offset
            and self._window[at - self._base - 2 : at - self._base] == b"/>"
        )
        end = at if empty else self._window.index(b">", at - self._base) + 1 + self._base
        self._at = at
        if name == self._record:
            self._recording = None
        if not self._leaf:
            self._events.append(End(name, opened.offset, end - opened.offset))
            return
        done = self._leaf.pop()
        done.length = end - done.offset
        if not self._leaf:
            self._events.append(done)

    def _pass(self, *_: object) -> None:
        self._at = self._parser.CurrentByteIndex + self._shift

    def _text(self, text: str) -> None:
        self._at = self._parser.CurrentByteIndex + self._shift
        texts = self._leaf[-1].texts if self._leaf else None
        if texts is not None and len(texts) < PIECES_CAP:
            texts.append(text[:TEXT_CAP])


_ENDS = tuple(
    expat.errors.codes[text]
    for text in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_SINGLE_BYTE = ("iso-8859-1", "iso-8859-15", "latin1", "windows-1252", "cp1252")
