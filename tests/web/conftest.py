# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A register with the public case, secrets and hostile values in it, and its pages in both views."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.conftest import banner, write_lines

from herkomst.app.bodies import code_of
from herkomst.app.demo import PUBLIC_CASE
from herkomst.app.importing import Options, import_file
from herkomst.model import View
from herkomst.settings import Settings
from herkomst.store import Store, open_store
from herkomst.web import application

CANARY = "KANARIE"
# What would run, were it ever taken for more than text.
HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*'7'}}${7*7}<svg/onload=alert(3)>"
)
SECRET_FIELDS = "place department claimant supplier model firmware quote brand".split()
TEXT_FIELDS = "department place brand model supplier claimant paraphrase source quantity".split()
Client = Callable[[View], TestClient]


def secrets(folder: Path) -> None:
    """Statements, a scan and an asset list whose restricted fields hold canaries."""
    header = f"body;said_at;makers;kind;status;classification;{';'.join(SECRET_FIELDS)}\n"
    hidden = ";".join(f"{CANARY}{n}" for n in SECRET_FIELDS)
    half = ";".join(
        f"{CANARY}{n}" if n not in ("department", "brand") else "" for n in SECRET_FIELDS
    )
    (folder / "secret.csv").write_text(
        header
        + f"gemeente Oss;2022-03-01;Dahua;camera;uses;restricted;{hidden}\n"
        + f"gemeente Zeist;2022-03-02;Dahua;camera;denies;public;{half}\n"
    )
    write_lines(
        folder / f"{CANARY}.json",
        [banner(ip_str="45.85.148.77", hostnames=[f"{CANARY}.gouda.nl"], org=f"{CANARY}org")],
    )
    (folder / "assets.csv").write_text(
        f"Merk;Model;Serienummer;Locatie\nHikvision;{CANARY}model;{CANARY}serial;{CANARY}room\n"
    )


def hostile(folder: Path) -> None:
    """Statements, a scan and a file name that would do something, were they run."""
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    (folder / "hostile.csv").write_text(
        f"body;said_at;makers;kind;status;classification;source_url;{';'.join(TEXT_FIELDS)}\n"
        + "gemeente Utrecht;2022-04-01;Dahua;camera;uses;public;javascript:alert(4);"
        + ";".join([quoted] * len(TEXT_FIELDS))
        + "\n"
    )
    name = "<img src=x onerror=alert(5)>.json"
    write_lines(
        folder / name,
        [
            banner(
                ip_str="45.85.148.78",
                hostnames=[HOSTILE],
                org=HOSTILE,
                product=HOSTILE,
                data=f"HTTP/1.1 200 OK\r\nServer: Hikvision-Webs\r\nX: {HOSTILE}\r\n\r\n",
                http={"server": "Hikvision-Webs", "title": HOSTILE, "html": HOSTILE},
            )
        ],
    )


@pytest.fixture(scope="session")
def full_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The register all pages are tried on."""
    folder = tmp_path_factory.mktemp("pages")
    store = open_store(Settings(folder / "register", "", 30, 10), create=True)
    secrets(folder)
    hostile(folder)
    import_file(store, PUBLIC_CASE, Options(source="statements"))
    for path in sorted(folder.iterdir()):
        if path.is_file():
            owner = "gemeente Utrecht" if path.name == "assets.csv" else None
            import_file(store, path, Options(body=owner, today="2022-05-01"))
    yield store
    store.register.engine.dispose()


@pytest.fixture(scope="session")
def client(full_store: Store) -> Client:
    """The pages in a view."""
    made = {view: TestClient(application(full_store, view)) for view in View}
    return made.__getitem__


@pytest.fixture
def empty_client(tmp_path: Path) -> TestClient:
    """The pages of a register with nothing in it."""
    store = open_store(Settings(tmp_path / "register", "", 30, 10), create=True)
    return TestClient(application(store, View.RESTRICTED))


@dataclass(frozen=True)
class Page:
    """A page that was crawled."""

    address: str
    status: int
    text: str


LINK = re.compile(r'(?:href|action|hx-get|src)="([^"#]+)')
OF_A_KIND = (
    60  # pages of one kind and question: a table of a thousand bodies sorted six ways has no end
)


def crawl(client: TestClient, bodies: list[str]) -> dict[str, Page]:
    """The pages that links lead to from the first, in both languages, and those of these bodies."""
    found: dict[str, Page] = {}
    seen: Counter[str] = Counter()
    own = [f"/{lang}/bodies/{code_of(body)}" for lang in ("nl", "en") for body in bodies]
    waiting = deque(["/nl/", "/en/", *own])
    while waiting:
        address = waiting.popleft()
        path, _, query = address.partition("?")
        kind = re.sub(r"/(bodies|claims|makers|fingerprints)/[^/]+", r"/\1/*", path)
        kind += "?" + ",".join(sorted(pair.partition("=")[0] for pair in query.split("&")))
        if address in found or (seen[kind] >= OF_A_KIND and address not in own):
            continue
        seen[kind] += 1
        answer = client.get(address)
        found[address] = Page(address, answer.status_code, answer.text)
        if "text/html" in answer.headers["content-type"]:
            links = (html.unescape(target) for target in LINK.findall(answer.text))
            waiting.extend(target for target in links if target.startswith("/"))
    return found
