# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a supplier to a maker: what counts as a delivery, who is who, and what follows as of which day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herkomst.model import (
    Answer,
    Basis,
    Claim,
    Classification,
    Kind,
    Level,
    MakersOp,
    Phase,
    Property,
)
from herkomst.reconcile.suppliers import (
    deliveries,
    identities,
    inferred,
    is_delivery,
    leads,
    parts_of,
)


def award(body: str, day: str, *makers: str, **changes: object) -> Claim:
    made = {
        "makers": makers,
        "makers_op": MakersOp.ONE if makers else MakersOp.ANY,
        "kind": Kind.CAMERA,
        "property": Property.AWARD,
        "basis": Basis.REGISTERED,
        "supplier": "Kijkglas B.V.",
    } | changes
    return Claim(body=body, said_at=day, **made).identified()  # type: ignore[arg-type]


OPEN = award("politie", "2020-06-01", kind=Kind.ANPR_CAMERA)
DAHUA = award("a", "2018-01-01", "dahua")


def numbers(claims: list[Claim], maker: str = "dahua") -> list[tuple[str, int, int]]:
    return [(x.said_at, x.k, x.n) for x in leads(claims) if x.maker == maker]


def test_one_delivery_gives_a_wide_interval() -> None:
    (lead,) = leads([OPEN, DAHUA])
    assert (lead.award, lead.body, lead.maker, lead.kind) == (
        OPEN.id,
        "politie",
        "dahua",
        "anpr_camera",
    )
    assert (lead.k, lead.n, lead.low, lead.high) == (1, 1, 0.1467, 1.0)
    assert lead.deliveries == (DAHUA.id,)


def test_numbers_by_day() -> None:
    others = [award("b", "2019-01-01", "axis"), award("c", "2021-01-01", "dahua")]
    assert numbers([OPEN, DAHUA, *others]) == [("2020-06-01", 1, 2), ("2021-01-01", 2, 3)]
    assert numbers([OPEN, DAHUA, *others], "axis") == [("2020-06-01", 1, 2), ("2021-01-01", 1, 3)]


@pytest.mark.parametrize(
    "changes",
    [
        {"basis": Basis.REPORTED, "property": Property.USE},
        {"basis": Basis.INFERRED, "property": Property.USE},
        {"makers_op": MakersOp.ANY},
        {"makers": ("dahua", "axis"), "makers_op": MakersOp.OR},
        {"makers": ("group:cn",)},
        {"property": Property.TENDER},
        {"answer": Answer.NO},
        {"phase": Phase.PLANNED},
        {"basis": Basis.MEASURED, "property": Property.EXPOSURE, "body_level": Level.NETWORK_OF},
        {"kind": Kind.SWITCH},
        {"kind": Kind.UNKNOWN},
        {"supplier": "Ander B.V."},
        {"supplier": None},
    ],
)
def test_what_is_no_known_delivery(changes: dict[str, object]) -> None:
    other = replace(DAHUA, id="", **changes).identified()  # type: ignore[arg-type]
    assert leads([OPEN, other]) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"basis": Basis.DECLARED, "property": Property.USE, "by_body": True},
        {"basis": Basis.MEASURED, "property": Property.EXPOSURE, "body_level": Level.OPERATED_BY},
        {"makers": ("dahua", "axis"), "makers_op": MakersOp.AND},
        {"kind": Kind.ANPR_CAMERA},
        {"kind": Kind.SURVEILLANCE},
    ],
)
def test_what_is_one(changes: dict[str, object]) -> None:
    other = replace(DAHUA, id="", **changes).identified()  # type: ignore[arg-type]
    assert numbers([OPEN, other]) == [("2020-06-01", 1, 1)]


def test_a_list_of_assets_is_one_delivery_and_none_beside_its_award() -> None:
    rows = [
        replace(
            DAHUA, id="", basis=Basis.DECLARED, property=Property.USE, device=f"serial:{n}"
        ).identified()
        for n in range(20)
    ]
    assert len(deliveries(rows)) == 1
    assert deliveries([DAHUA, *rows]) == [DAHUA]
    second = award("a", "2019-01-01", "dahua")
    assert deliveries([DAHUA, second, *rows]) == [DAHUA, second]


def test_the_admission_is_no_sign_of_itself() -> None:
    admitted = Claim(
        body="politie",
        said_at="2022-03-01",
        makers=("dahua",),
        kind=Kind.ANPR_CAMERA,
        basis=Basis.DECLARED,
        by_body=True,
        supplier="Kijkglas",
    ).identified()
    assert is_delivery(admitted)
    assert leads([OPEN, admitted]) == []
    other = award("gemeente", "2023-01-01", kind=Kind.ANPR_CAMERA)
    assert [(x.body, x.n) for x in leads([OPEN, admitted, other])] == [("gemeente", 1)]


def test_an_earlier_award_to_the_same_body_counts() -> None:
    assert numbers([OPEN, award("politie", "2015-01-01", "dahua")]) == [("2020-06-01", 1, 1)]


def test_an_award_that_names_its_make_asks_nothing() -> None:
    assert leads([DAHUA, award("b", "2020-01-01", "dahua")]) == []


def test_what_is_inferred_is_a_restricted_award_and_no_use() -> None:
    claim = inferred(replace(OPEN, classification=Classification.PUBLIC), "dahua", "2020-06-01")
    assert (claim.basis, claim.property, claim.classification) == (
        Basis.INFERRED,
        Property.AWARD,
        Classification.RESTRICTED,
    )
    assert claim.id.startswith("i") and claim.id == inferred(OPEN, "dahua", "2020-06-01").id


@pytest.mark.parametrize(
    ("written", "number", "name"),
    [
        ("Connection Systems B.V. (KvK 09876543)", "09876543", "connection systems"),
        ("CONNECTION SYSTEMS BV", "", "connection systems"),
        ("Connection-Systems, besloten vennootschap", "", "connection systems"),
        ("KvK: 09876543", "09876543", ""),
        ("Café & Zn. V.O.F.", "", "cafe zn"),
        ("B.V.", "", "b v"),
        ("Bvloeren NV", "", "bvloeren"),
        ("", "", ""),
    ],
)
def test_how_a_supplier_is_written(written: str, number: str, name: str) -> None:
    assert parts_of(written) == (number, name)


def test_the_number_comes_first_and_a_name_stands_for_one_number_only() -> None:
    assert identities(["Oog BV (KvK 11111111)", "oog b.v.", "Kijk BV (KvK 11111111)", "Kijk"]) == (
        ["kvk:11111111"] * 4
    )
    assert identities(["Oog BV (KvK 11111111)", "Oog NV (KvK 22222222)", "Oog"]) == [
        "kvk:11111111",
        "kvk:22222222",
        "",
    ]
    assert identities(["Oog", "oog bv", "Ander"]) == ["name:oog", "name:oog", "name:ander"]


CLAIMS = st.lists(
    st.builds(
        award,
        st.sampled_from("abc"),
        st.sampled_from(["2018-01-01", "2019-01-01", "2020-01-01"]),
        st.sampled_from(["dahua", "axis"]),
        supplier=st.sampled_from(["Oog", "Oog BV (KvK 11111111)", "Kijk", None]),
        kind=st.sampled_from([Kind.CAMERA, Kind.ANPR_CAMERA, Kind.SWITCH]),
        makers_op=st.sampled_from([MakersOp.ONE, MakersOp.ANY]),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(CLAIMS, st.randoms())
def test_order_does_not_matter_and_numbers_hold(claims: list[Claim], dice) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(claims)
    dice.shuffle(shuffled)
    found = leads(claims)
    assert leads(shuffled) == found
    for lead in found:
        assert 0 < lead.k <= lead.n == len(lead.deliveries)
        assert lead.low <= lead.k / lead.n <= lead.high


@settings(max_examples=150, deadline=None, derandomize=True)
@given(CLAIMS)
def test_as_of_a_day_rests_on_nothing_later(claims: list[Claim]) -> None:
    named = [c for c in claims if c.supplier != "Oog"]  # a name may get its number later
    then = leads([c for c in named if c.said_at <= "2019-06-01"])
    assert [x for x in leads(named) if x.said_at <= "2019-06-01"] == then
