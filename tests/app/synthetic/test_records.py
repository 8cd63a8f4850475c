# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A template becomes a line of JSON, whatever form is drawn."""

from __future__ import annotations

import json
from collections import defaultdict

from herkomst.app.synthetic.records import SLOTS, certificate, http_banner, saying


def test_every_form_of_a_saying_is_one_line_of_json() -> None:
    made = saying("axis", (80, 81), http_banner("100 % É", "T", tls=certificate({"CN": "x"})))
    values = defaultdict(lambda: 1, host='"ip_str": "192.0.2.1"', mac="", trust="{}")
    assert made.ports == (80, 81) and len(made.forms) == SLOTS
    for form in {*made.forms, made.full, made.odd}:
        line = form % values
        record = json.loads(line)
        assert line.endswith("\n") and line.count("\n") == 1 and "@@" not in line
        assert record["herkomst"] == {"synthetic": True}
        assert record["http"]["server"] == "100 % É"


def test_the_odd_form_has_values_of_a_wrong_type() -> None:
    made = saying("axis", 80, http_banner("x", "T"))
    odd = json.loads(made.odd % defaultdict(lambda: 1, host='"ip": 1', mac=""))
    assert isinstance(odd["port"], str) and isinstance(odd["http"]["title"], list)
