# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A YAML file of settled form: every value checked where it is read, every fault with file:line.

A key that nobody asks for is a slip of the pen, not a wish: `finish` refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from herkomst.catalogue import yaml_fault
from herkomst.errors import CatalogueError

E = TypeVar("E", bound=StrEnum)
Place = tuple[str | int, ...]
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Words:
    """A text that people read, in Dutch and in English."""

    nl: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.nl)


class MarkedFile:
    """The values of one YAML file by their place: keys and positions from the top."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data, self._lines = _read(path)
        self._asked: set[Place] = set()
        if not isinstance(self.data, dict):
            raise self.fault((), "this file must hold keys and values")

    def where(self, at: Place = ()) -> str:
        """file:line of a place, or of the nearest place above it."""
        while at and at not in self._lines:
            at = at[:-1]
        return f"{self.path.name}:{self._lines.get(at, 1)}"

    def fault(self, at: Place, what: str, do: str = "") -> CatalogueError:
        """The error to raise about a place."""
        name = ".".join(str(k) for k in at if isinstance(k, str))
        return CatalogueError(f"{name}: {what}" if name else what, where=self.where(at), do=do)

    def get(self, *at: str | int) -> Any:
        """The value at a place, or null where there is none. Errors: `CatalogueError`."""
        value = self.data
        for depth, key in enumerate(at):
            self._asked.add(at[: depth + 1])
            if isinstance(value, dict):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int):
                value = value[key]
            elif value is None:
                return None
            else:
                raise self.fault(at[:depth], f"must hold {key!r}, not {value!r}")
        return value

    def text(self, *at: str | int) -> str:
        """Text, or "" where there is none. A number or a date in its place is a slip."""
        value = self.get(*at)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.fault(at, f"{value!r} is no text", "Put it between quotes.")
        return " ".join(value.split())

    def needed(self, *at: str | int) -> str:
        """Text that must be there."""
        found = self.text(*at)
        if not found:
            raise self.fault(at, "is missing")
        return found

    def day(self, *at: str | int) -> str | None:
        """A date (YYYY-MM-DD), or null."""
        from datetime import date

        value = self.get(*at)
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            raise self.fault(at, f"{value!r} is no date", "Write it as YYYY-MM-DD.") from None

    def flag(self, *at: str | int) -> bool | None:
        """true, false, or null."""
        value = self.get(*at)
        if value is not None and not isinstance(value, bool):
            raise self.fault(at, f"{value!r} is neither true nor false")
        return value

    def words(self, *at: str | int) -> Words:
        """A text in both languages, or neither."""
        if self.get(*at) is None:
            return Words()
        return Words(self.needed(*at, "nl"), self.needed(*at, "en"))

    def listed(self, *at: str | int) -> list[Place]:
        """The places of the items of a list; none where there is no list."""
        value = self.get(*at)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fault(at, f"{value!r} is no list", "Write it as [one, other].")
        return [(*at, n) for n in range(len(value))]

    def one_of(self, kinds: type[E], *at: str | int) -> E | None:
        """A word of a vocabulary, or null."""
        value = self.get(*at)
        if value is None:
            return None
        try:
            return kinds(value)
        except ValueError:
            raise self.fault(
                at, f"{value!r} is not one of these", "Known: " + ", ".join(kinds)
            ) from None

    def finish(self) -> None:
        """Refuse what nobody asked for."""
        for place in sorted(self._lines, key=lambda at: self._lines[at]):
            if place not in self._asked and place[:-1] in {*self._asked, ()}:
                raise self.fault(place, "nothing reads this key", "Is it misspelt, or misplaced?")


def _read(path: Path) -> tuple[Any, dict[Place, int]]:
    """What a YAML file holds, and the line of every key and item. Dates stay text."""
    import yaml

    class Loader(yaml.SafeLoader):
        """Reads no dates: the 30th of February would end in a traceback."""

    Loader.yaml_implicit_resolvers = {
        first: [r for r in resolvers if not r[0].endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    try:
        loader = Loader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
        data = loader.construct_document(root) if root is not None else None
    except (yaml.YAMLError, ValueError) as error:
        raise yaml_fault(path, error) from error
    return data, dict(_lines(root, path))


def _lines(root: Any, path: Path) -> Iterator[tuple[Place, int]]:
    import yaml

    pending: list[tuple[Place, Any]] = [((), root)]
    while pending:
        at, node = pending.pop()
        if len(at) > DEEPEST:
            raise CatalogueError("this file holds a part within itself", where=path.name + ":1")
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                place = (*at, str(key.value))
                yield place, key.start_mark.line + 1
                pending.append((place, value))
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                yield (*at, number), item.start_mark.line + 1
                pending.append(((*at, number), item))
