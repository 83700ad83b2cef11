"""What goes to the service and what comes back.

Requests are strict, so that a misspelt limit fails here and not as a default there. Answers
are tolerant: a newer service may add fields and enumeration values, and an older client
still reads the rest.
"""

from __future__ import annotations

from trainer_client.types.base import encode
from trainer_client.types.judging import (
    Checker,
    Compare,
    Group,
    HardReward,
    Interactor,
    Limits,
    LinearReward,
    Reward,
    SoftReward,
)
from trainer_client.types.problems import Answer, AnyProblem, MathProblem, Problem, Submission
from trainer_client.types.results import (
    BatchCreated,
    BatchProgress,
    CompileResult,
    Flag,
    Reason,
    Result,
    SandboxInfo,
    TestResult,
    Verdict,
)
from trainer_client.types.tests import AssertTest, CallTest, PytestTest, StdioTest, Test

__all__ = [
    "Answer",
    "AnyProblem",
    "AssertTest",
    "BatchCreated",
    "BatchProgress",
    "CallTest",
    "Checker",
    "Compare",
    "CompileResult",
    "Flag",
    "Group",
    "HardReward",
    "Interactor",
    "Limits",
    "LinearReward",
    "MathProblem",
    "Problem",
    "PytestTest",
    "Reason",
    "Result",
    "Reward",
    "SandboxInfo",
    "SoftReward",
    "StdioTest",
    "Submission",
    "Test",
    "TestResult",
    "Verdict",
    "encode",
]
