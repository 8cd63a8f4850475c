# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Page by page and at once, the public view shows of heard bodies what was seen, of others what is public."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Run, banner, write_lines

from herkomst.app.answers import history_of, overview
from herkomst.app.deciding import heard
from herkomst.app.kept import kept_pages
from herkomst.app.paged_verdicts import verdicts
from herkomst.app.paging import Paging
from herkomst.app.question import Question
from herkomst.model import View
from herkomst.settings import settings
from herkomst.store import Store, open_store

NAMES = ("zeist", "oss", "gouda", "ede", "tiel")
PUBLIC = Question("2026-01-01", view=View.PUBLIC)


@pytest.fixture
def store(run: Run, tmp_path: Path) -> Store:
    """Five bodies with a camera each; of two something is public; two were heard."""
    hits = [
        banner(
            ip_str=f"85.147.0.{n}", port=443, asn="AS1136", org="KPN B.V.",
            ssl={
                "cert": {"subject": {"CN": f"x.{name}.nl", "O": f"Gemeente {name.title()}"},
                         "issuer": {"CN": "Public CA", "O": "Public CA"},
                         "fingerprint": {"sha256": str(n) * 64}, "expired": False},
                "trust": {"revoked": False, "browser": {"mozilla": True, "apple": True, "microsoft": True}},
            },
        )
        for n, name in enumerate(NAMES)
    ]  # fmt: skip
    write_lines(tmp_path / "scan.json", hits)
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status;classification\n"
        "gemeente Oss;2022-03-01;Dahua;camera;uses;public\n"
        "gemeente Gouda;2022-03-01;Dahua;camera;uses;public\n"
    )
    assert run("import", "scan.json", "s.csv").code == 0
    made = open_store(settings(tmp_path / "herkomst-data"))
    for name in ("gemeente Gouda", "gemeente Tiel"):
        heard(made, name, until="2022-04-01", by="t", on="2022-03-02")
    return made


def test_at_once(store: Store) -> None:
    found = {(v.body[-6:], v.maker) for v in history_of(store, PUBLIC)}
    assert found == {
        ("gm0828", "dahua"), ("gm0513", "dahua"), ("gm0513", "hikvision"), ("gm0281", "hikvision"),
    }  # fmt: skip
    assert overview(store, PUBLIC)["coverage"]["looked_at"] == 2


@pytest.mark.parametrize("size", [1, 2, 3, 50])
@pytest.mark.parametrize("view", list(View))
def test_page_by_page(store: Store, size: int, view: View) -> None:
    question = Question("2026-01-01", view=view)
    wanted = sorted((v.body, v.maker, str(v.kind)) for v in history_of(store, question))
    found, after = [], None
    while True:
        page = verdicts(store, question, Paging("body", after, size), {})
        found += [(r["body"], r["maker"], r["kind"]) for r in page.rows]
        after = page.following
        if after is None:
            break
    assert found == wanted and len(wanted) == (4 if view is View.PUBLIC else 7)


def test_no_more_is_read_than_is_wanted(store: Store) -> None:
    store.register.asked.clear()
    asked = {"maker": "", "kind": "", "label": "", "last_body": "~"}
    rows = kept_pages(store, PUBLIC, ("", "", ""), many=2, **asked)
    assert next(rows)["body"] and list(store.register.asked).count("verdicts_page") <= 2
