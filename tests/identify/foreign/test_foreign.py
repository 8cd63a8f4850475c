# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Foreign fingerprints under those of the catalogue: they fill gaps and never overrule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest

from herkomst.errors import CatalogueError
from herkomst.identify import identify
from herkomst.identify.foreign import PREFIXES, RULES, Foreign, load
from herkomst.identify.foreign.matching import by_field
from herkomst.identify.foreign.oui import Prefix, PrefixTable
from herkomst.identify.foreign.rules import TEXT, Assertion, ForeignRule, Piece, RuleSet


def rule(number: int, field: str, pattern: str, **says: str) -> ForeignRule:
    told = tuple(Assertion(k.replace("_", "."), (Piece(TEXT, v),)) for k, v in says.items())
    return ForeignRule(
        f"recog:f{number}.xml:{number}", f"recog:f{number}.xml", field, pattern, told
    )


def laid(rules: list[ForeignRule], **values: str) -> dict[str, Any]:
    frame = pl.DataFrame({name: [value] for name, value in values.items()})
    (row,) = Foreign(by_field(rules)).laid_under(frame, identify(frame)).to_dicts()
    return row


ACME = {"hw_vendor": "Acme", "hw_device": "IP Camera", "hw_product": "A1"}


def test_where_ours_are_silent_a_foreign_rule_names() -> None:
    row = laid([rule(7, "http.server", "^Acme/1", **ACME)], **{"http.server": "Acme/1"})
    assert (row["maker"], row["kind"], row["model"]) == ("foreign:acme", "camera", "A1")
    assert (row["grade"], row["rules"]) == ("probable", "recog:f7.xml:7")
    assert row["confidence"] < 0.95


def test_it_never_overrules_ours() -> None:
    server = {"http.server": "Hikvision-Webs"}
    ours = identify(pl.DataFrame({"http.server": ["Hikvision-Webs"]})).to_dicts()[0]
    row = laid([rule(1, "http.server", "^Hikvision-Webs$", **ACME)], **server)
    assert {k: row[k] for k in ours if k != "rules"} == {k: ours[k] for k in ours if k != "rules"}
    assert row["rules"].split() == [*ours["rules"].split(), "-recog:f1.xml:1"]


def test_where_it_agrees_it_fills_gaps_and_is_cited() -> None:
    says = {"hw_vendor": "Hikvision", "hw_device": "IP Camera", "hw_product": "DS-9"}
    rules = [rule(1, "http.server", "^Hikvision-Webs$", **says)]
    row = laid(rules, **{"http.server": "Hikvision-Webs"})
    assert (row["maker"], row["model"]) == ("hikvision", "DS-9")
    assert row["rules"].endswith(" recog:f1.xml:1")


def test_strangers_who_disagree_name_nobody() -> None:
    other = {"hw_vendor": "Emca"}
    rules = [rule(1, "http.server", "x", **ACME), rule(2, "http.title", "x", **other)]
    row = laid(rules, **{"http.server": "x1", "http.title": "x2"})
    assert row["maker"] is None


@pytest.mark.parametrize("value", ["Boa/0.94.13", "GoAhead-Webs", "Webs"])
def test_generic_evidence_names_nobody(value: str) -> None:
    rules = [rule(1, "http.server", ".", hw_vendor="Hikvision", hw_device="IP Camera")]
    assert laid(rules, **{"http.server": value})["maker"] is None
    rules = [rule(1, "http.server", ".", **ACME)]
    assert laid(rules, **{"http.server": value})["maker"] is None


def test_an_answer_put_together_for_nmap() -> None:
    pattern = r"^HTTP/1\.[01] 401 .*\r\nServer: Acme\r\nWWW-Authenticate: Basic"
    made = ForeignRule("nmap:p:3", "nmap:p", "http.response", "(?s:" + pattern + ")", (
        Assertion("cpe", (Piece(TEXT, "cpe:/h:acme:cam"),)),
        Assertion("hw.device", (Piece(TEXT, "webcam"),)),
    ))  # fmt: skip
    row = laid([made], **{"http.server": "Acme", "http.www_authenticate": 'Basic realm="x"'})
    assert (row["maker"], row["kind"]) == ("foreign:acme", "camera")
    foreign = Foreign(by_field([made]))
    assert foreign.field_of("nmap:p:3") == "http.server"
    assert foreign.field_of("hikvision-http-server") is None


def test_prefixes(tmp_path: Path) -> None:
    table = PrefixTable("oui.csv", prefixes={
        "0A0B0C": Prefix("Hangzhou Hikvision Digital Technology Co.,Ltd.", "oui.csv:2"),
        "0A0B0C1": Prefix("Axis Communications AB", "mam.csv:9"),
        "0A0B0D": Prefix("Shanghai Dahua Scale Factory", "oui.csv:3"),
        "0A0B0E": Prefix("Acme", "oui.csv:4"),
        "0A0B0F": Prefix("Quectel Wireless Solutions Co.,Ltd.", "oui.csv:5"),
    })  # fmt: skip
    (tmp_path / PREFIXES).write_bytes(msgspec.json.encode(table))
    foreign = load(tmp_path)
    macs = ["0A:0B:0C:00:00:01", "0A:0B:0C:10:00:01", "0A:0B:0D:00:00:01", "0A:0B:0E:00:00:01", "0A:0B:0F:00:00:01"]  # fmt: skip
    frame = pl.DataFrame({"mac": macs})
    found = foreign.laid_under(frame, identify(frame)).to_dicts()
    assert [r["maker"] for r in found] == ["hikvision", "axis", None, None, None]
    assert (found[0]["grade"], found[0]["rules"]) == ("possible", "oui:oui.csv:2")
    assert foreign.field_of("oui:oui.csv:2") == "mac"


def test_rows_by_themselves_are_as_a_batch() -> None:
    rules = [rule(1, "http.server", "^Acme", **ACME), rule(2, "http.title", "Login", hw_vendor="B")]
    foreign = Foreign(by_field(rules))
    frame = pl.DataFrame(
        {
            "http.server": ["Acme/1", None, "x", "Acme/1", "Hikvision-Webs"],
            "http.title": [None, "Login", None, "Login", "Login"],
        }
    )
    whole = foreign.laid_under(frame, identify(frame)).to_dicts()
    single = [foreign.laid_under(frame[i], identify(frame[i])).to_dicts()[0] for i in range(5)]
    assert whole == single


def test_the_folder(tmp_path: Path) -> None:
    assert not load(tmp_path / "absent") and not load(tmp_path)
    made = RuleSet("recog", "x", rules=[rule(1, "http.server", "^Acme", **ACME)])
    (tmp_path / RULES["recog"]).write_bytes(msgspec.json.encode(made))
    assert set(load(tmp_path).fields) == {"http.server"}
    (tmp_path / RULES["recog"]).write_bytes(b"{broken")
    with pytest.raises(CatalogueError, match="herkomst catalogue import"):
        load(tmp_path)
