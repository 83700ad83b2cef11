"""What admission says of a problem, without a service around it."""

from __future__ import annotations

from typing import Any

from service import wire
from service.api.errors import InvalidRequest
from service.api.intake import Known, Objections, info_of, resolve
from service.settings import Settings

REF = "0" * 64


def objections(
    problem: dict[str, Any], *, ref: bool = False, languages: frozenset[str] = frozenset()
) -> list[str]:
    """Each as "field: message". `ref`: the tests were uploaded before."""
    asked = wire.Problem.model_validate({"language": "python"} | problem)
    testsets = {REF: info_of(asked.tests or [])}
    if ref:
        asked = asked.model_copy(update={"tests": None, "tests_ref": REF})
    found = Objections()
    resolve("problem", asked, Known(Settings(), testsets, "0", languages), found)
    try:
        found.check()
    except InvalidRequest as error:
        return [f"{each.field}: {each.message}" for each in error.fields]
    return []
