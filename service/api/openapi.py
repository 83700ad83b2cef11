"""The parts of the OpenAPI description that the framework cannot see.

Bodies are read and parsed in `body`, so their schemas are put in here.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from service import wire

_BODIES: tuple[type[wire.Wire], ...] = (
    wire.ScoreRequest,
    wire.MathRequest,
    wire.BatchRequest,
    wire.TestSet,
)
_LINES: tuple[type[wire.Wire], ...] = (wire.StreamedResult,)
_REF = "#/components/schemas/{model}"

_REFUSALS = {
    400: "The body is not JSON, or not what its Content-Encoding says.",
    401: "An API key is needed.",
    404: "There is no such thing.",
    408: "The body did not arrive in time.",
    413: "The body is too large.",
    415: "The Content-Encoding is not known.",
    422: "A field is wrong; `fields` names it.",
    429: "The work would miss its deadline, or the key's quota is used up; see Retry-After.",
    503: "The queue cannot be reached, or no worker lives; see Retry-After.",
}


def body_of(model: type[wire.Wire], examples: dict[str, Any]) -> dict[str, Any]:
    """`openapi_extra` of a route that reads `model`."""
    schema = {"$ref": _REF.format(model=model.__name__)}
    content = {"application/json": {"schema": schema, "examples": examples}}
    return {"requestBody": {"required": True, "content": content}}


def lines_of(model: type[wire.Wire]) -> dict[int | str, dict[str, Any]]:
    """`responses` of a route that streams `model`."""
    schema = {"$ref": _REF.format(model=model.__name__)}
    content = {"application/x-ndjson": {"schema": schema}}
    return {200: {"description": "One result a line, and blank lines.", "content": content}}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """`responses` of a route for the errors that it may give."""
    return {
        status: {"model": wire.ErrorBody, "description": _REFUSALS[status]} for status in statuses
    }


def install(app: FastAPI) -> None:
    """Adds the schemas of bodies and lines to the app's description."""
    original = app.openapi

    def openapi() -> dict[str, Any]:
        description = original()
        modes = [(model, "validation") for model in _BODIES]
        modes += [(model, "serialization") for model in _LINES]
        _, found = models_json_schema(modes, ref_template=_REF)  # type: ignore[arg-type]  # a Literal
        schemas = description.setdefault("components", {}).setdefault("schemas", {})
        for name, schema in found["$defs"].items():
            schemas.setdefault(name, schema)
        return description

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way
