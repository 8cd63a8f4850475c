# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetch what the pages are made with and others wrote: `python scripts/fetch_assets.py`.

The files are not in the repository. They come as npm packages, through the npm client as it is set up on
this machine, at a fixed version whose hash is checked, and are served by Herkomst itself: a page never
asks another host for anything. Without npm the pages work all the same, in a plainer style.
"""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/herkomst/web/static/vendor"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of one npm package. `sha512` is that of the package, as its registry publishes it."""

    package: str
    sha512: str
    member: str
    name: str


ASSETS = (
    Asset(  # CSS of NL Design System components for plain HTML, EUPL-1.2
        "@utrecht/component-library-css@9.0.4",
        "gVA7D6GfP9/+fzehkYLSBR+0UPUTA97PZmgvTYQE88lPQhHGMlUk8FjmCpLKRsRC9hAYd32JuF/KzG6fmBfjJA==",
        "package/dist/html.css",
        "nlds.css",
    ),
    Asset(  # parts of a page replaced without loading all of it, 0BSD
        "htmx.org@2.0.11",
        "Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        "package/dist/htmx.min.js",
        "htmx.js",
    ),
)


def main() -> None:
    """Fetch what is not there yet."""
    missing = [a for a in ASSETS if not (TARGET / a.name).exists()]
    if not missing:
        return
    if shutil.which("npm") is None:
        print("npm is not installed: the pages will be plainer. They work all the same.")
        return
    for asset in missing:
        _keep(asset, _fetched(asset))


def _fetched(asset: Asset) -> bytes:
    """The package, as npm gives it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", folder, asset.package],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
        )
        (packed,) = Path(folder).glob("*.tgz")
        return packed.read_bytes()


def _keep(asset: Asset, packed: bytes) -> None:
    found = base64.b64encode(hashlib.sha512(packed).digest()).decode()
    if found != asset.sha512:
        sys.exit(f"{asset.package}: the hash is {found}, not the one expected; nothing was kept")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        member = archive.extractfile(asset.member)
        if member is None:
            sys.exit(f"{asset.package}: holds no {asset.member}")
        TARGET.mkdir(parents=True, exist_ok=True)
        (TARGET / asset.name).write_bytes(member.read())


if __name__ == "__main__":
    main()
