# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take the pictures of the README from the demo: `python scripts/take_screenshots.py`. Needs Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

TARGET = Path(__file__).resolve().parents[1] / "docs/images"
PAGES = {
    "home": "/nl/",
    "body": "/nl/bodies/gm0355",
    "compare": "/nl/compare?label=admitted",
    "maker": "/nl/makers/hikvision",
}


def main() -> None:
    """Make the demo, serve it, and take each page at the size of a screen."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        register = ["--register", str(Path(folder) / "register")]
        command = [sys.executable, "-m", "herkomst"]
        subprocess.run([*command, "demo", "--no-serve", *register], check=True, capture_output=True)
        server = subprocess.Popen(
            [*command, "serve", "--port", "0", *register], stderr=subprocess.PIPE, text=True
        )
        assert server.stderr is not None
        address = server.stderr.readline().split()[0].rstrip("/")
        try:
            _take(address)
        finally:
            server.terminate()
            server.wait()


def _take(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1100, "height": 860}, locale="nl-NL")
        for name, path in PAGES.items():
            page.goto(address + path)
            page.screenshot(path=TARGET / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
