"""Processes killed in the middle of the work: nothing is lost, nothing comes twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import orjson

from tests.service.stack import Stack, post_batch, read_results, wait_until

PROBLEM: dict[str, Any] = {
    "language": "python",
    "tests": [{"kind": "stdio", "stdin": f"{n}\n", "stdout": str(n * n)} for n in range(4)],
}
MakeStack = Callable[..., Stack]


def work(count: int) -> dict[str, Any]:
    """Programs of which every third passes half of the tests."""
    codes = [
        f"n = int(input())  # {number}\nprint({'n * n' if number % 3 else 'min(n * n, 1)'})"
        for number in range(count)
    ]
    submissions = [
        {"id": str(number), "problem": "p", "code": code} for number, code in enumerate(codes)
    ]
    return {"problems": {"p": PROBLEM}, "submissions": submissions}


def check(results: list[dict[str, Any]], count: int) -> None:
    """The results are those of an undisturbed run."""
    assert len(results) == count
    rewards = {int(each["id"]): each["reward"] for each in results}
    assert rewards == {number: 1.0 if number % 3 else 0.5 for number in range(count)}
    for each in results:
        assert (each["status"], each["passed"], each["total"]) == (
            "scored",
            4 if int(each["id"]) % 3 else 2,
            4,
        )


def stream(http: httpx.Client, batch: str) -> Iterator[dict[str, Any]]:
    with http.stream("GET", f"/v1/batches/{batch}/results") as lines:
        yield from (orjson.loads(line) for line in lines.iter_lines() if line.strip())


def finished(http: httpx.Client, batch: str) -> int:
    count: int = http.get(f"/v1/batches/{batch}").json()["finished"]
    return count


def test_a_killed_worker(make_stack: MakeStack) -> None:
    stack = make_stack(workers=2)
    with stack.client() as http:
        batch = post_batch(http, work(300))
        results = stream(http, batch)
        seen = [next(results) for _ in range(60)]
        stack.workers[0].kill()
        seen += results
        check(seen, 300)
        check(read_results(http, batch), 300)


def test_every_worker_killed(make_stack: MakeStack) -> None:
    stack = make_stack(workers=1)
    with stack.client() as http:
        batch = post_batch(http, work(150))
        wait_until(lambda: finished(http, batch) > 20)
        stack.workers[0].kill()
        stack.start_workers(1)
        check(read_results(http, batch), 150)


def test_a_stopped_worker_hands_its_work_on(make_stack: MakeStack) -> None:
    stack = make_stack(workers=2)
    with stack.client() as http:
        batch = post_batch(http, work(200))
        wait_until(lambda: finished(http, batch) > 20)
        assert stack.workers[0].stop() == 0
        check(read_results(http, batch), 200)


def test_a_restarted_redis(make_stack: MakeStack) -> None:
    stack = make_stack(workers=2)
    with stack.client() as http:
        batch = post_batch(http, work(300))
        results = stream(http, batch)
        seen = [next(results) for _ in range(40)]
        stack.valkey.kill()
        stack.valkey.start()
        seen += [next(results) for _ in range(40)]
        stack.valkey.kill()
        stack.valkey.start()
        seen += results
        check(seen, 300)
        check(read_results(http, batch), 300)


def test_a_score_waits_for_a_restarted_redis(make_stack: MakeStack) -> None:
    stack = make_stack(workers=1)
    answers: list[httpx.Response] = []

    def score() -> None:
        with stack.client() as http:
            slow = PROBLEM | {"limits": {"wall_s": 10}}
            code = "import time; n = int(input()); time.sleep(0.3); print(n * n)"
            answers.append(http.post("/v1/score", json={"problem": slow, "code": code}))

    waiting = threading.Thread(target=score)
    waiting.start()
    with stack.client() as http:
        wait_until(lambda: http.get("/readyz").json()["backlog"] > 0)
    stack.valkey.kill()
    stack.valkey.start()
    waiting.join()
    assert answers[0].json()["reward"] == 1.0


def test_a_restarted_api(make_stack: MakeStack) -> None:
    stack = make_stack(workers=1)
    with stack.client() as http:
        batch = post_batch(http, work(100))
        seen = []
        for each in stream(http, batch):
            seen.append(each)
            if len(seen) == 20:
                break
    stack.api.kill()
    stack.start_api()
    with stack.client() as http:
        seen += read_results(http, batch, seen[-1]["cursor"])
        check(seen, 100)


def test_redis_away_is_said(make_stack: MakeStack) -> None:
    stack = make_stack(workers=0)
    stack.valkey.kill()
    with stack.client() as http:
        answer = http.post("/v1/batches", json=work(1))
        assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")
        assert int(answer.headers["Retry-After"]) > 0
        assert http.get("/healthz").status_code == 200
        stack.valkey.start()
        assert http.post("/v1/batches", json=work(1)).status_code == 202


def test_without_workers_a_deadline_still_ends_the_batch(make_stack: MakeStack) -> None:
    stack = make_stack(workers=0)
    with stack.client() as http:
        batch = post_batch(http, work(5) | {"deadline_s": 0.5})
        results = read_results(http, batch)
        assert sorted(each["id"] for each in results) == list("01234")
        assert {(each["reward"], each["reason"]) for each in results} == {(None, "deadline")}
