# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two items of one class are one; an item that names nobody weighs nothing."""

from __future__ import annotations

from tests.attribute.test_ladder import SMALL

from herkomst.attribute.gathered import Gathered

WORLD = SMALL.worlds[False]


def test_a_class_names_its_bodies_once() -> None:
    made = Gathered()
    made.add("dns_control", "x", "b", "r", ("bee",))
    made.add("dns_control", "x", "a", "r", ("aa", "bee"))
    made.add("weak", "x", "c", "r", ("cee",))
    assert (made.named, made.weak) == ({"dns_control": ("aa", "bee")}, ("cee",))
    assert len(made.items) == 3


def test_nobody_is_no_evidence() -> None:
    made = Gathered()
    made.add("registry", "x", "y", "r", ())
    assert not made.named and not made.items


def test_what_speaks_against_is_kept_once() -> None:
    made = Gathered()
    for _ in range(2):
        made.oppose("weak", "x", "y" * 1000, "r", "decoy")
    assert len(made.against) == 1 and len(made.against[0].value) == 256
    assert made.conditions == {"decoy"}
    made.unnote("decoy")
    assert not made.conditions


def test_fitting_the_holder() -> None:
    for bodies, telling, wanted in (
        (("aa",), True, {"fits_holder"}), (("aa",), False, set()), (("bee",), True, {"unlike_holder"}),
    ):  # fmt: skip
        made = Gathered(named={"registry": ("aa",)}, conditions={"own_network"})
        made.fits(WORLD, bodies, telling)
        assert made.conditions - {"own_network"} == wanted
