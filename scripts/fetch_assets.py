# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetch what the pages are made with and others wrote: `python scripts/fetch_assets.py [--tests]`.

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

ROOT = Path(__file__).resolve().parents[1]
SERVED = ROOT / "src/herkomst/web/static/vendor"
TESTING = ROOT / "tests/browser/vendor"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of one npm package, and where it goes. `sha512` is that of the package, as its registry
    publishes it."""

    package: str
    sha512: str
    member: str
    target: Path


ASSETS = (
    Asset(  # CSS of NL Design System components for plain HTML, EUPL-1.2
        "@utrecht/component-library-css@9.0.4",
        "gVA7D6GfP9/+fzehkYLSBR+0UPUTA97PZmgvTYQE88lPQhHGMlUk8FjmCpLKRsRC9hAYd32JuF/KzG6fmBfjJA==",
        "package/dist/html.css",
        SERVED / "nlds.css",
    ),
    Asset(  # parts of a page replaced without loading all of it, 0BSD
        "htmx.org@2.0.11",
        "Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        "package/dist/htmx.min.js",
        SERVED / "htmx.js",
    ),
)
TEST_ASSETS = (
    Asset(  # accessibility checks in a browser, MPL-2.0
        "axe-core@4.14.1",
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        "package/axe.min.js",
        TESTING / "axe.js",
    ),
)


def main() -> None:
    """Fetch what is not there yet; with `--tests` what tests need as well."""
    wanted = ASSETS + (TEST_ASSETS if "--tests" in sys.argv[1:] else ())
    missing = [a for a in wanted if not a.target.exists()]
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
        asset.target.parent.mkdir(parents=True, exist_ok=True)
        asset.target.write_bytes(member.read())


if __name__ == "__main__":
    main()
