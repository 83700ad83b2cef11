"""A worker whose sandbox answers at once: what is left is the control plane.

    python -m benchmarks.speed.null        with the settings of the environment, as a worker

Every program compiles, prints the same and ends well.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from sandbox.guest import frames
from sandbox.slot import Slot
from sandbox.walls import WallName
from service.settings import Settings
from service.worker import run_worker

PRINTED = b"7\n"  # what the problem of latency.py expects
EXECUTED = {
    "op": "executed",
    "exit_code": 0,
    "signal": None,
    "limit": None,
    "cpu_s": 0.0,
    "wall_s": 0.0,
    "memory_mb": 0.0,
    "stdout_clipped": False,
    "stderr_clipped": False,
    "has_value": False,
    "collected": [],
    "dismissed": False,
    "refused": [],
    "oddities": [],
}
COMPILED = {"op": "compiled", "ok": True, "message": "", "wall_s": 0.0, "program": "candidate"}


class NullStream:
    """The supervisor's end of the frames, without a supervisor."""

    def __init__(self) -> None:
        self._given: deque[bytes] = deque()
        self._orders = frames.Reader(lambda: self._given.popleft() if self._given else b"")
        self._answers = bytearray(frames.pack({"op": "ready", "languages": ["python"]}))

    def send(self, data: bytes) -> None:
        self._given.append(data)
        while True:
            try:
                order, _ = self._orders.read()
            except frames.EndOfStream:
                return
            self._answers += self._answer(order)

    def receive(self, timeout_s: float) -> bytes:
        answers = bytes(self._answers)
        self._answers.clear()
        return answers

    def close(self) -> None:
        self._given.clear()

    def _answer(self, order: dict[str, Any]) -> bytes:
        match order["op"]:
            case "begin":
                return frames.pack(COMPILED)
            case "cases":
                executed = frames.pack(EXECUTED, [PRINTED, b"", b""])
                return executed * len(order["cases"]) + frames.pack({"op": "window"})
            case _:
                return frames.pack({"op": "ended"})


class NullWall:
    name: WallName = "bubblewrap"  # the wire knows no other; nothing is behind it
    version = "null"

    def open(self) -> Slot:
        return Slot(NullStream())


if __name__ == "__main__":
    run_worker(Settings.from_env(), NullWall())
