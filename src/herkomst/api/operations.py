# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The operations. Each parses what was asked, calls one use case and gives its answer."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query

from herkomst.api import asking
from herkomst.api.answering import AtDesk, dated
from herkomst.app import answers, listing, paged_verdicts, question, reading
from herkomst.app.bodies import body_id

Answer = dict[str, Any]
BodyId = Annotated[
    str,
    Path(
        description="The id of a body, or its short form: the last part of a TOOI address.",
        pattern=r"^[A-Za-z0-9:/._-]+$",
        max_length=200,
        examples=["gm0355"],
    ),
]
ClaimId = Annotated[
    str,
    Path(
        description="The id of a claim; that of an inferred one begins with an i.",
        pattern=r"^[ci][0-9a-f]{40}$",
    ),
]
MakerId = Annotated[
    str,
    Path(
        description="The id of a maker.",
        pattern=r"^[a-z0-9-]+$",
        max_length=60,
        examples=["hikvision"],
    ),
]
DocumentId = Annotated[
    str, Path(description="The SHA-256 of a document's content.", pattern=r"^[0-9a-f]{64}$")
]


def list_bodies(desk: AtDesk, asked: Annotated[asking.Bodies, Query()]) -> Answer:
    """The public bodies, by name or kind; those that ended on request."""
    page = listing.bodies(
        asked.paging(asked.sort),
        kind=asked.kind,
        province=asked.province,
        search=asked.search,
        ended=asked.ended,
    )
    return desk.listed(page)


def get_body(desk: AtDesk, id: BodyId, asked: Annotated[asking.Dated, Query()]) -> Answer:
    """One public body, and since when it was asked, has answered and is looked at."""
    return listing.body(desk.store, asked.question(desk.view), body_id(id))


def list_body_claims(
    desk: AtDesk, id: BodyId, asked: Annotated[asking.BodyClaims, Query()]
) -> Answer:
    """What was said or seen about one body, by day."""
    question = asked.question(desk.view)
    page = reading.claims(
        desk.store,
        question,
        asked.paging(asked.sort),
        body=body_id(id),
        filters=_claim_filters(asked),
    )
    return desk.listed(page, question)


def list_body_verdicts(
    desk: AtDesk, id: BodyId, asked: Annotated[asking.History, Query()]
) -> Answer:
    """The verdicts about one body: those valid on the day asked for, or all up to it."""
    question = asked.question(desk.view)
    page = paged_verdicts.history(
        desk.store, question, body_id(id), asked.paging("cell"), all_=asked.history
    )
    return desk.listed(page, question)


def list_claims(desk: AtDesk, asked: Annotated[asking.Claims, Query()]) -> Answer:
    """What was said or seen, in the order body, day, id."""
    question = asked.question(desk.view)
    page = reading.claims(
        desk.store, question, asked.paging(asked.sort), filters=_claim_filters(asked)
    )
    return desk.listed(page, question)


def _claim_filters(asked: asking.ClaimFilters) -> dict[str, str | None]:
    if asked.maker is not None:
        listing.maker_id(asked.maker)
    return {name: getattr(asked, name) for name in reading.FILTERS}


def get_claim(desk: AtDesk, id: ClaimId, asked: Annotated[asking.Dated, Query()]) -> Answer:
    """One claim."""
    return reading.claim(desk.store, asked.question(desk.view), id)


def list_claim_evidence(
    desk: AtDesk, id: ClaimId, asked: Annotated[asking.Listed, Query()]
) -> Answer:
    """What carries a claim: in the public view an evidence card."""
    question = asked.question(desk.view)
    page = reading.evidence(desk.store, question, id, asked.paging("place"))
    return desk.listed(page, question)


def list_verdicts(desk: AtDesk, asked: Annotated[asking.Verdicts, Query()]) -> Answer:
    """The verdicts valid on the day asked for, in the order body, maker, kind."""
    question = asked.question(desk.view)
    page = paged_verdicts.verdicts(
        desk.store, question, asked.paging("cell"), _verdict_filters(asked, asked.maker)
    )
    return desk.listed(page, question)


def _verdict_filters(asked: asking.MakerVerdicts, maker: str | None) -> dict[str, str | None]:
    if maker is not None:
        listing.maker_id(maker)
    return {"maker": maker, "kind": asked.kind, "label": asked.label}


def list_comparisons(desk: AtDesk, asked: Annotated[asking.Comparisons, Query()]) -> Answer:
    """What was said beside what was seen: each story under its own label, with its claims."""
    question = asked.question(desk.view)
    page = paged_verdicts.comparisons(
        desk.store,
        question,
        asked.paging("cell"),
        _verdict_filters(asked, asked.maker),
        body_id(asked.body) if asked.body else None,
    )
    return desk.listed(page, question)


def list_makers(desk: AtDesk, asked: Annotated[asking.Makers, Query()]) -> Answer:
    """The makers the catalogue knows."""
    return desk.listed(listing.makers(asked.paging(asked.sort), search=asked.search))


def get_maker(_desk: AtDesk, id: MakerId, _asked: Annotated[asking.Asked, Query()]) -> Answer:
    """One maker, its brands and the sourced ties around it."""
    return listing.maker(id)


def list_maker_verdicts(
    desk: AtDesk, id: MakerId, asked: Annotated[asking.MakerVerdicts, Query()]
) -> Answer:
    """The verdicts about one maker's technology."""
    question = asked.question(desk.view)
    page = paged_verdicts.verdicts(
        desk.store, question, asked.paging("cell"), _verdict_filters(asked, id)
    )
    return desk.listed(page, question)


def get_overview(desk: AtDesk, asked: Annotated[asking.Overview, Query()]) -> Answer:
    """Totals with their units, bodies counted by maker and kind, and what is not covered."""
    question = asked.question(desk.view)
    made = desk.remembered.answer(
        ("overview", question, asked.by),
        lambda: answers.overview(desk.store, question, by=asked.by.split(",")),
    )
    return made | dated(question)


def get_coverage(desk: AtDesk, asked: Annotated[asking.Dated, Query()]) -> Answer:
    """How many bodies were asked, answered, looked at and never looked at."""
    question = asked.question(desk.view)
    made = desk.remembered.answer(
        ("coverage", question), lambda: answers.coverage(desk.store, question)
    )
    return made | dated(question)


def list_log(desk: AtDesk, asked: Annotated[asking.Log, Query()]) -> Answer:
    """The chained log of imports, decisions and erasures: of each row its card."""
    known = question.Question.at(None, asked.known_at, desk.view)
    return desk.listed(listing.log(desk.store, known, asked.paging("sequence")))


def get_document(
    desk: AtDesk, hash: DocumentId, _asked: Annotated[asking.Asked, Query()]
) -> Answer:
    """What a document is; restricted."""
    return reading.document(desk.store, hash)


def get_raw_record(desk: AtDesk, asked: Annotated[asking.RawRecord, Query()]) -> Answer:
    """Bytes of a document, as text; restricted. Evidence gives them as `offset+length`."""
    return reading.record(desk.store, asked.document, asked.offset, asked.length)
