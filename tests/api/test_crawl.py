# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""A crawl of every public answer of the API finds no restricted value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.api.conftest import client
from tests.api.test_answering import walk
from tests.cases.test_moment_6_roles_and_views import CANARY, canaries

from herkomst import catalogue
from herkomst.api.routes import routes
from herkomst.app.importing import Options, import_file
from herkomst.model import Claim, Document, Evidence, View, marked
from herkomst.schema import columns
from herkomst.settings import Settings
from herkomst.store import Store, open_store

DAYS = ("", "asOf=2022-03-01", "knownAt=2999-01-01")


def keys_and_values(found: Any) -> Iterator[tuple[str, Any]]:
    """Every key of a document with each plain value under it."""
    if isinstance(found, dict):
        for key, value in found.items():
            for item in value if isinstance(value, list) else [value]:
                yield key, None if isinstance(item, (dict, list)) else item
            yield from keys_and_values(value)
    elif isinstance(found, list):
        for item in found:
            yield from keys_and_values(item)


def addresses(restricted: TestClient) -> Iterator[str]:
    """Every address either view could answer: what the restricted one knows is asked of the public
    one as well, so that a guess finds nothing either."""
    yield from ("/openapi.json", "/evidence", "/overview?by=body", "/overview", "/coverage", "/log")
    for day in DAYS:
        yield from (f"/{name}?{day}" for name in ("claims", "verdicts", "comparisons"))
    yield from ("/bodies?ended=true&pageSize=500", "/makers?pageSize=500")
    claims = list(walk(restricted, "/v1/claims?pageSize=500"))
    verdicts = list(walk(restricted, "/v1/verdicts?pageSize=500"))
    for body in sorted({r["body"].rsplit("/", 1)[-1] for r in claims + verdicts}):
        yield f"/bodies/{body}"
        for day in DAYS:
            yield f"/bodies/{body}/claims?{day}"
            yield f"/bodies/{body}/verdicts?history=true&{day}"
    for claim in claims:
        yield f"/claims/{claim['id']}"
        yield f"/claims/{claim['id']}/evidence"
    for maker in catalogue.makers():
        yield from (f"/makers/{maker}", f"/makers/{maker}/verdicts")


def crawl(public: TestClient, restricted: TestClient) -> tuple[str, list[Any], set[str]]:
    """All that the public view says, as text and as documents, and the operations that said it."""
    text, documents, asked = "", [], set()
    for address in addresses(restricted):
        here: str | None = f"/v1{address}"
        while here is not None:
            answer = public.get(here)
            assert answer.status_code in (200, 404), (here, answer.text)
            text += f"{answer.text}\n{json.dumps(dict(answer.headers))}\n"
            if answer.status_code == 200 and "openapi" not in address:
                documents.append(answer.json())
                asked.add(_operation(address))
            here = answer.links["next"]["url"] if "next" in answer.links else None
    return text, documents, asked


def _operation(address: str) -> str:
    first, *rest = address.partition("?")[0].strip("/").split("/")
    return "/".join([first, *("*" if n == 0 else part for n, part in enumerate(rest))])


def every_operation() -> set[str]:
    return {_operation(r.path) for r in routes(View.PUBLIC)}


def hidden_keys() -> set[str]:
    """The keys that only the restricted view has."""
    from herkomst.api.shapes import shapes

    def names(view: View) -> set[str]:
        its = shapes(view)
        return {
            name
            for shape in (its.claim, its.evidence, its.document)
            for name in shape.model_json_schema()["properties"]
        }

    everywhere = {
        "name",
        "place",
    }  # of a body or a maker as well; of a file: not in a public answer
    return names(View.RESTRICTED) - names(View.PUBLIC) - everywhere | {"place"}


def closed_claims(restricted: TestClient) -> set[str]:
    """Claims nobody may publish here: not classified public, and no body was heard."""
    found = walk(restricted, "/v1/claims?pageSize=500")
    return {c["id"] for c in found if c["classification"] != "public"}


@pytest.mark.slow
def test_the_demo(public: TestClient, restricted: TestClient, demo: Store) -> None:
    text, documents, asked = crawl(public, restricted)
    assert asked == every_operation()
    closed = closed_claims(restricted)
    said = json.dumps(documents)
    assert len(closed) > 100 and not [c for c in closed if c in said]
    nothing = public.get(f"/v1/claims/c{'0' * 40}")
    for name in sorted(closed)[:20]:
        kept = public.get(f"/v1/claims/{name}")
        assert kept.status_code == 404, "closed and unknown are told apart by nothing"
        assert kept.text.replace(name, "") == nothing.text.replace("c" + "0" * 40, "")
    keys = {key for d in documents for key, _ in keys_and_values(d)}
    assert {"device", "model", "claimant", "locator"} <= hidden_keys()
    assert not keys & hidden_keys() - {"recordedAt"}  # of a log row it is shown, of a claim not
    labels = {v for d in documents for k, v in keys_and_values(d) if k == "label"}
    assert labels and "lead_only" not in labels
    values = {v for d in documents for _, v in keys_and_values(d)}
    lines = "\n".join(v for v in values if isinstance(v, str))
    for secret in secrets(demo, restricted):
        assert secret not in lines, secret
    assert not [ip for ip in ("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:") if ip in text]


def secrets(store: Store, restricted: TestClient) -> set[str]:
    """Restricted values that stand for nothing else: of claims, of evidence, of documents."""
    assert {"device", "place"} <= {c.name for c in columns(Claim)} - set(marked(Claim, "shown"))
    assert "locator" not in marked(Evidence, "shown") and "name" not in marked(Document, "shown")
    found: set[str] = set()
    for claim in walk(restricted, "/v1/claims?pageSize=500"):
        found |= {claim[name] for name in ("device", "place") if claim[name]}
    for document in store.register.table(Document):
        found |= {document.name, document.received_sha256} - {document.id}
    return {value for value in found if len(value) > 7}


@pytest.mark.slow
def test_canaries(tmp_path: Path) -> None:
    store = open_store(Settings(tmp_path / "register", "", 30, 10), create=True)
    for name in canaries(tmp_path):
        import_file(store, tmp_path / name, Options())
    import_file(store, tmp_path / "assets.csv", Options(body="gemeente Utrecht"))
    public, restricted = client(store, View.PUBLIC), client(store, View.RESTRICTED)
    text, _, _ = crawl(public, restricted)
    closed = "".join(restricted.get(f"/v1{a}").text for a in addresses(restricted))
    for value in (CANARY, "45.85.148.77"):
        assert value not in text
    assert CANARY.lower() not in text.lower()
    assert CANARY in closed
    (scan,) = (d.id for d in store.register.table(Document) if d.source == "shodan")
    for path in (f"/v1/documents/{scan}", f"/v1/evidence?document={scan}&offset=0&length=100"):
        assert public.get(path).status_code == 404
        assert restricted.get(path).status_code == 200
    store.register.engine.dispose()
