"""Everything that can be configured, in one frozen object.

This is the only place that reads environment variables. Each field has one: `SOFTJUDGE_`
and the field's name in capitals. Limits are JSON objects, key hashes a comma-separated list.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from sandbox import Limits as SandboxLimits
from sandbox.walls import WallName
from service.wire import LimitSet

PREFIX = "SOFTJUDGE_"

ANY_KEY = "*"  # the quota of keys that have none of their own, and of clients without a key

_MIB = 1 << 20
_DEFAULTS = LimitSet.model_validate(asdict(SandboxLimits()))
_MAXIMA = LimitSet(
    cpu_s=60, wall_s=120, memory_mb=2048, output_kb=65536, processes=128, file_kb=262144
)

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
PositiveInt = Annotated[int, Field(gt=0)]


KeyHash = Annotated[str, Field(pattern=r"^(?:[\w.-]{1,64}=)?[0-9a-f]{64}$")]


class Quota(BaseModel):
    """What one API key may ask for; a rate that is not given is not bounded."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    requests_per_s: Positive | None = None
    runs_per_s: Positive | None = None  # test runs of what it submits
    burst_s: Positive = 60.0  # what is not used is kept for so many seconds


class Settings(BaseModel):
    """Configuration of API and workers. Both sides of one deployment get the same values."""

    # What is wrong with a key or with the password of Redis is told without it.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    redis_url: str = "redis://127.0.0.1:6379/0"
    queue: Annotated[str, Field(pattern=r"^[\w-]+$")] = "softjudge"  # RQ queues are named after it
    wall: WallName | Literal["auto"] = "auto"
    languages: Literal["base", "full"] = "base"  # of the Docker image: the Dockerfile's sets
    recycle_after: PositiveInt = 500  # runs in one sandbox slot

    default_limits: LimitSet = _DEFAULTS
    max_limits: LimitSet = _MAXIMA
    default_deadline_s: Positive = 600.0
    max_deadline_s: Positive = 86400.0

    max_body_bytes: PositiveInt = 32 * _MIB  # of a request, as sent
    max_decoded_bytes: PositiveInt = 64 * _MIB  # of a request, after Content-Encoding
    max_submissions: PositiveInt = 20_000  # of one batch
    max_tests: PositiveInt = 10_000  # of one problem

    batch_ttl_s: PositiveInt = 3600  # results stay readable after the batch has ended
    cache_ttl_s: Annotated[int, Field(ge=0)] = 86_400  # of cached results; 0 caches nothing
    testset_ttl_s: PositiveInt = 7 * 86_400  # of uploaded test sets, from their last use
    worker_cache_bytes: PositiveInt = 256 * _MIB  # parsed problems that a worker keeps
    keepalive_s: Positive = 10.0  # silence on a result stream before a blank line

    head_timeout_s: Positive = 10.0  # until the head of a request is there
    body_timeout_s: Positive = 60.0  # until its body is

    # SHA-256 of each key, or NAME=SHA-256; none: no key is asked for
    api_key_hashes: tuple[KeyHash, ...] = ()
    quotas: dict[str, Quota] = {}  # by the name of a key, or ANY_KEY

    @field_validator("default_limits", "max_limits", mode="before")
    @classmethod
    def _from_json(cls, value: Any, info: ValidationInfo) -> Any:
        """JSON of some limits; the others stay as they are by default."""
        if not isinstance(value, str):
            return value
        default = _DEFAULTS if info.field_name == "default_limits" else _MAXIMA
        return default.model_dump() | json.loads(value)

    @field_validator("quotas", mode="before")
    @classmethod
    def _quotas_from_json(cls, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _quotas_have_keys(self) -> Settings:
        unknown = self.quotas.keys() - self.key_hashes.keys() - {ANY_KEY}
        if unknown:
            raise ValueError(f"quotas of keys that are not there: {', '.join(sorted(unknown))}")
        if len(self.key_hashes) < len(self.api_key_hashes):
            raise ValueError("two API keys of one name")
        return self

    @property
    def key_hashes(self) -> dict[str, str]:
        """SHA-256 of each API key by its name; one without a name is called by its hash."""
        pairs = [each.rpartition("=") for each in self.api_key_hashes]
        return {name or digest[:12]: digest for name, _, digest in pairs}

    @field_validator("api_key_hashes", mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        return tuple(filter(None, value.split(","))) if isinstance(value, str) else value

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """The settings that the environment describes. Raises pydantic.ValidationError."""
        variables = {name: PREFIX + name.upper() for name in cls.model_fields}
        return cls.model_validate(
            {name: env[variable] for name, variable in variables.items() if variable in env}
        )

    def to_env(self) -> dict[str, str]:
        """The variables from which `from_env` reads these settings back."""
        env = {}
        for name, value in self.model_dump(mode="json", exclude_none=True).items():
            if isinstance(value, dict):
                value = json.dumps(value)
            elif isinstance(value, list):
                value = ",".join(value)
            env[PREFIX + name.upper()] = str(value)
        return env
