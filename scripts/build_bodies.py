# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build `catalogue/bodies/{bodies,names,members,hosts}.csv` from the publishers' formats.

    python scripts/build_bodies.py POLDER.tar.gz TOOI.json.gz

POLDER: the archive of one YAML file a body of the polder project (CC0), a superset of the Register
van Overheidsorganisaties. TOOI: the complete register of municipalities as JSON-LD. Both are read
where they are; the same files give the same bytes. Known traps (see docs/reference/bodies.md):
an end date stands on living provinces and water boards; an arrangement stands beside its body.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import tarfile
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from publicsuffixlist import PublicSuffixList

TARGET = Path(__file__).resolve().parents[1] / "src/herkomst/catalogue/bodies"
RETRIEVED = "2026-05-16"  # when the source was taken; ends before it are in the past
KINDS = {
    "gemeente": "gemeente",
    "provincie": "provincie",
    "waterschap": "waterschap",
    "ministerie": "ministerie",
    "gemeenschappelijke-regeling": "gemeenschappelijke_regeling",
    "rechterlijke-instantie": "rechtspraak",
    "politie": "politie",
    "agentschap": "agentschap",
    "inspectie": "inspectie",
    "zbo": "zbo",
    "hoge-college": "hoog_college_van_staat",
    "caribisch-openbaar-lichaam": "openbaar_lichaam",
}
# Services that act under their own name though they are part of a ministry.
SERVICES = {
    "org:onderdeel-dg-douane": "Douane",
    "org:onderdeel-om": "Openbaar Ministerie",
}
FIRST = ("gemeente", "provincie", "waterschap", "ministerie", "politie", "agentschap")
SHARED_HOSTS = {"rijksoverheid.nl", "overheid.nl", "rechtspraak.nl", "brandweer.nl", "ggd.nl"}
MAIL_PROVIDERS = set(
    "gmail.com hotmail.com outlook.com live.nl hotmail.nl xs4all.nl kpnmail.nl planet.nl ziggo.nl "
    "home.nl hetnet.nl upcmail.nl casema.nl chello.nl kpnplanet.nl tele2.nl icloud.com yahoo.com "
    "solcon.nl freeler.nl quicknet.nl zeelandnet.nl minbzk.nl rijksoverheid.nl".split()
)
TOOI = "https://identifier.overheid.nl/tooi/"
SUFFIXES = PublicSuffixList()

Row = dict[str, Any]


def main() -> None:
    """Read both files and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("polder", type=Path)
    parser.add_argument("tooi", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    chosen = parser.parse_args()
    build(chosen.polder, chosen.tooi, chosen.target)


def build(polder: Path, tooi: Path, target: Path) -> dict[str, int]:
    """Write the four tables; gives how many rows each has."""
    entries = read_polder(polder)
    municipalities, events = read_tooi(tooi)
    bodies, ids = make_bodies(entries, municipalities, events)
    kept = [e for e in entries if e["id"] in ids]
    tables = {
        "bodies": (BODY_COLUMNS, bodies),
        "names": (
            ["text", "body", "how", "valid_from", "valid_until"],
            make_names(kept, ids, bodies),
        ),
        "members": (["arrangement", "member"], make_members(entries, ids, bodies)),
        "hosts": (["host", "body", "exact", "source"], make_hosts(entries, ids)),
    }
    target.mkdir(parents=True, exist_ok=True)
    for name, (columns, rows) in tables.items():
        write(target / f"{name}.csv", columns, rows)
    return {name: len(rows) for name, (_, rows) in tables.items()}


BODY_COLUMNS = (
    "id kind name abbreviation tooi roo oin kvk parent province active valid_from valid_until "
    "successors synthetic"
).split()


def write(path: Path, columns: list[str], rows: list[Row]) -> None:
    """A CSV, sorted, with line feeds: the same rows give the same bytes."""
    ordered = sorted({tuple(str(r.get(c, "")) for c in columns) for r in rows})
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(ordered)


def read_polder(path: Path) -> list[Row]:
    """Every YAML entry of the archive, in order of id. Members are read, never unpacked to disk."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries = []
    with tarfile.open(path) as archive:
        for member in archive:
            if (
                member.isfile()
                and member.name.endswith(".yaml")
                and "/organisaties/" in member.name
            ):
                stream = archive.extractfile(member)
                assert stream is not None
                entries.append(yaml.load(stream.read(), loader))
    return sorted((e for e in entries if isinstance(e, dict)), key=lambda e: str(e["id"]))


def read_tooi(path: Path) -> tuple[dict[str, Row], dict[str, tuple[str, ...]]]:
    """Municipalities by TOOI URI, and for each ended one the municipalities that came after it."""
    with gzip.open(path) as stream:
        graph = json.load(stream)
    found: dict[str, Row] = {}
    after: dict[str, set[str]] = defaultdict(set)
    for node in graph:
        kinds = {k.rsplit("/", 1)[-1] for k in node.get("@type", ())}
        if "Gemeente" in kinds:
            found[node["@id"]] = {
                "name": _value(node, "def/ont/voorkeursnaamExclSoort"),
                "until": _value(node, "def/ont/einddatum"),
                "province": _reference(node, "def/ont/ligtInProvincie"),
            }
        if kinds & {"Uitbreiding", "Samenvoeging", "Herschikking"}:
            _event(node, after)
    return found, {k: tuple(sorted(v)) for k, v in after.items()}


PROV = "http://www.w3.org/ns/prov#"


def _event(node: Row, after: dict[str, set[str]]) -> None:
    ended = [r["@id"] for r in node.get(PROV + "invalidated", ())]
    came = [r["@id"] for key in ("used", "generated") for r in node.get(PROV + key, ())]
    for old in ended:
        after[old].update(c for c in came if c != old)


def _value(node: Row, name: str) -> str:
    found = node.get(TOOI + name) or [{}]
    return str(found[0].get("@value", ""))


def _reference(node: Row, name: str) -> str:
    found = node.get(TOOI + name) or [{}]
    return str(found[0].get("@id", "")).rsplit("/", 1)[-1].upper()


def _living(
    old: str, after: dict[str, tuple[str, ...]], municipalities: dict[str, Row]
) -> set[str]:
    """The municipalities of today that came after an ended one, through all steps between."""
    todo, seen, living = [old], {old}, set()
    while todo:
        for new in after.get(todo.pop(), ()):
            if new in seen:
                continue
            seen.add(new)
            if municipalities.get(new, {}).get("until"):
                todo.append(new)
            else:
                living.add(new)
    return living


def identifier(entry: Row) -> str:
    """TOOI URI, else ROO number, else KvK number."""
    known = entry.get("identifiers") or {}
    return str(known.get("tooi") or known.get("roo_id") or known.get("kvk") or "")


def ended(entry: Row) -> bool:
    """Whether a body is gone. A past end date alone does not say so for provinces, nor for a water
    board that still has its site and no successor."""
    until = str(entry.get("valid_until") or "")
    if not until or until >= RETRIEVED:
        return False
    if entry["type"] == "provincie":
        return False
    site = (entry.get("contact") or {}).get("website")
    return not (entry["type"] == "waterschap" and site and not entry.get("successor_id"))


def wanted(entry: Row) -> bool:
    """Bodies under public law that act under their own name; of an arrangement only the body, not
    the agreement it rests on."""
    if entry["id"] in SERVICES:
        return True
    if entry["type"] not in KINDS or not identifier(entry):
        return False
    if entry["type"] == "gemeenschappelijke-regeling":
        agreement = bool((entry.get("gr_meta") or {}).get("regionaal_samenwerkingsorgaan"))
        return not ended(entry) and (not agreement or _has_site(entry))
    return entry["type"] != "gemeente" or not ended(entry)


def _has_site(entry: Row) -> bool:
    return bool((entry.get("contact") or {}).get("website"))


def make_bodies(
    entries: list[Row], municipalities: dict[str, Row], after: dict[str, tuple[str, ...]]
) -> tuple[list[Row], dict[str, str]]:
    """The rows of bodies.csv, and the id of each entry that is in it."""
    chosen = [e for e in entries if wanted(e)]
    ids = {e["id"]: identifier(e) for e in chosen}
    rows = []
    for entry in chosen:
        known = entry.get("identifiers") or {}
        if entry["type"] == "gemeente" and known.get("tooi") not in municipalities:
            ids.pop(entry["id"])
            continue
        rows.append(_body(entry, known, ids, municipalities))
    rows += [
        _former(uri, m, _living(uri, after, municipalities))
        for uri, m in municipalities.items()
        if m["until"]
    ]
    return rows, ids


def _body(entry: Row, known: Row, ids: dict[str, str], municipalities: dict[str, Row]) -> Row:
    current = current_name(entry)
    name = str(current["value"]).strip()
    gone = ended(entry)
    return {
        "id": identifier(entry),
        "kind": _kind(entry, name),
        "name": SERVICES.get(entry["id"]) or _full(entry["type"], name),
        "abbreviation": str(current.get("abbr") or ""),
        "tooi": known.get("tooi", ""),
        "roo": known.get("roo_id", ""),
        "oin": str(known.get("oin", "") or "").zfill(20) if known.get("oin") else "",
        "kvk": known.get("kvk", ""),
        "parent": ids.get(entry.get("parent_id") or "", ""),
        "province": municipalities.get(str(known.get("tooi")), {}).get("province", ""),
        "active": int(not gone),
        "valid_from": _date(entry.get("valid_from")),
        "valid_until": _date(entry.get("valid_until")) if gone else "",
        "successors": ids.get(entry.get("successor_id") or "", "") if gone else "",
        "synthetic": 0,
    }


def current_name(entry: Row) -> Row:
    """The name a body has now: the one that began last. Of several without a date only the first is
    sure: where two bodies share an abbreviation the source has run their names together."""
    names = entry["names"]
    return max(names, key=lambda n: (_date(n.get("valid_from")), -names.index(n)))


def sure_names(entry: Row) -> list[Row]:
    """The names of an entry that are its own, see `current_name`."""
    undated = [n for n in entry["names"] if not _date(n.get("valid_from"))]
    return [n for n in entry["names"] if _date(n.get("valid_from"))] + undated[:1]


def _former(uri: str, municipality: Row, living: set[str]) -> Row:
    return {
        "id": uri,
        "kind": "gemeente",
        "name": f"gemeente {municipality['name']}",
        "tooi": uri,
        "province": municipality["province"],
        "active": 0,
        "valid_until": municipality["until"],
        "successors": " ".join(sorted(living)),
        "synthetic": 0,
    }


def _date(value: Any) -> str:
    text = str(value or "")
    return "" if text.startswith("1900") else text


def _kind(entry: Row, name: str) -> str:
    if entry["type"] == "gemeenschappelijke-regeling" and name.startswith(
        ("Veiligheidsregio ", "Veiligheids- en Gezondheidsregio ")
    ):
        return "veiligheidsregio"
    if entry["id"] == "org:onderdeel-om":
        return "rechtspraak"
    return "organisatieonderdeel" if entry["id"] in SERVICES else KINDS[entry["type"]]


def _full(kind: str, name: str) -> str:
    """A name with its sort before it where the register leaves that out."""
    if kind == "ministerie" and not name.lower().startswith("ministerie"):
        return f"ministerie van {name}"
    if kind in ("gemeente", "provincie"):
        return re.sub(r"^(Gemeente|Provincie)\b", lambda m: m.group(1).lower(), name)
    return name


def make_names(entries: list[Row], ids: dict[str, str], bodies: list[Row]) -> list[Row]:
    """All names a body has and had, with their dates."""
    rows = [
        {"text": b["name"], "body": b["id"], "how": "official" if b["active"] else "former"}
        for b in bodies
    ]
    for entry in entries:
        for name in sure_names(entry):
            until = _date(name.get("valid_until"))
            rows.append(
                {
                    "text": _full(entry["type"], str(name["value"]).strip()),
                    "body": ids[entry["id"]],
                    "how": "former" if until and until < RETRIEVED else "official",
                    "valid_from": _date(name.get("valid_from")),
                    "valid_until": until,
                }
            )
            if len(str(name.get("abbr") or "")) > 1:
                rows.append({"text": name["abbr"], "body": ids[entry["id"]], "how": "abbreviation"})
    return rows


def make_members(entries: list[Row], ids: dict[str, str], bodies: list[Row]) -> list[Row]:
    """Which body takes part in which arrangement that is in force."""
    known = {b["id"] for b in bodies}
    by_roo = {
        str((e.get("identifiers") or {}).get("roo_id")): ids[e["id"]]
        for e in entries
        if e["id"] in ids
    }
    rows = []
    for entry in entries:
        meta = entry.get("gr_meta") or {}
        if ended(entry) or not meta.get("deelnemende_organisaties"):
            continue
        organ = str((meta.get("regionaal_samenwerkingsorgaan") or {}).get("roo_id") or "")
        arrangement = by_roo.get(organ) or ids.get(entry["id"])
        if arrangement is None:
            continue
        for member in meta["deelnemende_organisaties"]:
            found = member.get("tooi") or by_roo.get(str(member.get("roo_id")))
            if found in known and found != arrangement:
                rows.append({"arrangement": arrangement, "member": found})
    return rows


def make_hosts(entries: list[Row], ids: dict[str, str]) -> list[Row]:
    """Host rules. A domain that several bodies use goes to nobody, unless just one of them is a body
    of the first rank whose site stands at its root; a site below a domain that is not the body's
    alone gives a rule for that host only."""
    sites: dict[str, set[str]] = defaultdict(set)
    mails: dict[str, set[str]] = defaultdict(set)
    ranks = {e["id"]: e["type"] in FIRST for e in entries}
    for entry in entries:
        if ended(entry):
            continue
        contact = entry.get("contact") or {}
        host = _host(contact.get("website"))
        if host:
            sites[host].add(entry["id"])
        mail = str(contact.get("email") or "").rpartition("@")[2].strip().lower()
        if mail and "." in mail and mail.isascii():
            mails[mail].add(entry["id"])
    roots: dict[str, set[str]] = defaultdict(set)
    users: dict[str, set[str]] = defaultdict(set)
    for host, who in sites.items():
        domain = _domain(host)
        users[domain] |= who
        if host == domain:
            roots[domain] |= who
    rows = _site_rules(sites, roots, users, ranks, ids)
    taken = {r["host"] for r in rows}
    for mail, who in mails.items():
        domain = _domain(mail)
        alone = len(who | users.get(domain, set())) == 1
        if alone and domain not in taken | MAIL_PROVIDERS | SHARED_HOSTS and mail == domain:
            rows += _rule(domain, who, ids, "e-mail domain in the register")
    return rows


def _site_rules(
    sites: dict[str, set[str]],
    roots: dict[str, set[str]],
    users: dict[str, set[str]],
    ranks: dict[str, bool],
    ids: dict[str, str],
) -> list[Row]:
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
        for host, users_of_host in sites.items():
            if host == domain or _domain(host) != domain:
                continue
            ranked = {w for w in users_of_host if ranks[w]}
            alone = users_of_host if len(users_of_host) == 1 else ranked
            if len(alone) == 1:
                rows += _rule(host, alone, ids, "web site in the register")
    return rows


def _rule(host: str, who: set[str], ids: dict[str, str], source: str) -> list[Row]:
    (name,) = who
    if name not in ids:
        return []
    return [{"host": host, "body": ids[name], "exact": 0, "source": source}]


def _host(url: Any) -> str:
    text = str(url or "").strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.lower().rstrip(".").removeprefix("www.")


def _domain(host: str) -> str:
    """The registrable domain, private suffixes (azurewebsites.net) counted as suffixes."""
    return SUFFIXES.privatesuffix(host) or host


if __name__ == "__main__":
    main()
