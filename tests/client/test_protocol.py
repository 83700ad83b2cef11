"""Requests built and answers read, without a server."""

from __future__ import annotations

import email.utils
import hashlib
import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_client import (
    CallTest,
    Overloaded,
    Problem,
    Result,
    ServerFault,
    SoftjudgeError,
    StdioTest,
    Submission,
    protocol,
)
from trainer_client.effects import Response

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.lists(st.binary()), st.lists(st.integers(0, 200)))
def test_lines_come_out_whole_however_they_are_cut(lines: list[bytes], cuts: list[int]) -> None:
    wanted = [line.replace(b"\n", b" ") for line in lines]
    data = b"".join(line + b"\n" for line in wanted) + b'{"half": '
    places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    buffer = protocol.LineBuffer()
    found = [
        line for start, end in itertools.pairwise(places) for line in buffer.lines(data[start:end])
    ]
    assert found == [line for line in wanted if line.strip()]


@given(st.binary())
def test_a_line_is_a_result_or_the_servers_fault(line: bytes) -> None:
    with pytest.raises(ServerFault):
        protocol.parsed_line(line)


@given(st.text(), st.none() | st.floats(allow_nan=False, allow_infinity=False), st.text())
def test_unknown_fields_and_values_are_tolerated(id_: str, reward: float | None, word: str) -> None:
    value = {"id": id_, "status": "scored", "reward": reward, "reason": word, "future": {"a": 1}}
    tests = [{"name": "1", "verdict": word, "future": 2}]
    line = json.dumps({**value, "tests": tests, "cursor": 7}).encode()
    result, cursor = protocol.parsed_line(line)
    assert (result.id, result.reward, result.reason) == (id_, reward, word)
    assert result.tests[0].verdict == word
    assert cursor == "7"


@given(st.lists(json_values), json_values)
def test_test_sets_are_named_by_the_hash_of_their_bytes(args: list[object], value: object) -> None:
    test = CallTest.model_validate({"function": "f", "args": args, "expected": value})
    problem = Problem(language="python", tests=[test])
    body = problem.test_set_body()
    assert problem.payload()["tests_ref"] == hashlib.sha256(body).hexdigest()
    (sent,) = json.loads(body)["tests"]
    assert sent["expected"] == value
    assert sent["args"] == args


def test_numbers_that_json_lacks_are_written_by_name() -> None:
    test = CallTest(function="f", args=[float("inf")], expected=float("nan"))
    body = Problem(language="python", tests=[test]).test_set_body()
    assert b'"args":[Infinity]' in body
    assert b'"expected":NaN' in body


def test_equal_tests_have_equal_hashes() -> None:
    first, second = (
        Problem(language=language, tests=[StdioTest(stdin="a", stdout="b")])
        for language in ("python", "cpp")
    )
    assert first.test_set_sha256 == second.test_set_sha256


def test_problems_stay_equal_and_frozen_once_hashed() -> None:
    first, second = (Problem(language="python", tests=[StdioTest(stdout="b")]) for _ in range(2))
    assert first.test_set_sha256
    assert first == second


@pytest.mark.parametrize("value", [{1, 2}, {1: "a"}, (1, 2), b"a", object()])
def test_values_that_json_would_change_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="expected"):
        CallTest.model_validate({"function": "f", "expected": value})


def test_only_given_limits_are_sent() -> None:
    problem = Problem.model_validate(
        {"language": "cpp", "tests_ref": "0" * 64, "limits": {"cpu_s": 2}}
    )
    assert problem.payload()["limits"] == {"cpu_s": 2}


def test_misspelt_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="cpu_seconds"):
        Problem.model_validate(
            {"language": "cpp", "tests_ref": "0" * 64, "limits": {"cpu_seconds": 2}}
        )


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("0", 0.0), ("12", 12.0), ("soon", None), ("", None), ("-3", None), ("1.5", None)],
)
def test_retry_after_in_seconds(header: str, seconds: float | None) -> None:
    with pytest.raises(Overloaded) as refused:
        protocol.checked(Response(429, {"retry-after": header}, b""))
    assert refused.value.retry_after_s == seconds


def test_retry_after_as_a_date() -> None:
    for hours, wanted in ((-1, 0.0), (1, 3600.0)):
        date = email.utils.format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
        with pytest.raises(Overloaded) as refused:
            protocol.checked(Response(503, {"retry-after": date}, b""))
        assert refused.value.retry_after_s == pytest.approx(wanted, abs=60)


@given(st.integers(300, 599), st.binary() | json_values.map(lambda v: json.dumps(v).encode()))
def test_every_error_answer_is_an_error_of_ours(status: int, body: bytes) -> None:
    with pytest.raises(SoftjudgeError):
        protocol.checked(Response(status, {}, body))


def test_a_result_knows_no_verdict_from_zero() -> None:
    zero = Result(id="a", status="scored", reward=0.0)
    nothing = Result(id="a", status="no_verdict", reward=None, reason="deadline")
    assert zero.reward == 0.0
    assert nothing.reward is None


def test_only_a_repetition_is_sent_as_one() -> None:
    """So that services that do not know the field are still spoken to."""
    problem = Problem(language="python", tests=[StdioTest(stdout="1")])
    sent = [Submission(id=str(n), problem="p", code="x", repetition=n) for n in (0, 3)]
    body = json.loads(protocol.batch_request({"p": problem}, sent, None).body or b"")
    assert body["submissions"] == [
        {"id": "0", "problem": "p", "code": "x"},
        {"id": "3", "problem": "p", "code": "x", "repetition": 3},
    ]
