# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts are typed, and their errors plain."""

from __future__ import annotations

from herkomst.attribute import Facts


def test_the_contract_form_and_our_own() -> None:
    facts = Facts.parse(
        {"net": {"holder": "KPN", "class": "access_isp"}, "ip": "1.2.3.4", "asn": "AS1136"}
    )
    assert (facts.holder, facts.net_class, facts.ip, facts.asn) == (
        "KPN",
        "access_isp",
        "1.2.3.4",
        1136,
    )


def test_nothing_known_is_no_error() -> None:
    assert Facts.parse({}).holder == ""
