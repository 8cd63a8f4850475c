# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Spellings of hardware addresses, and those that are of no device."""

from __future__ import annotations

import pytest

from herkomst.hardware import mac_address


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10:12:fb:33:44:55", "10:12:FB:33:44:55"),
        ("10-12-FB-33-44-55", "10:12:FB:33:44:55"),
        ("1012.fb33.4455", "10:12:FB:33:44:55"),
        ("1012-fb33-4455", "10:12:FB:33:44:55"),
        ("1012fb-334455", "10:12:FB:33:44:55"),
        ("1012fb334455", "10:12:FB:33:44:55"),
        ("0:1c:2:3:4:5", "00:1C:02:03:04:05"),
        ("00:00:00:00:00:00", None),
        ("ff:ff:ff:ff:ff:ff", None),
        ("01:00:5e:00:00:01", None),
        ("10:12:fb:33:44", None),
        ("hello", None),
        ("", None),
        (None, None),
    ],
)
def test_mac_addresses(text: str | None, wanted: str | None) -> None:
    assert mac_address(text) == wanted
