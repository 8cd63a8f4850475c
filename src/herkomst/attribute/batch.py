# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Attribution of a batch. Rows in which nothing can name a body differ only in the sort of network
they lie in: what they say otherwise is left out, so that they fall into a handful of combinations.
The others keep all their facts. Each distinct combination is then judged once, by the code of a
single address.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from herkomst.attribute.certificates import parse_name
from herkomst.attribute.facts import Facts, Statement
from herkomst.attribute.hosts import normalised
from herkomst.attribute.networks import NOWHERE, Holding
from herkomst.attribute.texts import parts
from herkomst.attribute.world import World

if TYPE_CHECKING:
    from herkomst.attribute import Attributor

Array = np.ndarray[Any, Any]
Tells = Callable[[str], bool]

RESULT = ("body", "level", "possible", "why", "attribution_rules")
# Texts in which a device may carry a name its owner gave it.
DEVICE_TEXT = ("mdns.name", "http.title")
_TEXTS = (
    "ip",
    "org",
    "isp",
    "country",
    "hostname",
    "tls.subject",
    "tls.issuer",
    "tls.trust",
    "seen_at",
)
_ORGANISATION = r"(?i)(?:^|[,/+;\n])[ \t]*(?:O|2\.5\.4\.10|organi[sz]ationName)[ \t]*="


def attribute_frame(
    attributor: Attributor, frame: pl.DataFrame, statement_body: str | None
) -> pl.DataFrame:
    """See `Attributor.attribute_frame`."""
    whole = _completed(frame)
    invented = whole["synthetic"]
    if not frame.height or not invented.any() or invented.all():
        side = bool(frame.height and invented.all())
        return _one_world(attributor, whole, side, statement_body)
    parts = []
    for side in (False, True):
        rows = (invented if side else ~invented).arg_true()
        made = _one_world(attributor, whole[rows], side, statement_body)
        parts.append(made.with_columns(rows.alias("row")))
    return pl.concat(parts).sort("row").drop("row")


def _completed(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that are read, absent ones as null."""
    have = set(frame.columns)
    texts = [
        (pl.col(n).cast(pl.String) if n in have else pl.lit(None, pl.String).alias(n))
        for n in _TEXTS
    ]
    asn = pl.col("asn").cast(pl.Int64, strict=False) if "asn" in have else pl.lit(None, pl.Int64)
    mark = pl.col("synthetic").fill_null(False) if "synthetic" in have else pl.lit(False)
    titles = [pl.col(n).cast(pl.String) for n in DEVICE_TEXT if n in have]
    text = pl.coalesce(titles) if titles else pl.lit(None, pl.String)
    made = frame.select(*texts, asn.alias("asn"), mark.alias("synthetic"), text.alias("text"))
    return made if made.height == frame.height else pl.concat([made] * frame.height)[: frame.height]


def _one_world(
    attributor: Attributor, frame: pl.DataFrame, synthetic: bool, statement_body: str | None
) -> pl.DataFrame:
    world = attributor.worlds[synthetic]
    holdings, where = _holdings(world, frame)
    stated = statement_body is not None and bool(world.by_id(statement_body, None))
    telling = _telling(world, frame, holdings, where)
    keys = _keys(attributor, frame, where, telling)
    combination, first = _combinations(keys, telling)
    vouching = statement_body if stated else None
    answers = [
        _answer(attributor, frame, i, bool(telling[i]), holdings[where[i]], vouching)
        for i in first.tolist()
    ]
    table = pl.DataFrame(answers, schema=dict.fromkeys(RESULT, pl.String), orient="row")
    return table[combination]


def _holdings(world: World, frame: pl.DataFrame) -> tuple[list[Holding], Array]:
    """All holdings that occur, and for each row which one is its."""
    table, where = _in_tables(world, frame)
    networks = world.networks
    for column, find in (
        ("org", networks.by_name),
        ("isp", networks.provider_only),
        ("asn", networks.by_asn),
    ):
        open_rows = where < 0
        if not open_rows.any() or frame[column].null_count() == frame.height:
            continue
        series = frame[column]
        distinct = series.unique()
        place = np.full(len(distinct), -1, np.int32)
        for i, value in enumerate(distinct.to_list()):
            found = find(value)
            if found is not None:
                place[i] = len(table)
                table.append(found)
        index = _index(series, distinct)
        where = np.where(open_rows, place[index], where)
    table.append(NOWHERE)
    return table, np.where(where < 0, len(table) - 1, where)


def _in_tables(world: World, frame: pl.DataFrame) -> tuple[list[Holding], Array]:
    """The holdings of the tables that occur. A registered one depends on who announces and carries it
    as well: each combination of the three is a holding of its own."""
    networks = world.networks
    addresses = frame["ip"].to_list()
    at = networks.at(addresses)
    where = np.full(len(at), -1, np.int64)
    rows = np.flatnonzero(at >= 0)
    distinct, where[rows] = np.unique(at[rows], return_inverse=True)
    table: list[Holding] = [networks.holdings[i] for i in distinct.tolist()]
    registered = np.array([h.via == "registered" for h in table], bool)
    rows = rows[registered[where[rows]]]
    if not len(rows):
        return table, where
    announced = pl.Series(networks.asns([addresses[i] for i in rows.tolist()]))
    part = (
        frame[rows]
        .select("asn", "isp")
        .with_columns(
            pl.col("asn").fill_null(pl.select(pl.when(announced >= 0).then(announced)).to_series()),
            at=pl.Series(where[rows]),
        )
    )
    kinds = part.unique(maintain_order=True).with_row_index("kind")
    which = part.join(kinds, on=part.columns, nulls_equal=True, how="left", maintain_order="left")
    where[rows] = len(table) + which["kind"].to_numpy()
    for asn, isp, place in kinds.select("asn", "isp", "at").iter_rows():
        held = networks.routed(table[place], asn)
        carrier = networks.carrier(held, isp, asn)
        table.append(replace(held, net_class=carrier.net_class) if carrier else held)
    return table, where


def _index(series: pl.Series, distinct: pl.Series) -> Array:
    """For each row the place of its value among the distinct ones."""
    lookup = pl.DataFrame(
        {"v": distinct, "at": pl.arange(0, len(distinct), dtype=pl.Int32, eager=True)}
    )
    joined = pl.DataFrame({"v": series}).join(
        lookup, on="v", how="left", nulls_equal=True, maintain_order="left"
    )
    return joined["at"].to_numpy()


def _telling(world: World, frame: pl.DataFrame, holdings: list[Holding], where: Array) -> Array:
    """Which rows hold anything that can name a body, or an owner that is none."""
    own = np.array([h.net_class in ("public_body", "shared_service") for h in holdings])
    mask: Array = own[where]
    literals = world.host_literals

    def check(column: str, prefilter: Callable[[pl.Series], pl.Series], tells: Tells) -> None:
        series = frame[column]
        if series.null_count() == len(series):
            return
        rows = prefilter(series).fill_null(False).arg_true()
        if not len(rows):
            return
        near = series.gather(rows)
        distinct = near.unique()
        kept = np.array([tells(v) for v in distinct.to_list()], bool)
        mask[rows.to_numpy()[kept[_index(near, distinct)]]] = True

    check("hostname", lambda s: _with_literal(s, literals), lambda v: _host_tells(world, v))
    check("text", lambda s: _with_literal(s, world.text_literals), lambda v: _text_tells(world, v))
    vouched = (frame["tls.trust"] == "trusted").fill_null(False)
    # An organisation that an authority checked tells even where it is no body: it is somebody else.
    check("tls.subject", lambda s: s.str.contains(_ORGANISATION) & vouched, lambda v: True)
    check(
        "tls.subject",
        lambda s: _with_literal(s, literals) | s.str.contains(_ORGANISATION),
        lambda v: _subject_tells(world, v),
    )
    return mask


def _with_literal(series: pl.Series, literals: list[str]) -> pl.Series:
    """Which texts hold one of the literals; those not in ASCII may do so in another spelling."""
    odd = series.str.len_bytes() != series.str.len_chars()
    if not literals:
        return odd
    return series.str.contains_any(literals, ascii_case_insensitive=True) | odd


def _text_tells(world: World, text: str) -> bool:
    """Whether a device's text spells out a body, on whatever day."""
    days = (None, "0000-00-00")
    return any(world.spelled_out(p, day) for p in parts(text.strip()) for day in days)


def _host_tells(world: World, names: str) -> bool:
    hosts = (normalised(n) for n in names.split("\n"))
    return any(h is not None and world.hosts.match(h, "") is not None for h in hosts)


def _subject_tells(world: World, subject: str) -> bool:
    """Whether a subject names a body, whoever vouches for it."""
    for key, value in parse_name(subject):
        if key == "O" and (world.guessed(value, None) or world.guessed(value, "0000-00-00")):
            return True
        if key in ("CN", "SAN") and _host_tells(
            world, value.replace(",", "\n").replace("DNS:", "")
        ):
            return True
    return False


def _keys(
    attributor: Attributor, frame: pl.DataFrame, where: Array, telling: Array
) -> pl.DataFrame:
    """What sets rows apart. A day counts only as far as bodies and names began or ended by then."""
    ends = attributor.turns
    days = frame["seen_at"].str.slice(0, 10)
    distinct = days.unique()
    period = [-1 if d is None else bisect_left(ends, d) for d in distinct.to_list()]
    sort = np.array(period, np.int32)[_index(days, distinct)]
    return pl.DataFrame(
        {
            "where": where.astype(np.int32),
            "country": frame["country"].fill_null("") != "",
            "period": sort,
            **{n: frame[n] for n in ("hostname", "tls.subject", "tls.issuer", "tls.trust", "text")},
        }
    )


def _combinations(keys: pl.DataFrame, telling: Array) -> tuple[Array, Array]:
    """For each row the number of its combination, and for each combination one of its rows."""
    plain = keys["where"].to_numpy().astype(np.int64) * 2 + keys["country"].to_numpy()
    quiet, rows = np.flatnonzero(~telling), np.flatnonzero(telling)
    number = np.empty(len(plain), np.int64)
    _, first, number[quiet] = np.unique(plain[quiet], return_index=True, return_inverse=True)
    first = quiet[first]
    if not len(rows):
        return number, first
    part = keys[rows]
    distinct = part.with_row_index("first").unique(keys.columns, keep="first", maintain_order=True)
    numbered = distinct.with_columns(
        number=pl.arange(0, distinct.height, dtype=pl.Int64, eager=True)
    )
    index = part.join(
        numbered, on=keys.columns, how="left", nulls_equal=True, maintain_order="left"
    )["number"]
    number[rows] = len(first) + index.to_numpy()
    return number, np.concatenate([first, rows[distinct["first"].to_numpy()]])


def _answer(
    attributor: Attributor,
    frame: pl.DataFrame,
    row: int,
    telling: bool,
    held: Holding,
    statement_body: str | None,
) -> tuple[str | None, ...]:
    """The answer for one combination, as a row of `RESULT`."""
    values = frame.row(row, named=True)
    facts = Facts(
        ip=values["ip"] or "",
        asn=values["asn"],
        org=values["org"] or "",
        isp=values["isp"] or "",
        country=values["country"] or "",
        seen_at=values["seen_at"] or "",
        synthetic=values["synthetic"],
        statements=(Statement("inventory", statement_body, True),) if statement_body else (),
        **(_told(values) if telling else {}),
    )
    made = attributor.judged(facts, held)
    rules = [made.rule, *dict.fromkeys(i.rule for i in made.evidence_for)]
    rules += ["-" + r for r in dict.fromkeys(i.rule for i in made.evidence_against)]
    return made.body, str(made.level), " ".join(made.possible) or None, made.why, " ".join(rules)


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """What a row says beside its network."""
    return {
        "hostnames": tuple((values["hostname"] or "").split("\n")) if values["hostname"] else (),
        "tls_subject": values["tls.subject"] or "",
        "tls_issuer": values["tls.issuer"] or "",
        "tls_trust": values["tls.trust"] or "unknown",
        "device_text": values["text"] or "",
    }
