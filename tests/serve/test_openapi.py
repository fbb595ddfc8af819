"""The OpenAPI document is true: what it allows is answered, and never with a fault of ours."""

from __future__ import annotations

from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance
from services import running

from factcheck.decisions import DecisionBook
from factcheck.report import json_schema

N_EXAMPLES = 12
"""Requests tried per operation."""
N_OPERATIONS = 19
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    book = DecisionBook(tmp_path_factory.mktemp("book") / "decisions.jsonl")
    with running(book=book, allow_changes=True, body_seconds=5) as service:
        yield service


def test_no_request_that_the_document_describes_is_a_fault_of_ours(app) -> None:
    api = schemathesis.openapi.from_url(f"{app.address}openapi.json")
    operations = [found.ok() for found in api.get_all_operations()]
    assert len(operations) == N_OPERATIONS
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


def test_the_document_describes_a_report_as_the_published_schema_does(app) -> None:
    document = app.client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    published = json_schema()
    assert schemas["report"]["required"] == published["required"]
    assert set(published["$defs"]) <= set(schemas)
    assert "#/$defs/" not in str(document)
    answer = document["paths"]["/v1/check"]["post"]["responses"]["200"]
    assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/report"}
