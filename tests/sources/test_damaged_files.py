# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""However a file is damaged, every record is accounted for, at its place, and nothing else happens."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.test_more_sources import ARP, CENSYS, DHCP, MASSCAN, SHADOWSERVER, ZGRAB
from tests.sources.reading import BODY, TODAY

from herkomst.collect import Context, chunks_read
from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.sources import sources

pytestmark = pytest.mark.slow

KEA = "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,hostname,state\n10.0.0.1,10:12:fb:00:00:01,,60,1700000000,1,x,0\n"
SAMPLES = {
    "censys": f"[{CENSYS},\n{CENSYS}]",
    "zgrab2": f"{ZGRAB}\n{ZGRAB}\n",
    "masscan": MASSCAN,
    "shadowserver": SHADOWSERVER,
    "dhcp": DHCP * 2,
    "arp": ARP * 3,
}
NOISE = [
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\n",
    b"\r",
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b";",
    b"\\",
    b"x" * 70000,
]


@pytest.mark.parametrize("source", SAMPLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damage(source: str, data: st.DataObject) -> None:
    text = (SAMPLES[source] if source != "dhcp" or data.draw(st.booleans()) else KEA).encode()
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        until = data.draw(st.integers(at, min(len(text), at + 40)))
        text = text[:at] + data.draw(st.sampled_from([b"", *NOISE])) + text[until:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f"
        path.write_bytes(text or b"\n")
        content = Content(path)
        module = sources()[source]
        module.recognise(content.head(65536))
        try:
            rows = list(chunks_read(module.read(content, Context(body=BODY, today=TODAY))))
        except InputError:
            return
    for batch in rows:
        for bad in batch.quarantined:
            assert 0 <= bad.offset <= len(text) and bad.reason
        if batch.batch is not None:
            places = batch.batch.select("offset", "length").rows()
            assert all(o >= 0 and o + n <= len(text) for o, n in places)


@pytest.mark.parametrize("source", SAMPLES)
@given(head=st.binary(max_size=400))
def test_no_head_breaks_recognising(source: str, head: bytes) -> None:
    assert 0 <= sources()[source].recognise(head) <= 1


@pytest.mark.parametrize("source", SAMPLES)
def test_each_sample_is_its_sources(tmp_path: Path, source: str) -> None:
    head = SAMPLES[source].encode()
    bids = {name: module.recognise(head) for name, module in sources().items()}
    assert max(bids, key=lambda name: bids[name]) == source, bids
