"""Client of the softjudge reward service.

    from trainer_client import Problem, RewardClient, StdioTest

    problem = Problem(language="python", tests=[StdioTest(stdin="2 3", stdout="5")])
    with RewardClient("http://127.0.0.1:8700") as client:
        result = client.score(problem, code="print(sum(map(int, input().split())))")
        print(result.reward)

`AsyncRewardClient` has the same methods for asyncio. Neither needs Docker, Redis or the
`service` package on the machine.
"""

from trainer_client.async_client import AsyncRewardClient
from trainer_client.errors import (
    FieldProblem,
    NotFound,
    Overloaded,
    RequestRefused,
    ServerFault,
    SoftjudgeError,
    TestSetMissing,
    TransportError,
    Unauthorized,
)
from trainer_client.retry import RetryPolicy
from trainer_client.sync_client import RewardClient
from trainer_client.types import (
    AssertTest,
    CallTest,
    Checker,
    Compare,
    CompileResult,
    Flag,
    Group,
    HardReward,
    Interactor,
    Limits,
    LinearReward,
    MathProblem,
    Problem,
    PytestTest,
    Reason,
    Result,
    SandboxInfo,
    SoftReward,
    StdioTest,
    Submission,
    TestResult,
    Verdict,
)

__all__ = [
    "AssertTest",
    "AsyncRewardClient",
    "CallTest",
    "Checker",
    "Compare",
    "CompileResult",
    "FieldProblem",
    "Flag",
    "Group",
    "HardReward",
    "Interactor",
    "Limits",
    "LinearReward",
    "MathProblem",
    "NotFound",
    "Overloaded",
    "Problem",
    "PytestTest",
    "Reason",
    "RequestRefused",
    "Result",
    "RetryPolicy",
    "RewardClient",
    "SandboxInfo",
    "ServerFault",
    "SoftReward",
    "SoftjudgeError",
    "StdioTest",
    "Submission",
    "TestResult",
    "TestSetMissing",
    "TransportError",
    "Unauthorized",
    "Verdict",
]
