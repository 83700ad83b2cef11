"""A pool: slots that die, for real, under a run or between runs; recycling; closing."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox import (
    CallCase,
    CompileReport,
    Execution,
    Limits,
    Program,
    SlotLost,
    StdioCase,
    WallUnavailable,
)
from sandbox.pool import ATTEMPTS, SlotPool
from sandbox.slot import Slot
from sandbox.walls import WALL_NAMES, Wall, WallConfig, WallName, choose_wall
from tests.docker_gate import marked
from tests.sandbox.behind import Behind, Containers, KillableWall, Processes, running, wait_until
from tests.sandbox.box import Box, RememberingWall

ROOT = Path(__file__).parents[2]
SQUARE = Program("python", "import time\nn = int(input())\ntime.sleep(0.05)\nprint(n * n)")
NUMBERS = [StdioCase(str(n).encode()) for n in range(8)]


@pytest.fixture(params=marked(WALL_NAMES))
def killable(request: pytest.FixtureRequest, wall_of: Callable[..., Wall]) -> KillableWall:
    """Each wall in turn, with a label of its own where it has labels."""
    name: WallName = request.param
    label = f"tests-{uuid.uuid4().hex[:12]}"
    behind: Behind = Processes() if name == "bubblewrap" else Containers(label)
    return KillableWall(wall_of(name, label), behind)


def squares(pool: SlotPool, disturb: Callable[[int], None] = lambda index: None) -> None:
    """Runs the squares; each must be received once, in order, whatever `disturb` does."""
    seen: list[Execution] = []

    def receive(index: int, execution: Execution) -> None:
        assert index == len(seen)
        seen.append(execution)
        disturb(index)

    report = pool.run(SQUARE, NUMBERS, Limits(), receive)
    assert report.ok
    assert [int(each.stdout) for each in seen] == [n * n for n in range(8)]


def test_a_slot_killed_under_a_run(killable: KillableWall) -> None:
    """What was not answered runs on the spare; nothing is answered twice."""
    with SlotPool(killable) as pool:
        squares(pool, lambda index: killable.kill(0) if index == 2 else None)
        squares(pool)
    wait_until(lambda: not killable.behind.living() & killable.opened())


def test_every_slot_of_a_run_killed(killable: KillableWall) -> None:
    """Attempts count for one case: a run may lose more slots than that."""
    kills = {1: 0, 3: 1, 5: 2}  # answers come in pairs here: none is under way at a kill
    assert len(kills) >= ATTEMPTS
    with SlotPool(killable) as pool:
        squares(pool, lambda index: killable.kill(kills[index]) if index in kills else None)
        assert pool_runs(killable)[:4] == [0, 0, 0, 1]


def test_slots_killed_while_idle(killable: KillableWall) -> None:
    """The one in use and the spare: the next is made then."""
    with SlotPool(killable) as pool:
        squares(pool)
        killable.kill(0)
        killable.kill(1)
        squares(pool)
        assert pool_runs(killable)[:3] == [1, 0, 1]


def test_closing_leaves_nothing(killable: KillableWall) -> None:
    before = killable.behind.living()
    pool = SlotPool(killable)
    squares(pool)
    pool.close()
    wait_until(lambda: killable.behind.living() <= before)


def test_closing_in_the_middle_of_a_run_leaves_nothing(killable: KillableWall) -> None:
    before = killable.behind.living()

    def stop(index: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), SlotPool(killable) as pool:
        squares(pool, stop)
    wait_until(lambda: killable.behind.living() <= before)


def test_a_killed_worker_leaves_nothing(killable: KillableWall) -> None:
    """SIGKILL of the process that holds the pool: no clean-up of ours can run."""
    label = f"tests-{uuid.uuid4().hex[:12]}"
    script = f"""
        import time
        from sandbox import *
        from sandbox.pool import SlotPool
        from sandbox.walls import WallConfig, choose_wall
        pool = SlotPool(choose_wall(WallConfig(wall={killable.name!r}, owner={label!r})))
        program = Program("python", "import time; time.sleep(60)")
        pool.run(Program("python", "print()"), [StdioCase()], Limits(), lambda *_: None)
        print("running", flush=True)
        pool.run(program, [StdioCase()], Limits(wall_s=60), lambda *_: None)
    """
    worker = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "running\n"
    processes, containers = Processes(worker.pid).living(), None
    if killable.name != "bubblewrap":
        containers = Containers(label)
        assert len(containers.living()) >= 1
    worker.kill()
    worker.wait()
    worker.stdout.close()
    wait_until(lambda: not any(map(running, processes)))
    if containers is not None:
        wait_until(lambda: not containers.living())


# --- one fast wall ------------------------------------------------------------------------


class Failing(RememberingWall):
    """A wall that cannot open slots of these numbers; which no engine does when asked to."""

    def __init__(self, wall: Wall, numbers: set[int]) -> None:
        super().__init__(wall)
        self._numbers = numbers
        self._asked = 0

    def open(self) -> Slot:
        self._asked += 1
        if self._asked - 1 in self._numbers:
            raise WallUnavailable("no slot this time")
        return super().open()


def pool_runs(wall: RememberingWall) -> list[int]:
    return [slot.runs for slot in wall.slots]


@pytest.fixture
def fast(quick: Box, wall_of: Callable[..., Wall]) -> Wall:
    return wall_of(quick.wall.name)


def test_recycling(fast: Wall) -> None:
    wall = RememberingWall(fast)
    with SlotPool(wall, recycle_after=2) as pool:
        for _ in range(5):
            pool.run(Program("python", "print(1)"), [StdioCase()] * 3, Limits(), lambda *_: None)
    assert pool_runs(wall) == [2, 2, 1, 0]


def test_slots_that_always_die_are_the_callers_problem(quick: Box) -> None:
    """After ATTEMPTS slots for the same case; the pool still serves what comes then."""
    name = quick.wall.name
    label = f"tests-{uuid.uuid4().hex[:12]}"
    behind: Behind = Processes() if name == "bubblewrap" else Containers(label)

    class StillBorn(KillableWall):
        dying = True

        def open(self) -> Slot:
            slot = super().open()
            if self.dying:
                self.kill(len(self.slots) - 1)
            return slot

    wall = StillBorn(choose_wall(WallConfig(wall=name, owner=label)), behind)
    with SlotPool(wall) as pool:
        seen: list[Execution] = []
        with pytest.raises(SlotLost):
            pool.run(SQUARE, NUMBERS, Limits(), lambda _, each: seen.append(each))
        assert seen == []
        assert len(wall.slots) >= ATTEMPTS
        wall.dying = False
        squares(pool)


def test_a_spare_that_could_not_be_opened_is_tried_again(fast: Wall) -> None:
    wall = Failing(fast, {1, 2})
    with SlotPool(wall, recycle_after=1) as pool:
        with pytest.raises(WallUnavailable):
            squares(pool)
        squares(pool)
    assert len(wall.slots) >= 2


def test_a_pool_with_no_spare_closes(fast: Wall) -> None:
    with SlotPool(Failing(fast, {1})) as pool:
        squares(pool)


def test_a_pool_needs_one_slot(fast: Wall) -> None:
    with pytest.raises(WallUnavailable):
        SlotPool(Failing(fast, {0}))


def test_answers_abandoned_midway_do_not_reach_the_next_program(fast: Wall) -> None:
    """The receiver fails while more answers are under way."""
    with SlotPool(fast) as pool:

        def fail(index: int, execution: Execution) -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            pool.run(SQUARE, NUMBERS, Limits(), fail)
        squares(pool)


def test_a_mistake_of_the_caller_costs_no_wrong_answer(fast: Wall) -> None:
    with SlotPool(fast) as pool:
        with pytest.raises(ValueError, match="unmarshallable"):
            pool.run(SQUARE, [NUMBERS[0], CallCase("f", (object(),))], Limits(), lambda *_: None)
        squares(pool)


def test_a_run_without_cases_is_refused_and_costs_nothing(fast: Wall) -> None:
    wall = RememberingWall(fast)
    with SlotPool(wall) as pool:
        with pytest.raises(ValueError, match="no cases"):
            pool.run(SQUARE, [], Limits(), lambda index, execution: None)
        squares(pool)
        assert [slot.runs for slot in wall.slots] == [1, 0]


def test_many_cases_cross_in_windows(quick: Box) -> None:
    cases = [StdioCase(str(n).encode()) for n in range(300)]
    seen = quick.run("print(int(input()) + 1)", cases)
    assert [int(each.stdout) for each in seen] == list(range(1, 301))


def test_a_compile_error_in_many_windows(quick: Box) -> None:
    report, seen = quick.report("def", [StdioCase(b"x" * (3 << 20))] * 5)
    assert isinstance(report, CompileReport)
    assert (report.ok, seen) == (False, [])
    assert quick.output("print('next')") == b"next\n"
