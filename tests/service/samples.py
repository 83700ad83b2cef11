"""Problems and programs that several tests send, and how they are sent."""

from __future__ import annotations

from typing import Any

import httpx

from service import wire

ADD = "print(sum(map(int, input().split())))"
SUMS: dict[str, Any] = {
    "language": "python",
    "tests": [
        {"kind": "stdio", "stdin": "1 2\n", "stdout": "3"},
        {"kind": "stdio", "stdin": "2 2\n", "stdout": "4", "name": "even", "weight": 3},
    ],
}


def score(http: httpx.Client, problem: dict[str, Any], **answer: Any) -> dict[str, Any]:
    response = http.post("/v1/score", json={"problem": problem, **answer})
    assert response.status_code == 200, response.text
    wire.Result.model_validate_json(response.content)
    result: dict[str, Any] = response.json()
    return result


def verdicts(result: dict[str, Any]) -> list[str]:
    return [test["verdict"] for test in result["tests"]]


def batch_of(codes: dict[str, str], problem: dict[str, Any] = SUMS) -> dict[str, Any]:
    submissions = [{"id": id_, "problem": "p", "code": code} for id_, code in codes.items()]
    return {"problems": {"p": problem}, "submissions": submissions}
