# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build `catalogue/bodies/networks.csv` from a table of routed address ranges.

    python scripts/build_networks.py asn-ipv4.csv asn-ipv6.csv

The files have the columns first address, last address, AS number, AS name (the form of the npm
package @ip-location-db/asn; CC BY 4.0: RouteViews, DB-IP, NRO). Only ranges of the AS numbers that
`asns.csv` names are kept, as prefixes.
"""

from __future__ import annotations

import argparse
import csv
import ipaddress
from pathlib import Path

BODIES = Path(__file__).resolve().parents[1] / "src/herkomst/catalogue/bodies"
SOURCE = "RouteViews, DB-IP and NRO through ip-location-db 2.3 (CC BY 4.0)"


def main() -> None:
    """Read the range files and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ranges", type=Path, nargs="+")
    chosen = parser.parse_args()
    with (BODIES / "asns.csv").open(encoding="utf-8", newline="") as stream:
        known = {row["asn"]: row for row in csv.DictReader(stream)}
    rows = []
    for path in chosen.ranges:
        with path.open(encoding="utf-8", newline="") as stream:
            for first, last, asn, *_ in csv.reader(stream):
                if asn in known:
                    rows += [(prefix, known[asn]) for prefix in prefixes(first, last)]
    rows.sort(key=lambda r: (r[0].version, r[0]))
    with (BODIES / "networks.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["prefix", "holder", "net_class", "body_name", "asn", "guest", "source"])
        for prefix, entry in rows:
            writer.writerow(
                [
                    prefix,
                    entry["holder"],
                    entry["net_class"],
                    entry["body_name"],
                    entry["asn"],
                    0,
                    SOURCE,
                ]
            )


Prefix = ipaddress.IPv4Network | ipaddress.IPv6Network


def prefixes(first: str, last: str) -> list[Prefix]:
    """The prefixes that cover a range exactly."""
    return list(
        ipaddress.summarize_address_range(ipaddress.ip_address(first), ipaddress.ip_address(last))
    )


if __name__ == "__main__":
    main()
