# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""recog's patterns on the same lines: a plain loop over its files, as they stand beside this checkout."""

from __future__ import annotations

import re
from functools import cache

from defusedxml import ElementTree

from bench.labelled import FIELDS, FOLDER, Case

FLAGS = {"REG_ICASE": re.IGNORECASE, "REG_DOT_NEWLINE": re.DOTALL, "REG_MULTILINE": re.DOTALL}


@cache
def _patterns() -> dict[str, list[tuple[re.Pattern[str], str | None]]]:
    """Field -> patterns in file order with the vendor they give."""
    found: dict[str, list[tuple[re.Pattern[str], str | None]]] = {}
    for path in sorted((FOLDER / "recog" / "xml").glob("*.xml")):
        root = ElementTree.parse(path).getroot()
        name = FIELDS.get(root.get("matches") or path.stem)
        if name is None:
            continue
        for entry in root.iter("fingerprint"):
            flags = re.MULTILINE  # as in Ruby, whose anchors are those of lines
            for flag in re.split(r"[|,\s]+", entry.get("flags") or ""):
                flags |= FLAGS.get(flag, 0)
            try:
                pattern = re.compile(entry.get("pattern") or "", flags)
            except re.error:
                continue
            vendors = {p.get("name"): p.get("value") for p in entry.iter("param")}
            vendor = (
                vendors.get("hw.vendor")
                or vendors.get("os.vendor")
                or vendors.get("service.vendor")
            )
            found.setdefault(name, []).append((pattern, vendor))
    return found


# What recog expects taken away before it matches.
_LEAD = re.compile(r"^(?:220[ -]|SSH-\d\.\d+-|Server:\s*|WWW-Authenticate:\s*)", re.IGNORECASE)


def vendors(case: Case) -> set[str]:
    """The vendor of the first pattern that matches, for each answer of a case."""
    found = set()
    for name, value in case.evidence.items():
        for line in (value, *value.splitlines()):
            text = _LEAD.sub("", line)
            vendor = next((v for p, v in _patterns().get(name, ()) if p.search(text)), None)
            if vendor:
                found.add(vendor)
                break
    return found
