# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a user imports beside the catalogue (fingerprints of other tools, MAC prefixes, feeds of known
vulnerabilities), and identification and vulnerabilities with it.

The folder is that of HERKOMST_CATALOGUE. Every set is one file in it, replaced whole; removing the file
takes the set away. The catalogue's own facts are never touched.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from herkomst.errors import InputError, StoreError
from herkomst.settings import settings

if TYPE_CHECKING:
    import polars as pl

    from herkomst.identify.foreign import Foreign
    from herkomst.vulnerabilities import Knowledge

KEV, NVD = "kev.json", "nvd.json"
FORMATS = ("recog", "nmap-probes", "oui", "kev", "nvd")
TITLES = {
    "recog": "Recog",
    "nmap-probes": "nmap probes",
    "oui": "MAC prefixes",
    "kev": "CISA KEV",
    "nvd": "NVD",
}


def import_set(form: str, path: Path) -> dict[str, Any]:
    """Read a set and keep it. Its counts, and what was refused with file:line.

    Errors: `InputError` for a form that is not known or a file that is not of it.
    """
    if form not in FORMATS:
        raise InputError(f"{form!r} cannot be imported", do="Known: " + ", ".join(FORMATS))
    folder = settings().catalogue
    made = _readers(folder)[form](path)
    if not made.counts()["kept"] and form not in ("nvd", "kev"):
        raise InputError("nothing in it can be used", where=str(path), follows="Nothing was kept.")
    made.imported_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    _keep(folder / _file(form), msgspec.json.encode(made))
    refused = getattr(made, "refused", [])
    places = refused if isinstance(refused, list) else []
    return {
        **made.counts(),
        "folder": str(folder),
        "refused_at": [{"where": r.where, "reason": r.reason} for r in places],
        "failures": list(getattr(made, "failures", [])),
    }


def _readers(folder: Path) -> dict[str, Callable[[Path], Any]]:
    from herkomst.identify.foreign import nmap_probes, oui, recog, stored
    from herkomst.vulnerabilities import feeds

    return {
        "recog": recog.read,
        "nmap-probes": nmap_probes.read,
        "oui": oui.read,
        "kev": feeds.read_kev,
        "nvd": lambda path: feeds.read_nvd(path, stored(folder / NVD, feeds.Nvd)),
    }


def _file(form: str) -> str:
    from herkomst.identify.foreign import PREFIXES, RULES

    return {**RULES, "oui": PREFIXES, "kev": KEV, "nvd": NVD}[form]


def _keep(path: Path, text: bytes) -> None:
    """Write whole or not at all. Errors: `StoreError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.write_bytes(text)
        fresh.replace(path)
    except OSError as error:
        raise StoreError(
            f"the catalogue folder cannot be written: {error.strerror}",
            where=str(path.parent),
            do="Name another with HERKOMST_CATALOGUE.",
        ) from error


def imported() -> list[dict[str, Any]]:
    """The sets in the folder, each with its counts."""
    from herkomst.identify.foreign import PREFIXES, RULES, stored
    from herkomst.identify.foreign.oui import PrefixTable
    from herkomst.identify.foreign.rules import RuleSet
    from herkomst.vulnerabilities.feeds import Kev, Nvd

    shapes: dict[str, Any] = {**dict.fromkeys(RULES.values(), RuleSet), PREFIXES: PrefixTable}
    shapes |= {KEV: Kev, NVD: Nvd}
    found = (stored(settings().catalogue / name, shape) for name, shape in shapes.items())
    return [made.counts() for made in found if made is not None]


# --- with what was imported -------------------------------------------------------------------------


def identified(frame: pl.DataFrame) -> pl.DataFrame:
    """`identify`, with what the user imported under it."""
    from herkomst.identify import identify

    found = identify(frame)
    under = foreign()
    return under.laid_under(frame, found) if under else found


def foreign() -> Foreign | None:
    """The foreign fingerprints of the user's folder, read once as long as nothing changes there; null
    where the folder has nothing."""
    folder = settings().catalogue
    stamp = _stamp(folder)
    return _foreign(folder.absolute(), stamp) if stamp else None


@lru_cache(maxsize=2)
def _foreign(folder: Path, stamp: tuple[Any, ...]) -> Foreign:
    from herkomst.identify.foreign import load

    return load(folder)


def knowledge() -> Knowledge:
    """Known vulnerabilities: the catalogue's rules and the user's feeds."""
    folder = settings().catalogue
    return _knowledge(folder.absolute(), _stamp(folder))


@lru_cache(maxsize=2)
def _knowledge(folder: Path, stamp: tuple[Any, ...]) -> Knowledge:
    from herkomst.identify.foreign import stored
    from herkomst.vulnerabilities import Knowledge
    from herkomst.vulnerabilities.feeds import Kev, Nvd

    return Knowledge(stored(folder / KEV, Kev), stored(folder / NVD, Nvd))


def _stamp(folder: Path) -> tuple[Any, ...]:
    if not folder.is_dir():
        return ()
    return tuple(
        sorted((f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in folder.glob("*.json"))
    )


def feeds_shown() -> list[dict[str, Any]]:
    """The feeds in use and how old each is."""
    return knowledge().feeds(date.today())
