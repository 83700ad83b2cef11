"""A warm slot: one supervisor behind a wall, spoken to in frames."""

from __future__ import annotations

import functools
import json
import marshal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, ParamSpec, Protocol, TypeVar, get_args

from sandbox.artifacts import Artifacts
from sandbox.errors import LanguageMissing, SlotLost
from sandbox.guest import frames, values
from sandbox.types import (
    AssertCase,
    CallCase,
    Case,
    CheckReport,
    CompileReport,
    Execution,
    InteractCase,
    Limits,
    Oddity,
    Program,
    PytestCase,
    StdioCase,
    TestOutcome,
)

P = ParamSpec("P")
T = TypeVar("T")
Receive = Callable[[int, Execution], None]

COMPILE_LIMITS = Limits(
    cpu_s=60, wall_s=90, memory_mb=1536, output_kb=1024, processes=64, file_kb=131072
)
WINDOW_CASES = 256  # how much is under way at once: bounds memory on both sides
WINDOW_BYTES = 8 << 20
GRACE_S = 20.0  # beyond what the limits allow, before a silent slot counts as lost
START_S = 60.0
MARSHAL_VERSION = 2  # which every Python 3 reads, of whatever version the sandbox's is

# Folder of pytest files, in the check's own directory. In the directory itself, pytest would look
# for packages and conftest files above them, where programs may write.
TESTS = "tests"


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
        self.languages = frozenset(message["languages"])

    def run(
        self,
        program: Program,
        cases: Sequence[Case],
        limits: Limits,
        receive: Receive,
        artifacts: Artifacts | None = None,
    ) -> CompileReport:
        """Run the program on every case, in order; `receive(i, execution)` for each.

        What was compiled is taken from `artifacts` if it is there, and kept there. Raises
        SlotLost: cases not received yet may be run again elsewhere; a slot lost after its
        last answer is `spent` instead. Raises LanguageMissing before anything is run.
        """
        self._timeout_s = 2 * max(limits.wall_s, COMPILE_LIMITS.wall_s) + GRACE_S
        artifacts = artifacts or Artifacts(0)
        programs = {"candidate": program}
        if cases and isinstance(cases[0], InteractCase):
            programs["interactor"] = cases[0].interactor
        for name in {each.language for each in programs.values()} - self.languages:
            raise LanguageMissing(f"{name} is not installed here")
        report: CompileReport | None = None
        done = 0
        try:
            for message, blobs in self._answers(programs, cases, limits, artifacts):
                if message["op"] == "compiled":
                    made = _compiled(message)
                    if blobs:
                        artifacts.keep(programs[made.program], blobs[0])
                    if made.program == "candidate" or not made.ok:
                        report = made
                elif done == len(cases):
                    raise SlotLost("more answers than cases")
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
        self,
        programs: dict[str, Program],
        cases: Sequence[Case],
        limits: Limits,
        artifacts: Artifacts,
    ) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
        """What the supervisor says of the programs and cases, up to its `ended`."""
        failed = False
        self._stream.send(_begin(programs, limits, artifacts))
        for last, window in _marked(list(_windows(cases))):
            self._stream.send(window.packed() + (frames.pack({"op": "end"}) if last else b""))
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
        if message.get("op") == "unclean":
            raise SlotLost(f"the slot is not clean: {message.get('why')}")
        if "op" not in message:
            raise SlotLost("the supervisor's answer has no name")
        return message, blobs


# --- to the supervisor --------------------------------------------------------------------


def _begin(programs: dict[str, Program], limits: Limits, artifacts: Artifacts) -> bytes:
    blobs: list[bytes] = []
    described = {}
    for name, program in programs.items():
        artifact = artifacts.find(program)
        described[name] = {
            "language": program.language,
            "source": len(blobs),
            "artifact": None if artifact is None else len(blobs) + 1,
        }
        blobs.append(program.source.encode("utf-8", "surrogatepass"))
        if artifact is not None:
            blobs.append(artifact)
    message = {
        "op": "begin",
        "programs": described,
        "limits": asdict(limits),
        "compile_limits": asdict(COMPILE_LIMITS),
    }
    return frames.pack(message, blobs)


class Window:
    """Cases that go to the supervisor in one message."""

    def __init__(self) -> None:
        self._heads: list[dict[str, Any]] = []
        self._blobs: list[bytes] = []
        self._size = 0

    def full(self, coming: list[bytes]) -> bool:
        too_large = self._size + sum(map(len, coming)) > WINDOW_BYTES
        return len(self._heads) >= WINDOW_CASES or (bool(self._heads) and too_large)

    def add(self, case: Case, blobs: list[bytes]) -> None:
        places = list(range(len(self._blobs), len(self._blobs) + len(blobs)))
        self._heads.append({**_head(case), "blobs": places})
        self._blobs += blobs
        self._size += sum(map(len, blobs))

    def packed(self) -> bytes:
        return frames.pack({"op": "cases", "cases": self._heads}, self._blobs)


def _windows(cases: Sequence[Case]) -> Iterator[Window]:
    window = Window()
    for case in cases:
        blobs = _blobs(case)
        if window.full(blobs):
            yield window
            window = Window()
        window.add(case, blobs)
    yield window


def _blobs(case: Case) -> list[bytes]:
    """A case's byte strings; `_head` counts on their order."""
    match case:
        case StdioCase():
            return [case.stdin, *case.files.values()]
        case InteractCase():
            return list(case.files.values())
        case CallCase():
            call: Any = (case.function, case.args, case.kwargs)
            return [marshal.dumps(call, MARSHAL_VERSION)]
        case AssertCase():
            check = {
                "kind": "statements",
                "check": case.check,
                "setup": case.setup,
                "entry_point": case.entry_point,
            }
            return [json.dumps(check).encode()]
        case PytestCase():
            order = {"kind": "pytest", "module": case.module, "folder": TESTS}
            return [json.dumps({**order, "files": list(case.files)}).encode(), *case.files.values()]


def _head(case: Case) -> dict[str, Any]:
    match case:
        case StdioCase():
            first = 1
            kind = "stdio"
        case InteractCase():
            first = 0
            kind = "interact"
        case CallCase():
            return {"kind": "call"}
        case AssertCase():
            return {"kind": "assert", "role": "check", "files": {}}
        case PytestCase():
            files = {f"{TESTS}/{name}": index for index, name in enumerate(case.files, 1)}
            if case.shared:
                return {"kind": "shared", "files": files}
            return {"kind": "assert", "role": "pytest", "files": files}
    files = {name: index for index, name in enumerate(case.files, first)}
    return {"kind": kind, "stdin": 0, "args": case.args, "files": files, "collect": case.collect}


def _marked(items: list[Window]) -> Iterator[tuple[bool, Window]]:
    for index, item in enumerate(items, 1):
        yield index == len(items), item


# --- from the supervisor ------------------------------------------------------------------


def _understood(read: Callable[P, T]) -> Callable[P, T]:
    """Has a function that reads an answer raise SlotLost where the answer is none."""

    @functools.wraps(read)
    def attempt(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return read(*args, **kwargs)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise SlotLost(f"the supervisor answered nonsense: {error!r}") from error

    return attempt


@_understood
def _compiled(message: dict[str, Any]) -> CompileReport:
    return CompileReport(message["ok"], message["message"], message["wall_s"], message["program"])


@_understood
def _execution(message: dict[str, Any], blobs: list[bytes]) -> Execution:
    taken = 3 + len(message["collected"])
    stdout, stderr, written, *files = blobs[:taken]
    value = written if message["has_value"] else None
    check = message.get("check")
    partner = message.get("interactor")
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
        value=None if value == values.NO_DATA else value,
        check=None if check is None else _check_report(check),
        collected=dict(zip(message["collected"], files, strict=True)),
        interactor=None if partner is None else _execution(partner, blobs[taken:]),
        dismissed=message["dismissed"],
        refused=tuple(map(str, message["refused"])),
        oddities=_oddities(message["oddities"]) | _of_value(value),
    )


def _oddities(names: list[Oddity]) -> frozenset[Oddity]:
    if not set(names) <= set(get_args(Oddity)):
        raise ValueError("unknown oddities")
    return frozenset(names)


def _of_value(value: bytes | None) -> frozenset[Oddity]:
    """What is odd about the value that a called function returned."""
    if value is None:
        return frozenset()
    if value == values.NO_DATA:
        return frozenset({"unserialisable"})
    return frozenset({"subclass"}) if values.holds_subclass(value) else frozenset()


def _check_report(check: dict[str, Any]) -> CheckReport:
    tests = (TestOutcome(t["name"], t["outcome"], t["message"]) for t in check.get("tests", ()))
    return CheckReport(check["outcome"], check["message"], tuple(tests))
