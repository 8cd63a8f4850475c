# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom a name stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst import catalogue
from herkomst.catalogue import entities
from herkomst.catalogue.entities import Entity, built_for, registry
from herkomst.errors import CatalogueError


def of(name: str) -> Entity | None:
    at = entities.names().get(catalogue.fold(name))
    return None if at is None else entities.entities()[at]


def test_a_name_stands_for_a_maker_a_brand_or_a_component() -> None:
    assert of("Moxa") == Entity(maker="moxa", brand="moxa")
    assert of("EZVIZ") == Entity(maker="hikvision", brand="ezviz")
    assert of("Lorex") == Entity(brand="lorex")
    assert of("Quectel") == Entity(component="quectel")
    assert of("Ziggo") == Entity(brand="ziggo")
    assert of("Zomaar Iets") is None


def test_a_homonym_is_no_name() -> None:
    assert of("DJI") is None  # the Dutch prison service
    assert of("Dahua Scale Factory") is None


def test_registries_name_known_entities_only() -> None:
    for name in ("addresses.csv", "enterprises.csv"):
        assert len(registry(name)) > 400
        assert all(0 <= at < len(entities.entities()) for at in registry(name).values())


def test_all_addresses_are_those_of_the_registry_and_of_the_rules() -> None:
    every = registry("addresses")
    assert registry("addresses.csv").items() <= every.items()
    assert entities.entities()[every["C47905"]].maker == "uniview"


def test_an_unknown_name_in_a_registry_tells_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "registries").mkdir()
    (tmp_path / "registries" / "x.csv").write_text("key,name\n1,Moxa\n2,Zomaar Iets\n")
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    with pytest.raises(CatalogueError) as caught:
        registry("x.csv")
    assert caught.value.where.endswith("x.csv:3")


def test_contradicting_assertions_about_a_brand_are_kept() -> None:
    assert {e.source_of for e in built_for()["annke"]} >= {"dahua", "hikvision"}


def test_families_begin_with_fixed_text() -> None:
    from herkomst.identify.patterns import beginnings

    for family in entities.families():
        for model in family.models:
            assert beginnings(model, family.place)
