# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Export: the rows of the overview and their claims as CSV, JSON or Parquet.

Spreadsheets run what looks like a formula; a cell from a stranger is made inert first.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from herkomst.app.answers import claim_document, compare, verdict_row
from herkomst.app.question import Question
from herkomst.errors import InputError
from herkomst.model import Claim, Kind, Label, Stored, Verdict, View
from herkomst.store import Store

FORMATS = ("csv", "json", "parquet")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what could be one."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_RISKY):
        return "'" + value
    return value


def export_rows(store: Store, question: Question) -> Iterator[dict[str, Any]]:
    """One flat row a claim under its verdict; a verdict whose claims are not shown is one row."""
    for entry in compare(store, question):
        verdict = {
            k: "; ".join(v) if isinstance(v, list) else v for k, v in entry.items() if k != "claims"
        }
        claims: Iterable[dict[str, Any]] = entry["claims"] or [{}]
        for claim in claims:
            lead = claim.get("lead") or {}
            told = {k: v for k, v in claim.items() if k != "lead"}
            told |= {f"lead_{k}": v for k, v in lead.items() if k != "award"}
            flat = {
                f"claim_{k}": "; ".join(map(str, v)) if isinstance(v, list) else v
                for k, v in told.items()
            }
            yield verdict | flat


def _columns(view: View) -> list[str]:
    """The columns every export of a view has, in order; also one without a row."""
    verdict = Verdict(
        view=Stored.RESTRICTED,
        body="",
        maker="",
        kind=Kind.UNKNOWN,
        label=Label.LEAD_ONLY,
        valid_from="",
    )
    told = claim_document(Claim(body="", said_at=""), view)
    ours = [name for name in verdict_row(verdict) if name != "claims"]  # each has rows of its own
    return [*ours, *(f"claim_{name}" for name in told)]


def export(store: Store, question: Question, form: str, target: Path | None) -> str | None:
    """Write the export to a file, or give it as text (csv and json). A file appears whole or not.

    Errors: `InputError` for an unknown format, or Parquet without a file.
    """
    if form not in FORMATS:
        raise InputError(f"{form!r} is no export format", do="Known: " + ", ".join(FORMATS))
    rows = list(export_rows(store, question))
    found = (name for row in rows for name in row)
    names = list(dict.fromkeys([*_columns(question.view), *found]))
    if form == "parquet":
        if target is None:
            raise InputError("Parquet is no text", do="Name a file: herkomst export FILE.parquet")
        _whole(target, lambda path: _parquet(path, rows, names))
        return None
    text = (
        _csv(rows, names)
        if form == "csv"
        else json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    )
    if target is None:
        return text
    _whole(target, lambda path: path.write_text(text, encoding="utf-8"))
    return None


def exported(store: Store, question: Question, form: str) -> bytes:
    """The export as the bytes of a file, for a door that sends it on."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="herkomst-") as folder:
        target = Path(folder) / f"export.{form}"
        export(store, question, form, target)
        return target.read_bytes()


def _csv(rows: list[dict[str, Any]], names: list[str]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({k: inert(v) for k, v in row.items()} for row in rows)
    return stream.getvalue()


def _parquet(path: Path, rows: list[dict[str, Any]], names: list[str]) -> None:
    import polars as pl

    columns = {n: [inert(row.get(n)) for row in rows] for n in names}
    pl.DataFrame(columns, strict=False).write_parquet(path, compression="zstd")


def _whole(target: Path, write: Any) -> None:
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        write(fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
