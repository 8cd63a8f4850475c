# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The polder project's set of one YAML file a body (CC0), as its archive or as a folder: a superset of
the Register van Overheidsorganisaties."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.registers.entries import (
    Blocks,
    Entry,
    Fault,
    Gathered,
    Member,
    Name,
    Register,
    Report,
    day,
    domain_of,
    host_of,
)

REGISTER = Register("polder", "polder YAML set (folder or tar)", "polder project", "CC0-1.0")
_LARGEST = 4 << 20  # bytes of one file: the largest real one has some 200 kB


def recognise(path: Path) -> float:
    """A tar archive or a folder with YAML files below `organisaties`."""
    if path.is_dir():
        root = path / "data" / "organisaties"
        folder = root if root.is_dir() else path / "organisaties"
        return 0.9 if next(folder.rglob("*.yaml"), None) or path.name == "organisaties" else 0.0
    head = Content(path).head(512)
    return 0.8 if head[257:262] == b"ustar" else 0.0


def read(path: Path, report: Report) -> Gathered:
    """All entries, by key. Members of an archive are read where they lie, never unpacked to disk."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    made = Gathered(REGISTER)
    for place, raw in _files(path, report):
        made.read += 1
        if len(raw) > _LARGEST:
            made.faults.append(Fault(place, f"longer than {_LARGEST:,} bytes"))
            continue
        try:
            made.entries.append(_entry(yaml.load(raw, loader)))
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
            made.faults.append(Fault(place, f"no YAML: {str(error).splitlines()[0]}"))
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
            made.faults.append(Fault(place, f"not as expected: {error}"))
    made.entries.sort(key=lambda e: e.key)
    return made


def _files(path: Path, report: Report) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        found = sorted(p for p in path.rglob("*.yaml") if "organisaties" in p.parts)
        for done, file in enumerate(found):
            report(done, len(found))
            with file.open("rb") as stream:
                yield str(file.relative_to(path)), stream.read(_LARGEST + 1)
        return
    content = Content(path)
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", Blocks(content, report)), mode="r|") as archive:
            yield from _members(archive)
        cut = content.truncated
    except (tarfile.TarError, EOFError, OSError) as error:
        cut = content.truncated or str(error)
    if cut:
        raise InputError(
            f"the archive is cut off or damaged ({cut})",
            where=str(path),
            follows="Nothing was changed.",
            do="Fetch it again.",
        )


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    for member in archive:
        wanted = member.name.endswith(".yaml") and "organisaties/" in member.name
        stream = archive.extractfile(member) if member.isfile() and wanted else None
        if stream is not None:
            yield member.name, stream.read(_LARGEST + 1)


def _entry(given: Any) -> Entry:
    known = given.get("identifiers") or {}
    contact = given.get("contact") or {}
    meta = given.get("gr_meta") or {}
    organ = meta.get("regionaal_samenwerkingsorgaan") or {}
    names = tuple(
        Name(
            str(n["value"]).strip(),
            str(n.get("abbr") or ""),
            day(n.get("valid_from")),
            day(n.get("valid_until")),
        )
        for n in given["names"]
    )
    return Entry(
        key=str(given["id"]),
        sort=str(given["type"]),
        names=(names[0], *names[1:]),
        tooi=str(known.get("tooi") or ""),
        roo=str(known.get("roo_id") or ""),
        oin=str(known.get("oin") or ""),
        kvk=str(known.get("kvk") or ""),
        parent=str(given.get("parent_id") or ""),
        ministry=str((given.get("relation_to_ministerie") or {}).get("roo_id") or ""),
        successor=str(given.get("successor_id") or ""),
        host=host_of(contact.get("website")),
        mail_domain=domain_of(contact.get("email")),
        valid_from=day(given.get("valid_from")),
        valid_until=day(given.get("valid_until")),
        is_agreement=bool(organ),
        organ=str(organ.get("roo_id") or ""),
        members=tuple(
            Member(str(m.get("tooi") or ""), str(m.get("roo_id") or ""))
            for m in meta.get("deelnemende_organisaties") or ()
        ),
    )
