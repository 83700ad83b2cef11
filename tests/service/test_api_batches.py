"""Batches as a trainer sees them."""

from __future__ import annotations

from typing import Any

import httpx
import orjson

from service import wire
from service.api.examples import BATCH
from tests.service.samples import ADD, SUMS, batch_of, score
from tests.service.stack import Stack, post_batch, read_results


def test_the_batch_example_works(http: httpx.Client) -> None:
    found = {}
    for name, example in BATCH.items():
        results = read_results(http, post_batch(http, example["value"]))
        found[name] = {each["id"]: (each["reward"], each["reason"]) for each in results}
    assert found == {
        "two problems": {"a": (1.0, None), "b": (0.0, "no_code"), "c": (0.0, None)},
        "programs and math": {"a": (1.0, None), "b": (1.0, None)},
    }


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


def test_each_repetition_is_run_once(http: httpx.Client) -> None:
    problem = {"language": "python", "tests": [{"kind": "stdio", "stdout": "never"}]}
    code = "import os, time; print(time.time_ns(), os.urandom(8).hex())"

    def printed(repetition: int) -> tuple[str, bool]:
        result = score(http, problem, code=code, repetition=repetition)
        return result["tests"][0]["stdout"], result["cached"]

    first = [printed(n) for n in range(3)]
    assert len({output for output, _ in first}) == 3
    assert [printed(n) for n in range(3)] == [(output, True) for output, _ in first]


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
