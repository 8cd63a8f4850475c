# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manifest counts what the blocks hold."""

from __future__ import annotations

from herkomst.app.synthetic.export import Export


def test_the_manifest_counts_lines_and_bytes_of_the_blocks() -> None:
    told: list[tuple[int, int]] = []
    export = Export(3, 2_000_000, lambda done, total: told.append((done, total)))
    content = b"".join(export.blocks())
    assert export.manifest.bytes == len(content) >= 2_000_000
    assert export.manifest.lines == content.count(b"\n")
    assert told[-1] == (2_000_000, 2_000_000)
