# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the document promises, the API does: right and wrong requests of every kind, in both views."""

from __future__ import annotations

import pytest
import schemathesis
from schemathesis.engine import Status, events, from_schema
from tests.api.conftest import mounted

from herkomst.model import View
from herkomst.store import Store


@pytest.mark.slow
@pytest.mark.parametrize("view", View)
def test_the_api_keeps_its_contract(demo: Store, view: View) -> None:
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", mounted(demo, view))
    generation = schema.config.generation
    generation.max_examples, generation.deterministic, generation.database = 20, True, "none"
    told: list[str] = []
    seen: set[str] = set()
    checked: set[str] = set()
    cases = 0
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            seen.add(event.recorder.label)
            cases += len(event.recorder.cases)
            for checks in event.recorder.checks.values():
                checked |= {c.name for c in checks}
                told += [
                    f"{event.recorder.label}: {c.name}: {c.failure_info.failure}\n"
                    f"{c.failure_info.code_sample}"
                    for c in checks
                    if c.status is Status.FAILURE
                ]
        elif isinstance(event, events.NonFatalError | events.FatalError):
            told.append(str(event))
    assert not told, f"{len(told)} failures\n" + "\n".join(sorted(set(told))[:20])
    assert {op.ok().label for op in schema.get_all_operations()} <= seen
    assert cases > 1000 and len(checked) > 8, (cases, checked)
