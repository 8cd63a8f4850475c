# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is no term and no id is refused; what was erased is not erased twice."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run


def test_wrong_terms_and_ids_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(
        "body;said_at;makers;kind;status\ngemeente Zeist;2022-03-01;Dahua;camera;uses\nnobody;x;y;z;q\n"
    )
    run("import", "s.csv")
    for days in ("-5", "99999999999"):
        assert run("retain", f"--days={days}").code == 2
    assert run("retain", "--days", "0", "--json").json["parts"] == 0, "statements are not reduced"
    for part in ("", "p"):
        assert run("import", "--undo", part).code == 2
    claim = run("compare", "--json").json[0]["claims"][0]["id"]
    assert run("erase", "--claim", claim, "--ground", "art. 17 AVG").code == 0
    assert run("erase", "--claim", claim, "--ground", "art. 17 AVG").code == 2
    assert run("verify").code == 0
