"""Fixtures of the service's tests."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.service.stack import Stack


@pytest.fixture
def http(shared_stack: Stack) -> Iterator[httpx.Client]:
    """A client of the shared service."""
    with shared_stack.client() as client:
        yield client
