"""A slot believes nothing: a supervisor that answers nonsense is a lost slot, not an answer."""

from __future__ import annotations

import json
from collections import OrderedDict, deque
from decimal import Decimal
from typing import Any

import pytest

from sandbox import CallCase, Execution, Limits, Program, SlotLost, StdioCase
from sandbox.guest import frames
from sandbox.slot import Slot

READY = {"op": "ready", "languages": ["python"]}
COMPILED = {"op": "compiled", "ok": True, "message": "", "wall_s": 0.0, "program": "candidate"}
EXECUTED = {
    "op": "executed",
    "exit_code": 0,
    "signal": None,
    "limit": None,
    "cpu_s": 0.1,
    "wall_s": 0.1,
    "memory_mb": 9.0,
    "stdout_clipped": False,
    "stderr_clipped": False,
    "has_value": False,
    "dismissed": False,
    "refused": [],
    "oddities": [],
    "collected": [],
}
WINDOW, ENDED = {"op": "window"}, {"op": "ended"}


class Scripted:
    """A stream whose other end says what it is told to, then ends."""

    def __init__(self, *messages: dict[str, Any] | bytes) -> None:
        self._answers = [
            message if isinstance(message, bytes) else packed(message) for message in messages
        ]
        self.sent = b""
        self.closed = False

    def send(self, data: bytes) -> None:
        self.sent += data

    def receive(self, timeout_s: float) -> bytes:
        return self._answers.pop(0) if self._answers else b""

    def close(self) -> None:
        self.closed = True


def packed(message: dict[str, Any]) -> bytes:
    blobs = [b"out", b"err", b""] if message.get("op") == "executed" else []
    return frames.pack(message, blobs)


def run(slot: Slot, cases: int = 1) -> list[Execution]:
    seen: list[Execution] = []
    program = Program("python", "print()")
    slot.run(program, [StdioCase()] * cases, Limits(), lambda _, each: seen.append(each))
    return seen


def test_a_run() -> None:
    stream = Scripted(READY, COMPILED, EXECUTED, EXECUTED, WINDOW, ENDED)
    slot = Slot(stream)
    assert [each.stdout for each in run(slot, 2)] == [b"out"] * 2
    assert (slot.runs, slot.spent) == (1, False)
    slot.close()
    assert stream.closed


@pytest.mark.parametrize("first", [{"op": "ended"}, {"no": "op"}, b"", b"\0\0", b"HTTP/1.1 400"])
def test_one_that_does_not_begin(first: dict[str, Any] | bytes) -> None:
    with pytest.raises(SlotLost):
        Slot(Scripted(first))


@pytest.mark.parametrize(
    "answers",
    [
        [],
        [COMPILED],
        [COMPILED, EXECUTED],
        [COMPILED, WINDOW, ENDED],
        [EXECUTED, EXECUTED, WINDOW, ENDED],
        [COMPILED, EXECUTED, b"\0\0\0\x02[]"],
        [COMPILED, {"op": "unclean", "why": "left"}],
        [COMPILED, {"op": "unclean"}],
        [COMPILED, {"op": "executed"}],
        [COMPILED, {**EXECUTED, "op": "window"}, ENDED],
        [{"op": "compiled"}],
        [COMPILED, frames.pack(EXECUTED, [])],
        [COMPILED, frames.pack({**EXECUTED, "collected": 5}, [b"", b"", b""])],
        [COMPILED, frames.pack({**EXECUTED, "oddities": ["made_up"]}, [b"", b"", b""])],
        [COMPILED, frames.pack({**EXECUTED, "check": "passed"}, [b"", b"", b""])],
        [{"nothing": 1}],
        [b"\xff" * 64],
    ],
    ids=lambda answers: json.dumps(answers, default=repr)[:60],
)
def test_an_answer_that_is_none(answers: list[dict[str, Any] | bytes]) -> None:
    slot = Slot(Scripted(READY, *answers))
    with pytest.raises(SlotLost):
        run(slot, 2)


@pytest.mark.parametrize(
    "ending",
    [[], [WINDOW], [{"op": "unclean", "why": "left"}], [WINDOW, WINDOW], [EXECUTED], [b"\0"]],
)
def test_one_lost_after_its_last_answer_has_answered(
    ending: list[dict[str, Any] | bytes],
) -> None:
    """Nothing is to be run again, but nothing else may run there."""
    slot = Slot(Scripted(READY, COMPILED, EXECUTED, *ending))
    assert len(run(slot)) == 1
    assert slot.spent


def test_a_failed_compilation_answers_for_all_cases() -> None:
    failed = {**COMPILED, "ok": False, "message": "no"}
    slot = Slot(Scripted(READY, failed, WINDOW, ENDED))
    assert run(slot, 3) == []
    assert not slot.spent


def test_many_cases_go_in_windows() -> None:
    """Each is sent when the one before has been answered."""
    window = [EXECUTED] * 256 + [WINDOW]
    stream = Scripted(READY, COMPILED, *window, *window, EXECUTED, WINDOW, ENDED)
    assert len(run(Slot(stream), 513)) == 513
    reader = frames.Reader(iter([stream.sent, b""]).__next__)
    sent = [reader.read()[0] for _ in range(5)]
    assert [message["op"] for message in sent] == ["begin", "cases", "cases", "cases", "end"]
    assert [len(message["cases"]) for message in sent[1:4]] == [256, 256, 1]


def test_large_inputs_go_in_windows_of_their_own() -> None:
    slot_stream = Scripted(READY, COMPILED, EXECUTED, WINDOW, EXECUTED, WINDOW, ENDED)
    cases = [StdioCase(b"x" * (6 << 20)), StdioCase(b"y" * (6 << 20))]
    seen: list[Execution] = []
    slot = Slot(slot_stream)
    slot.run(Program("python", ""), cases, Limits(), lambda _, each: seen.append(each))
    assert len(seen) == 2


@pytest.mark.parametrize("argument", [object(), Decimal(1), OrderedDict(a=1), [deque()]], ids=repr)
def test_arguments_that_are_no_data_are_the_callers_mistake(argument: object) -> None:
    slot = Slot(Scripted(READY))
    with pytest.raises(ValueError, match="unmarshallable"):
        slot.run(Program("python", ""), [CallCase("f", (argument,))], Limits(), lambda *_: None)
