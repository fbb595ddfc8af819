"""The OpenAPI document is true: what it allows is answered, and never with a fault of ours."""

from __future__ import annotations

import json
from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance
from services import running
from strategies import hostile_text

from factcheck.decisions import DecisionBook
from factcheck.report import FORMATS, json_schema

N_EXAMPLES = 12
"""Requests tried per operation."""
TEXT = "Khamenei told al-Kadhimi that Iran would not interfere in Iraq. The voyage was the 2nd."
N_OPERATIONS = 19
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    book = DecisionBook(tmp_path_factory.mktemp("book") / "decisions.jsonl")
    with running(book=book, allow_changes=True, body_seconds=5) as service:
        yield service


def test_no_request_that_the_document_describes_is_a_fault_of_ours(app) -> None:
    api = schemathesis.openapi.from_url(f"{app.address}openapi.json")
    found = [each.ok() for each in api.get_all_operations()]
    # Whole reports take minutes to draw from their schema; the test below changes real ones.
    operations = [operation for operation in found if not operation.path.startswith("/v1/report/")]
    assert (len(found), len(operations)) == (N_OPERATIONS, N_OPERATIONS - 2)
    answered: Counter[int] = Counter()
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=N_EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def ask(case) -> None:
            answer = case.call(timeout=30)
            answered[answer.status_code] += 1
            case.validate_response(answer, checks=CHECKS)

        ask()
    assert answered[200] > N_OPERATIONS  # not everything was refused


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | hostile_text()
LEAVES = SCALARS | st.just([]) | st.just({})


@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_report_that_was_changed_anywhere_is_no_fault_of_ours(app, data) -> None:
    report = json.loads(app.client.post("/v1/check", json={"text": TEXT}).text)
    place = report
    for _ in range(data.draw(st.integers(1, 6))):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys)) if keys else None
        if key is None or not isinstance(place[key], dict | list) or not place[key]:
            break
        place, last = place[key], place
    else:
        key = None
    if key is None:
        last.clear()
    else:
        place[key] = data.draw(LEAVES)
    path = data.draw(st.sampled_from(["cards", *FORMATS]))
    told = {"author": "A", "url": "https://example.org/1"} if path == "claimreview" else {}
    answer = app.client.post(f"/v1/report/{path}", params=told, content=json.dumps(report).encode())
    assert answer.status_code in {200, 422}, answer.text


def test_the_document_describes_a_report_as_the_published_schema_does(app) -> None:
    document = app.client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    published = json_schema()
    assert schemas["report"]["required"] == published["required"]
    assert set(published["$defs"]) <= set(schemas)
    assert "#/$defs/" not in str(document)
    answer = document["paths"]["/v1/check"]["post"]["responses"]["200"]
    assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/report"}
