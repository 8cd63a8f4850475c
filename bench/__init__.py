# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures, each beside its yardstick, from one run. `python -m bench.run` writes `bench/results`."""

import os

# Figures are per core: Polars too has one thread, ours and the yardstick's.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
