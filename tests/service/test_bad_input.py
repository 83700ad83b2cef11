"""Whatever is sent, the answer is a 4xx that names the field, and the service stays up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from service.wire import ErrorBody
from tests.service.stack import Stack

STDIO = {"kind": "stdio", "stdin": "", "stdout": "1"}
PROBLEM: dict[str, Any] = {"language": "python", "tests": [STDIO]}
SUBMISSION = {"id": "1", "problem": "p", "code": "print(1)"}
HASH = "0" * 64


@pytest.fixture(autouse=True)
def stays_up(http: httpx.Client) -> Iterator[None]:
    yield
    assert http.get("/healthz").status_code == 200


def batch(problem: Any = PROBLEM, **changes: Any) -> dict[str, Any]:
    return {"problems": {"p": problem}, "submissions": [SUBMISSION]} | changes


def submitted(**changes: Any) -> dict[str, Any]:
    """A batch whose second submission is like the first, with changes."""
    second = {key: value for key, value in (SUBMISSION | {"id": "2"} | changes).items() if value}
    return batch(submissions=[SUBMISSION, second])


def with_tests(*tests: Any, **changes: Any) -> dict[str, Any]:
    return batch({"language": "python", "tests": list(tests)} | changes)


def nested(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "unknown field": (batch(PROBLEM | {"limit": {}}), "problems.p.limit"),
    "unknown field of the request": (batch(extra=1), "extra"),
    "no problems": ({"problems": {}, "submissions": [SUBMISSION]}, "problems"),
    "no submissions": (batch(submissions=[]), "submissions"),
    "zero tests": (with_tests(), "problems.p.tests"),
    "neither tests nor reference": (batch({"language": "python"}), "problems.p"),
    "tests and reference": (batch(PROBLEM | {"tests_ref": HASH}), "problems.p"),
    "no code": (submitted(code=None), "submissions.1"),
    "code and completion": (submitted(completion="x"), "submissions.1"),
    "NUL in code": (submitted(code="a\0b"), "submissions.1.code"),
    "NUL in completion": (submitted(code=None, completion="\0"), "submissions.1.completion"),
    "lone surrogate in code": (submitted(code="a\ud800"), "submissions.1.code"),
    "lone surrogate in completion": (
        submitted(code=None, completion="\udfff"),
        "submissions.1.completion",
    ),
    "lone surrogate in a test": (
        with_tests(STDIO, STDIO | {"stdin": "\ud800"}),
        "problems.p.tests.1.stdin",
    ),
    "lone surrogate in an argument": (
        with_tests({"kind": "call", "function": "f", "args": [1, "\ud800"], "expected": 1}),
        "problems.p.tests.0.args.1",
    ),
    "NUL in a check": (
        with_tests({"kind": "assert", "asserts": ["a", "\0"]}),
        "problems.p.tests.0.asserts.1",
    ),
    "repetition below 0": (submitted(repetition=-1), "submissions.1.repetition"),
    "unknown rule": (submitted(extract="first"), "submissions.1.extract"),
    "unknown problem": (submitted(problem="q"), "submissions.1.problem"),
    "id twice": (submitted(id="1"), "submissions.1.id"),
    "empty id": (batch(submissions=[SUBMISSION | {"id": ""}]), "submissions.0.id"),
    "long id": (submitted(id="x" * 201), "submissions.1.id"),
    "unknown language": (batch(PROBLEM | {"language": "cobol"}), "problems.p.language"),
    "negative limit": (batch(PROBLEM | {"limits": {"cpu_s": -1}}), "problems.p.limits.cpu_s"),
    "zero limit": (batch(PROBLEM | {"limits": {"memory_mb": 0}}), "problems.p.limits.memory_mb"),
    "huge limit": (batch(PROBLEM | {"limits": {"cpu_s": 1e9}}), "problems.p.limits.cpu_s"),
    "absurd limit": (
        batch(PROBLEM | {"limits": {"memory_mb": 10**40}}),
        "problems.p.limits.memory_mb",
    ),
    "unknown limit": (batch(PROBLEM | {"limits": {"cpus": 1}}), "problems.p.limits.cpus"),
    "negative deadline": (batch(deadline_s=-1), "deadline_s"),
    "huge deadline": (batch(deadline_s=1e9), "deadline_s"),
    "unknown kind of test": (with_tests({"kind": "guess"}), "problems.p.tests.0"),
    "unknown compare": (batch(PROBLEM | {"compare": {"mode": "x"}}), "problems.p.compare.mode"),
    "unknown reward": (batch(PROBLEM | {"reward": {"mode": "x"}}), "problems.p.reward"),
    "bound of a reward": (
        batch(PROBLEM | {"reward": {"mode": "linear", "low": 1e300}}),
        "problems.p.reward.low",
    ),
    "no expected value": (
        with_tests({"kind": "call", "function": "f"}),
        "problems.p.tests.0.expected",
    ),
    "function that is none": (
        with_tests({"kind": "call", "function": "f(); import os", "expected": 1}),
        "problems.p.tests.0.function",
    ),
    "check and asserts": (
        with_tests({"kind": "assert", "check": "a", "asserts": ["a"]}),
        "problems.p.tests.0",
    ),
    "deep argument": (
        with_tests({"kind": "call", "function": "f", "args": [nested(120)], "expected": 1}),
        "problems.p.tests.0.args.0",
    ),
    "deep expected value": (
        with_tests({"kind": "call", "function": "f", "expected": nested(120)}),
        "problems.p.tests.0.expected",
    ),
    "weight of zero": (with_tests(STDIO | {"weight": 0}), "problems.p.tests.0.weight"),
    "too many tests": (with_tests(*[STDIO] * 10_001), "problems.p.tests"),
    "test set that is not here": (
        batch({"language": "python", "tests_ref": HASH}),
        "problems.p.tests_ref",
    ),
    "hash that is none": (
        batch({"language": "python", "tests_ref": "x"}),
        "problems.p.tests_ref",
    ),
    "call in C++": (
        with_tests({"kind": "call", "function": "f", "expected": 1}, language="cpp"),
        "problems.p.tests",
    ),
    "assert in C++ alone": (
        with_tests({"kind": "assert", "check": "int main(){}"}, language="cpp"),
        "problems.p.tests",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_batch_is_refused(http: httpx.Client, name: str) -> None:
    body, field = REFUSED[name]
    error = refused(http.post("/v1/batches", content=json.dumps(body)), 400, 422)
    assert field in [each.field for each in error.fields], error


def test_every_wrong_field_is_named(http: httpx.Client) -> None:
    limits = {"cpu_s": 1e9, "wall_s": 1e9}
    body = batch(PROBLEM | {"limits": limits}, submissions=[SUBMISSION | {"problem": "q"}])
    error = refused(http.post("/v1/batches", json=body), 422)
    assert {each.field for each in error.fields} == {
        "problems.p.limits.cpu_s",
        "problems.p.limits.wall_s",
        "submissions.0.problem",
    }


def test_too_many_submissions(http: httpx.Client) -> None:
    body = batch(submissions=[SUBMISSION | {"id": str(n)} for n in range(20_001)])
    error = refused(http.post("/v1/batches", json=body), 422)
    assert error.fields[0].field == "submissions"


@pytest.mark.parametrize("path", ["/v1/batches", "/v1/score"])
@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", "body"),
        (b"nonsense", "body"),
        (b"[]", "body"),
        (b'"text"', "body"),
        (b"{", "body"),
        (b'{"problem": {"tests": [}', "problem.tests"),
        (b'{"problem": "\xff"}', "problem"),
        (b"[" * 100_000, "0.0.0.0.0.0.0.0.0.0.0.0"),
        (b'{"problem":' * 100_000, ".".join(["problem"] * 12)),
        (b'{"deadline_s": ' + b"9" * 100_000 + b"}", "deadline_s"),
    ],
)
def test_a_body_that_is_no_request(http: httpx.Client, path: str, body: bytes, field: str) -> None:
    error = refused(http.post(path, content=body), 400, 422)
    assert error.fields[0].field == field


@pytest.mark.parametrize("path", ["/v1/batches", "/v1/score"])
def test_a_body_of_50_megabytes(http: httpx.Client, path: str) -> None:
    error = refused(http.post(path, content=b" " * 50_000_000), 413)
    assert error.fields[0].field == "body"


def test_a_body_of_50_megabytes_in_chunks(http: httpx.Client) -> None:
    refused(http.post("/v1/batches", content=(b" " * 1_000_000 for _ in range(50))), 413)


@pytest.mark.parametrize(
    ("encoding", "body", "status"),
    [("gzip", b"no gzip", 400), ("zstd", b"no zstd", 400), ("br", b"{}", 415)],
)
def test_encodings(http: httpx.Client, encoding: str, body: bytes, status: int) -> None:
    headers = {"Content-Encoding": encoding}
    refused(http.post("/v1/score", content=body, headers=headers), status)


def test_a_test_set_with_another_hash(http: httpx.Client) -> None:
    body = json.dumps({"tests": [STDIO]}).encode()
    error = refused(http.put(f"/v1/testsets/{HASH}", content=body), 422)
    assert error.fields[0].field == "sha256"


@pytest.mark.parametrize(
    ("body", "field"),
    [({"tests": []}, "tests"), ({"tests": [{"kind": "stdio"}]}, "tests.0.stdout"), ({}, "tests")],
)
def test_a_bad_test_set(http: httpx.Client, body: Any, field: str) -> None:
    content = json.dumps(body).encode()
    answer = http.put(f"/v1/testsets/{hashlib.sha256(content).hexdigest()}", content=content)
    assert refused(answer, 422).fields[0].field == field


@pytest.mark.parametrize(
    ("method", "path", "status", "field"),
    [
        ("PUT", "/v1/testsets/short", 422, "sha256"),
        ("GET", "/v1/batches/short", 422, "batch_id"),
        ("GET", f"/v1/batches/{'0' * 32}", 404, None),
        ("DELETE", f"/v1/batches/{'0' * 32}", 404, None),
        ("GET", f"/v1/batches/{'0' * 32}/results", 404, None),
        ("GET", f"/v1/batches/{'0' * 32}/results?cursor=x", 422, "cursor"),
        ("GET", f"/v1/batches/{'0' * 32}/results?cursor=1-{10**19 * 9}", 422, "cursor"),
        ("GET", "/nowhere", 404, None),
        ("PATCH", "/v1/score", 405, None),
    ],
)
def test_paths(http: httpx.Client, method: str, path: str, status: int, field: str | None) -> None:
    error = refused(http.request(method, path), status)
    assert [each.field for each in error.fields] == ([field] if field else [])


def test_api_keys(make_stack: Any) -> None:
    key = "secret of the trainer"
    hashes = (HASH, hashlib.sha256(key.encode()).hexdigest())
    stack: Stack = make_stack(workers=0, api_key_hashes=hashes)
    with stack.client() as http:
        path = f"/v1/batches/{'0' * 32}"
        for wrong in ({}, {"Authorization": "Bearer no"}, {"Authorization": key}):
            answer = http.get(path, headers=wrong)
            assert refused(answer, 401).error == "unauthorized"
            assert answer.headers["WWW-Authenticate"] == "Bearer"
        refused(http.get(path, headers={"Authorization": f"Bearer {key}"}), 404)
        refused(http.get("/readyz"), 503)  # open, but there is no worker


def refused(answer: httpx.Response, *statuses: int) -> ErrorBody:
    assert answer.status_code in statuses, answer.text
    error = ErrorBody.model_validate_json(answer.content)
    assert error.message
    return error
