# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Killed at any moment, the same command finishes; two imports at once lose nothing; a full disk is told."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from herkomst.app.synthetic import write_export

COMMAND = [sys.executable, "-c", "from herkomst.cli import main; main()"]


def start(*args: object, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def finish(*args: object, **options: Any) -> bytes:
    done = start(*args, **options)
    out, err = done.communicate(timeout=120)
    assert done.returncode == 0, err.decode()
    return out


TABLES = ("document", "log", "claim", "evidence", "decision", "tombstone", "verdict", "reach")


def holds(register: Path) -> dict[str, Any]:
    """All that an import leaves, but for when it was recorded and the order of the log."""
    import polars as pl
    import sqlalchemy as sa

    engine = sa.create_engine(f"sqlite:///{register / 'register.sqlite'}")
    free = {"recorded_at", "fetched_at", "erased_at", "hash", "content", "previous", "sequence"}
    made: dict[str, Any] = {}
    with engine.connect() as connection:
        for table in TABLES:
            rows = connection.execute(sa.text(f"SELECT * FROM {table}")).mappings()
            made[table] = sorted(str({k: v for k, v in r.items() if k not in free}) for r in rows)
    engine.dispose()
    for part in sorted((register / "lake").iterdir()):
        for file in sorted(part.glob("*.parquet")):
            made[f"{part.name}/{file.name}"] = str(pl.read_parquet(file).to_dicts())
    made["files"] = sorted(p.name for p in (register / "documents").rglob("*") if p.is_file())
    return made


@pytest.mark.slow
def test_killed_at_twenty_random_points(tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    write_export(export, size=6_000_000, seed=3)
    started = time.monotonic()
    finish("import", export, "--register", tmp_path / "calm")
    took = time.monotonic() - started
    calm = holds(tmp_path / "calm")
    dice = random.Random(20220228)
    killed = 0
    for _ in range(60):
        process = start("import", export, "--register", tmp_path / "stormy")
        time.sleep(dice.uniform(0.3, 1.0) * took)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        if killed == 20:
            break
        if process.returncode == 0:  # it was done before the kill: begin anew
            shutil.rmtree(tmp_path / "stormy")
    assert killed == 20
    finish("import", export, "--register", tmp_path / "stormy")
    assert holds(tmp_path / "stormy") == calm
    finish("verify", "--register", tmp_path / "stormy")
    left = {p.name for p in (tmp_path / "stormy").iterdir()}
    assert "staging" not in left


@pytest.mark.slow
def test_two_imports_at_once_lose_nothing(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_export(tmp_path / f"{seed}.json", size=2_000_000, seed=seed)
        finish("import", tmp_path / f"{seed}.json", "--register", tmp_path / "apart")
    both = [
        start("import", tmp_path / f"{s}.json", "--register", tmp_path / "together") for s in (1, 2)
    ]
    for process in both:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
    assert holds(tmp_path / "together") == holds(tmp_path / "apart")
    finish("verify", "--register", tmp_path / "together")


@pytest.mark.slow
def test_a_writer_that_waits_too_long_says_so(tmp_path: Path) -> None:
    import fcntl

    write_export(tmp_path / "1.json", size=200_000, seed=1)
    finish("import", tmp_path / "1.json", "--register", tmp_path / "r")
    write_export(tmp_path / "2.json", size=200_000, seed=2)
    with (tmp_path / "r/lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        process = start(
            "import", tmp_path / "2.json", "--register", tmp_path / "r",
            env=os.environ | {"HERKOMST_LOCK_SECONDS": "0.2"},
        )  # fmt: skip
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert b"another process is writing" in err and b"Traceback" not in err


@pytest.mark.slow
def test_a_disk_that_fills_up_leaves_nothing_half_written(tmp_path: Path) -> None:
    """No file may grow past a limit: what a write to a full disk meets, without a disk to fill."""
    write_export(tmp_path / "1.json", size=200_000, seed=1)
    write_export(tmp_path / "2.json", size=8_000_000, seed=2)
    finish("import", tmp_path / "1.json", "--register", tmp_path / "r")
    before = holds(tmp_path / "r")

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    process = start("import", tmp_path / "2.json", "--register", tmp_path / "r", preexec_fn=limited)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 2, err.decode()
    assert b"Traceback" not in err and b"Nothing was half-written" in err
    assert holds(tmp_path / "r") == before
    finish("verify", "--register", tmp_path / "r")
    finish("import", tmp_path / "2.json", "--register", tmp_path / "r")


# The command, which kills itself at one of the changes it makes to the register's files.
KILLED = """
import os, signal, sys
from herkomst.cli import main
left, register = int(os.environ["KILL_AT"]), os.environ["KILL_IN"]
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"}
def changing(event, args):
    global left
    if event in CHANGES and register in str(args[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(changing)
main()
"""


def killed_at(point: int, register: Path, *args: object) -> int:
    environ = os.environ | {"KILL_AT": str(point), "KILL_IN": str(register)}
    command = [sys.executable, "-c", KILLED, *map(str, args), "--register", str(register)]
    return subprocess.run(command, env=environ, capture_output=True, timeout=120).returncode


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["retain", "erase"])
def test_letting_go_killed_at_every_change_of_a_file(tmp_path: Path, verb: str) -> None:
    export = tmp_path / "export.json"
    write_export(export, size=300_000, seed=3)
    finish("import", export, "--register", tmp_path / "before")
    document = next((tmp_path / "before/documents").rglob("*.json")).stem
    words = {
        "retain": ("retain", "--days", "0"),
        "erase": ("erase", "--document", document, "--ground", "art. 17 AVG"),
    }[verb]
    shutil.copytree(tmp_path / "before", tmp_path / "calm")
    finish(*words, "--register", tmp_path / "calm")
    calm = holds(tmp_path / "calm")
    for point in range(1, 100):
        register = tmp_path / f"stormy{point}"
        shutil.copytree(tmp_path / "before", register)
        code = killed_at(point, register, *words)
        if code == 0:
            break
        assert code == -signal.SIGKILL, point
        again = start(*words, "--register", register)
        _, err = again.communicate(timeout=120)
        # An erasure that was recorded before the kill is finished by the next writer, and says so.
        assert again.returncode == 0 or b"was erased on" in err, err.decode()
        assert holds(register) == calm, point
        finish("verify", "--register", register)
    assert point > 5
