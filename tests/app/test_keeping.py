# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Erasing and retention take out what they must, keep the rest, and leave the chain whole."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.conftest import Run, banner, write_lines

from herkomst.app.importing import Options, import_file
from herkomst.app.keeping import erase, retain
from herkomst.app.verifying import verify
from herkomst.model import Document
from herkomst.settings import Settings
from herkomst.store import open_store
from herkomst.store.documents import Documents


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status;paraphrase\ngemeente Oss;2022-03-01;Dahua;camera;uses;GEHEIM\n"
    )
    loose = [banner(ip_str=f"198.18.1.{i}", hash=i) for i in range(20)]
    write_lines(tmp_path / "x.json", [banner(ip_str="45.85.148.9"), *loose])
    assert run("import", "s.csv", "x.json").code == 0
    return run


def test_an_erased_claim_is_gone_everywhere(filled: Run, tmp_path: Path) -> None:
    (story,) = filled("compare", "--json", "--body", "Oss").json
    claim = story["claims"][0]["id"]
    assert filled("erase", "--claim", claim, "--ground", "art. 17 AVG").code == 0
    assert "GEHEIM" not in filled("compare", "--json").out + filled("export").out
    assert filled("compare", "--json", "--body", "Oss").json == []
    assert filled("verify").code == 0
    assert b"GEHEIM" not in b"".join(
        p.read_bytes() for p in (tmp_path / "herkomst-data").glob("register.sqlite*")
    )


def test_an_erased_document_takes_its_content_along(filled: Run, tmp_path: Path) -> None:
    documents = [p["document"] for p in filled("import", "--list", "--json").json]
    for document in documents:
        assert filled("erase", "--document", document, "--ground", "retention law").code == 0
    assert not list((tmp_path / "herkomst-data/documents").rglob("*.zst"))
    assert not list((tmp_path / "herkomst-data/lake").rglob("*.parquet"))
    assert filled("verify").code == 0
    assert filled("overview", "--json").code == 0


def test_retention_reduces_what_is_tied_to_no_body(filled: Run, tmp_path: Path) -> None:
    before = filled("overview", "--json").json["makers"]
    assert filled("retain", "--days", "30", "--json").json["parts"] == 0
    dry = filled("retain", "--days", "0", "--dry-run", "--json").json
    assert (dry["reduced"], dry["kept"]) == (20, 1)
    assert filled("retain", "--days", "0", "--json").json["reduced"] == 20
    assert filled("overview", "--json").json["makers"] == before
    assert filled("verify").code == 0
    left = b"".join(p.read_bytes() for p in (tmp_path / "herkomst-data/lake").rglob("*.parquet"))
    assert b"45.85.148.9" in left and b"198.18.1." not in left
    page = filled("body", "gemeente Gouda", "--raw", "--json").json
    cards = [e for v in page["verdicts"] for c in v["claims"] for e in c["evidence"]]
    assert all("45.85.148.9" in c["record"] for c in cards)
    assert filled("retain", "--days", "0", "--json").json["parts"] == 0


def test_erasing_needs_a_ground(filled: Run) -> None:
    assert filled("erase", "--claim", "c1", "--ground", " ").code == 2
    assert filled("erase", "--claim", "c1").code == 2


STATEMENTS = (
    "body;said_at;makers;kind;status;paraphrase\n"
    "gemeente Oss;2022-03-01;Dahua;camera;uses;GEHEIM\n"
    "gemeente Zeist;2022-03-01;Dahua;camera;uses;blijft\n"
)


def documents(tmp_path: Path) -> bytes:
    """All raw content this register still holds."""
    found = Documents(tmp_path / "herkomst-data/documents")
    names = [p.stem for p in found.root.rglob("*.json")]
    return b"".join(block for name in names for _, block in found.content(name))


def claim_of(run: Run, body: str) -> str:
    (story,) = run("compare", "--json", "--body", body).json
    return str(story["claims"][0]["id"])


def test_an_erased_claim_leaves_the_raw_document_and_stays_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATEMENTS)
    assert run("import", "s.csv").code == 0
    claim = claim_of(run, "Oss")
    done = run("erase", "--claim", claim, "--ground", "art. 17 AVG", "--json").json
    assert (done["bodies"], done["records"]) == (1, 1)
    assert b"GEHEIM" not in documents(tmp_path) and b"blijft" in documents(tmp_path)
    assert run("body", "Oss", "--raw", "--json").json["verdicts"] == []
    page = run("body", "Zeist", "--raw", "--json").json
    assert "blijft" in page["verdicts"][0]["claims"][0]["evidence"][0]["record"]
    assert run("verify").code == 0
    # The same again, and the same words in another file, and after the import was taken back.
    assert run("import", "s.csv").code == 0
    (tmp_path / "t.csv").write_text(STATEMENTS + "gemeente Ede;2022-03-01;Dahua;camera;uses;x\n")
    (summary,) = run("import", "t.csv", "--json").json["files"]
    assert (summary["claims_erased"], summary["kept"], summary["skipped"]) == (1, 2, 1)
    assert summary["read"] == summary["kept"] + summary["quarantined"] + summary["skipped"]
    for part in run("import", "--list", "--json").json:
        run("import", "--undo", part["id"])
    assert "erased before" in run("import", "s.csv").err
    assert b"GEHEIM" not in documents(tmp_path) and "GEHEIM" not in run("export").out
    assert run("compare", "--json", "--body", "Oss").json == []
    assert run("verify").code == 0


def test_an_erased_sighting_leaves_the_lake(filled: Run, tmp_path: Path) -> None:
    claim = claim_of(filled, "Gouda")
    assert filled("erase", "--claim", claim, "--ground", "art. 17 AVG").code == 0
    left = pl.concat(
        [pl.read_parquet(p) for p in (tmp_path / "herkomst-data/lake").rglob("obs*.parquet")]
    )
    assert "45.85.148.9" not in left["ip"].to_list() and left.height == 20
    assert b"45.85.148.9" not in documents(tmp_path)
    assert filled("verify").code == 0
    write_lines(tmp_path / "y.json", [banner(ip_str="45.85.148.9"), banner(ip_str="198.18.2.1")])
    (summary,) = filled("import", "y.json", "--json").json["files"]
    assert (summary["claims_erased"], summary["kept"], summary["skipped"]) == (1, 1, 1)
    assert b"45.85.148.9" not in documents(tmp_path)
    assert filled("verify").code == 0


def test_erasing_twice_or_nothing_is_refused(filled: Run) -> None:
    claim = claim_of(filled, "Oss")
    document = filled("import", "--list", "--json").json[0]["document"]
    for words in (("--claim", claim), ("--document", document)):
        assert filled("erase", *words, "--ground", "g").code == 0
        again = filled("erase", *words, "--ground", "g")
        assert again.code == 2 and "was erased on" in again.err
    for words in (("--claim", "c0"), ("--document", document[:3]), ("--document", "f" * 64)):
        done = filled("erase", *words, "--ground", "g")
        assert done.code == 2 and ("no claim c0" in done.err or "no document is" in done.err)
    assert filled("verify").code == 0


def test_an_erased_document_takes_the_claims_only_it_carries(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATEMENTS)
    (tmp_path / "t.csv").write_text(STATEMENTS.splitlines()[0] + "\n" + STATEMENTS.splitlines()[2])
    run("import", "s.csv", "t.csv")
    document = run("import", "--list", "--json").json[0]["document"]
    done = run("erase", "--document", document[:12], "--ground", "g", "--json").json
    assert (done["claims"], done["bodies"]) == (1, 1)
    assert run("compare", "--json", "--body", "Oss").json == []
    (verdict,) = run("body", "Zeist", "--raw", "--json").json["verdicts"]
    records = [c["record"] for c in verdict["claims"][0]["evidence"]]
    assert None in records and any(r and "blijft" in r for r in records)
    assert "GEHEIM" not in run("export").out and b"GEHEIM" not in documents(tmp_path)
    again = run("import", "s.csv")
    assert again.code == 2 and "was erased on" in again.err
    assert run("verify").code == 0


# --- retention --------------------------------------------------------------------------------------


def answers(run: Run, *days: str) -> list[object]:
    """Every published number about the lake, as of several days."""
    made: list[object] = []
    for day in days:
        public = run("overview", "--json", "--as-of", day, "--view", "public").json
        made += [public["makers"], [t for t in public["totals"] if t["basis"] == "measured"]]
        found = run("overview", "--json", "--as-of", day).json
        seen = dict(found["coverage"]["observations"])
        seen.pop("reduced", None)
        measured = [t for t in found["totals"] if t["basis"] == "measured"]
        made += [found["makers"], measured, seen]
    return made


def scan() -> list[object]:
    """A messy month: one address on several days and under two kinds, at a body and not, keys that
    come with the firmware, a device on two protocols, records without a date or an address's maker."""
    recorder = {
        "data": "HTTP/1.1 200 OK\r\nServer: DNVRS-Webs\r\n\r\n",
        "http": {"server": "DNVRS-Webs"},
    }
    cert = {"subject": {"CN": "x"}, "issuer": {"CN": "y"}}
    shared = {"cert": cert | {"fingerprint": {"sha256": "f" * 64}}}
    made: list[object] = []
    for day in (1, 2, 3):
        when = f"2022-02-0{day}T04:13:05"
        made += [banner(ip_str=f"198.18.1.{i}", hash=i, timestamp=when) for i in range(day * 5)]
        made += [banner(ip_str="45.85.148.9", timestamp=when, ssl=shared, port=443)]
        made += [banner(ip_str=f"198.18.2.{day}", timestamp=when, ssl=shared, port=443)]
        made += [banner(ip_str="198.18.1.1", timestamp=when, port=8000, **recorder)]
        made += [
            banner(ip_str="198.18.1.2", timestamp=when, port=81, mac={"AA:BB:CC:00:00:01": {}})
        ]
    made += [
        banner(ip_str="198.18.3.1", timestamp=None),
        banner(ip_str="45.85.148.9", timestamp=None),
    ]
    made += [
        banner(ip_str="198.18.4.1", http={"server": "Apache"}, data="HTTP/1.1 200 OK\r\n\r\n"),
        # first seen at no body, later at one: by its name
        banner(ip_str="198.18.5.5", timestamp="2022-02-01T00:00:00"),
        banner(ip_str="198.18.5.5", timestamp="2022-02-03T00:00:00", hostnames=["camera.gouda.nl"],
               domains=["gouda.nl"]),
    ]  # fmt: skip
    return made


def test_numbers_are_the_same_after_retention(run: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "x.json", scan())
    assert run("import", "x.json", "--body", "gemeente Gouda").code == 0
    write_lines(tmp_path / "z.json", scan())
    days = ("2022-01-01", "2022-02-01", "2022-02-02", "2022-02-03", "2023-01-01")
    run("import", "--undo", run("import", "--list", "--json").json[0]["id"])
    assert run("import", "z.json").code == 0
    before = answers(run, *days)
    assert before[0] == [] and before[-5], "the public view has numbers on the last day"
    done = run("retain", "--days", "0", "--json").json
    assert done["parts"] == 2 and done["reduced"] > 30 and done["kept"] > 3
    assert answers(run, *days) == before
    coverage = run("overview", "--json").json["coverage"]["observations"]
    assert coverage["reduced"] == coverage["observations"] - coverage["tied_to_a_body"] > 0
    assert "only totals are left" in run("overview").err
    assert run("verify").code == 0


def test_statements_and_lists_are_not_reduced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(
        STATEMENTS + "gemeente Nergenshuizen;2022-03-01;Dahua;camera;uses;x\n"
    )
    (tmp_path / "i.csv").write_text('merk;model;serienummer\nDahua;IPC;S1\n;;"\n')
    write_lines(tmp_path / "x.json", [banner(ip_str="198.18.1.1"), b"{broken"])
    assert run("import", "s.csv").code == 0
    run("import", "i.csv", "--body", "gemeente Zeist")
    assert run("import", "x.json").code == 0
    quarantine = run("import", "--show-quarantine", "--json").json
    raw = documents(tmp_path)
    assert run("retain", "--days", "0", "--json").json["parts"] == 1
    for word in (b"GEHEIM", b"Nergenshuizen", b"IPC"):
        assert word in raw and word in documents(tmp_path)
    after = run("import", "--show-quarantine", "--json").json
    assert [r["reason"] for r in after] == [r["reason"] for r in quarantine]
    assert [r["offset"] for r in after] == [r["offset"] for r in quarantine]
    assert [r["raw"] for r in after if r["file"] == "x.json"] == [None]
    assert all(r["raw"] for r in after if r["file"] != "x.json")
    assert run("import", "--show-quarantine").code == 0
    assert run("verify").code == 0


def test_a_scan_with_only_broken_records_is_reduced(run: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "x.json", [b"{broken 198.18.1.1"] * 3)
    assert run("import", "x.json", "--source", "shodan").code == 0
    write_lines(tmp_path / "y.json", [banner()])
    assert run("import", "y.json").code == 0
    assert run("retain", "--days", "0", "--json").json["parts"] == 2
    assert documents(tmp_path) == b"" and run("verify").code == 0


@pytest.mark.parametrize("days", ["-1", "36501", "99999999999999999999"])
def test_no_term(filled: Run, days: str) -> None:
    done = filled("retain", "--days", days)
    assert done.code == 2 and "is no term" in done.err


def test_both_engines_keep_alike(engine_settings: Settings, tmp_path: Path) -> None:
    store = open_store(engine_settings, create=True)
    (tmp_path / "s.csv").write_text(STATEMENTS)
    import_file(store, write_lines(tmp_path / "x.json", scan()), Options())
    import_file(store, tmp_path / "s.csv", Options())
    assert retain(store, days=0)["parts"] == 1
    (first, *_) = store.register.ask("claims_after", after="", many=1)
    erase(store, ground="g", claim=first["id"])
    (document, *_) = (d.id for d in store.register.table(Document))
    erase(store, ground="g", document=document)
    assert verify(store).faults == []
    assert [p.kind for p in store.register.log()][:4] == ["import", "import", "erasure", "seal"]
    store.register.engine.dispose()
