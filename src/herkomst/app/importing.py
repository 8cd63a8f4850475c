# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Import: recognise, collect, identify, attribute, append claims.

One import is one part and one transaction: killed at any moment, the same command finishes it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from herkomst import catalogue
from herkomst.app.bodies import attributor, find_body, names
from herkomst.app.claims import measured_claims
from herkomst.app.imported import take_back
from herkomst.app.mapping import Mapped, Remembered, mapped
from herkomst.app.memory import long_work
from herkomst.app.own_catalogue import identified
from herkomst.app.verdicts import listings, rebuild
from herkomst.collect import Context, Quarantined, Rows, Said, chunks_read
from herkomst.content import Content
from herkomst.errors import InputError, StoreError
from herkomst.model import (
    Basis,
    Body,
    Claim,
    Document,
    Evidence,
    Tombstone,
    content_id,
)
from herkomst.observations import EARLIEST, believable
from herkomst.reconcile.lists import Listing, unlisted
from herkomst.sources import recognise
from herkomst.store import Staging, Store
from herkomst.store.documents import DocumentWriter
from herkomst.store.lake import OBSERVATIONS, PartWriter, connect, digest, rows, without
from herkomst.store.letting_go import span

if TYPE_CHECKING:
    import polars as pl


@dataclass(slots=True)
class Summary:
    """What one import did: read = kept + quarantined + skipped, exactly."""

    file: str
    source: str = ""
    document: str = ""
    part: str = ""
    read: int = 0
    kept: int = 0
    quarantined: int = 0
    skipped: int = 0
    claims_added: int = 0
    claims_seen: int = 0
    claims_erased: int = 0  # said before and erased: not taken in again, nor their records
    undated: int = 0  # records whose moment cannot be: kept without a day, no claim is made of them
    without_port: int = 0  # records whose port is none: kept without it
    already_imported: bool = False
    synthetic: bool = False
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Options:
    """How to import: whose (`body`), as what (`source`), with which column mapping."""

    body: str | None = None
    source: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    today: str = ""  # the day of a list or table that carries none
    origin: str = ""


Progress = Callable[[int, int, int], None]  # bytes of the file done, of how many, records read


def import_file(
    store: Store,
    path: Path,
    options: Options,
    *,
    progress: Progress = lambda done, total, read: None,
    waiting: Callable[[], None] | None = None,
) -> Summary:
    """Import one file. Errors: `InputError` when it cannot be read at all; nothing is left then."""
    return import_prepared(
        store,
        prepare(path, options, store.register.mappings()),
        options,
        progress=progress,
        waiting=waiting,
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was recognised, and whose it is."""

    content: Content
    module: Any
    body: Body | None
    mapped: Mapped = field(default_factory=Mapped)


def prepare(path: Path, options: Options, remembered: Remembered | None = None) -> Prepared:
    """Look at a file before any register is touched. `remembered`: the mappings of columns a register
    knows. Errors: `InputError` for a file, a body, a source or a mapping nothing can be done with."""
    content = Content(path)
    if content.received_size == 0:
        raise InputError("the file is empty", where=path.name, follows="Nothing was imported.")
    body = find_body(options.body) if options.body else None
    columns = mapped(content, options.mapping, remembered or {}, options.source)
    wanted = options.source or columns.source
    module = recognise(content, wanted, body is not None, columns.header)
    if options.mapping and module.SOURCE.yields != "claims":
        raise InputError(
            f"--map is for lists; this was recognised as {module.SOURCE.title}",
            where=content.name,
            do="Leave --map out, or name the source with --source.",
        )
    return Prepared(content, module, body, columns)


def import_prepared(
    store: Store,
    prepared: Prepared,
    options: Options,
    *,
    progress: Progress = lambda done, total, read: None,
    waiting: Callable[[], None] | None = None,
) -> Summary:
    """Import a recognised file, as the one writer."""
    content, body = prepared.content, prepared.body
    with long_work(), store.writing(waiting) as staging:
        known = _known_document(store, content)
        if known is not None:
            again = _already(store, known, body, content.name, None)
            if again is not None:
                return _told_to_undo(again, options)
        return _import(store, staging, prepared, options, progress)


def _told_to_undo(again: Summary, options: Options) -> Summary:
    if options.mapping:
        again.notes.append(
            "--map changes nothing of what was imported before: take that back first, with "
            f"herkomst import --undo {again.part}"
        )
    return again


def _known_document(store: Store, content: Content) -> str | None:
    """The id of this very file if it was received before; it is read for that only when a document
    of the same size is known."""
    same = [d for d in store.register.table(Document) if d.received_size == content.received_size]
    if not same:
        return None
    with content.path.open("rb") as stream:
        received = hashlib.file_digest(stream, "sha256").hexdigest()
    return next((d.id for d in same if d.received_sha256 == received), None)


def _already(
    store: Store, document: str, body: Body | None, name: str, kept: int | None
) -> Summary | None:
    """The summary of a second import of the same document: everything is skipped. One of which nothing
    was kept is no reason not to read it again, and counts only where again nothing is `kept`. Errors:
    `StoreError` for one that was erased, or was imported as somebody else's."""
    for stone in store.register.table(Tombstone):
        if (stone.noun, stone.target) == ("document", document):
            raise StoreError(
                f"this document was erased on {stone.erased_at[:10]} ({stone.ground})",
                where=name,
                follows="Nothing was imported.",
                do="What was erased stays out of this register.",
            )
    for part in store.register.parts():
        if part.document != document or (part.kept == 0 and kept != 0):
            continue
        if part.body != (body.id if body else None):
            raise StoreError(
                f"this document was imported before as {part.id}, "
                + ("as nobody's own" if part.body is None else f"as that of {part.body}"),
                where=name,
                follows="Importing it a second time would count everything twice.",
                do=f"Take that back first: herkomst import --undo {part.id}",
            )
        return Summary(
            file=name,
            document=document,
            part=part.id,
            read=part.read,
            skipped=part.read,
            already_imported=True,
            synthetic=part.synthetic,
        )
    return None


def _import(
    store: Store,
    staging: Staging,
    prepared: Prepared,
    options: Options,
    progress: Progress,
) -> Summary:
    content, module, body = prepared.content, prepared.module, prepared.body
    summary = Summary(file=content.name, source=module.SOURCE.id)
    document, part = DocumentWriter(staging.folder), PartWriter(_folder(staging, "part"))
    content.tap = document.write
    if prepared.mapped.source and not options.mapping:
        summary.notes.append("the columns are read as was said before for lists with this header")
    context = Context(
        body=body,
        mapping=prepared.mapped.columns,
        maker_id=catalogue.maker_id,
        today=options.today,
        now=datetime.now(UTC).strftime("%Y-%m-%d"),
    )
    said: list[tuple[Claim, Said]] = []
    for batch in chunks_read(module.read(content, context)):
        _take(batch, summary, part, said, context)
        progress(content.received_done, content.received_size, summary.read)
    part.close()
    document.close()
    _finish_summary(summary, content)
    if summary.read == 0:
        raise InputError(
            "the file holds no records", where=content.name, follows="Nothing was imported."
        )
    again = _already(store, content.sha256, body, content.name, summary.kept)
    if again is not None:
        return again
    summary.document = content.sha256
    summary.part = _part_id(store, content.sha256, body, module.SOURCE.id)
    claims, evidence = _claims(staging, summary, said, body, module.SOURCE.title)
    claims, evidence, refused = _refused(store, summary, claims, evidence)
    if refused:
        _leave_out(staging, refused)
    if body is not None and module.SOURCE.own_list:
        summary.notes += _left_out(store, body, claims)
    _commit(store, staging, prepared, options, summary, document, claims, evidence, refused)
    return summary


def _left_out(store: Store, body: Body, claims: Sequence[Claim]) -> list[str]:
    """What a list leaves out that an older one of the body holds; or that a newer one has its place."""
    listed = tuple(c for c in claims if c.device and c.basis is Basis.DECLARED)
    if not listed:
        return []
    standing = store.register.claims_of(body.id)
    older = listings(store.register, body.id, standing, beside=listed)
    fresh = Listing(listed)
    gone = unlisted([*older, fresh])
    now = sum(any(since == fresh.day for since, _ in s) for s in gone.values())
    later = sum(c.id in gone for c in listed)
    notes = []
    if now:
        notes.append(
            f"{now} things of older lists are not in this one, and not declared any more from {fresh.day}"
        )
    if later:
        notes.append(f"{later} things of this list are not in a newer one that was imported before")
    return notes


def _refused(
    store: Store, summary: Summary, claims: list[Claim], evidence: list[Evidence]
) -> tuple[list[Claim], list[Evidence], list[str]]:
    """What may be appended, and the places of the records that may not: those of claims that were
    erased. Such a record counts as skipped."""
    erased = {target for noun, target in store.register.stones() if noun == "claim"}
    places = sorted({e.locator for e in evidence if e.claim in erased})
    if not places:
        return claims, evidence, []
    summary.claims_erased = sum(c.id in erased for c in claims)
    summary.kept -= len(places)
    summary.skipped += len(places)
    summary.notes.append(
        f"{summary.claims_erased} claims were erased from this register before and stay out of it"
    )
    gone = set(places)
    left = [e for e in evidence if e.locator not in gone]
    carried = {e.claim for e in left}
    return [c for c in claims if c.id in carried], left, places


def _leave_out(staging: Staging, places: Iterable[str]) -> None:
    """Take records out of the staged part."""
    staged, fresh = staging.folder / "part", _folder(staging, "rest")
    without(staged, fresh, {found[0] for p in places if (found := span(p))})
    shutil.rmtree(staged)
    fresh.rename(staged)


def record_stones(document: str, places: Iterable[str]) -> list[tuple[str, str]]:
    """The tombstones of records of a document."""
    return [("record", f"{document}@{place}") for place in places]


def _folder(staging: Staging, name: str) -> Path:
    folder = staging.folder / name
    folder.mkdir()
    return folder


def _take(
    batch: Rows,
    summary: Summary,
    part: PartWriter,
    said: list[tuple[Claim, Said]],
    context: Context,
) -> None:
    """One batch of a source: observations to the lake, statements resolved, the rest quarantined."""
    broken = list(batch.quarantined)
    if batch.batch is not None and batch.batch.height:
        sound, undated = believable(batch.batch, context.now)
        summary.undated += undated
        summary.without_port += batch.without_port
        frame = observed(sound, context.body)
        summary.synthetic |= bool(frame["synthetic"].any())
        part.observe(frame)
    for item in batch.said:
        claim = _resolved(item)
        if isinstance(claim, Claim):
            said.append((claim, item))
            summary.notes += item.notes
        else:
            broken.append(claim)
    part.quarantine(broken)
    summary.read += batch.read
    summary.skipped += batch.skipped
    summary.quarantined += len(broken)
    summary.notes += batch.notes


def observed(frame: pl.DataFrame, body: Body | None) -> pl.DataFrame:
    """A batch of observations, identified and attributed: what the lake keeps."""
    import polars as pl

    found = attributor().attribute_frame(frame, statement_body=body.id if body else None)
    return pl.concat([frame, identified(frame), found], how="horizontal")


def _resolved(item: Said) -> Claim | Quarantined:
    """A statement with its body as an id; or why it cannot be."""
    claim = item.claim
    if find_exact(claim.body):
        return claim.identified()
    found = names().resolve(item.body_name, on=claim.said_at)
    if found.body is None:
        why = {
            "ambiguous": "may be any of " + ", ".join(found.candidates),
            "place": "names a place; write which body, such as 'gemeente ...' or 'provincie ...'",
        }.get(found.how, f"is no public body we know ({found.how})")
        reason = f"{item.place or item.locator}: {item.body_name!r} {why}"
        raw = item.value.encode("utf-8", "replace")[:65536]
        return Quarantined(item.document_offset, len(raw), reason, raw, item.place)
    for_body = claim.for_body
    if for_body:
        other = names().resolve(for_body, on=claim.said_at)
        for_body = other.body or for_body
    return replace(
        claim,
        body=found.body,
        department=claim.department or found.department,
        for_body=for_body,
    ).identified()


def find_exact(body: str) -> bool:
    """Whether these words are the id of a body."""
    return body in names().bodies.bodies


def _claims(
    staging: Staging,
    summary: Summary,
    said: list[tuple[Claim, Said]],
    body: Body | None,
    claimant: str,
) -> tuple[list[Claim], list[Evidence]]:
    claims: dict[str, Claim] = {}
    evidence: list[Evidence] = []
    for claim, item in said:
        claims.setdefault(claim.id, claim)
        summary.synthetic |= claim.synthetic
        evidence.append(
            Evidence(
                claim=claim.id,
                part=summary.part,
                document=summary.document,
                locator=item.locator,
                value=item.value[:4096],
                rule=item.rule,
                citation=item.citation,
                link=item.link,
                seen_at=claim.said_at,
            )
        )
    observations = staging.folder / "part" / OBSERVATIONS
    if observations.exists():
        with connect([str(observations)], threads=1) as connection:
            sightings = rows(connection, "sightings", {})
        for claim, carried in measured_claims(
            sightings, claimant, part=summary.part, document=summary.document
        ):
            claims.setdefault(claim.id, claim)
            evidence += carried
    summary.claims_seen = len(claims)
    return list(claims.values()), evidence


def _finish_summary(summary: Summary, content: Content) -> None:
    summary.kept = summary.read - summary.quarantined - summary.skipped
    if summary.undated:
        summary.notes.append(
            f"{summary.undated:,} records say no moment that can be (none, no date, before {EARLIEST}, or "
            "still to come): kept without a day, and no claim is made of them"
        )
    if summary.without_port:
        summary.notes.append(
            f"{summary.without_port:,} records name a port that is none (1 to 65535): kept without it"
        )
    if content.truncated:
        summary.notes.append(
            f"{content.truncated}; what came before it was imported, the last record may be broken"
        )


def _part_id(store: Store, document: str, body: Body | None, source: str) -> str:
    """The same import has the same id, so that a killed one is finished, not doubled; taken back
    and imported again it is another."""
    earlier = sum(p.document == document and p.kind == "import" for p in store.register.log())
    return content_id("p", [document, body.id if body else "", source, earlier])


def _commit(
    store: Store,
    staging: Staging,
    prepared: Prepared,
    options: Options,
    summary: Summary,
    document: DocumentWriter,
    claims: Sequence[Claim],
    evidence: Sequence[Evidence],
    refused: Sequence[str],
) -> None:
    """Files to their place, then the one transaction that makes the part count."""
    content, module, body = prepared.content, prepared.module, prepared.body
    staged = staging.folder / "part"
    lake_hash = digest(staged)
    spans = [span(place) or (0, content.size) for place in refused]
    store.documents.adopt(document, content.sha256, without=spans)
    store.lake.adopt(staged, summary.part)
    with staging.transaction() as appender:
        appender.document(
            Document(
                id=content.sha256,
                source=module.SOURCE.id,
                media_type=module.SOURCE.media_types[0],
                size=content.size,
                name=content.name,
                received_size=content.received_size,
                received_sha256=content.received_sha256,
                fetched_at=appender.now,
                origin=options.origin,
            )
        )
        summary.claims_added = appender.claims_and_evidence(claims, evidence)
        if refused:
            appender.bury(record_stones(content.sha256, refused), "said again; erased before")
        appender.imported(
            summary.part,
            ids=[c.id for c in claims],
            document=content.sha256,
            body=body.id if body else None,
            read=summary.read,
            kept=summary.kept,
            quarantined=summary.quarantined,
            skipped=summary.skipped,
            synthetic=summary.synthetic,
            lake_sha256=lake_hash,
        )
        for fruitless in appender.parts():  # this document was read before, and nothing was kept
            if fruitless.document == content.sha256 and fruitless.id != summary.part:
                take_back(appender, fruitless.id, "import", "read again, with another result")
        if options.mapping and summary.kept:
            appender.remember(
                prepared.mapped.shape, module.SOURCE.id, dict(prepared.mapped.columns)
            )
        rebuild(appender, sorted({c.body for c in claims}))
