# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The generated export: the same each time, about nobody real, and exactly what it says it is."""

from __future__ import annotations

import gzip
import ipaddress
import json
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import zstandard

from herkomst.app.synthetic import CAMERAS, DEMO_LINES, Manifest, write_export
from herkomst.errors import InputError

SIZE = 12_000_000  # enough for a record with values of a wrong type
RESERVED = [
    ipaddress.ip_network("198.18.0.0/15"),
    ipaddress.ip_network("240.0.0.0/4"),
    ipaddress.ip_network("192.0.2.0/24"),
    ipaddress.ip_network("198.51.100.0/24"),
    ipaddress.ip_network("203.0.113.0/24"),
    ipaddress.ip_network("2001:db8::/32"),
]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Manifest]:
    path = tmp_path_factory.mktemp("export") / "export.json"
    manifest = write_export(path, size=SIZE, seed=7)
    return path.read_bytes(), manifest


@pytest.fixture(scope="module")
def records(export: tuple[bytes, Manifest]) -> list[dict[str, Any]]:
    return [r for line in export[0].split(b"\n") if isinstance(r := parsed(line), dict)]


def parsed(line: bytes) -> Any:
    """The JSON of a line; the text of what is wrong with it otherwise."""
    try:
        return json.loads(line.decode())
    except ValueError as error:
        return str(error)


def test_same_seed_same_bytes_whatever_the_wrapping(tmp_path: Path) -> None:
    plain, packed, zipped = (tmp_path / f"a.json{end}" for end in ("", ".gz", ".zst"))
    made = [write_export(p, size=300_000, seed=3) for p in (plain, packed, zipped)]
    assert made[0] == made[1] == made[2]
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    with zipped.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw) as stream:
        assert stream.read() == plain.read_bytes()
    again = tmp_path / "b.json.gz"
    write_export(again, size=300_000, seed=3)
    assert again.read_bytes() == packed.read_bytes()
    other = tmp_path / "c.json"
    write_export(other, size=300_000, seed=4)
    assert other.read_bytes() != plain.read_bytes()


def test_size_lines_and_share(export: tuple[bytes, Manifest]) -> None:
    text, manifest = export
    assert len(text) == manifest.bytes
    assert SIZE <= manifest.bytes < SIZE + 50_000
    assert text.count(b"\n") == manifest.lines and text.endswith(b"\n")
    assert 1_700 < manifest.bytes / manifest.lines < 2_400
    for maker, count in CAMERAS.items():
        assert manifest.banners[maker] / manifest.lines == pytest.approx(
            count / DEMO_LINES, abs=0.005
        )


def test_malformed_lines_are_counted_as_they_are(export: tuple[bytes, Manifest]) -> None:
    text, manifest = export
    lines = text.split(b"\n")[:-1]
    broken = [line for line in lines if line.strip() and not isinstance(parsed(line), dict)]
    assert len(broken) == manifest.malformed
    assert manifest.malformed == pytest.approx(manifest.lines * 0.001, abs=2)
    assert sum(not line for line in lines) == manifest.empty


def test_nobody_real_is_named(records: list[dict[str, Any]]) -> None:
    for record in records:
        address = ipaddress.ip_address(record["ip_str"])
        assert any(address in net for net in RESERVED if net.version == address.version)
        assert str(address) == record["ip_str"]
        assert record.get("ipv6") == record["ip_str"] or record["ip"] == int(address)
        names = (record["hostnames"] or []) + record.get("domains", [])
        assert all(name.endswith(".example") for name in names)
        if "asn" in record:
            assert 64512 <= int(record["asn"][2:]) <= 65534
        assert record["herkomst"] == {"synthetic": True}


def test_moments_are_unique_and_in_february(records: list[dict[str, Any]]) -> None:
    moments = [r["timestamp"] for r in records]
    assert len(set(moments)) == len(moments)
    assert all(re.fullmatch(r"2022-02-[012]\dT\d\d:\d\d:\d\d\.\d{6}", m) for m in moments)
    assert len({m[:10] for m in moments}) == 28


def test_the_mess_is_there(records: list[dict[str, Any]]) -> None:
    modules = {r["_shodan"]["module"] for r in records}
    assert {
        "http",
        "https",
        "rtsp-tcp",
        "snmp",
        "ssh",
        "telnet",
        "upnp",
        "dahua-dvr-udp",
    } <= modules
    assert any(isinstance(r["port"], str) for r in records)
    assert any(isinstance(r.get("cpe"), str) for r in records)
    assert any("os" not in r for r in records) and any(r["hash"] is None for r in records)
    assert any(not r["data"].isascii() for r in records)
    assert any("\0" in r["data"] for r in records)
    share = sum("ipv6" in r for r in records) / len(records)
    assert 0.015 < share < 0.06
    ports: dict[str, set[int]] = defaultdict(set)
    macs: dict[str, set[str]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    for r in records:
        ports[r["ip_str"]].add(int(r["port"]))
        macs[r["ip_str"]] |= set(r.get("mac", ()))
        if "ssl" in r:
            keys[r["ssl"]["cert"]["fingerprint"]["sha256"]].add(r["ip_str"])
    assert any(len(p) >= 4 for p in ports.values())
    assert any(len(m) >= 2 for m in macs.values())
    assert max(len(a) for a in keys.values()) > 10  # a factory certificate


def test_no_two_banners_at_one_address_and_port(records: list[dict[str, Any]]) -> None:
    seen = Counter((r["ip_str"], int(r["port"]), r["transport"]) for r in records)
    assert max(seen.values()) == 1


def test_a_church_is_no_municipality(records: list[dict[str, Any]], tmp_path: Path) -> None:
    """Names like a body's occur; what they stand on is not counted as the body's."""
    manifest = write_export(tmp_path / "a.json", size=20_000_000, seed=1)
    text = (tmp_path / "a.json").read_text(encoding="utf-8", errors="replace")
    assert "Protestantse Gemeente Voorbeeldstad" in text
    assert set(manifest.attributable) <= {
        row.split(",")[0] for row in demo_bodies().splitlines()[1:]
    }


def demo_bodies() -> str:
    from herkomst.catalogue import ROOT

    return (ROOT / "bodies" / "demo.csv").read_text(encoding="utf-8")


def test_the_demo_has_the_counts_of_the_case(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    path = tmp_path / "demo.json"
    started = time.process_time()
    manifest = write_export(path, progress=lambda done, total: calls.append((done, total)))
    spent = time.process_time() - started
    assert {m: manifest.banners[m] for m in CAMERAS} == CAMERAS
    assert (
        manifest.lines
        == DEMO_LINES
        == sum(manifest.banners.values()) + manifest.malformed + (manifest.empty)
    )
    assert manifest.malformed == round(DEMO_LINES * 0.001)
    tied = Counter[str]()
    for counts in manifest.attributable.values():
        tied.update(counts)
    assert 200 < tied["hikvision"] + tied["dahua"] < 900
    assert calls == sorted(calls) and calls[-1] == (DEMO_LINES, DEMO_LINES)
    assert json.loads(json.dumps(manifest.as_dict()))["lines"] == DEMO_LINES
    assert manifest.bytes / spent > 20e6  # half of what is asked for: other work may be running


def test_the_reader_and_the_rules_find_what_the_manifest_says(tmp_path: Path) -> None:
    """Every banner that counts as a maker's proves it, and no other banner does."""
    import polars as pl

    from herkomst.collect import Context
    from herkomst.content import Content
    from herkomst.identify import identify
    from herkomst.sources import shodan

    path = tmp_path / "export.json.zst"
    manifest = write_export(path, size=30_000_000, seed=11)
    read = skipped = quarantined = 0
    found: Counter[str] = Counter()
    addresses: dict[str, set[str]] = defaultdict(set)
    for rows in shodan.read(Content(path), Context()):
        read, skipped = read + rows.read, skipped + rows.skipped
        quarantined += len(rows.quarantined)
        if rows.batch is None:
            continue
        frame = rows.batch
        proved = pl.concat([frame.select("ip"), identify(frame)], how="horizontal").filter(
            pl.col("grade").is_in(["confirmed", "probable"])
        )
        for maker, address in proved.select("maker", "ip").iter_rows():
            found[maker] += 1
            addresses[maker].add(address)
    assert (read, skipped, quarantined) == (manifest.lines, manifest.empty, manifest.malformed)
    for maker in CAMERAS:
        assert found[maker] == manifest.banners[maker]
        assert len(addresses[maker]) == manifest.addresses[maker]


@pytest.mark.parametrize("size", [1, 5_000])
def test_small_exports(tmp_path: Path, size: int) -> None:
    manifest = write_export(tmp_path / "small.json", size=size)
    assert manifest.lines >= 1 and manifest.bytes >= size


def test_errors_say_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_export(tmp_path / "absent" / "a.json")
    with pytest.raises(InputError, match="more than 0"):
        write_export(tmp_path / "a.json", size=0)
