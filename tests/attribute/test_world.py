# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented bodies and real ones never meet."""

from __future__ import annotations

import polars as pl

from herkomst.app.bodies import attributor


def frame(**columns: object) -> pl.DataFrame:
    plain = {
        "ip": "198.18.0.1",
        "asn": None,
        "org": None,
        "isp": None,
        "country": "NL",
        "hostname": None,
        "tls.subject": None,
        "tls.issuer": None,
        "tls.trust": None,
        "synthetic": False,
        "seen_at": "2022-02-01",
    }
    return pl.DataFrame({k: [v] for k, v in (plain | columns).items()}, strict=False)


def test_a_real_name_on_a_synthetic_row_names_nobody_and_the_other_way_round() -> None:
    real = {
        "tls.subject": "CN=cam.zeist.nl,O=Gemeente Zeist",
        "tls.trust": "trusted",
        "org": "KPN B.V.",
    }
    invented = {
        "tls.subject": "CN=cam.voorbeeldstad.example,O=Gemeente Voorbeeldstad",
        "tls.trust": "trusted",
    }
    for columns, synthetic in ((real, True), (invented, False)):
        found = attributor().attribute_frame(frame(**columns, synthetic=synthetic))
        assert found["body"].to_list() == [None]
    found = attributor().attribute_frame(frame(**real))
    assert found["body"].to_list() == ["https://identifier.overheid.nl/tooi/id/gemeente/gm0355"]
