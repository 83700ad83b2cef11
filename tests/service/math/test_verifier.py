"""The verifier process: what it cannot do in its bounds is no wrong answer, and harms nobody."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.math.exchange import Question
from service.math.verifier import Bounds, Verifier

# CPU and memory bounds end as "failed"; what the library gives up by itself may be "different".
HOSTILE = {
    "tower of powers": "9^{9^{9}}",
    "higher tower": "9^{9^{9^{9^{9}}}}",
    "huge power": "10^{10^{12}}",
    "factorial": "(10^9)!",
    "factorials": "5" + "!" * 50,
    "product": r"\prod_{k=1}^{10^9} k",
    "binomial": r"\binom{10^9}{5 \cdot 10^8}",
    "sine": r"\sin(10^{10^{10}})",
    "polynomial": "(x+1)^{10000}",
    "brackets": r"\left(" * 80 + "1" + r"\right)" * 80,
    "fractions": r"\frac{1}{" * 90 + "2" + "}" * 90,
}
DEEP = {
    "braces": "{" * 4000 + "1" + "}" * 4000,
    "signs": "-" * 3000 + "1",
    "letters": "a" * 5000,
    "sum": "+".join(["x"] * 2000),
}
STRANGE = {
    "digits": "1" * 9000,
    "zero": "1/0",
    "nothing": "0/0",
    "dollars": "$" * 999,
    "slashes": "\\" * 999,
    "surrogate": "\ud800",
    "unicode": "\U0001f600\u0661\u202e",
    "control": "\x01\x02",
}


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    verifier = Verifier(Bounds(cpu_s=1))
    yield verifier
    verifier.close()


@pytest.mark.parametrize("name", [*HOSTILE, *DEEP])
def test_what_is_too_much_gets_no_verdict(verifier: Verifier, name: str) -> None:
    reply = verifier.ask(boxed({**HOSTILE, **DEEP}[name], "5"))
    assert reply.outcome == "failed"
    assert reply.why


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_strange_is_wrong(verifier: Verifier, name: str) -> None:
    assert verifier.ask(boxed(STRANGE[name], "5")).outcome in ("different", "no_answer")


def test_after_a_failure_all_is_well(verifier: Verifier) -> None:
    assert verifier.ask(boxed("9^{9^{9}}", "5")).why == "CPU time"
    assert verifier.ask(boxed("14/3", r"\frac{14}{3}")).outcome == "equal"


def test_a_lack_of_memory_is_no_verdict() -> None:
    verifier = Verifier(Bounds(cpu_s=20, memory_bytes=160 << 20))
    try:
        reply = verifier.ask(boxed("2^{2^{33}}-1", "5"))
        assert (reply.outcome, reply.found) == ("failed", "2^{2^{33}}-1")
        assert reply.why in ("MemoryError", "memory")
    finally:
        verifier.close()


def test_the_workers_own_memory_does_not_count() -> None:
    worker = bytearray(b"x") * (300 << 20)
    verifier = Verifier(Bounds(memory_bytes=1 << 30))
    try:
        assert verifier.ask(boxed("1", "2")).outcome == "different"
    finally:
        verifier.close()
    assert len(worker) == 300 << 20


def test_a_child_that_dies_twice_gives_no_verdict() -> None:
    others = children()
    verifier = Verifier()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(verifier.ask, boxed("1", "1"))
        killed: set[int] = set()
        while not asked.done():
            for pid in children() - others - killed:
                os.kill(pid, signal.SIGKILL)
                killed.add(pid)
    assert (asked.result().outcome, asked.result().why) == ("failed", "crash")
    assert len(killed) == 2
    assert verifier.ask(boxed("1", "1")).outcome == "equal"
    verifier.close()


def test_a_child_that_died_is_replaced() -> None:
    verifier = Verifier()
    try:
        assert verifier.ask(boxed("1", "1")).outcome == "equal"
        os.kill(only_child(), signal.SIGKILL)
        assert verifier.ask(boxed("2", "2")).outcome == "equal"
    finally:
        verifier.close()


def test_a_child_that_hangs_is_replaced() -> None:
    verifier = Verifier(Bounds(wall_s=0.5))
    try:
        assert verifier.ask(boxed("1", "1")).outcome == "equal"
        os.kill(only_child(), signal.SIGSTOP)
        assert verifier.ask(boxed("2", "2")).why == "time"
        assert verifier.ask(boxed("2", "2")).outcome == "equal"
    finally:
        verifier.close()


def test_children_are_replaced_before_their_caches_grow() -> None:
    others = children()
    verifier = Verifier(Bounds(questions=2))
    seen = []
    try:
        for _ in range(4):
            assert verifier.ask(boxed("1", "1")).outcome == "equal"
            seen.append(children() - others)
    finally:
        verifier.close()
    first, after_two, second, after_four = seen
    assert (len(first), len(second), after_two, after_four) == (1, 1, set(), set())
    assert first != second


def test_several_threads_may_ask(verifier: Verifier) -> None:
    def ask(number: int) -> str:
        assert threading.current_thread() is not threading.main_thread()
        return verifier.ask(boxed(f"{number}.0", str(number // 2 * 2))).outcome

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(ask, range(40)))
    assert outcomes == ["equal", "different"] * 20


def test_a_long_question_goes_through(verifier: Verifier) -> None:
    golds = tuple(f"{number} + " + "1 + " * 100 + "1" for number in range(50))
    assert verifier.ask(boxed("0", *golds)).outcome in ("different", "failed")
    assert verifier.ask(boxed("49", *("1" * 4000 for _ in range(99)), "49")).outcome == "equal"


def test_the_child_does_not_know_the_workers_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOFTJUDGE_REDIS_URL", "redis://secret")
    verifier = Verifier()
    try:
        assert verifier.ask(boxed("1", "1")).outcome == "equal"
        assert b"secret" not in Path(f"/proc/{only_child()}/environ").read_bytes()
    finally:
        verifier.close()


def boxed(answer: str, *golds: str) -> Question:
    return Question("boxed", answer, golds)


def children() -> set[int]:
    """Verifier processes that this one has started and not waited for."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            with contextlib.suppress(OSError):  # it may end meanwhile
                if b"verifier_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    found.add(int(pid))
    return found


def only_child() -> int:
    """The one that was started last."""
    return max(children())
