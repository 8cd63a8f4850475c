# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feeds of CISA and NVD."""

from __future__ import annotations

import contextlib
import gzip
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import shared

from herkomst.errors import InputError
from herkomst.vulnerabilities import Knowledge
from herkomst.vulnerabilities.feeds import Nvd, read_kev, read_nvd, rules_of_feed

KEV: dict[str, Any] = {
    "title": "x",
    "catalogVersion": "2026.01.02",
    "dateReleased": "2026-01-02T10:00:00.0Z",
    "count": 3,
    "vulnerabilities": [
        {"cveID": "CVE-2021-36260", "dateAdded": "2022-01-10", "product": "x"},
        {"cveID": "CVE-2021-36260", "dateAdded": "2022-01-10"},
        {"cveID": "none", "dateAdded": "2022-01-10"},
        {"dateAdded": None},
    ],
}


def test_kev(tmp_path: Path) -> None:
    path = tmp_path / "kev.json"
    path.write_text(json.dumps(KEV))
    made = read_kev(path)
    assert (made.released, made.added) == ("2026-01-02", {"CVE-2021-36260": "2022-01-10"})
    counts = made.counts()
    assert counts["read"] == counts["kept"] + counts["skipped"] + counts["refused"] == 4


def test_a_real_kev() -> None:
    made = read_kev(shared("data/lan/kev.json"))
    assert made.released == "2025-08-25"
    assert made.read == len(made.added) == 1404
    assert made.added["CVE-2021-33044"] == "2024-08-21"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"vulnerabilities": 3}', "\x00"])
def test_what_is_no_kev(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kev.json"
    path.write_text(text)
    with pytest.raises(InputError, match="not CISA's list"):
        read_kev(path)


def cve(name: str, *matches: dict[str, Any], **changes: Any) -> dict[str, Any]:
    made = {
        "id": name,
        "lastModified": "2025-10-21T20:18:36.533",
        "vulnStatus": "Modified",
        "descriptions": [{"lang": "en", "value": "words"}],
        "configurations": [
            {"operator": "AND", "nodes": [{"operator": "OR", "cpeMatch": list(matches)}]}
        ],
    }
    return {"cve": made | changes}


def match(
    product: str, vendor: str = "dahuasecurity", version: str = "*", **ends: str
) -> dict[str, Any]:
    criteria = f"cpe:2.3:o:{vendor}:{product}_firmware:{version}:*:*:*:*:*:*:*"
    return {"vulnerable": True, "criteria": criteria, **ends}


FEED: dict[str, Any] = {
    "resultsPerPage": 5,
    "format": "NVD_CVE",
    "version": "2.0",
    "timestamp": "2026-03-01T00:00:00.000",
    "vulnerabilities": [
        cve(
            "CVE-2099-0001",
            match("ipc-hx5xxx", versionEndExcluding="2.820.0000000.18.r.210705"),
            {"vulnerable": False, "criteria": "cpe:2.3:h:dahuasecurity:ipc-hx5xxx:-:*:*:*:*:*:*:*"},
        ),
        cve("CVE-2099-0002", match("ds-2cd2032-i", "hikvision", "-"), cisaExploitAdd="2026-03-05"),
        cve("CVE-2099-0003", match("rlc-410w", "reolink")),
        cve("CVE-2099-0004", match("chrome", "google_nobody")),
        cve("CVE-2099-0005", match("x1", "hikvision"), vulnStatus="Rejected"),
        cve("CVE-2099-0006", match("dvr\\(a\\)\\/b", "hikvision", "1.2.3")),
        {"cve": {"id": "nonsense"}},
    ],
}


@pytest.mark.parametrize("form", [None, 1])
def test_nvd(tmp_path: Path, form: int | None) -> None:
    path = tmp_path / "nvdcve-2.0-2099.json.gz"
    path.write_bytes(gzip.compress(json.dumps(FEED, indent=form).encode()))
    made = read_nvd(path)
    assert sorted(made.entries) == [
        "CVE-2099-0001",
        "CVE-2099-0002",
        "CVE-2099-0003",
        "CVE-2099-0006",
    ]
    assert made.feeds == {path.name: "2026-03-01"}
    assert (made.read, made.skipped, made.refused) == (7, 2, 1)
    known = Knowledge(nvd=made)

    def status(model: str, firmware: str | None, maker: str) -> dict[str, str]:
        rows = known.known(model, firmware, maker=maker)
        return {r["cve"]: r["status"] for r in rows if r["cve"].startswith("CVE-2099")}

    assert status("DH-IPC-HFW5241E", "2.800.0000000.1.R, build: 2020-01-01", "dahua") == {
        "CVE-2099-0001": "affected"
    }
    assert status("IPC-HDW5241", "2.900.0.1 build 2023-01-01", "dahua") == {
        "CVE-2099-0001": "not_affected"
    }
    assert status("IPC-HFW2231", "1.0", "dahua") == {}
    assert status("DS-2CD2032-I", "V5.2.0", "hikvision") == {"CVE-2099-0002": "unknown"}
    assert status("RLC-410W", None, "reolink") == {"CVE-2099-0003": "affected"}
    assert status("DVR(A)/B", "1.2.3", "hikvision") == {"CVE-2099-0006": "affected"}
    assert status("DVR(A)/B", "1.2.4", "hikvision") == {"CVE-2099-0006": "not_affected"}
    (kev,) = [r for r in known.known("DS-2CD2032-I") if r["cve"] == "CVE-2099-0002"]
    assert kev["kev"] and kev["kev_added"] == "2026-03-05"


def test_a_later_feed_is_laid_over_the_earlier(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_text(json.dumps(FEED))
    newer = {**FEED, "timestamp": "2026-04-01", "vulnerabilities": [
        cve("CVE-2099-0003"), cve("CVE-2099-0001", match("nvr-9", versionEndIncluding="2.0"))]}  # fmt: skip
    second.write_text(json.dumps(newer))
    made: Nvd = read_nvd(second, read_nvd(first))
    assert "CVE-2099-0003" not in made.entries  # no longer of a maker we know
    (rule,) = [r for r in rules_of_feed(made) if r.cve == "CVE-2099-0001"]
    assert rule.ranges[0].told == "until 2.0"
    assert set(made.feeds) == {"a.json", "b.json"}


def test_broken_entries_cost_themselves_only(tmp_path: Path) -> None:
    text = json.dumps(FEED, indent=1)
    cut = text.index('"CVE-2099-0002"')
    path = tmp_path / "x.json"
    path.write_text(text[:cut] + '"broken' + text[cut:])
    made = read_nvd(path)
    assert made.refused >= 1 and "CVE-2099-0003" in made.entries
    path.write_text(text[: text.index('"CVE-2099-0003"')])
    assert "CVE-2099-0001" in read_nvd(path).entries


@pytest.mark.parametrize("text", ["", "{}", '{"format": "NVD_CVE"}', "[1]"])
def test_what_is_no_nvd(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(InputError, match="no JSON feed of NVD"):
        read_nvd(path)


HOSTILE = [
    None, 5, -1, 1e300, True, "", "x" * 5000, "(" * 500, [], {}, [1], {"a": 1},
    "9999-99-99", "3000-01-01T00:00:00", "0001-01-01", "\0", "cpe:2.3:o:hikvision:",
]  # fmt: skip


def variants(value: Any) -> Iterator[Any]:
    """The value with any one part of it, however deep, replaced by each hostile one."""
    yield from HOSTILE
    if isinstance(value, dict):
        for key, held in value.items():
            yield from ({**value, key: other} for other in variants(held))
    elif isinstance(value, list):
        for at, held in enumerate(value[:2]):
            yield from ([*value[:at], other, *value[at + 1 :]] for other in variants(held))


@pytest.mark.slow
@pytest.mark.parametrize(("read", "feed"), [(read_kev, KEV), (read_nvd, FEED)])
def test_a_hostile_feed_is_refused_or_harmless(
    tmp_path: Path, read: Callable[[Path], Any], feed: dict[str, Any]
) -> None:
    path = tmp_path / "feed.json"
    for made in variants(feed):
        path.write_text(json.dumps(made))
        try:
            found = read(path)
        except InputError:
            continue
        known = Knowledge(**{"kev" if read is read_kev else "nvd": found})
        assert known.known("DS-2CD2032F-I", "V5.2.0 build 140721")
        for told in known.feeds(date(2026, 11, 26)):
            assert told["age_days"] is None or told["age_days"] >= 0


@pytest.mark.parametrize("read", [read_kev, read_nvd])
@pytest.mark.parametrize("inner", ["[", '{"a":', '[{"cve":'])
def test_a_feed_that_nests_without_end_is_refused_or_empty(
    tmp_path: Path, read: Callable[[Path], Any], inner: str
) -> None:
    path = tmp_path / "feed.json"
    path.write_text('{"format": "NVD_CVE", "vulnerabilities": ' + inner * 100_000)
    with contextlib.suppress(InputError):
        assert not read(path).counts()["kept"]
