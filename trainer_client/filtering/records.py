"""A line of the report: what is known of one problem."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from trainer_client.filtering.evidence import Evidence
from trainer_client.filtering.suspicion import Kind, Suspicion


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TestRecord(_Record):
    """One test."""

    __test__ = False  # not a test class, whatever pytest makes of the name

    name: str = Field(description="name of the test, as results have it")
    passed: int = Field(description="candidates that pass it")
    slowest_s: float = Field(description="most seconds of CPU of a candidate that passes it")


class SuspicionRecord(_Record):
    """One reason to distrust a test."""

    test: str = Field(description="name of the test")
    kind: Kind = Field(description="what is wrong with it")
    reason: str = Field(description="what says so, for a person to read")


class ProblemRecord(_Record):
    """One problem of the set."""

    number: int = Field(description="number of the row, from 1")
    id: str = Field(description="the row's id; empty where it cannot be read")
    fault: str = Field(default="", description="why nothing was judged; empty where it was")
    candidates: int = Field(default=0, description="candidates with a verdict")
    no_verdict: int = Field(default=0, description="candidates that could not be judged")
    solved: int = Field(default=0, description="candidates that pass every test")
    repeated: int = Field(default=0, description="candidates that were run again")
    tests: list[TestRecord] = Field(default=[], description="its tests")
    suspicions: list[SuspicionRecord] = Field(default=[], description="suspicious tests")

    @property
    def pass_rate(self) -> float | None:
        """Share of the candidates that pass every test; None without candidates."""
        return self.solved / self.candidates if self.candidates else None

    @property
    def disagreement(self) -> float:
        """Pass rate of the easiest test less that of the hardest."""
        passed = [test.passed for test in self.tests]
        return (max(passed) - min(passed)) / self.candidates if passed and self.candidates else 0.0


def problem_record(
    number: int, id_: str, evidence: Evidence, found: list[Suspicion], no_verdict: int
) -> ProblemRecord:
    """What goes into the report."""
    return ProblemRecord(
        number=number,
        id=id_,
        candidates=len(evidence.trials),
        no_verdict=no_verdict,
        solved=evidence.solved,
        repeated=sum(len(trial.runs) > 1 for trial in evidence.trials),
        tests=[
            TestRecord(name=name, passed=evidence.passing(name), slowest_s=_slowest(evidence, name))
            for name in evidence.tests
        ],
        suspicions=[
            SuspicionRecord(test=each.test, kind=each.kind, reason=each.reason) for each in found
        ],
    )


def _slowest(evidence: Evidence, test: str) -> float:
    passing = [trial for trial in evidence.trials if test in trial.passed]
    return max((trial.cpu_s(test) for trial in passing), default=0.0)
