"""The base of everything that a configuration file says. No torch here."""

from __future__ import annotations

import difflib
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Config(BaseModel):
    """One table of a configuration file: typed strictly, its unknown fields refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _known_fields(cls, values: Any) -> Any:
        """Refuses a misspelt field by the name that it was meant to have."""
        unknown = (
            [name for name in values if name not in cls.model_fields]
            if isinstance(values, dict)
            else []
        )
        if unknown:
            raise ValueError("; ".join(_advice(name, list(cls.model_fields)) for name in unknown))
        return values


def _advice(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return f"there is no field {name!r} here; did you mean {near[0]!r}?"
    return f"there is no field {name!r} here; there are {', '.join(known)}"
