# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""RIPE's split files with their mess: comments, continued lines, other line ends, Latin-1, nonsense."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herkomst.content import Content
from herkomst.registers.networks import Noun, Organisation, Registration, Route, Tally, read
from herkomst.registers.networks.ripe import as_number, span

TEXT = (
    "% a comment\n#another\n\n\n"
    "inetnum:        192.0.2.0 - 192.0.2.255   # all of it\r\n"
    "netname:        GEM-AA\r\n"
    "descr:          Gemeente Aa\r\n"
    "                Straatweg 1\r\n"
    "descr:          1234 AB Aa\r\n"
    "country:        nl\r\n"
    "org:            org-aa1-ripe\r\n"
    "admin-c:        JJ1-RIPE\r\n"
    "\r\n"
    "inet6num:       2001:db8::/32\nnetname:        SIX\ncountry:        NL\n\n"
    "organisation:   ORG-AA1-RIPE\norg-name:       Gemeente\n+               Aa\naddress:        Straatweg 1\n\n"
    "organisation:   ORG-AA2-RIPE\n\n"
    "inetnum:        192.0.2.9 - 192.0.2.1\nnetname:        BACK\n\n"
    "inetnum:        192.0.2.1 - 2001:db8::\nnetname:        MIXED\n\n"
    "inetnum:        0.0.0.0 - 255.255.255.255\nnetname:        IANA-BLK\n\n"
    "route:          192.0.2.0/24\norigin:         AS64500\n\n"
    "route6:         2001:db8::/32\norigin:         none\n\n"
    "person:         J. Jansen\nphone:          +31 6\n\n"
    "inetnum:        198.51.100.0 - 198.51.100.255\nnetname:        CAF\u00c9\ndescr:          Caf\u00e9 Aa"
)  # fmt: skip


def reading(tmp_path: Path, raw: bytes) -> tuple[list[Noun], Tally]:
    path = tmp_path / "ripe.db"
    path.write_bytes(raw)
    tally = Tally("ripe.db")
    return list(read(Content(path), tally)), tally


def test_what_is_read(tmp_path: Path) -> None:
    nouns, tally = reading(tmp_path, TEXT.encode("latin-1"))
    assert tally.read == len(nouns) + tally.skipped + tally.quarantined == 11
    assert tally.skipped == 2 and tally.quarantined == 4
    first = nouns[0]
    assert isinstance(first, Registration)
    assert (first.holder, first.handle, first.country) == ("Gemeente Aa", "ORG-AA1-RIPE", "NL")
    assert Organisation("ORG-AA1-RIPE", "Gemeente Aa") in nouns
    assert Route(4, 3221225984, 3221226239, 64500) in nouns
    assert nouns[-1].holder == "Café Aa"  # type: ignore[union-attr]


def test_objects_without_a_line_between(tmp_path: Path) -> None:
    raw = (
        b"#\n# The contents of this file are subject to terms.\n#\n\n"
        b"inetnum:        192.0.2.0 - 192.0.2.200\nnetname:        NO-COUNTRY\n"
        b"inetnum:        192.0.2.201 - 192.0.2.255\nnetname:        OLD\n"
        b"country:        NL # and a comment\nstatus:         LEGACY\nsource:         RIPE\n"
        b"remarks:        ***\n\n"
    )
    nouns, tally = reading(tmp_path, raw)
    assert [(n.name, n.country) for n in nouns] == [("NO-COUNTRY", ""), ("OLD", "NL")]  # type: ignore[union-attr]
    assert tally.read == 2 and not tally.quarantined


def test_no_person_and_no_street_is_read(tmp_path: Path) -> None:
    told = repr(reading(tmp_path, TEXT.encode("latin-1")))
    assert "Jansen" not in told and "Straatweg" not in told and "JJ1" not in told


def test_faults_have_their_line(tmp_path: Path) -> None:
    _, tally = reading(tmp_path, TEXT.encode("latin-1"))
    line = TEXT[: TEXT.index("192.0.2.9 -")].count("\n") + 1
    assert any(f.where == f"ripe.db:{line}" for f in tally.faults)


@given(junk=st.binary(max_size=300))
def test_whatever_stands_in_it(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    raw = b"inetnum: 192.0.2.0 - 192.0.2.1\n\n" + junk
    nouns, tally = reading(tmp_path_factory.mktemp("r"), raw)
    assert tally.read == len(nouns) + tally.skipped + tally.quarantined and len(nouns) >= 1


def test_an_object_without_an_end(tmp_path: Path) -> None:
    raw = (
        b"inetnum: 192.0.2.0 - 192.0.2.1\n\ninetnum: x" + b"descr: x\n" * 300_000 + b"y" * (3 << 20)
    )
    nouns, tally = reading(tmp_path, raw)
    assert len(nouns) == 1 and tally.quarantined == 1


@pytest.mark.parametrize(
    "text", ["", "x", "1.2.3.4 - ", "1.2.3.4/33", "1.2.3.4 - 1.2.3.3", "1.2.3.4 - ::1"]
)
def test_what_is_no_span(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        span(text)


def test_spans_and_numbers() -> None:
    assert span("192.0.2.0/24") == span("192.0.2.0 - 192.0.2.255") == (4, 3221225984, 3221226239)
    assert as_number("AS1136") == as_number(" 1136 ") == 1136
    with pytest.raises(ValueError, match="no AS number"):
        as_number(str(1 << 32))
