# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each operation answers."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

ZEIST = "https://identifier.overheid.nl/tooi/id/gemeente/gm0355"


@pytest.mark.parametrize("name", ["gm0355", quote(ZEIST, safe=""), ZEIST])
def test_a_body_by_its_address_or_its_short_form(public: TestClient, name: str) -> None:
    made = public.get(f"/v1/bodies/{name}").json()
    assert (made["id"], made["code"], made["name"]) == (ZEIST, "gm0355", "gemeente Zeist")
    claims = public.get(f"/v1/bodies/{name}/claims").json()["items"]
    assert claims and {c["body"] for c in claims} == {ZEIST}
    verdicts = public.get(f"/v1/bodies/{name}/verdicts").json()["items"]
    every = public.get(f"/v1/bodies/{name}/verdicts?history=true").json()["items"]
    assert 0 < len(verdicts) < len(every)


def test_as_of_a_day_the_later_admission_is_not_there(public: TestClient) -> None:
    def labels(day: str) -> set[str]:
        made = public.get(f"/v1/bodies/gm0355/verdicts?asOf={day}").json()
        return {v["label"] for v in made["items"]}

    assert "admitted" in labels("2026-01-01") and "admitted" not in labels("2022-02-28")


def test_a_claim_and_what_carries_it(public: TestClient, restricted: TestClient) -> None:
    (claim, *_) = public.get("/v1/claims?pageSize=1").json()["items"]
    assert public.get(f"/v1/claims/{claim['id']}").json() == claim
    (card, *_) = public.get(f"/v1/claims/{claim['id']}/evidence").json()["items"]
    told = {"claim", "document", "rule", "seenAt", "source", "citation", "link", "synthetic"}
    assert set(card) == told
    assert card["citation"]
    measured = restricted.get("/v1/claims?basis=measured&pageSize=1").json()["items"][0]
    (row, *_) = restricted.get(f"/v1/claims/{measured['id']}/evidence").json()["items"]
    offset, _, length = row["locator"].partition("+")
    asked = f"document={row['document']}&offset={offset}&length={length}"
    record = restricted.get(f"/v1/evidence?{asked}").json()
    assert record["record"].startswith("{") and record["record"].endswith("}")
    document = restricted.get(f"/v1/documents/{row['document']}").json()
    assert document["id"] == row["document"] and document["size"] > int(offset)
    past = f"document={row['document']}&offset={document['size']}&length=1"
    assert restricted.get(f"/v1/evidence?{past}").status_code == 404
    for path in (f"/v1/evidence?{asked}", f"/v1/documents/{row['document']}"):
        assert public.get(path).status_code == 404


def test_stories_hold_their_claims(public: TestClient) -> None:
    made = public.get(f"/v1/comparisons?body={quote(ZEIST, safe='')}").json()["items"]
    assert made and {s["bodyName"] for s in made} == {"gemeente Zeist"}
    assert all(s["claims"] and s["label"] for s in made)
    assert made == public.get("/v1/comparisons?body=gm0355").json()["items"]


def test_makers(public: TestClient) -> None:
    assert [m["id"] for m in public.get("/v1/makers?search=Imou").json()["items"]] == ["dahua"]
    made = public.get("/v1/makers/dahua").json()
    assert made["edges"] and {"id": "imou", "name": "Imou"} in made["brandNames"]
    rows = public.get("/v1/makers/dahua/verdicts?kind=anpr_camera").json()["items"]
    assert rows and all("dahua" in r["maker"].split("|") for r in rows)


def test_totals_carry_units_and_only_what_they_are_grouped_by(public: TestClient) -> None:
    made = public.get("/v1/overview?by=province").json()
    assert {t["unit"] for t in made["totals"]} >= {"banner", "address", "device", "body"}
    grouped = {"province", "provinceName", "unit", "count", "groups", "labels", "synthetic"}
    assert all({"unit", "count", "synthetic"} <= set(row) <= grouped for row in made["rows"])
    coverage = public.get("/v1/coverage").json()
    assert coverage["asked"] >= coverage["answered"] > 0
    for key in ("asOf", "knownAt"):
        del coverage[key]
    assert made["coverage"] == coverage


@pytest.mark.parametrize(
    "path",
    [
        "/bodies/gm9999",
        "/bodies/Zeist",
        "/bodies/gm0355/none",
        f"/bodies/{ZEIST}/none",
        "/claims/c" + "0" * 40,
        "/claims/c1",
        "/claims/c" + "0" * 40 + "/evidence",
        "/makers/none",
        "/makers/none/verdicts",
        "/verdicts?maker=none",
        "/comparisons?body=gm9999",
    ],
)
def test_what_is_unknown_is_not_found(public: TestClient, path: str) -> None:
    assert public.get(f"/v1{path}").status_code == 404


def test_what_was_concluded_from_a_supplier(tmp_path: Path) -> None:
    from tests.api.conftest import client

    from herkomst.app.importing import Options, import_file
    from herkomst.model import View
    from herkomst.settings import Settings
    from herkomst.store import open_store

    (tmp_path / "awards.csv").write_text(
        "opdrachtgever;leverancier;datum;omschrijving\n"
        "gemeente Oss;Kijkglas BV;2019-01-01;Dahua camera's\n"
        "gemeente Zeist;Kijkglas B.V.;2020-01-01;20 camera's\n"
    )
    store = open_store(Settings(tmp_path / "register", "", 30, 10), create=True)
    import_file(store, tmp_path / "awards.csv", Options())
    restricted, public = client(store, View.RESTRICTED), client(store, View.PUBLIC)
    stories = restricted.get("/v1/comparisons?body=gm0355").json()["items"]
    (told,) = [c for s in stories for c in s["claims"] if c["lead"]]
    assert (told["basis"], told["status"]) == ("inferred", "awarded")
    assert (told["lead"]["k"], told["lead"]["n"], told["lead"]["level"]) == (1, 1, 0.95)
    assert told["lead"]["award"]["quantityLow"] == 20
    assert restricted.get(f"/v1/claims/{told['id']}").json() == told
    (card,) = restricted.get(f"/v1/claims/{told['id']}/evidence").json()["items"]
    assert card["claim"] == told["lead"]["award"]["id"]
    for path in (f"/v1/claims/{told['id']}", f"/v1/claims/{told['id']}/evidence"):
        assert public.get(path).status_code == 404
    assert restricted.get("/v1/claims/i" + "0" * 40).status_code == 404
    store.register.engine.dispose()
