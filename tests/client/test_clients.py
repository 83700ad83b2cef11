"""What both clients promise, over real HTTP, against a server that fails on command."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.client.conftest import QUICK, Client, Connect
from tests.client.stand_in import Drop, End, Fault, Hush, Refuse, Say, StandIn
from trainer_client import (
    NotFound,
    Overloaded,
    Problem,
    Reason,
    RequestRefused,
    RewardClient,
    ServerFault,
    StdioTest,
    TestSetMissing,
    TransportError,
    Unauthorized,
    Verdict,
)

PROBLEM = Problem(language="python", tests=[StdioTest(stdin="1", stdout="1")])
PROBLEMS = {"p": PROBLEM}
RESULTS = "GET /v1/batches/results"


def numbered(count: int) -> list[dict[str, Any]]:
    return [{"id": f"s{n}", "problem": "p", "code": str(n)} for n in range(count)]


def expected(count: int) -> list[tuple[str, float]]:
    return [(f"s{n}", float(n)) for n in range(count)]


def seen(results: list[Any]) -> list[tuple[str, float | None]]:
    return [(each.id, each.reward) for each in results]


def test_score_gives_the_result(client: Client, server: StandIn) -> None:
    result = client.score(PROBLEM, code="0.5", id="mine", deadline_s=7)
    assert (result.id, result.reward, result.status) == ("mine", 0.5, "scored")
    assert result.tests[0].verdict is Verdict.PASSED
    sent = server.bodies[0]
    assert sent["deadline_s"] == 7
    assert "tests" not in sent["problem"]
    assert sent["problem"]["tests_ref"] in server.test_sets


def test_no_verdict_is_none_with_a_reason(client: Client) -> None:
    result = client.score(PROBLEM, code="none")
    assert result.reward is None
    assert result.reason is Reason.WORKER_LOST


def test_mappings_will_do_for_problems(client: Client) -> None:
    plain = {"language": "python", "tests": [{"kind": "stdio", "stdout": "1"}]}
    assert client.score(plain, code="1").reward == 1.0
    assert seen(client.batch({"p": plain}, numbered(2))) == expected(2)


def test_batch_yields_each_result_once(client: Client) -> None:
    assert seen(client.batch(PROBLEMS, numbered(50))) == expected(50)


def test_empty_batch_asks_nothing(client: Client, server: StandIn) -> None:
    assert client.batch(PROBLEMS, []) == []
    assert server.asked == []


def test_tests_are_uploaded_once(client: Client, server: StandIn) -> None:
    for _ in range(3):
        client.score(PROBLEM, code="1")
        client.batch(PROBLEMS, numbered(1))
    assert server.count("HEAD /v1/testsets") == 1
    assert server.count("PUT /v1/testsets") == 1


def test_tests_that_the_service_has_are_not_uploaded(
    connect: Connect, client: Client, server: StandIn
) -> None:
    reference = client.upload_tests(PROBLEM)
    with connect(server.url) as second:
        second.score(PROBLEM, code="1")
        second.score(Problem(language="python", tests_ref=reference), code="1")
    assert server.count("PUT /v1/testsets") == 1


def test_lost_tests_are_uploaded_again(client: Client, server: StandIn) -> None:
    client.upload_tests(PROBLEM)
    server.test_sets.clear()
    assert client.score(PROBLEM, code="1").reward == 1.0
    server.test_sets.clear()
    assert seen(client.batch(PROBLEMS, numbered(1))) == expected(1)
    assert server.count("PUT /v1/testsets") == 3


def test_tests_lost_twice_are_the_callers_affair(client: Client, server: StandIn) -> None:
    missing = Refuse(422, body=b'{"error": "testset_missing", "message": "gone"}')
    server.fail("POST /v1/score", missing, missing)
    with pytest.raises(TestSetMissing):
        client.score(PROBLEM, code="1")
    assert server.count("POST /v1/score") == 2


def test_an_unknown_reference_cannot_be_uploaded(client: Client, server: StandIn) -> None:
    with pytest.raises(TestSetMissing):
        client.score(Problem(language="python", tests_ref="0" * 64), code="1")
    assert server.count("POST /v1/score") == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_passing_failures_are_retried(client: Client, server: StandIn, status: int) -> None:
    server.fail("POST /v1/score", Refuse(status), Refuse(status, {"Retry-After": "0"}))
    assert client.score(PROBLEM, code="1").reward == 1.0
    assert server.count("POST /v1/score") == 3


def test_dropped_connections_are_retried(client: Client, server: StandIn) -> None:
    server.fail("PUT /v1/testsets", Drop())
    server.fail("POST /v1/batches", Drop())
    server.fail(RESULTS, Drop())
    assert seen(client.batch(PROBLEMS, numbered(3))) == expected(3)


def test_retries_are_bounded(client: Client, server: StandIn) -> None:
    server.fail("POST /v1/score", *[Refuse(503)] * 10)
    with pytest.raises(Overloaded):
        client.score(PROBLEM, code="1")
    assert server.count("POST /v1/score") == 1 + QUICK.retries


def test_more_patience_than_the_budget_is_refused_at_once(client: Client, server: StandIn) -> None:
    server.fail("POST /v1/batches", Refuse(429, {"Retry-After": "3600"}))
    with pytest.raises(Overloaded) as refused:
        client.batch(PROBLEMS, numbered(1))
    assert refused.value.retry_after_s == 3600.0
    assert server.count("POST /v1/batches") == 1


def test_nobody_listens(connect: Connect, server: StandIn) -> None:
    with connect("http://127.0.0.1:9") as client, pytest.raises(TransportError):
        client.score(PROBLEM, code="1")


def test_refusals_name_the_fields(client: Client, server: StandIn) -> None:
    body = b"""{"error": "invalid_request", "message": "1 field",
                "fields": [{"field": "problem.limits.cpu_s", "message": "at most 60"}]}"""
    server.fail("POST /v1/score", Refuse(422, body=body))
    with pytest.raises(RequestRefused, match=r"problem.limits.cpu_s: at most 60") as refused:
        client.score(PROBLEM, code="1")
    assert refused.value.code == "invalid_request"
    assert [each.field for each in refused.value.fields] == ["problem.limits.cpu_s"]
    assert server.count("POST /v1/score") == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Refuse(401), Unauthorized),
        (Refuse(403), Unauthorized),
        (Refuse(404), NotFound),
        (Refuse(413, body=b"<html>a proxy</html>"), RequestRefused),
        (Refuse(500), ServerFault),
        (Refuse(302, {"Location": "/elsewhere"}), ServerFault),
        (Refuse(200, body=b"[]"), ServerFault),
    ],
)
def test_errors_by_status(
    client: Client, server: StandIn, fault: Refuse, error: type[Exception]
) -> None:
    server.fail("POST /v1/score", fault)
    with pytest.raises(error):
        client.score(PROBLEM, code="1")


def test_an_answer_without_words_is_named_by_its_status(client: Client, server: StandIn) -> None:
    server.fail("HEAD /v1/testsets", Refuse(401, body=b""))
    with pytest.raises(Unauthorized, match="401 http_error: Unauthorized"):
        client.score(PROBLEM, code="1")


def test_the_key_is_sent(connect: Connect, server: StandIn) -> None:
    with connect(server.url, api_key="secret") as client:
        client.batch(PROBLEMS, numbered(1))
    assert server.authorization == {"Bearer secret"}


def test_a_stream_resumes_wherever_it_breaks(client: Client, server: StandIn) -> None:
    """Breaks at every kind of place: before, in and behind lines, and in good order."""
    server.fail(
        RESULTS, Drop(1), Drop(150), Drop(500), Drop(2000), Drop(3), End(1), Drop(700), Drop(1)
    )
    assert seen(client.batch(PROBLEMS, numbered(40))) == expected(40)
    assert not server.faults[RESULTS]


def test_a_break_with_progress_does_not_use_up_the_retries(client: Client, server: StandIn) -> None:
    breaks = 5 * QUICK.retries
    server.fail(RESULTS, *[Drop(500)] * breaks)
    results = client.batch(PROBLEMS, numbered(4 * breaks))
    assert seen(results) == expected(4 * breaks)


def test_breaks_without_progress_are_bounded(client: Client, server: StandIn) -> None:
    server.fail(RESULTS, *[Drop(1)] * 10)
    with pytest.raises(TransportError):
        client.batch(PROBLEMS, numbered(2))
    assert server.count(RESULTS) == 1 + QUICK.retries


def test_a_finished_batch_that_withholds_results_is_an_error(
    client: Client, server: StandIn
) -> None:
    server.fail(RESULTS, *[End(0)] * 10)
    with pytest.raises(TransportError, match="before the last result"):
        client.batch(PROBLEMS, numbered(2))


def test_a_running_batch_may_be_quiet(connect: Connect, server: StandIn) -> None:
    server.statuses["b0"] = "running"
    quiet: list[Fault] = [Hush(0), End(0)] * (1 + QUICK.retries)
    server.fail(RESULTS, Hush(1), *quiet)
    with connect(server.url, silence_s=0.05) as client:
        assert seen(client.batch(PROBLEMS, numbered(3))) == expected(3)
    assert not server.faults[RESULTS]


def test_blank_lines_keep_a_stream_alive(client: Client, server: StandIn) -> None:
    server.fail(RESULTS, Say(b"\n\n  \n"))
    assert seen(client.batch(PROBLEMS, numbered(2))) == expected(2)


@pytest.mark.parametrize("line", [b"no json\n", b"[1]\n", b'{"id": "s0"}\n', b"[" * 10**5 + b"\n"])
def test_a_line_that_is_no_result_is_the_servers_fault(
    client: Client, server: StandIn, line: bytes
) -> None:
    server.fail(RESULTS, Say(line))
    with pytest.raises(ServerFault):
        client.batch(PROBLEMS, numbered(2))


def test_a_batch_that_vanished_is_not_found(client: Client, server: StandIn) -> None:
    server.fail(RESULTS, Drop(500), Refuse(404))
    with pytest.raises(NotFound):
        client.batch(PROBLEMS, numbered(9))


def test_leaving_early_cancels_the_batch(client: Client, server: StandIn) -> None:
    assert seen(client.batch(PROBLEMS, numbered(9), take=2)) == expected(2)
    assert server.count("DELETE /v1/batches") == 1


def test_a_finished_batch_is_not_cancelled(client: Client, server: StandIn) -> None:
    client.batch(PROBLEMS, numbered(2), take=2)
    client.batch(PROBLEMS, numbered(2))
    assert server.count("DELETE /v1/batches") == 0


def test_equal_ids_are_refused_before_sending(client: Client, server: StandIn) -> None:
    with pytest.raises(ValueError, match="ids"):
        client.batch(PROBLEMS, [*numbered(2), *numbered(1)])
    assert server.asked == []


def test_connections_are_used_again(client: Client, server: StandIn) -> None:
    for _ in range(10):
        client.score(PROBLEM, code="1")
        client.batch(PROBLEMS, numbered(2))
    assert server.connections == 1


def test_the_bar_goes_to_standard_error(
    client: Client, server: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    client.batch(PROBLEMS, numbered(3), progress=True)
    output = capsys.readouterr()
    assert output.out == ""
    assert "3/3" in output.err
    assert "mean reward 1.000" in output.err


def test_one_blocking_client_serves_many_threads(server: StandIn) -> None:
    outcomes: dict[int, list[tuple[str, float | None]]] = {}
    server.fail(RESULTS, *[Drop(400)] * 8)
    with RewardClient(server.url, retry=QUICK) as client:

        def work(number: int) -> None:
            outcomes[number] = seen(list(client.score_batch(PROBLEMS, numbered(20))))

        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert outcomes == {n: expected(20) for n in range(8)}
