"""What all wire objects share: their base class and the types of their fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

MAX_DEPTH = 100  # of nested lists and objects in a call's arguments and expected value


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text


def _shallow(value: Any) -> Any:
    level, depth = [value], 0
    while level := [each for each in level if type(each) in (list, dict)]:
        depth += 1
        if depth > MAX_DEPTH:
            raise ValueError(f"is nested deeper than {MAX_DEPTH} levels")
        level = [item for each in level for item in _members(each)]
    return value


def _members(container: Any) -> Iterable[Any]:
    return container.values() if type(container) is dict else container


Source = Annotated[str, AfterValidator(_without_nul)]  # program text
Plain = Annotated[Any, AfterValidator(_shallow)]  # a JSON value
Identifier = Annotated[str, Field(min_length=1, max_length=200)]
FileName = Annotated[str, Field(pattern=r"^[\w][\w.-]*(/[\w][\w.-]*)*$", max_length=200)]
FloatTolerance = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Isolation = Literal["separate", "shared"]  # does a check share a process with the program?
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Wire(BaseModel):
    # NaN and infinities, which Python's JSON writes as such, stay what they are.
    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_inf_nan="constants")
