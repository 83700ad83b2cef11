"""A worker's way with faults of sandboxes, and what it keeps in memory."""

from __future__ import annotations

import threading
from typing import Any

import pytest

import sandbox
from sandbox import WallUnavailable
from sandbox.slot import Slot
from sandbox.walls import WallConfig, WallName, choose_wall
from service import wire
from service.judge import results
from service.judge.findings import PASSED
from service.judge.flags import Flagging
from service.settings import Settings
from service.spec import Spec, digest
from service.store.packing import pack
from service.worker import judging
from service.worker.judging import Abandoned, Judge, Stopping
from service.worker.problems import Plan, Plans, plan_of
from tests.service.stack import Valkey
from tests.service.stores import WorkerSide


class NoWall:
    """A wall that cannot open a slot: its engine is away."""

    name: WallName = "bubblewrap"
    version = "0"

    def __init__(self) -> None:
        self.tries = 0

    def open(self) -> Slot:
        self.tries += 1
        raise WallUnavailable("the engine is away")


def plan(tests: list[dict[str, Any]] | None = None) -> Plan:
    body = wire.TestSet.model_validate({"tests": tests or [{"kind": "stdio", "stdout": "1"}] * 3})
    return plan_of(spec("0" * 64), body.model_dump_json().encode())


def spec(tests: str) -> Spec:
    return Spec(
        language=wire.Language.PYTHON,
        tests=tests,
        limits=Settings().default_limits,
        compare=wire.Compare(),
        reward=wire.SoftReward(),
        isolation="separate",
        sandbox="0",
    )


def test_without_a_sandbox_there_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "NO_SLOT_WAITS_S", (0.0, 0.0))
    wall = NoWall()
    result = Judge(wall, 10, threading.Event()).result(plan(), "print(1)", lambda: True)
    assert (result.status, result.reward) == ("no_verdict", None)
    assert result.reason == wire.NoVerdictReason.SANDBOX_LOST
    assert wall.tries == 3


def test_a_stopping_worker_does_not_wait_for_a_sandbox() -> None:
    stopping = threading.Event()
    stopping.set()
    with pytest.raises(Stopping):
        Judge(NoWall(), 10, stopping).result(plan(), "print(1)", lambda: True)


def test_a_run_that_nobody_waits_for_is_given_up(
    monkeypatch: pytest.MonkeyPatch, wall_name: WallName
) -> None:
    monkeypatch.setattr(judging, "WANTED_EVERY_S", 0.0)
    judge = Judge(choose_wall(WallConfig(wall=wall_name)), 10, threading.Event())
    try:
        with pytest.raises(Abandoned):
            judge.result(plan(), "print(1)", lambda: False)
        assert judge.result(plan(), "print(1)", lambda: True).reward == 1.0
    finally:
        judge.close()


def test_messages_of_guests_are_bounded_text() -> None:
    report = sandbox.CompileReport(ok=False, message="\ud800" + "x" * 10**6)
    place = wire.SandboxInfo(wall="w", version="0")
    sheet = results.Sheet(Flagging(plan().checks))
    sheet.all_failed(plan().checks)
    result = results.scored(wire.SoftReward(), {}, report, sheet, 0.0, place)
    assert len(result.model_dump_json()) < 10_000


def test_a_result_shows_a_bounded_part_of_the_output() -> None:
    loud = sandbox.Execution(
        0, None, None, 0, 0, 0, stdout=b"o" * 10**6, stderr=b"e" * 10**6 + b"!"
    )
    shown = results.test_result("1", loud, PASSED, results.SHOWN)
    assert (len(shown.stdout), len(shown.stderr)) == (results.CLIP, results.CLIP)
    assert shown.stderr.endswith("!")
    assert shown.stdout_clipped
    assert shown.stderr_clipped
    for room in (0, -1, 1):
        silent = results.test_result("1", loud, PASSED, room)
        assert (silent.stdout, silent.stderr, silent.stdout_clipped) == ("", "", True)


def test_plans_are_kept_within_bounds(valkey: Valkey) -> None:
    chunks = WorkerSide(valkey).chunks
    digests = []
    with valkey.client() as redis:
        for number in range(4):
            test = {"kind": "stdio", "stdout": str(number) * 1000}
            body = wire.TestSet.model_validate({"tests": [test]}).model_dump_json().encode()
            encoded = spec(digest(body)).encoded()
            redis.set(f"softjudge:testset:{digest(body)}", pack(body))
            redis.set(f"softjudge:problem:{digest(encoded)}", encoded)
            digests.append(digest(encoded))
        plans = Plans(chunks, most_bytes=20_000)  # room for two
        first = plans.plan(digests[0])
        assert first is not None
        assert plans.plan(digests[0]) is first
        plans.plan(digests[1])
        assert plans.plan(digests[0]) is first  # used last, so the other one goes
        plans.plan(digests[2])
        redis.flushall()
        assert plans.plan(digests[0]) is first
        assert plans.plan(digests[1]) is None
        assert plans.plan(digests[2]) is not None
