"""The wire format: every JSON object that enters or leaves the API.

Unknown fields are refused (`extra="forbid"`), so a misspelt limit is an error and not a
default. Numbers outside the server's maxima are refused with the field's path.
"""

from __future__ import annotations

from service.wire.answers import (
    BatchCreated,
    BatchProgress,
    ErrorBody,
    FieldProblem,
    Readiness,
    WorkerInfo,
)
from service.wire.base import (
    MAX_DEPTH,
    FileName,
    FloatTolerance,
    Identifier,
    Isolation,
    Plain,
    Sha256,
    Source,
    Wire,
)
from service.wire.comparison import Compare
from service.wire.limits import Limits, LimitSet
from service.wire.problems import (
    AnyProblem,
    Checker,
    GoldAnswer,
    Interactor,
    Language,
    MathProblem,
    Problem,
)
from service.wire.requests import (
    Answer,
    BatchRequest,
    ExtractRule,
    MathRequest,
    ScoreRequest,
    Submission,
)
from service.wire.results import (
    CompileResult,
    Flag,
    NoVerdictReason,
    Result,
    SandboxInfo,
    StreamedResult,
    TestResult,
    Verdict,
)
from service.wire.scoring import Group, HardReward, LinearReward, Reward, SoftReward
from service.wire.tests import AssertTest, CallTest, PytestTest, StdioTest, Test, TestSet

__all__ = [
    "MAX_DEPTH",
    "Answer",
    "AnyProblem",
    "AssertTest",
    "BatchCreated",
    "BatchProgress",
    "BatchRequest",
    "CallTest",
    "Checker",
    "Compare",
    "CompileResult",
    "ErrorBody",
    "ExtractRule",
    "FieldProblem",
    "FileName",
    "Flag",
    "FloatTolerance",
    "GoldAnswer",
    "Group",
    "HardReward",
    "Identifier",
    "Interactor",
    "Isolation",
    "Language",
    "LimitSet",
    "Limits",
    "LinearReward",
    "MathProblem",
    "MathRequest",
    "NoVerdictReason",
    "Plain",
    "Problem",
    "PytestTest",
    "Readiness",
    "Result",
    "Reward",
    "SandboxInfo",
    "ScoreRequest",
    "Sha256",
    "SoftReward",
    "Source",
    "StdioTest",
    "StreamedResult",
    "Submission",
    "Test",
    "TestResult",
    "TestSet",
    "Verdict",
    "Wire",
    "WorkerInfo",
]
