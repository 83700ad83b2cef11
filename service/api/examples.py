"""Requests that stand in the OpenAPI description; each one works as it is."""

from __future__ import annotations

from typing import Any

_STDIO = {
    "language": "python",
    "tests": [
        {"kind": "stdio", "stdin": "1 2\n", "stdout": "3\n"},
        {"kind": "stdio", "stdin": "40 2\n", "stdout": "42\n"},
    ],
    "limits": {"cpu_s": 2, "memory_mb": 256},
}
_CALL = {
    "language": "python",
    "tests": [
        {"kind": "call", "function": "Solution().twoSum", "args": [[2, 7], 9], "expected": [0, 1]}
    ],
    "reward": {"mode": "hard"},
}
_HUMANEVAL = {
    "language": "python",
    "tests": [
        {
            "kind": "assert",
            "entry_point": "add",
            "check": "def check(candidate):\n    assert candidate(1, 2) == 3\n",
        }
    ],
}
_SUM = "print(sum(map(int, input().split())))\n"
_COMPLETION = "<think>Easy.</think>\n```python\ndef add(a, b):\n    return a + b\n```\n"

_MATH = {"kind": "math", "answers": ["\\frac{3}{4}"]}
_BOXED = "<think>Three of four.</think>\nThe answer is $\\boxed{0.75}$."

MATH: dict[str, Any] = {"boxed": {"value": {"problem": _MATH, "completion": _BOXED}}}
SCORE: dict[str, Any] = {
    "stdio": {"value": {"problem": _STDIO, "code": _SUM}},
    "completion": {"value": {"problem": _HUMANEVAL, "completion": _COMPLETION}},
}
BATCH: dict[str, Any] = {
    "programs and math": {
        "value": {
            "problems": {"sum": _STDIO, "share": _MATH},
            "submissions": [
                {"id": "a", "problem": "sum", "code": _SUM},
                {"id": "b", "problem": "share", "completion": _BOXED},
            ],
        }
    },
    "two problems": {
        "value": {
            "problems": {"sum": _STDIO, "two-sum": _CALL},
            "submissions": [
                {"id": "a", "problem": "sum", "code": _SUM},
                {"id": "b", "problem": "sum", "completion": "I do not know."},
                {"id": "c", "problem": "two-sum", "code": "class Solution: ..."},
            ],
            "deadline_s": 60,
        }
    },
}
TESTSET: dict[str, Any] = {"stdio": {"value": {"tests": _STDIO["tests"]}}}
