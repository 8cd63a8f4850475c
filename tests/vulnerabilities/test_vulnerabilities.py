# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Affected, not affected, or unknown: and unknown wherever the version does not tell."""

from __future__ import annotations

from datetime import date

import pytest

from herkomst.vulnerabilities import Knowledge, judged, normal_model, of_device
from herkomst.vulnerabilities.feeds import Kev
from herkomst.vulnerabilities.rules import Range, models_pattern
from herkomst.vulnerabilities.versions import version_of

KNOWN = Knowledge()


def status(cve: str, model: str, firmware: str | None, built: str | None = None) -> str | None:
    return next((r["status"] for r in KNOWN.known(model, firmware, built) if r["cve"] == cve), None)


@pytest.mark.parametrize(
    ("model", "firmware", "wanted"),
    [
        ("DS-2CD2032F-I", "V5.2.0 build 140721", "affected"),
        ("DS-2CD2132F-IS", "V5.3.0 build 150513", "affected"),
        ("DS-2CD2132F-IS", "V5.4.0 build 160530", "affected"),
        ("DS-2CD2132F-IS", "V5.4.0 build 160613", "not_affected"),
        ("DS-2CD2132F-IS", "V5.4.5 build 170124", "not_affected"),
        ("DS-2CD2142FWD-I", "V5.4.1 build 160525", "affected"),
        ("DS-2CD2132F-IS", "V5.4.0", "unknown"),
        ("DS-2CD2132F-IS", "V5.1.0 build 131231", "unknown"),
        ("DS-2CD2132F-IS", "V5.3.0 build 170101", "unknown"),
        ("DS-2CD2132F-IS", None, "unknown"),
        ("DS-2CD2132F-IS", "firmware", "unknown"),
        ("Hikvision DS-2CD2132F-IS", "V5.4.5 build 170124", "not_affected"),
        ("ds-2cd2132f-is", "V5.2.5 build 141201", "affected"),
        ("DS-2CD2032-I", "V5.2.5 build 141201", "unknown"),
        ("DS-7616NI-K2", "V4.30.085", None),
        ("AXIS P3245-LV", "9.80.1", None),
        ("", None, None),
    ],
)
def test_one_vulnerability(model: str, firmware: str | None, wanted: str | None) -> None:
    assert status("CVE-2017-7921", model, firmware) == wanted


@pytest.mark.parametrize(
    ("model", "firmware", "wanted"),
    [
        ("IPC-HDW5431R-Z", "2.680.0000000.12.R, build: 2018-01-01", "affected"),
        ("DH-IPC-HFW5241E-ZE", "2.820.0000000.18.R.210705", "not_affected"),
        ("DH-IPC-HFW5241E-ZE", "2.820.0000000.18.R", "unknown"),
        ("SD22204T-GN", "2.812.0000006.0.R, build: 2020-05-05", "affected"),
        ("IPC-HFW1230S", "2.800.0000000.1.R", None),
    ],
)
def test_another(model: str, firmware: str, wanted: str | None) -> None:
    assert status("CVE-2021-33044", model, firmware) == wanted


def test_a_build_date_of_its_own() -> None:
    assert status("CVE-2022-30563", "IPC-HFW2231S", "2.800.0000018.0.R", "2021-01-01") == "affected"
    assert (
        status("CVE-2022-30563", "IPC-HFW2231S", "2.800.0000018.0.R", "2022-04-01")
        == "not_affected"
    )


def test_a_weak_bound_never_says_safe_and_some_models_never_say_affected() -> None:
    assert status("CVE-2021-36260", "DS-2CD2386G2-IU", "V5.5.150 build 201224") == "affected"
    assert status("CVE-2021-36260", "DS-2CD2386G2-IU", "V5.7.1 build 220101") == "unknown"
    assert status("CVE-2021-36260", "DS-2CD1023G0-I", "V5.5.82 build 190909") == "unknown"
    assert status("CVE-2021-33044", "DH-SD49225T-HN", None, "2021-05-01") == "affected"
    assert status("CVE-2021-33044", "DH-SD49225T-HN", None, "2021-07-20") == "unknown"
    assert status("CVE-2025-31700", "IPC-HFW2231S", None, "2025-04-15") == "unknown"
    assert status("CVE-2025-31700", "IPC-HFW2231S", None, "2025-04-16") == "not_affected"


@pytest.mark.parametrize(
    ("cve", "model", "firmware", "wanted"),
    [
        ("CVE-2019-11001", "RLC-410W", "v1.0.227_18053008", "affected"),
        ("CVE-2019-11001", "RLC-410W", "v1.0.280_18071606", "unknown"),
        ("CVE-2021-40407", "RLC-410W", "v3.0.0.136_20121102", "affected"),
        ("CVE-2021-40407", "RLC-410W", "v3.0.0.494_21073002", "unknown"),
        ("CVE-2021-40407", "RLC-410W", "v2.0.0.647", "unknown"),
        ("CVE-2020-25078", "DCS-2530L", "1.05.05", "affected"),
        ("CVE-2020-25078", "DCS-2530L", "1.06.01", "unknown"),
        ("CVE-2020-25078", "DCS-2670L", "2.02", "affected"),
        ("CVE-2020-25078", "DCS-2670L", "2.03", "not_affected"),
        ("CVE-2023-38950", "BioTime", "8.5.5", "affected"),
        ("CVE-2023-38950", "BioTime", "9.0.1", "unknown"),
        ("CVE-2019-20085", "NVMS-1000", "1.0", "unknown"),
    ],
)
def test_what_was_only_tested_does_not_make_another_version_safe(
    cve: str, model: str, firmware: str, wanted: str
) -> None:
    assert status(cve, model, firmware) == wanted


def test_every_answer_says_why_and_whence() -> None:
    for row in KNOWN.known("DS-2CD2132F-IS", "V5.4.0"):
        assert row["why"] and row["source"] and row["what"]
        assert row["status"] != "unknown" or "patched or not: unknown" in row["why"]


def test_what_cisa_lists_comes_first_and_the_feed_tells_its_age() -> None:
    known = Knowledge(kev=Kev("2025-08-25", added={"CVE-2022-30563": "2025-01-01"}))
    rows = known.known("IPC-HFW2231S", None, "2020-01-01", "dahua")
    assert [r["kev"] for r in rows] == sorted((r["kev"] for r in rows), reverse=True)
    assert next(r for r in rows if r["cve"] == "CVE-2022-30563")["kev_added"] == "2025-01-01"
    assert known.feeds(date(2025, 9, 4)) == [
        {"feed": "CISA KEV", "released": "2025-08-25", "age_days": 10}
    ]
    assert KNOWN.feeds(date(2025, 9, 4)) == []


def test_another_maker_with_the_same_model_name_is_another() -> None:
    assert of_device(KNOWN, {"maker": "axis", "model": "DS-2CD2132F-IS"}) == []
    assert of_device(KNOWN, {"maker": "foreign:acme", "model": "DS-2CD2132F-IS"}) == []
    assert of_device(KNOWN, {"maker": "hikvision", "model": "DS-2CD2132F-IS"}) != []


def test_models() -> None:
    assert normal_model("  hikvision   ds-1 ") == "DS-1"
    assert normal_model("Archer AX21") == "ARCHER AX21"


def test_ranges() -> None:
    every = Range(models_pattern(["A"], "x"), every=True)
    assert judged(every, version_of(None))[0] == "affected"
    only = Range(models_pattern(["A"], "x"), first=version_of("1.0"))
    assert judged(only, version_of("0.9"))[0] == "unknown"
    assert judged(only, version_of("1.1"))[0] == "affected"
