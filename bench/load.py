# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""Readers over real HTTP while a real import writes, of our pages and of a bare Jinja page of the same size."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from statistics import quantiles
from threading import Event, Thread

READERS = 10
EXPORT = "20M"  # lines of an import; the next one begins when it is done
BARE = """<!doctype html>
<html lang="en"><title>{{ title }}</title><table>
{% for row in rows %}
<tr><td>{{ loop.index }}</td><td>{{ row }}</td></tr>
{% endfor %}
</table><p>{{ rest }}</p></html>
"""


@dataclass(slots=True)
class Reads:
    """How long each answer took, and what was no 200."""

    seconds: list[float] = field(default_factory=list)
    wrong: int = 0

    def p(self, share: int) -> float:
        """A percentile in milliseconds."""
        return quantiles(self.seconds, n=100)[share - 1] * 1000

    def figures(self) -> dict[str, float]:
        """As they are kept."""
        made = {f"p{n}_ms": round(self.p(n), 1) for n in (50, 95, 99)}
        return {**made, "answers": len(self.seconds), "wrong": self.wrong}


@contextmanager
def served(*command: str) -> Iterator[int]:
    """A server in a process of its own, and the port it tells; stopped as a user would."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    found = re.search(r"http://[^/]*:(\d+)", process.stderr.readline())
    assert found, process.stderr.read()
    drain = Thread(target=process.stderr.read, daemon=True)
    drain.start()
    try:
        yield int(found.group(1))
    finally:
        process.terminate()
        assert process.wait(timeout=30) in (0, -signal.SIGTERM)


@contextmanager
def importing(register: Path, folder: Path) -> Iterator[list[int]]:
    """One import after the other into a register, each of a scan of its own; gives the seeds done."""
    stop, done = Event(), list[int]()
    export = folder / "export.json"

    def work() -> None:
        seed = 100
        while not stop.is_set():
            seed += 1
            _run("demo", "--export", str(export), "--bytes", EXPORT, "--seed", str(seed))
            _run("import", "--register", str(register), str(export))
            done.append(seed)

    writer = Thread(target=work)
    writer.start()
    try:
        yield done
    finally:
        stop.set()
        writer.join()


def _run(*command: str) -> None:
    subprocess.run([sys.executable, "-m", "herkomst", *command], check=True, capture_output=True)


def read(port: int, paths: Sequence[str], seconds: float, into: Reads) -> None:
    """Ten readers, each asking one page after the other as a browser does; a page that gives a link to
    the next one of a list is followed."""
    until = time.perf_counter() + seconds

    def one(number: int) -> Reads:
        chance, made = Random(number), Reads()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        following = ""
        while time.perf_counter() < until:
            path = following or chance.choice(paths)
            started = time.perf_counter()
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            made.seconds.append(time.perf_counter() - started)
            made.wrong += answer.status != 200
            link = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
            following = link.group(1) if link else ""
        return made

    with ThreadPoolExecutor(READERS) as pool:
        for made in pool.map(one, range(READERS)):
            into.seconds += made.seconds
            into.wrong += made.wrong


def size(port: int, path: str) -> int:
    """Bytes of a page, unpacked."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    return len(connection.getresponse().read())


def bare() -> None:
    """Serve `/N`: a page of N bytes from one template, by the same server with nothing around it."""
    import socket

    import uvicorn
    from jinja2 import Environment
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    template = Environment(autoescape=True, trim_blocks=True).from_string(BARE)
    row = "a row of text as long as one of ours may be"
    least = len(template.render(title="Bare", rows=[], rest=""))
    each = len(template.render(title="Bare", rows=[row] * 1000, rest="")) - least

    @cache
    def filling(wanted: int) -> tuple[list[str], str]:
        rows = [row] * max(0, (wanted - least) * 1000 // each - 20)
        short = wanted - len(template.render(title="Bare", rows=rows, rest=""))
        return rows, "x" * short

    def page(request: Request) -> HTMLResponse:
        rows, rest = filling(request.path_params["size"])
        return HTMLResponse(template.render(title="Bare", rows=rows, rest=rest))

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(128)
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/", file=sys.stderr, flush=True)
    app = Starlette(routes=[Route("/{size:int}", page)])
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_config=None))
    server.run(sockets=[listening])


if __name__ == "__main__":
    bare()
