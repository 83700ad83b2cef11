"""What a worker keeps of the problems it judges by: parsed once, the least used given up first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import sandbox
from service import wire
from service.judge.cases import Check, Judging, checks_of
from service.judge.flags import Flagging
from service.spec import MathSpec, Spec, decoded
from service.store.chunks import ChunkStore
from service.worker.checking import CheckerProgram, checker_program

BYTES_PER_JSON_BYTE = 3  # a parsed test set in memory, roughly
BYTES_PER_PROBLEM = 4096


@dataclass(frozen=True, slots=True)
class Plan:
    """A problem, ready to run a program on."""

    spec: Spec
    checks: tuple[Check, ...]
    limits: sandbox.Limits
    flagging: Flagging
    checker: CheckerProgram | None = None

    @property
    def cases(self) -> list[sandbox.Case]:
        return [check.case for check in self.checks]

    @property
    def isolation(self) -> wire.Isolation:
        """shared if a check runs in the candidate's own process."""
        kinds = (sandbox.AssertCase, sandbox.PytestCase)
        shared = any(isinstance(c.case, kinds) and c.case.shared for c in self.checks)
        return "shared" if shared else "separate"


class Plans:
    """Plans by the digest of their spec, at most `most_bytes` of them (an estimate)."""

    def __init__(self, chunks: ChunkStore, most_bytes: int) -> None:
        self._chunks = chunks
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, tuple[Plan | MathSpec, int]] = OrderedDict()
        self._bytes = 0

    def plan(self, digest: str) -> Plan | MathSpec | None:
        """The plan of a spec (of a math problem, the spec itself); None: the spec or its test
        set is no longer in the store."""
        if digest in self._kept:
            self._kept.move_to_end(digest)
            return self._kept[digest][0]
        encoded = self._chunks.spec(digest)
        if encoded is None:
            return None
        spec = decoded(encoded)
        if isinstance(spec, MathSpec):
            self._keep(digest, spec, BYTES_PER_PROBLEM + len(encoded))
            return spec
        body = self._chunks.testset(spec.tests)
        if body is None:
            return None
        plan = plan_of(spec, body)
        self._keep(digest, plan, BYTES_PER_PROBLEM + BYTES_PER_JSON_BYTE * len(body))
        return plan

    def _keep(self, digest: str, plan: Plan | MathSpec, size: int) -> None:
        self._kept[digest] = (plan, size)
        self._bytes += size
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, (_, freed) = self._kept.popitem(last=False)
            self._bytes -= freed


def plan_of(spec: Spec, testset: bytes) -> Plan:
    """The plan of a spec with the test set that it names."""
    return plan_by(spec, wire.TestSet.model_validate_json(testset).tests)


def plan_by(spec: Spec, tests: Sequence[wire.Test]) -> Plan:
    """The plan of a spec with its tests."""
    judging = Judging(
        compare=spec.compare,
        shared=spec.isolation == "shared",
        checker=spec.checker,
        interactor=spec.interactor,
    )
    checker = None if spec.checker is None else checker_program(spec.checker)
    limits = sandbox.Limits(**spec.limits.model_dump())
    checks = checks_of(tests, judging)
    return Plan(spec, checks, limits, Flagging(checks), checker)
