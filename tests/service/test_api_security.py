"""The API against those who ask too much, send too slowly, or hope for a secret in an error."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.settings import Quota, Settings
from service.wire import ErrorBody
from tests.service.samples import SUMS, batch_of
from tests.service.stack import Stack, Valkey

KEYS = {name: f"secret of {name}" for name in ("greedy", "busy", "free")}
HASHES = tuple(f"{name}={hashlib.sha256(key.encode()).hexdigest()}" for name, key in KEYS.items())
QUOTAS = {
    "greedy": Quota(requests_per_s=0.01, burst_s=300),  # three at once
    "busy": Quota(runs_per_s=0.5, burst_s=8),  # four test runs at once
}
NO_BATCH = f"/v1/batches/{'0' * 32}"
LATE_S = 0.5


def client(stack: Stack, name: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {KEYS[name]}"}
    return httpx.Client(base_url=stack.url, timeout=60, headers=headers)


@pytest.fixture
def stack(make_stack: Any) -> Stack:
    made: Stack = make_stack(workers=0, api_key_hashes=HASHES, quotas=QUOTAS)
    return made


def refused(answer: httpx.Response) -> None:
    assert answer.status_code == 429
    assert ErrorBody.model_validate_json(answer.content).error == "quota_exceeded"
    assert 1 <= int(answer.headers["Retry-After"]) <= 100


def test_requests_are_counted_by_key_over_all_api_processes(stack: Stack, short_path: Path) -> None:
    other = Stack(stack.valkey, short_path, stack.settings)
    try:
        for each in (stack, other, stack):
            with client(each, "greedy") as http:
                assert http.get(NO_BATCH).status_code == 404
        for each in (stack, other):
            with client(each, "greedy") as http:
                refused(http.get(NO_BATCH))
                refused(http.post("/v1/batches", content=b"x" * (1 << 20)))
                assert http.get("/healthz").status_code == 200
            with client(each, "free") as http:
                assert http.get(NO_BATCH).status_code == 404
    finally:
        other.stop()


def test_test_runs_are_counted_by_key(stack: Stack) -> None:
    """A batch above what is left goes through and puts the key into debt."""
    large = batch_of({str(n): f"print({n})" for n in range(10)})  # 20 test runs
    with client(stack, "busy") as http:
        assert http.post("/v1/batches", json=large).status_code == 202
        answer = http.post("/v1/batches", json=batch_of({"1": "print()"}))
        refused(answer)
        assert int(answer.headers["Retry-After"]) > 25
        refused(http.post("/v1/score", json={"problem": SUMS, "code": "print()"}))
        assert http.get(NO_BATCH).status_code == 404
    with client(stack, "free") as http:
        for _ in range(3):
            assert http.post("/v1/batches", json=large).status_code == 202


def test_without_keys_all_share_one_quota(make_stack: Any) -> None:
    stack = make_stack(workers=0, quotas={"*": Quota(requests_per_s=0.01, burst_s=1)})
    with stack.client() as http:
        assert http.get(NO_BATCH).status_code == 404
        refused(http.get(NO_BATCH))


# --- slow clients -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A service that waits briefly for heads and bodies."""
    directory = tmp_path_factory.mktemp("hasty")
    valkey = Valkey(directory)
    key = hashlib.sha256(b"key").hexdigest()
    settings = Settings(head_timeout_s=LATE_S, body_timeout_s=LATE_S, api_key_hashes=(key,))
    stack = Stack(valkey, directory, settings)
    yield stack
    stack.stop()
    valkey.stop()


@contextmanager
def connected(stack: Stack) -> Iterator[socket.socket]:
    host, port = stack.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        yield connection


def answer_to(connection: socket.socket, drip: bytes = b"") -> bytes:
    """All that comes until the other end closes, to one who goes on dripping meanwhile."""
    connection.settimeout(LATE_S / 5)
    received = b""
    for _ in range(150):
        try:
            if drip:
                connection.sendall(drip)
            piece = connection.recv(1 << 16)
        except TimeoutError:
            continue
        except ConnectionError:
            return received
        if not piece:
            return received
        received += piece
    raise AssertionError("the connection stays open")


HEAD = b"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n"
KEY = b"Authorization: Bearer key\r\n"
STATUS = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "drip"),
    [
        (b"", b""),
        (HEAD, b"X"),
        (HEAD, b""),
        (b"", b"X"),
        (STATUS + HEAD, b"X"),
    ],
    ids=["nothing", "dripping head", "half a head", "endless method", "second head"],
)
def test_a_head_must_come_in_time(hasty: Stack, sent: bytes, drip: bytes) -> None:
    with connected(hasty) as connection:
        connection.sendall(sent)
        answer = answer_to(connection, drip)
    assert (b"200 OK" in answer) == (STATUS in sent)


@pytest.mark.parametrize("drip", [b"", b"{"], ids=["silent", "dripping"])
def test_a_body_must_come_in_time(hasty: Stack, drip: bytes) -> None:
    with connected(hasty) as connection:
        connection.sendall(HEAD + KEY + b"\r\n{")
        answer = answer_to(connection, drip)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b'"body_too_slow"' in answer


def test_a_body_behind_its_answer_ends_too(hasty: Stack) -> None:
    """One without a key is answered at once, and drips on."""
    with connected(hasty) as connection:
        connection.sendall(HEAD + b"\r\n{")
        answer = answer_to(connection, b"{")
    assert answer.startswith(b"HTTP/1.1 401 ")


def test_a_head_is_bounded(hasty: Stack) -> None:
    with connected(hasty) as connection:
        answer = answer_to(connection, b"GET /" + b"x" * (1 << 17))
    assert b"200" not in answer


def test_requests_that_come_in_time_share_a_connection(hasty: Stack) -> None:
    with hasty.client() as http:
        for _ in range(3):
            assert http.get("/healthz").status_code == 200
            assert http.post("/v1/score", content=b"x" * (1 << 20)).status_code == 401


# --- secrets ------------------------------------------------------------------------------


def test_neither_answers_nor_logs_tell_secrets_or_places(stack: Stack, short_path: Path) -> None:
    code = "print('a program of the trainer')"
    answers = []
    with client(stack, "free") as http:
        for body in (b"{", b'{"problem": 1}', b"\xff", b'{"code": "%s"}' % code.encode()):
            answers.append(http.post("/v1/score", content=body))
        answers.append(http.get("/v1/batches/short"))
        answers.append(http.get("/v1/nowhere"))
        stack.valkey.kill()
        answers.append(http.post("/v1/batches", json=batch_of({"1": code})))
    answers.append(httpx.get(stack.url + NO_BATCH, headers={"Authorization": "Bearer no"}))
    stack.valkey.start()
    assert {each.status_code for each in answers} == {400, 401, 404, 422, 503}
    told = "".join(each.text for each in answers)
    logged = (short_path / "service.api.log").read_text()
    places = (str(short_path), str(Path.cwd()), "site-packages")
    for secret in (*KEYS.values(), *HASHES, "a program of the trainer"):
        assert secret not in told
        assert secret not in logged
    assert [place for place in places if place in told] == []
