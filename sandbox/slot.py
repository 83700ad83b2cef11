"""A warm slot: one supervisor behind a wall, spoken to in frames."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, Protocol

from sandbox.errors import SlotLost
from sandbox.guest import frames, values
from sandbox.types import (
    AssertCase,
    CallCase,
    Case,
    CheckReport,
    CompileReport,
    Execution,
    Limits,
    Program,
    StdioCase,
)

Receive = Callable[[int, Execution], None]
Window = list[tuple[str, bytes]]

COMPILE_LIMITS = Limits(
    cpu_s=60, wall_s=90, memory_mb=1536, output_kb=1024, processes=16, file_kb=131072
)
WINDOW_CASES = 256  # how much is under way at once: bounds memory on both sides
WINDOW_BYTES = 8 << 20
GRACE_S = 20.0  # beyond what the limits allow, before a silent slot counts as lost
START_S = 60.0


class Stream(Protocol):
    """Bytes to and from a supervisor. Every method raises SlotLost when it fails."""

    def send(self, data: bytes) -> None: ...

    def receive(self, timeout_s: float) -> bytes:
        """Some bytes; b"" when the supervisor has ended."""

    def close(self) -> None:
        """End the supervisor and everything inside the wall."""


class Slot:
    """Runs one program at a time. After SlotLost it can only be closed."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._timeout_s = START_S
        self._reader = frames.Reader(lambda: self._stream.receive(self._timeout_s))
        self.runs = 0
        self.spent = False  # lost after its last answer: nothing to retry, and no further use
        message, _ = self._read()
        if message.get("op") != "ready":
            raise SlotLost(f"the supervisor began with {message}")

    def run(
        self, program: Program, cases: Sequence[Case], limits: Limits, receive: Receive
    ) -> CompileReport:
        """Run the program on every case, in order; `receive(i, execution)` for each.

        Raises SlotLost: cases not received yet may be run again elsewhere. A slot lost
        after its last answer is `spent` instead.
        """
        self._timeout_s = 2 * max(limits.wall_s, COMPILE_LIMITS.wall_s) + GRACE_S
        report: CompileReport | None = None
        done = 0
        try:
            for message, blobs in self._answers(program, cases, limits):
                if message["op"] == "compiled":
                    report = CompileReport(message["ok"], message["message"], message["wall_s"])
                else:
                    receive(done, _execution(message, blobs))
                    done += 1
        except SlotLost:
            if report is None or (report.ok and done < len(cases)):
                raise
            self.spent = True
        self.runs += 1
        if report is None or (report.ok and done != len(cases)):
            raise SlotLost(f"{done} of {len(cases)} cases were answered")
        return report

    def _answers(
        self, program: Program, cases: Sequence[Case], limits: Limits
    ) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
        """What the supervisor says of the program and its cases, up to its `ended`."""
        failed = False
        self._stream.send(_begin(program, limits))
        for last, window in _marked(list(_windows(cases))):
            self._stream.send(_pack_cases(window) + (frames.pack({"op": "end"}) if last else b""))
            while (answer := self._read())[0]["op"] != "window":
                failed = failed or answer[0].get("ok") is False
                yield answer
            if failed:
                if not last:
                    self._stream.send(frames.pack({"op": "end"}))
                break
        self._expect("ended")

    def close(self) -> None:
        self._stream.close()

    def _expect(self, op: str) -> None:
        message, _ = self._read()
        if message["op"] != op:
            raise SlotLost(f"expected {op}, got {message['op']}")

    def _read(self) -> tuple[dict[str, Any], list[bytes]]:
        try:
            message, blobs = self._reader.read()
        except (frames.BadFrame, frames.EndOfStream) as error:
            raise SlotLost(f"the supervisor's stream ended: {error}") from error
        if message["op"] == "unclean":
            raise SlotLost(f"the slot is not clean: {message['why']}")
        return message, blobs


def _begin(program: Program, limits: Limits) -> bytes:
    message = {
        "op": "begin",
        "language": program.language,
        "limits": asdict(limits),
        "compile_limits": asdict(COMPILE_LIMITS),
    }
    return frames.pack(message, [program.source.encode("utf-8", "surrogatepass")])


def _windows(cases: Sequence[Case]) -> Iterator[Window]:
    window: Window = []
    size = 0
    for case in cases:
        kind, blob = _payload(case)
        if window and (len(window) >= WINDOW_CASES or size + len(blob) > WINDOW_BYTES):
            yield window
            window, size = [], 0
        window.append((kind, blob))
        size += len(blob)
    yield window


def _payload(case: Case) -> tuple[str, bytes]:
    if isinstance(case, StdioCase):
        return "stdio", case.stdin
    if isinstance(case, CallCase):
        call = {"function": case.function, "args": list(case.args), "kwargs": case.kwargs}
        return "call", values.encode(call)
    assert isinstance(case, AssertCase)
    check = {"check": case.check, "setup": case.setup, "entry_point": case.entry_point}
    return "assert", json.dumps(check).encode()


def _pack_cases(window: Window) -> bytes:
    heads = [{"kind": kind, "blobs": [index]} for index, (kind, _) in enumerate(window)]
    return frames.pack({"op": "cases", "cases": heads}, [blob for _, blob in window])


def _marked(items: list[Window]) -> Iterator[tuple[bool, Window]]:
    for index, item in enumerate(items, 1):
        yield index == len(items), item


def _execution(message: dict[str, Any], blobs: list[bytes]) -> Execution:
    stdout, stderr, value = blobs
    check = message.get("check")
    if "check" in message and check is None:
        check = {"outcome": "check_error", "message": "the check ended without a report"}
    return Execution(
        exit_code=message["exit_code"],
        signal=message["signal"],
        limit=message["limit"],
        cpu_s=message["cpu_s"],
        wall_s=message["wall_s"],
        memory_mb=message["memory_mb"],
        stdout=stdout,
        stderr=stderr,
        stdout_clipped=message["stdout_clipped"],
        stderr_clipped=message["stderr_clipped"],
        value=value if message["has_value"] else None,
        check=None if check is None else CheckReport(check["outcome"], check["message"]),
    )
