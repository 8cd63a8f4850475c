# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house is as it says: every module has its test, every command and setting its page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/herkomst"


def modules() -> list[Path]:
    return [
        path.relative_to(SOURCE)
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts and path.read_text().count("\n") > 12
    ]


@pytest.mark.parametrize("module", modules(), ids=str)
def test_every_module_has_its_mirrored_test(module: Path) -> None:
    stem = module.parent.name if module.stem == "__init__" else module.stem
    assert (ROOT / "tests" / module.parent / f"test_{stem}.py").exists()


def test_the_command_reference_is_that_of_the_commands() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    from build_cli_reference import TARGET, reference

    assert TARGET.read_text(encoding="utf-8") == reference(), (
        "run python scripts/build_cli_reference.py"
    )


def test_every_setting_is_documented() -> None:
    read = (SOURCE / "settings.py").read_text() + (SOURCE / "cli/__init__.py").read_text()
    named = set(re.findall(r"HERKOMST_[A-Z_]+", read))
    told = set(re.findall(r"HERKOMST_[A-Z_]+", (ROOT / "docs/reference/settings.md").read_text()))
    assert named == told


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    told = (ROOT / "docs/reference/dependencies.md").read_text().lower()
    extras = (line for extra in project["optional-dependencies"].values() for line in extra)
    for line in [*project["dependencies"], *extras]:
        name = re.split(r"[<>=\[]", line)[0]
        assert name in told, name


def test_every_decision_is_listed() -> None:
    pages = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
    listed = (ROOT / "docs/adr/README.md").read_text()
    assert pages and [p.name for p in pages if f"]({p.name})" not in listed] == []


def test_every_link_in_the_docs_leads_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_python_of_the_docs_runs() -> None:
    page = (ROOT / "docs/how-to/library.md").read_text()
    shared: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(compile(block, "library.md", "exec"), shared)
    assert "answer" in shared


def test_nothing_of_this_machine_or_a_registry_host_is_in_the_tree() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    suspect = re.compile("/wor" + "k/|/roo" + "t/|/tm" + "p/[a-z]|pypi\\.or" + "g|npmjs\\.or" + "g")
    for name in filter(None, listed):
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 1 << 20:
            found = suspect.search(path.read_text(errors="ignore"))
            assert found is None, f"{name}: {found and found.group()}"


def test_help_answers_at_once() -> None:
    """A bound far above what is measured in bench/: it catches an eager import, not a slow machine."""
    code = (
        "import sys; sys.argv = ['herkomst', '--help']\n"
        "from herkomst.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "names = 'polars pyarrow duckdb sqlalchemy numpy alembic fastapi pydantic starlette uvicorn'\n"
        "heavy = set(names.split()) & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr
    assert "overview" in done.stdout
