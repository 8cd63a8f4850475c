# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which claims speak about which cell."""

from __future__ import annotations

from tests.reconcile.claims import GROUPS, said

from herkomst.model import Answer, Kind, MakersOp
from herkomst.reconcile.cells import cells_of, covers, own_cells


def test_a_yes_about_either_is_a_cell_of_its_own_until_one_is_named() -> None:
    either = said(Answer.YES, "2022-01-01", makers=("hikvision", "dahua"), makers_op=MakersOp.OR)
    assert own_cells(either) == [("dahua|hikvision", Kind.CAMERA)]
    named = said(Answer.YES, "2022-02-01")
    cells = {c.cell: c for c in cells_of([either, named], GROUPS)}
    assert cells[("dahua|hikvision", Kind.CAMERA)].ends is not None
    assert either not in cells[("dahua", Kind.CAMERA)].claims


def test_a_refusal_about_either_is_one_about_both() -> None:
    both = said(Answer.REFUSES, "2022-01-01", makers=("hikvision", "dahua"), makers_op=MakersOp.OR)
    assert {c.cell[0] for c in cells_of([both], GROUPS)} == {"hikvision", "dahua"}


def test_a_group_covers_its_members_only() -> None:
    claim = said(Answer.NO, "2022-01-01", makers=("group:cn",))
    assert covers(claim, ("dahua", Kind.CAMERA), GROUPS)
    assert not covers(claim, ("axis", Kind.CAMERA), GROUPS)
