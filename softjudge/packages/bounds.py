"""A package's problem for programs of one language, with limits where the package states none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer_client import Limits, Problem
from trainer_client.types import Test


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits where the package states none, and those that it never states."""

    cpu_s: Mapping[str, float]  # by language; "" for all others
    memory_mb: int

    def problem(self, stated: Problem, language: str, tests: list[Test]) -> Problem:
        """The stated problem by these of its tests."""
        cpu_s = stated.limits.cpu_s or self.cpu_s.get(language, self.cpu_s[""])
        limits = Limits(
            cpu_s=cpu_s,
            wall_s=3 * cpu_s + 5,
            memory_mb=stated.limits.memory_mb or self.memory_mb,
            output_kb=stated.limits.output_kb,
        )
        return stated.model_copy(update={"language": language, "limits": limits, "tests": tests})
