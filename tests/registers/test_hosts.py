# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Host rules: a domain of several bodies is nobody's, a first-rank body's root is its own."""

from __future__ import annotations

from herkomst.registers.entries import Entry, Name
from herkomst.registers.hosts import host_rows, registrable


def rules(*entries: tuple[str, str, str, str]) -> dict[str, str]:
    made = [
        Entry(key, sort, (Name(key),), host=host, mail_domain=mail)
        for key, sort, host, mail in entries
    ]
    rows = host_rows(made, {e.key: e.key for e in made})
    return {r["host"]: r["body"] for r in rows}


def test_who_gets_a_domain() -> None:
    assert rules(("a", "gemeente", "aa.nl", "")) == {"aa.nl": "a"}
    assert rules(("a", "zbo", "x.nl", ""), ("b", "zbo", "x.nl", "")) == {}
    assert rules(("a", "gemeente", "aa.nl", ""), ("b", "zbo", "aa.nl", "")) == {"aa.nl": "a"}
    below = rules(("a", "gemeente", "gemeente.aa.nl", ""), ("b", "zbo", "aa.nl", ""))
    assert below == {"gemeente.aa.nl": "a"}


def test_shared_and_mail_domains() -> None:
    assert rules(("a", "ministerie", "rijksoverheid.nl", "")) == {}
    assert rules(("a", "zbo", "", "aa.nl")) == {"aa.nl": "a"}
    assert rules(("a", "zbo", "", "gmail.com")) == {}
    assert rules(("a", "zbo", "", "aa.nl"), ("b", "zbo", "", "aa.nl")) == {}


def test_a_private_suffix_is_a_suffix() -> None:
    assert registrable("aa.azurewebsites.net") == "aa.azurewebsites.net"
    assert registrable("www.aa.nl") == "aa.nl"
