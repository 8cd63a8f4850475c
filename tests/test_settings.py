# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The environment, and what beats it."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.errors import InputError
from herkomst.settings import debugging, settings


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REGISTER", "DATABASE", "RETENTION_DAYS", "LOCK_SECONDS", "CATALOGUE"):
        monkeypatch.delenv(f"HERKOMST_{name}", raising=False)
    found = settings()
    assert (found.register, found.database, found.retention_days) == (Path("herkomst-data"), "", 30)
    assert found.catalogue == Path("herkomst-catalogue")


def test_the_option_beats_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HERKOMST_REGISTER", "elsewhere")
    monkeypatch.setenv("HERKOMST_RETENTION_DAYS", "7")
    assert settings().register == Path("elsewhere")
    assert settings(Path("here")).register == Path("here")
    assert settings().retention_days == 7


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("RETENTION_DAYS", v) for v in ("abc", "-1", "1.5", "nan", "inf", "1e400", "99999999")),
        *(("LOCK_SECONDS", v) for v in ("x", "-1", "nan", "inf", "1e9")),
    ],
)
def test_a_number_that_is_none_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"HERKOMST_{name}", value)
    with pytest.raises(InputError, match=name) as found:
        settings()
    assert "between 0 and" in found.value.do


def test_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    for value, wanted in (("", False), ("0", False), ("1", True)):
        monkeypatch.setenv("HERKOMST_DEBUG", value)
        assert debugging() is wanted
