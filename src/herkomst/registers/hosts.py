# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Host rules from the web sites and e-mail domains that registers give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from publicsuffixlist import PublicSuffixList

from herkomst.registers.entries import Entry

Row = dict[str, Any]
FIRST = ("gemeente", "provincie", "waterschap", "ministerie", "politie", "agentschap")
SHARED_HOSTS = {"rijksoverheid.nl", "overheid.nl", "rechtspraak.nl", "brandweer.nl", "ggd.nl"}
MAIL_PROVIDERS = set(
    "gmail.com hotmail.com outlook.com live.nl hotmail.nl xs4all.nl kpnmail.nl planet.nl ziggo.nl "
    "home.nl hetnet.nl upcmail.nl casema.nl chello.nl kpnplanet.nl tele2.nl icloud.com yahoo.com "
    "solcon.nl freeler.nl quicknet.nl zeelandnet.nl minbzk.nl rijksoverheid.nl".split()
)
_SUFFIXES = PublicSuffixList()


def host_rows(entries: Iterable[Entry], ids: Mapping[str, str]) -> list[Row]:
    """Host rules of bodies that are in force. A domain that several bodies use goes to nobody, unless
    just one of them is a body of the first rank whose site stands at its root; a site below a domain
    that is not the body's alone gives a rule for that host only."""
    sites: dict[str, set[str]] = defaultdict(set)
    mails: dict[str, set[str]] = defaultdict(set)
    ranks: dict[str, bool] = {}
    for entry in entries:
        ranks[entry.key] = entry.sort in FIRST
        if entry.host:
            sites[entry.host].add(entry.key)
        if entry.mail_domain:
            mails[entry.mail_domain].add(entry.key)
    roots: dict[str, set[str]] = defaultdict(set)
    users: dict[str, set[str]] = defaultdict(set)
    for host, who in sites.items():
        domain = registrable(host)
        users[domain] |= who
        if host == domain:
            roots[domain] |= who
    rows = _site_rules(sites, roots, users, ranks, ids)
    taken = {r["host"] for r in rows}
    for mail, who in mails.items():
        domain = registrable(mail)
        alone = len(who | users.get(domain, set())) == 1
        if alone and domain not in taken | MAIL_PROVIDERS | SHARED_HOSTS and mail == domain:
            rows += _rule(domain, who, ids, "e-mail domain in the register")
    return rows


def _site_rules(
    sites: Mapping[str, set[str]],
    roots: Mapping[str, set[str]],
    users: Mapping[str, set[str]],
    ranks: Mapping[str, bool],
    ids: Mapping[str, str],
) -> list[Row]:
    below: dict[str, list[str]] = defaultdict(list)
    for host in sites:
        below[registrable(host)].append(host)
    rows: list[Row] = []
    for domain, who in users.items():
        if domain in SHARED_HOSTS or domain in MAIL_PROVIDERS:
            continue
        at_root = roots.get(domain, set())
        first = {w for w in at_root if ranks[w]}
        owner = at_root if len(at_root) == 1 and (len(who) == 1 or first) else first
        if len(owner) == 1:
            rows += _rule(domain, owner, ids, "web site in the register")
            continue
        for host in below[domain]:
            ranked = {w for w in sites[host] if ranks[w]}
            alone = sites[host] if len(sites[host]) == 1 else ranked
            if host != domain and len(alone) == 1:
                rows += _rule(host, alone, ids, "web site in the register")
    return rows


def _rule(host: str, who: set[str], ids: Mapping[str, str], source: str) -> list[Row]:
    (name,) = who
    if name not in ids:
        return []
    return [{"host": host, "body": ids[name], "exact": 0, "source": source}]


def registrable(host: str) -> str:
    """The registrable domain, private suffixes (azurewebsites.net) counted as suffixes."""
    return _SUFFIXES.privatesuffix(host) or host
