# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stateless filters: JSON lines in, JSON lines out, every line answered in order.

A line that cannot be read is answered with ``{"id", "error"}`` and ends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from herkomst import catalogue
from herkomst.errors import HerkomstError

if TYPE_CHECKING:
    from herkomst.model import BodyKind

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?")
BATCH = 16384
MAX_LINE = 16 << 20

Item = dict[str, Any]


def _batches(lines: Iterable[bytes]) -> Iterator[list[Item]]:
    held: list[Item] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        held.append(parsed(line, number))
        if len(held) == BATCH:
            yield held
            held = []
    if held:
        yield held


def parsed(line: bytes, number: int) -> Item:
    """One line as an object; or what is wrong with it, under `error`."""
    if len(line) > MAX_LINE:
        return {"id": None, "error": f"line {number}: longer than {MAX_LINE:,} bytes"}
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return {"id": None, "error": f"line {number}: not JSON: {error}"}
    if not isinstance(value, dict):
        return {"id": None, "error": f"line {number}: not an object"}
    value.setdefault("id", None)
    value.pop("error", None)
    return value


def vulnerability_lines(lines: Iterable[bytes]) -> Iterator[Item]:
    """Devices in (`{"id", "model", "maker"?, "firmware"?, "built"?}`), known vulnerabilities out."""
    from datetime import date

    from herkomst.app.own_catalogue import knowledge
    from herkomst.vulnerabilities import of_device

    known, today = knowledge(), date.today()

    def answer(item: Item) -> Item:
        for name in ("model", "maker", "firmware", "built"):
            if not isinstance(item.get(name), str | None):
                raise HerkomstError(f"{name}: a text is wanted")
        if built := item.get("built"):
            try:
                item["built"] = date.fromisoformat(built[:10]).isoformat()
            except ValueError:
                wanted = f"built: a date (YYYY-MM-DD) is wanted, not {built[:40]!r}"
                raise HerkomstError(wanted) from None
        if not item.get("model"):
            raise HerkomstError("a line needs a text under 'model'")
        maker = item.get("maker")
        named = catalogue.maker_id(maker) if maker else None
        if maker and named is None:
            return {"vulnerabilities": [], "feeds": known.feeds(today), "note": "maker not known"}
        return {
            "vulnerabilities": of_device(known, {**item, "maker": named}),
            "feeds": known.feeds(today),
        }

    return _answered(lines, answer)


def attribute_lines(lines: Iterable[bytes]) -> Iterator[Item]:
    """Network facts in, body and level out, with the evidence for and against."""
    from herkomst.app.bodies import attributor, name_of
    from herkomst.app.places import placed
    from herkomst.attribute import Facts

    def answer(item: Item) -> Item:
        given = item.get("input")
        facts = given if isinstance(given, dict) else item
        told = placed({k: v for k, v in facts.items() if k != "id"})
        made = attributor().attribute(Facts.parse(told))
        found = made.as_dict()
        return {
            **found,
            "body_name": name_of(found["body"]) if found["body"] else None,
        }

    return _answered(lines, answer)


def resolve_lines(lines: Iterable[bytes]) -> Iterator[Item]:
    """Names in (`{"id", "name", "type_hint"?, "date"?}`, or a line of plain text), body ids out or
    none. `kind` and `on` say the same as `type_hint` and `date`, and want our own words."""
    from herkomst.app.bodies import name_of, names

    def answer(item: Item) -> Item:
        text = item.get("name", item.get("variant", item.get("text")))
        if not isinstance(text, str):
            raise HerkomstError("a line needs a text under 'name'")
        found = names().resolve(text, kind=_hinted(item), on=_day_of(item))
        return {
            "name": text,
            "body": found.body,
            "body_name": name_of(found.body) if found.body else None,
            "why": WHY[found.how],
            "department": found.department,
            "candidates": list(found.candidates),
            "how": found.how,
        }

    return _answered(_as_json(lines), answer)


# Why a name stands for a body, or for nobody, by how it was found.
WHY = {
    "official": "its own name",
    "short": "a name it is known by",
    "abbreviation": "its abbreviation, with the word for its sort",
    "acronym": "its abbreviation, as it is written",
    "former": "a former name; who stands in its place",
    "department": "a part of it",
    "english": "its name in English",
    "host": "a web site or mail domain of its own",
    "group": "bodies that the text does not name",
    "typo": "one slip of the pen from the name of just one body of that sort",
    "unknown": "no body is called so",
    "ambiguous": "it fits several bodies",
    "private": "a church, club, foundation, shop or other private owner",
    "company": "a company",
    "foreign": "a body abroad",
    "place": "the bare name of a place is no body",
    "empty": "no name",
}

# What others call a sort of body; compared without capitals and marks. Anything else is no hint.
_HINTS = {
    "gm": "gemeente", "gemeenten": "gemeente", "municipality": "gemeente", "city": "gemeente",
    "pv": "provincie", "province": "provincie", "provincies": "provincie",
    "ws": "waterschap", "waterschappen": "waterschap", "hoogheemraadschap": "waterschap",
    "water_board": "waterschap", "waterboard": "waterschap", "wetterskip": "waterschap",
    "ministry": "ministerie", "min": "ministerie", "ministeries": "ministerie",
    "vr": "veiligheidsregio", "safety_region": "veiligheidsregio",
    "gr": "gemeenschappelijke_regeling", "joint_arrangement": "gemeenschappelijke_regeling",
    "rechterlijk": "rechtspraak", "rechterlijke_macht": "rechtspraak", "rechtbank": "rechtspraak",
    "court": "rechtspraak", "gerechtshof": "rechtspraak", "police": "politie",
    "agency": "agentschap", "inspectorate": "inspectie", "universiteit": "onderwijs",
    "university": "onderwijs", "hoge_college": "hoog_college_van_staat",
}  # fmt: skip


def _hinted(item: Item) -> BodyKind | None:
    """The sort of body a line hints at. A `kind` must be one of ours; a `type_hint` is taken as far
    as it is understood."""
    from herkomst.model import BodyKind

    kind, hint = item.get("kind") or None, item.get("type_hint") or None
    if kind is not None and kind not in list(BodyKind):
        raise HerkomstError(f"{kind!r} is no kind of body; known: {', '.join(BodyKind)}")
    if hint is not None and not isinstance(hint, str):
        raise HerkomstError(f"type_hint: a text is wanted, not {type(hint).__name__}")
    word = "_".join((kind or hint or "").casefold().replace("-", " ").replace("_", " ").split())
    word = _HINTS.get(word, word)
    return BodyKind(word) if word in list(BodyKind) else None


def _day_of(item: Item) -> str | None:
    """The day a line asks about. Errors: `HerkomstError` for what is no date."""
    day = item.get("date", item.get("on")) or None
    if day is not None and not (isinstance(day, str) and _DATE.fullmatch(day)):
        raise HerkomstError(f"date: a date (YYYY-MM-DD) is wanted, not {str(day)[:40]!r}")
    return day[:10] if day else None


def _as_json(lines: Iterable[bytes]) -> Iterator[bytes]:
    """A line of plain text is a name."""
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith(b"{") or not line.strip():
            yield line
        else:
            text = line.decode("utf-8", "replace").strip()
            yield msgspec.json.encode({"id": number, "name": text})


def _answered(lines: Iterable[bytes], answer: Callable[[Item], Item]) -> Iterator[Item]:
    for batch in _batches(lines):
        for item in batch:
            if "error" in item:
                yield {"id": item["id"], "error": item["error"]}
                continue
            try:
                yield {"id": item["id"], **answer(item)}
            except HerkomstError as error:
                yield {"id": item["id"], "error": error.what}
