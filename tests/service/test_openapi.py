"""The OpenAPI description: whatever fits it, or does not, never gets a 5xx."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.api import create_app
from service.settings import Settings
from tests.service.stack import Stack, Valkey


@pytest.fixture(scope="module")
def hasty_stack(wall_name: str) -> Iterator[Stack]:
    """A service that gives up soon, since what is generated may run for long."""
    with tempfile.TemporaryDirectory(prefix="sj-") as path:
        valkey = Valkey(Path(path))
        hasty = Settings(wall=wall_name, default_deadline_s=0.5, max_deadline_s=1)
        stack = Stack(valkey, Path(path), hasty)
        stack.start_workers(1)
        yield stack
        stack.stop()
        valkey.stop()


schema = schemathesis.openapi.from_dict(create_app(Settings()).openapi())


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_is_a_fault_of_the_service(
    case: schemathesis.Case[Any], hasty_stack: Stack
) -> None:
    answer = case.call(base_url=hasty_stack.url, timeout=30)
    assert answer.status_code < 500 or case.path == "/readyz", answer.text
    case.validate_response(
        answer,
        checks=[
            not_a_server_error,
            response_schema_conformance,
            content_type_conformance,
            status_code_conformance,
        ],
    )


def test_every_reference_resolves(http: httpx.Client) -> None:
    text = http.get("/openapi.json")
    schemas = text.json()["components"]["schemas"]
    for name in references(text.json()):
        assert name in schemas
    assert {"ScoreRequest", "BatchRequest", "TestSet", "StreamedResult", "ErrorBody"} <= set(
        schemas
    )


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(reference := value.get("$ref"), str):
            yield reference.removeprefix("#/components/schemas/")
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)
