"""The API with real workers behind it: what a trainer sees."""

from __future__ import annotations

import gzip
import hashlib
from typing import Any

import httpx
import orjson
import pytest
import zstandard

from service import wire
from service.api.examples import BATCH, SCORE, TESTSET
from tests.service.stack import Stack, post_batch, read_results

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


def test_a_right_program(http: httpx.Client, wall_name: str) -> None:
    result = score(http, SUMS, code=ADD, id="mine")
    assert (result["id"], result["status"], result["reward"]) == ("mine", "scored", 1.0)
    assert (result["passed"], result["total"]) == (2, 2)
    assert [test["name"] for test in result["tests"]] == ["1", "even"]
    assert result["compile"]["ok"]
    assert result["sandbox"]["wall"] == wall_name
    assert result["sandbox"]["isolation"] == "separate"


def test_a_partly_right_program_gets_its_share_of_the_weights(http: httpx.Client) -> None:
    result = score(http, SUMS, code="print(4)")
    assert result["reward"] == 0.75
    assert verdicts(result) == ["wrong_answer", "passed"]
    assert result["tests"][0]["message"] == "token 1: expected '3', got '4'"


@pytest.mark.parametrize(
    ("reward", "expected"),
    [
        ({"mode": "soft"}, 0.75),
        ({"mode": "hard"}, 0.0),
        ({"mode": "linear", "low": -1, "high": 1}, 0.5),
    ],
)
def test_reward_modes(http: httpx.Client, reward: dict[str, Any], expected: float) -> None:
    assert score(http, SUMS | {"reward": reward}, code="print(4)")["reward"] == expected


@pytest.mark.parametrize(
    ("code", "limits", "expected"),
    [
        ("def f(:", {}, "compile_error"),
        ("1 / 0", {}, "runtime_error"),
        ("import os; os.kill(os.getpid(), 11)", {}, "runtime_error"),
        ("while True: pass", {"cpu_s": 0.3}, "time_limit"),
        ("import time; time.sleep(60)", {"wall_s": 0.3}, "time_limit"),
        ("a = [0] * 10**9", {"memory_mb": 64}, "memory_limit"),
        ("while True: print('x' * 1000)", {"output_kb": 8}, "output_limit"),
        ("import os; os._exit(0)", {}, "wrong_answer"),
    ],
)
def test_verdicts(http: httpx.Client, code: str, limits: dict[str, Any], expected: str) -> None:
    problem = SUMS | {"limits": limits, "tests": SUMS["tests"][:1]}
    result = score(http, problem, code=code)
    assert verdicts(result) == [expected]
    assert (result["status"], result["reward"]) == ("scored", 0.0)


def test_large_output_is_compared_whole(http: httpx.Client) -> None:
    expected = "x" * 500_000 + "y"
    problem = {"language": "python", "tests": [{"kind": "stdio", "stdout": expected}]}
    right = score(http, problem, code="print('x' * 500_000 + 'y')")
    assert verdicts(right) == ["passed"]
    assert right["tests"][0]["stdout_clipped"]
    assert len(right["tests"][0]["stdout"]) < 10_000
    assert verdicts(score(http, problem, code="print('x' * 500_000 + 'z')")) == ["wrong_answer"]


def test_called_functions(http: httpx.Client) -> None:
    problem = {
        "language": "python",
        "tests": [
            {"kind": "call", "function": "Solution().both", "args": [1, 2], "expected": [1, 2]},
            {"kind": "call", "function": "Solution().both", "args": [1, 1], "expected": [1, True]},
            {
                "kind": "call",
                "function": "named",
                "kwargs": {"x": float("1e300")},
                "expected": {"1": 1e300},
            },
            {"kind": "call", "function": "missing", "expected": None},
        ],
    }
    code = "class Solution:\n    def both(self, a, b): return (a, b)\ndef named(x): return {1: x}\n"
    result = score(http, problem, code=code)
    assert verdicts(result) == ["passed", "wrong_answer", "passed", "runtime_error"]


def test_assertions_in_both_forms(http: httpx.Client) -> None:
    problem = {
        "language": "python",
        "tests": [
            {
                "kind": "assert",
                "entry_point": "add",
                "check": "def check(candidate):\n    assert candidate(1, 2) == 3\n",
            },
            {
                "kind": "assert",
                "asserts": ["assert add(1, 1) == two", "assert add(1, 1) == 3", "assert nothing"],
                "setup": "two = 2",
            },
        ],
    }
    result = score(http, problem, code="def add(a, b):\n    return a + b\n")
    assert [test["name"] for test in result["tests"]] == ["1", "2.1", "2.2", "2.3"]
    assert verdicts(result)[:3] == ["passed", "passed", "wrong_answer"]
    assert result["total"] == 4
    assert result["reward"] == 0.5


def test_shared_isolation_is_said(http: httpx.Client) -> None:
    tests = [{"kind": "assert", "asserts": ["assert add(1, 1) == 2"]}]
    problem = {"language": "python", "tests": tests, "isolation": "shared"}
    result = score(http, problem, code="def add(a, b):\n    return a + b\n")
    assert verdicts(result) == ["passed"]
    assert result["sandbox"]["isolation"] == "shared"


def test_cpp_is_compiled_once(http: httpx.Client) -> None:
    problem = SUMS | {"language": "cpp"}
    code = "#include <iostream>\nint main(){int a,b;std::cin>>a>>b;std::cout<<a+b;}"
    assert score(http, problem, code=code)["reward"] == 1.0
    broken = score(http, problem, code="int main(){")
    assert verdicts(broken) == ["compile_error", "compile_error"]
    assert not broken["compile"]["ok"]
    assert "error" in broken["compile"]["message"]


def test_a_completion(http: httpx.Client) -> None:
    completion = f"<think>```python\nprint(0)\n```</think>\nSo:\n```Python\n{ADD}\n```\n"
    assert score(http, SUMS, completion=completion)["reward"] == 1.0


def test_a_completion_without_a_program(http: httpx.Client) -> None:
    result = score(http, SUMS, completion="I give up.")
    assert (result["status"], result["reward"], result["reason"]) == ("scored", 0.0, "no_code")
    assert (result["passed"], result["total"], result["tests"]) == (0, 2, [])


def test_programs_may_hold_any_character(http: httpx.Client) -> None:
    problem = {"language": "python", "tests": [{"kind": "stdio", "stdout": "😀é\u3000x"}]}
    assert score(http, problem, code="print('😀é\u3000x')")["reward"] == 1.0


@pytest.mark.parametrize("example", sorted(SCORE))
def test_the_score_examples_work(http: httpx.Client, example: str) -> None:
    response = http.post("/v1/score", json=SCORE[example]["value"])
    assert response.json()["reward"] == 1.0


# --- batches ---------------------------------------------------------------------------


def test_the_batch_example_works(http: httpx.Client) -> None:
    for example in BATCH.values():
        results = read_results(http, post_batch(http, example["value"]))
        rewards = {each["id"]: (each["reward"], each["reason"]) for each in results}
        assert rewards == {"a": (1.0, None), "b": (0.0, "no_code"), "c": (0.0, None)}


def test_a_batch_streams_a_result_for_each(http: httpx.Client) -> None:
    codes = {str(n): f"# {n}\n{ADD}" for n in range(40)}
    batch = post_batch(http, batch_of(codes))
    results = read_results(http, batch)
    for each in results:
        wire.StreamedResult.model_validate(each)
    assert sorted(each["id"] for each in results) == sorted(codes)
    assert {each["reward"] for each in results} == {1.0}
    progress = wire.BatchProgress.model_validate_json(http.get(f"/v1/batches/{batch}").content)
    assert (progress.status, progress.finished) == ("done", 40)


def test_a_stream_goes_on_from_any_cursor(http: httpx.Client) -> None:
    batch = post_batch(http, batch_of({str(n): f"# c{n}\n{ADD}" for n in range(10)}))
    results = read_results(http, batch)
    for index, each in enumerate(results):
        assert read_results(http, batch, each["cursor"]) == results[index + 1 :]
    assert read_results(http, batch, "0-0") == results


def test_a_broken_stream_loses_nothing(http: httpx.Client) -> None:
    batch = post_batch(http, batch_of({str(n): f"# b{n}\n{ADD}" for n in range(30)}))
    seen: list[Any] = []
    while len(seen) < 30:
        params = {"cursor": seen[-1]["cursor"]} if seen else {}
        with http.stream("GET", f"/v1/batches/{batch}/results", params=params) as stream:
            line = next(line for line in stream.iter_lines() if line.strip())
            seen.append(orjson.loads(line))
    assert len({each["id"] for each in seen}) == 30


def test_identical_submissions_run_once(http: httpx.Client) -> None:
    code = f"# the same\n{ADD}"
    results = read_results(http, post_batch(http, batch_of(dict.fromkeys("abc", code))))
    assert sorted(each["cached"] for each in results) == [False, True, True]
    again = score(http, SUMS, code=code)
    assert again["cached"]
    assert again["reward"] == 1.0


def test_other_limits_are_another_task(http: httpx.Client) -> None:
    code = f"# limits\n{ADD}"
    score(http, SUMS, code=code)
    assert not score(http, SUMS | {"limits": {"cpu_s": 3}}, code=code)["cached"]
    assert not score(http, SUMS | {"reward": {"mode": "hard"}}, code=code)["cached"]


def test_a_deadline_ends_the_wait(http: httpx.Client) -> None:
    tests = [{"kind": "stdio", "stdout": ""}]
    problem = {"language": "python", "tests": tests, "limits": {"wall_s": 5}}
    result = score(http, problem, code="import time; time.sleep(3)", deadline_s=0.5)
    assert (result["status"], result["reward"]) == ("no_verdict", None)
    assert result["reason"] == "deadline"


def test_cancelling(http: httpx.Client) -> None:
    tests = [{"kind": "stdio", "stdout": ""}]
    problem = {"language": "python", "tests": tests, "limits": {"wall_s": 2}}
    codes = {str(n): f"import time; time.sleep(1 + {n} / 1000)" for n in range(50)}
    batch = post_batch(http, batch_of(codes, problem))
    cancelled = http.delete(f"/v1/batches/{batch}")
    assert cancelled.json()["status"] == "cancelled"
    results = read_results(http, batch)
    assert len(results) == len({each["id"] for each in results}) == 50
    reasons = [each["reason"] for each in results]
    assert reasons.count("cancelled") >= 40
    assert all(each["reward"] is None for each in results if each["reason"] == "cancelled")


def test_more_than_can_be_done_is_refused_with_advice(make_stack: Any) -> None:
    stack: Stack = make_stack(workers=0)
    with stack.client() as http, stack.valkey.client() as redis:
        body = batch_of({str(n): f"# o{n}\n{ADD}" for n in range(100)}) | {"deadline_s": 2}
        post_batch(http, body)
        redis.hset("softjudge:stats", "ms_per_test", 100)
        refused = http.post("/v1/batches", json=body)
        assert (refused.status_code, refused.json()["error"]) == (429, "overloaded")
        assert 1 <= int(refused.headers["Retry-After"]) <= 20


# --- test sets -------------------------------------------------------------------------


def test_test_sets_by_hash(http: httpx.Client) -> None:
    body = orjson.dumps({"tests": SUMS["tests"]})
    sha256 = hashlib.sha256(body).hexdigest()
    problem = {"language": "python", "tests_ref": sha256}
    missing = http.post("/v1/score", json={"problem": problem, "code": ADD})
    assert (missing.status_code, missing.json()["error"]) == (422, "testset_missing")
    assert missing.json()["fields"][0]["field"] == "problem.tests_ref"
    assert http.head(f"/v1/testsets/{sha256}").status_code == 404
    assert http.put(f"/v1/testsets/{sha256}", content=body).status_code == 204
    assert http.head(f"/v1/testsets/{sha256}").status_code == 204
    assert score(http, problem, code=ADD)["reward"] == 1.0


def test_the_test_set_example_works(http: httpx.Client) -> None:
    body = orjson.dumps(TESTSET["stdio"]["value"])
    sha256 = hashlib.sha256(body).hexdigest()
    assert http.put(f"/v1/testsets/{sha256}", content=body).status_code == 204


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("zstd", zstandard.compress)]
)
def test_compressed_bodies(http: httpx.Client, encoding: str, pack: Any) -> None:
    body = orjson.dumps({"tests": [SUMS["tests"][0] | {"name": encoding}]})
    sha256 = hashlib.sha256(body).hexdigest()
    headers = {"Content-Encoding": encoding}
    sent = http.put(f"/v1/testsets/{sha256}", content=pack(body), headers=headers)
    assert sent.status_code == 204


# --- health ----------------------------------------------------------------------------


def test_health(http: httpx.Client, shared_stack: Stack, wall_name: str) -> None:
    assert http.get("/healthz").json() == {"status": "ok"}
    ready = wire.Readiness.model_validate_json(http.get("/readyz").content)
    assert {worker.pid for worker in ready.workers} == {w.pid for w in shared_stack.workers}
    assert {worker.wall for worker in ready.workers} == {wall_name}
    assert {worker.version for worker in ready.workers} == {ready.sandbox}
    assert ready.max_limits == shared_stack.settings.max_limits


def test_metrics(http: httpx.Client) -> None:
    score(http, SUMS, code=f"# metrics\n{ADD}")
    text = http.get("/metrics").text
    assert 'softjudge_http_requests_total{method="POST",route="/v1/score",status="200"}' in text
    names = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    assert all(name.startswith("softjudge_") for name in names)
    assert {"softjudge_workers", "softjudge_backlog_test_runs", "softjudge_results"} <= {
        name.removesuffix("_total") for name in names
    }


def batch_of(codes: dict[str, str], problem: dict[str, Any] = SUMS) -> dict[str, Any]:
    submissions = [{"id": id_, "problem": "p", "code": code} for id_, code in codes.items()]
    return {"problems": {"p": problem}, "submissions": submissions}
