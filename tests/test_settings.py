# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The environment, and what beats it."""

from __future__ import annotations

from pathlib import Path

import pytest

from herkomst.settings import settings


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
