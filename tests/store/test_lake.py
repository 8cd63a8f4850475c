# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts in the lake: banners, addresses, devices."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest
from tests.conftest import banner, write_lines

from herkomst.app.importing import observed
from herkomst.collect import Context
from herkomst.content import Content
from herkomst.errors import StoreError
from herkomst.sources import shodan
from herkomst.store.lake import Lake, PartWriter, connect, digest, rows


def tls(key: str) -> dict[str, object]:
    return {"cert": {"subject": {"CN": "x"}, "issuer": {"CN": "y"}, "fingerprint": {"sha256": key}}}


def counted(tmp_path: Path, records: list[object]) -> dict[str, int]:
    path = write_lines(tmp_path / "x.json", records)
    writer = PartWriter(tmp_path)
    for batch in shodan.read(Content(path), Context()):
        assert batch.batch is not None
        writer.observe(observed(batch.batch, None))
    writer.close()
    with connect([str(tmp_path / "observations.parquet")]) as connection:
        (row,) = rows(
            connection, "totals_by_maker", {"as_of": "9999", "every": True, "open": [], "taken": []}
        )
    return {k: row[k] for k in ("banners", "addresses", "devices")}


def test_several_banners_of_one_device(tmp_path: Path) -> None:
    found = counted(
        tmp_path, [banner(port=80), banner(port=443, ssl=tls("a" * 64)), banner(port=8080)]
    )
    assert found == {"banners": 3, "addresses": 1, "devices": 1}


def test_several_devices_behind_one_address(tmp_path: Path) -> None:
    found = counted(
        tmp_path, [banner(port=p, mac={f"AA:BB:CC:00:00:{p:02}": {}}) for p in (81, 82, 83)]
    )
    assert found == {"banners": 3, "addresses": 1, "devices": 3}


def test_a_key_that_came_with_the_firmware_tells_nothing_apart(tmp_path: Path) -> None:
    found = counted(tmp_path, [banner(ip_str=f"198.18.0.{i}", ssl=tls("f" * 64)) for i in range(4)])
    assert found == {"banners": 4, "addresses": 4, "devices": 4}


def test_one_device_on_two_protocols(tmp_path: Path) -> None:
    found = counted(
        tmp_path, [banner(ssl=tls("a" * 64)), banner(ip_str="2001:db8::5", ssl=tls("a" * 64))]
    )
    assert found == {"banners": 2, "addresses": 2, "devices": 1}


def test_the_same_record_twice_is_one_banner(tmp_path: Path) -> None:
    assert counted(tmp_path, [banner(), banner()])["banners"] == 1


def test_a_part_without_a_field_is_read_beside_one_that_has_it(tmp_path: Path) -> None:
    for name, frame in (("a", {"offset": [1], "x": ["1"]}), ("b", {"offset": [2]})):
        (tmp_path / name).mkdir()
        pl.DataFrame(frame).write_parquet(tmp_path / name / "observations.parquet")
    lake = Lake(tmp_path)
    source = ", ".join(f"'{f}'" for f in lake.files(["a", "b"]))
    import duckdb

    assert duckdb.sql(
        f"SELECT count(*), count(x) FROM read_parquet([{source}], union_by_name = true)"
    ).fetchall() == [(2, 1)]
    assert digest(tmp_path / "a") != digest(tmp_path / "b") and digest(tmp_path / "none") is None


def test_an_answer_over_the_same_parts_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in "ab":
        (tmp_path / part).mkdir()
        counted(tmp_path / part, [banner(ip_str=f"198.18.0.{ord(part)}")])
    lake, made = Lake(tmp_path), []
    ask = Lake.ask
    monkeypatch.setattr(Lake, "ask", lambda *a, **k: made.append(1) or ask(*a, **k))

    def addresses(parts: list[str], day: str = "9999") -> list[int]:
        found = lake.remembered("totals_by_maker", parts, as_of=day, every=True, open=[], taken=[])
        return [row["addresses"] for row in found]

    assert addresses(["a"]) == addresses(["a"]) == [1] and len(made) == 1
    assert addresses(["a", "b"]) == [2] and addresses(["a"], "2000-01-01") == []
    assert len(made) == 3
    shutil.rmtree(tmp_path / "a")
    with pytest.raises(StoreError, match="gone"):
        addresses(["a"])
