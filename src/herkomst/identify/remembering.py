# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was found of values, remembered: a value that comes again is not looked at again, and of a form (`forms`)
only some values are, until it is known which of its digits tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, Literal, NamedTuple

import msgspec

from herkomst.identify import naming
from herkomst.identify.forms import ALIKE, DIGITS
from herkomst.identify.looking import FOLDED, Hit, Rulebook, Trace, may_name

# A value of so many bytes is remembered from one batch to the next, and so many values of a field; a longer
# one within its batch.
SHORT, REMEMBERED = 256, 16384
LONGEST_FORM = 4096  # bytes of a value whose form is looked for: it takes a copy of the value
OFTEN = 3  # times a form was seen before it pays to work out what all of its values show
_ZERO = ord("0")


class Hits(NamedTuple):
    """Rows, each once, and the hit of each."""

    rows: list[int]
    hits: list[Hit]


class Form(msgspec.Struct, frozen=True, gc=False):
    """What all values of a form show: the same, or what one did but for the texts, that are cut from each."""

    hit: Hit
    cuts: tuple[slice, ...]

    def of(self, raw: bytes) -> Hit:
        """The hit of one value."""
        if not self.cuts:
            return self.hit
        return Hit(self.hit.shown, tuple([raw[cut].decode() for cut in self.cuts]))


class Telling(msgspec.Struct, frozen=True, gc=False):
    """The places of the digits that tell values of a form apart, and what takes those digits from a value."""

    places: frozenset[int]
    digits: Callable[[bytes], Any]


# A form, whether its values hold a name, and in the place of zeros that tell: the digits.
Key = tuple[bytes, bool | None] | tuple[bytes, bool | None, Any]
# What is known of it; how often it was seen, as long as that is not often; or that each value must be looked at.
Known = Form | Telling | int | Literal["each"]
Forms = dict[Key, Known]


class Memory:
    """What was found of the values of one field."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._values: dict[bytes, Hit] = {}
        self._forms: Forms = {}
        rules = book.rules
        self._longest_form = 0 if rules.exact or rules.prefixes else LONGEST_FORM
        # What `forms.telling` says, as bytes to find in a form, with the places in it of digits that tell.
        self._telling_texts = [
            (text.replace("1", "0").encode(), [at for at, c in enumerate(text) if c == "0"])
            for text in sorted(rules.telling_digits)
        ]

    def hits(
        self, rows: Iterable[int], texts: Iterable[bytes], names: Iterable[bool | None]
    ) -> Hits:
        """The values that match a rule."""
        for held in (self._values, self._forms):
            if len(held) > REMEMBERED:
                held.clear()
        short, long = (self._values, self._forms), (dict[bytes, Hit](), Forms())
        longest, named = self._longest_form, bool(self._book.rules.named)
        found_in, found = [], []
        for row, raw, name in zip(rows, texts, names, strict=False):
            values, forms = short if len(raw) <= SHORT else long
            alike = raw.translate(ALIKE) if len(raw) <= longest else raw
            if alike == raw:
                hit = values.get(raw)
                if hit is None:
                    hit = values[raw] = self._book.look(raw, name)
            else:
                if named and (name is None or not raw.isascii()):
                    name = may_name(raw, name)  # that may turn on a digit
                key = alike, name
                form = forms.get(key)
                hit = (
                    form.of(raw)
                    if isinstance(form, Form)
                    else self._of_form(values, forms, key, form, raw)
                )
            if hit.shown.proofs:
                found_in.append(row)
                found.append(hit)
        return Hits(found_in, found)

    def _of_form(
        self, values: dict[bytes, Hit], forms: Forms, key: Key, form: Known | None, raw: bytes
    ) -> Hit:
        """The hit of a value whose form does not say it."""
        told = frozenset[int]()
        if isinstance(form, Telling):
            told, key = form.places, (*key, form.digits(raw))
            form = forms.get(key)
            if isinstance(form, Form):
                return form.of(raw)
        hit = values.get(raw)
        if hit is None:
            times = form if isinstance(form, int) else 0
            if form == "each" or times < OFTEN:  # most are not: no more is worked out than needed
                hit = self._book.look(raw, key[1])
                if form != "each":
                    forms[key] = times + 1
            else:
                trace = Trace([], [], keyed=False)
                hit = self._book.look(raw, key[1], trace)
                forms[key] = self._form(key[0], raw, hit, trace, told)
            values[raw] = hit
        return hit

    def _form(
        self, alike: bytes, raw: bytes, hit: Hit, trace: Trace, told: frozenset[int]
    ) -> Form | Telling | Literal["each"]:
        """What a value shows of all of its form that have the digits in common that are `told` apart so far."""
        places = self._telling(alike, raw, trace)
        if places is None or (told and not places <= told):
            return "each"
        if places and not told:
            return Telling(places, itemgetter(*sorted(places)))
        cuts = tuple(cut for cut in trace.cuts if cut)
        own = any(not DIGITS.isdisjoint(text) for text in hit.texts)
        return Form(hit, cuts if own else ())

    def _telling(self, alike: bytes, raw: bytes, trace: Trace) -> frozenset[int] | None:
        """The places of the digits of a value that tell it from others of its form; null where they all do."""
        if trace.keyed or None in trace.cuts or any(letter.encode() in raw for letter in FOLDED):
            return None
        places = set[int]()
        lower = alike.lower()
        for sought, told in self._telling_texts:
            at = lower.find(sought)
            if at >= 0 and not told:
                return None
            while at >= 0:
                places.update(at + place for place in told)
                at = lower.find(sought, at + 1)
        for start, asked in trace.asked:
            spans = naming.telling_digits(asked)
            if spans is None:
                return None
            for begin, end in spans:
                places.update(
                    range(start + len(asked[:begin].encode()), start + len(asked[:end].encode()))
                )
        return frozenset(place for place in places if alike[place] == _ZERO)
