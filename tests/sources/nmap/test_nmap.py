# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""nmap's XML: every port, host and broadcast answer counted once, each with its place, whatever the mess."""

from __future__ import annotations

import gzip
import random
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Run, shared

from herkomst.collect import Context, Quarantined, chunks_read
from herkomst.content import Content
from herkomst.errors import InputError
from herkomst.sources import nmap, recognise

HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE nmaprun>\n'
    b'<nmaprun scanner="nmap" args="nmap -oX x -sV" start="1646092800" version="7.93">\n'
)
TAIL = b'<runstats><finished time="1646100000"/></runstats>\n</nmaprun>\n'
CAMERA = (
    b'<port protocol="tcp" portid="80"><state state="open"/><service name="http" product="App-webs/" '
    b'method="probed"><cpe>cpe:/h:hikvision:x</cpe></service>'
    b'<script id="http-title" output="index"/></port>'
)
CLOSED = (
    b'<port protocol="tcp" portid="81"><state state="closed"/><service name="hosts2-ns"/></port>'
)
MAC = b'<address addr="44:19:b6:00:00:01" addrtype="mac" vendor="Hangzhou Hikvision"/>'


def host(inner: bytes, ip: str = "198.18.0.1", more: bytes = b"") -> bytes:
    return (
        b'<host starttime="1646092801" endtime="1646092899"><status state="up"/><address addr="%s" '
        b'addrtype="ipv4"/>%s<hostnames><hostname name="cam.example" type="PTR"/></hostnames>\n'
        b"<ports>%s</ports></host>\n" % (ip.encode(), more, inner)
    )


def read(path: Path, data: bytes) -> tuple[list[dict[str, Any]], list[Quarantined], dict[str, Any]]:
    path.write_bytes(data)
    rows = list(chunks_read(nmap.read(Content(path), Context())))
    kept = [r for b in rows if b.batch is not None for r in b.batch.to_dicts()]
    told = {
        "read": sum(r.read for r in rows),
        "skipped": sum(r.skipped for r in rows),
        "notes": [n for r in rows for n in r.notes],
    }
    return kept, [q for b in rows for q in b.quarantined], told


def test_a_port_and_its_evidence(tmp_path: Path) -> None:
    data = HEAD + host(CAMERA + CLOSED, more=MAC) + TAIL
    (row,), broken, told = read(tmp_path / "f", data)
    assert (told["read"], told["skipped"], broken) == (3, 2, [])
    assert data[row["offset"] : row["offset"] + row["length"]] == CAMERA
    assert (row["ip"], row["port"], row["transport"]) == ("198.18.0.1", 80, "tcp")
    assert row["seen_at"] == "2022-03-01T00:01:39Z"
    assert (row["mac"], row["hostname"]) == ("44:19:B6:00:00:01", "cam.example")
    assert (row["product"], row["http.server"]) == ("App-webs/", "App-webs/")
    assert (row["http.title"], row["cpe"]) == ("index", "cpe:/h:hikvision:x")


@pytest.mark.parametrize(
    ("inner", "kept"),
    [
        (b'<port protocol="udp" portid="161"><state state="open|filtered"/></port>', 0),
        (
            b'<port protocol="udp" portid="161"><state state="open|filtered"/>'
            b'<script id="snmp-sysdescr" output="x"/></port>',
            1,
        ),
        (b'<port protocol="tcp" portid="9"><state state="open"/></port>', 1),
        (b'<port protocol="tcp" portid="9"><state state="filtered"/></port>', 0),
        (b'<port protocol="tcp" portid="9"/>', 0),
        (b'<port protocol="tcp" portid="99999999"><state state="open"/></port>', 1),
    ],
)
def test_what_answered_is_kept(tmp_path: Path, inner: bytes, kept: int) -> None:
    rows, broken, told = read(tmp_path / "f", HEAD + host(inner) + TAIL)
    assert (len(rows), len(broken), told["read"]) == (kept, 0, 2)


def test_a_host_that_says_something_itself(tmp_path: Path) -> None:
    system = b'<os><osmatch name="X 5" accuracy="100"><osclass><cpe>cpe:/o:x</cpe></osclass></osmatch></os>'
    script = b'<hostscript><script id="bacnet-info" output="Vendor: X"/></hostscript>'
    data = HEAD + host(CAMERA).replace(b"</host>", system + script + b"</host>") + TAIL
    kept, _, told = read(tmp_path / "f", data)
    itself = next(r for r in kept if r["port"] is None)
    assert (told["read"], len(kept)) == (2, 2)
    assert (itself["os"], itself["cpe"], itself["ics.identity"]) == ("X 5", "cpe:/o:x", "Vendor: X")
    assert data[itself["offset"] :].startswith(b"<host") and itself["length"] > 300
    guessed = data.replace(b'accuracy="100"', b'accuracy="96"').replace(script, b"")
    assert len(read(tmp_path / "g", guessed)[0]) == 1


def test_a_mac_address_alone_is_worth_a_record(tmp_path: Path) -> None:
    up = HEAD + host(b"", more=MAC) + TAIL
    (row,), _, _ = read(tmp_path / "f", up)
    assert (row["mac"], row["port"]) == ("44:19:B6:00:00:01", None)
    for data in (up.replace(MAC, b""), up.replace(b'state="up"', b'state="down"')):
        assert read(tmp_path / "g", data)[0] == []


def test_what_answered_a_broadcast(tmp_path: Path) -> None:
    text = (
        b"&#xa;  198.18.0.7&#xa;      Manufacturer: Sony&#xa;  198.18.0.8&#xa;      Manufacturer: A"
    )
    data = HEAD + (
        b'<prescript><script id="broadcast-upnp-info" output="%s"/>'
        b'<script id="broadcast-ping" output="x"/></prescript>' % text
    )
    kept, _, told = read(tmp_path / "f", data + TAIL)
    assert [r["ip"] for r in kept] == ["198.18.0.7", "198.18.0.8"]
    assert (told["read"], told["skipped"]) == (3, 1)
    assert kept[0]["seen_at"] == "2022-03-01T00:00:00Z"


def test_hints_are_no_hosts(tmp_path: Path) -> None:
    hint = b'<hosthint><status state="up"/><address addr="198.18.0.9" addrtype="ipv4"/></hosthint>'
    assert read(tmp_path / "f", HEAD + hint + host(CAMERA) + TAIL)[2]["read"] == 2


def test_masscan(tmp_path: Path) -> None:
    data = (
        b'<?xml version="1.0"?>\n<!-- masscan v1.0 scan -->\n<nmaprun scanner="masscan" start="1646092800">\n'
        b'<host endtime="1646092801"><address addr="198.18.0.1" addrtype="ipv4"/><ports>'
        b'<port protocol="tcp" portid="23"><state state="open"/><service name="telnet" '
        b'banner="login:"/></port></ports></host>\n<runstats/></nmaprun>'
    )
    (row,), _, _ = read(tmp_path / "f", data)
    assert (row["telnet.banner"], row["seen_at"]) == ("login:", "2022-03-01T00:00:01Z")


@pytest.mark.parametrize(
    ("address", "reason"), [(b"", "no IP address"), (b"not an address", "no IP address")]
)
def test_a_host_without_an_address(tmp_path: Path, address: bytes, reason: str) -> None:
    kept, broken, told = read(tmp_path / "f", HEAD + host(CAMERA, address.decode()) + TAIL)
    assert (kept, len(broken), told["read"]) == ([], 2, 2)
    assert all(reason in q.reason for q in broken)


def test_a_time_that_is_none(tmp_path: Path) -> None:
    odd = host(CAMERA).replace(b'endtime="1646092899"', b'endtime="0"')
    (row,), _, _ = read(tmp_path / "f", HEAD + odd + TAIL)
    assert row["seen_at"] == "2022-03-01T00:00:01Z"


def test_names_with_a_mess_of_bytes(tmp_path: Path) -> None:
    odd = host(CAMERA).replace(b'output="index"', b'output="caf\xe9\x00 &#x1b; \xe5\xa4\xa7"')
    (row,), broken, told = read(tmp_path / "f", HEAD + odd + TAIL)
    assert row["http.title"] == "caf?? ?????? 大" and broken == []
    assert any("no text" in n for n in told["notes"])


def test_one_broken_host_among_others(tmp_path: Path) -> None:
    wrong = host(CAMERA, "198.18.0.2").replace(b'output="index"', b'output="<index>"')
    data = HEAD + host(CAMERA) + wrong + host(CAMERA, "198.18.0.3") + TAIL
    kept, broken, told = read(tmp_path / "f", data)
    assert [r["ip"] for r in kept] == ["198.18.0.1", "198.18.0.3"]
    assert told["read"] == 5 and len(broken) == 1
    assert "198.18.0.2" in broken[0].reason
    assert data[broken[0].offset :].startswith(CAMERA[:40])
    assert data[broken[0].offset + broken[0].length :].startswith(host(CAMERA, "198.18.0.3"))


def test_two_scans_in_one_file_with_words_before(tmp_path: Path) -> None:
    data = b"Starting Nmap 7.93 ( https://nmap.org )\n" + (HEAD + host(CAMERA) + TAIL) * 2
    path = tmp_path / "f"
    kept, broken, told = read(path, data)
    assert (len(kept), len(broken), told["read"]) == (2, 0, 4)
    assert recognise(Content(path)).SOURCE.id == "nmap"


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.ZstdCompressor().compress])
def test_however_packed(tmp_path: Path, pack: Any) -> None:
    data = HEAD + host(CAMERA) + TAIL
    kept, _, told = read(tmp_path / "f", pack(data))
    assert len(kept) == 1 and told["read"] == 2
    assert recognise(Content(tmp_path / "f")).SOURCE.id == "nmap"


def test_the_document_type_of_version_6(tmp_path: Path) -> None:
    public = b'<!DOCTYPE nmaprun PUBLIC "-//IDN nmap.org//DTD Nmap XML 1.04//EN" "https://svn.nmap.org/nmap/docs/nmap.dtd">'
    data = HEAD.replace(b"<!DOCTYPE nmaprun>", public) + host(CAMERA) + TAIL
    assert len(read(tmp_path / "f", data)[0]) == 1


BOMB = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))


@pytest.mark.parametrize(
    "internal",
    [
        b' [<!ENTITY a0 "x">' + BOMB + b"]",
        b' [<!ENTITY a9 SYSTEM "file:///etc/passwd">]',
        b' SYSTEM "http://198.18.0.1/evil.dtd"',
        b' [<!ENTITY % p SYSTEM "http://198.18.0.1/p"> %p;]',
    ],
)
def test_entities_are_refused_and_leave_nothing(run: Run, tmp_path: Path, internal: bytes) -> None:
    data = HEAD.replace(b"nmaprun>", b"nmaprun" + internal + b">", 1)
    (tmp_path / "x.xml").write_bytes(data + host(CAMERA.replace(b"index", b"&a9;")) + TAIL)
    done = run("import", "x.xml")
    assert done.code == 2 and "Traceback" not in done.err
    assert "this XML holds" in done.err and "refused" in done.err
    assert not list((tmp_path / "herkomst-data").glob("documents/*"))


def made(dice: random.Random, hosts: int) -> tuple[bytes, int, int]:
    """A scan with so many hosts; how many records it holds, and how many of its ports are open."""
    out, records, opened = [HEAD], 0, 0
    for n in range(hosts):
        ports = [CAMERA if dice.random() < 0.5 else CLOSED for _ in range(dice.randrange(4))]
        out.append(host(b"\n".join(ports), f"198.18.{n // 250}.{n % 250}"))
        records += 1 + len(ports)
        opened += ports.count(CAMERA)
    return b"".join([*out, TAIL]), records, opened


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10**9), st.integers(1, 12), st.floats(0, 1))
def test_sums_are_exact_wherever_it_is_cut_off(
    tmp_path_factory: pytest.TempPathFactory, seed: int, hosts: int, where: float
) -> None:
    path = tmp_path_factory.mktemp("n") / "f"
    data, records, opened = made(random.Random(seed), hosts)
    kept, broken, told = read(path, data)
    assert (told["read"], len(kept), broken, told["notes"]) == (records, opened, [], [])
    end = len(HEAD) + int((len(data) - len(HEAD) - len(TAIL)) * where)
    kept, broken, told = read(path, data[:end])
    assert told["read"] == len(kept) + len(broken) + told["skipped"]
    assert len(broken) <= 1 and any("cut off" in n for n in told["notes"])
    assert len(kept) == data[:end].count(b"</port>") - data[:end].count(CLOSED)
    for row in kept:
        assert data[row["offset"] : row["offset"] + row["length"]] == CAMERA


def test_through_the_command_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_bytes(HEAD + host(CAMERA, "10.0.0.5") + TAIL)
    (summary,) = run("import", "--body", "gemeente Zeist", "x.xml", "--json").json["files"]
    assert (summary["source"], summary["read"], summary["kept"], summary["skipped"]) == (
        "nmap",
        2,
        1,
        1,
    )
    page = run("body", "gemeente Zeist", "--raw", "--json").json
    (verdict,) = page["verdicts"]
    assert (verdict["maker"], verdict["devices_seen"]) == ("hikvision", 1)
    (card,) = verdict["claims"][0]["evidence"]
    assert card["record"].encode() == CAMERA
    assert run("import", "x.xml", "--body", "gemeente Zeist", "--json").json["files"][0][
        "already_imported"
    ]
    assert run("verify").code == 0


def test_answers_of_real_devices(run: Run) -> None:
    """nmap against recorded answers of real devices: a switch and a recorder."""
    path = shared("data/lan/scans/nmap_snmp.xml")
    loose = run("import", path, "--json", "--register", "loose").json["total"]
    assert (loose["read"], loose["kept"], loose["skipped"], loose["claims_seen"]) == (4, 2, 2, 0)
    seen = {
        (t["maker"], t["kind"])
        for t in run("overview", "--json", "--register", "loose").json["totals"]
    }
    assert seen == {("huawei", "switch"), ("hikvision", "recorder")}
    run("import", path, "--body", "gemeente Zeist")
    stories = {s["maker"]: s for s in run("compare", "--json").json}
    assert stories["huawei"]["kind"] == "switch"
    assert stories["huawei"]["claims"][0]["model"].startswith("S5720")
    assert set(stories) == {"huawei", "hikvision"}


@pytest.mark.parametrize("options", [(), ("--body", "gemeente Zeist")])
def test_ports_that_answered_nothing_name_nobody(run: Run, options: tuple[str, ...]) -> None:
    path = shared("data/lan/scans/nmap_udp.xml")
    total = run("import", path, "--json", *options).json["total"]
    assert (total["read"], total["kept"], total["skipped"]) == (50, 0, 50)
    assert run("overview", "--json").json["rows"] == []


def test_not_xml_at_all(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"<html><body>Log in</body></html>")
    with pytest.raises(InputError, match="no nmaprun file"):
        list(nmap.read(Content(tmp_path / "f"), Context()))
