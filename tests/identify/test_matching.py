# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which values of a column match which rules: patterns, values and prefixes."""

from __future__ import annotations

from pathlib import Path

from tests.identify.conftest import captured, engine, hits


def test_patterns_values_and_prefixes(tmp_path: Path) -> None:
    made = engine(
        tmp_path,
        ("a", "http.server", "pattern: 'cam(?P<model>[0-9]+)'"),
        ("b", "http.server", "pattern: 'server'"),
        ("c", "http.favicon_mmh3", "values: ['-5']"),
        ("d", "mac", "prefixes: ['AA:BB:CC']"),
        ("e", "snmp.sysobjectid", "prefixes: ['1.3.6.1.4.1.99']"),
    )
    server = made.matchers["http.server"]
    assert hits(server, ["CAM12 Server", None, "nothing", "server"]) == {0: (0, 1), 3: (1,)}
    assert captured(server.confirm("cam12")) == [("model", "12", 0)]
    assert hits(made.matchers["http.favicon_mmh3"], ["-5", "5"]) == {0: (2,)}
    assert hits(made.matchers["mac"], ["aa:bb:cc:00:00:01", "AA:BB:CD:00:00:01"]) == {0: (3,)}
    assert hits(made.matchers["snmp.sysobjectid"], ["1.3.6.1.4.1.99.1", "1.3.6.1.4.1.991"]) == {
        0: (4,)
    }


def test_a_part_of_a_block_belongs_to_whom_it_was_handed_to(tmp_path: Path) -> None:
    made = engine(
        tmp_path,
        ("block", "mac", "prefixes: ['1C:CA:E3']"),
        ("part", "mac", "prefixes: ['1C:CA:E3:0']"),
    )
    assert hits(made.matchers["mac"], ["1C:CA:E3:0A:00:00", "1C:CA:E3:1A:00:00"]) == {
        0: (1,),
        1: (0,),
    }
