# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names to bodies, beside `rapidfuzz.process.extractOne` over the same list of names in the same run."""

from __future__ import annotations

import random
import time
from typing import Any

from rapidfuzz import process

from herkomst.app.bodies import names
from herkomst.catalogue.public_bodies import load_public_bodies

# How strangers write a name: none of it is a fact about a body.
FORMS = ("{n}", "{u}", "{n}, afdeling Inkoop", "{u}-NET", "{n}.", "{t}")
OTHERS = ("Hotel {n}", "Stichting {n} B.V.", "IPCAM {n}", "Bakkerij {u}")


def asked(many: int, seed: int = 1) -> list[str]:
    """Names: of bodies as they are written, a fifth with a slip, a fifth of somebody else."""
    rng = random.Random(seed)
    official = sorted(b.name for b in load_public_bodies().bodies.values() if not b.synthetic)
    made = []
    for _ in range(many):
        name = rng.choice(official)
        at = rng.randrange(1, max(2, len(name) - 1))
        form = rng.choice(OTHERS if rng.random() < 0.2 else FORMS)
        made.append(form.format(n=name, u=name.upper(), t=name[:at] + name[at + 1 :]))
    return made


def run(many: int = 4000) -> dict[str, Any]:
    """Names per CPU second of both, best of three each, taken in turn."""
    resolver = names()
    listed = [alias.text for alias in resolver.bodies.aliases]
    texts = asked(many)
    fewer = texts[: many // 20]
    ours, theirs = [], []
    for _ in range(3):
        started = time.process_time()
        found = sum(resolver.resolve(text).body is not None for text in texts)
        ours.append(len(texts) / (time.process_time() - started))
        started = time.process_time()
        for text in fewer:
            process.extractOne(text, listed)
        theirs.append(len(fewer) / (time.process_time() - started))
    return {
        "names": len(texts),
        "listed": len(listed),
        "resolved": found,
        "names_per_cpu_s": round(max(ours)),
        "extract_one_per_cpu_s": round(max(theirs)),
        "ratio": round(max(ours) / max(theirs), 1),
    }
