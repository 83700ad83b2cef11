"""Bounds of a test run."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from service.wire.base import Wire


class Limits(Wire):
    """Bounds of one test run. Omitted ones take the server's defaults (`GET /readyz`)."""

    cpu_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    wall_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    memory_mb: Annotated[int, Field(gt=0)] | None = None
    output_kb: Annotated[int, Field(gt=0)] | None = None
    processes: Annotated[int, Field(gt=0)] | None = None
    file_kb: Annotated[int, Field(gt=0)] | None = None


class LimitSet(Wire):
    """A full set of limits: those of a problem after admission, the defaults, the maxima."""

    cpu_s: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    wall_s: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    memory_mb: Annotated[int, Field(gt=0)]
    output_kb: Annotated[int, Field(gt=0)]
    processes: Annotated[int, Field(gt=0)]
    file_kb: Annotated[int, Field(gt=0)]
