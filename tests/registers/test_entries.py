# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates, hosts and e-mail domains as registers write them."""

from __future__ import annotations

import pytest

from herkomst.registers.entries import Entry, Name, day, domain_of, host_of


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2019-01-01", "2019-01-01"),
        ("2019-01-01T00:00:00", "2019-01-01"),
        ("1900-01-01", ""),
        (None, ""),
        ("soon", ""),
        ("01-02-2019", ""),
    ],
)
def test_days(value: object, wanted: str) -> None:
    assert day(value) == wanted


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://www.Zeist.nl/x", "zeist.nl"),
        ("zeist.nl/contact", "zeist.nl"),
        ("", ""),
        (None, ""),
        ("http://[::1", ""),
        ("https://user:pw@gemeente.nl.:8080", "gemeente.nl"),
    ],
)
def test_hosts(url: object, wanted: str) -> None:
    assert host_of(url) == wanted


def test_of_an_e_mail_address_only_the_domain_is_kept() -> None:
    assert domain_of("J.Jansen@Aa.nl ") == "aa.nl"
    assert domain_of("nobody") == "" and domain_of(None) == "" and domain_of("x@\u200baa.nl") == ""


def test_the_id_of_a_body() -> None:
    names = (Name("x"),)
    assert Entry("k", "zbo", names, tooi="t", roo="r", kvk="c").id == "t"
    assert Entry("k", "zbo", names, roo="r", kvk="c").id == "r"
    assert Entry("k", "zbo", names, kvk="c").id == "c"
