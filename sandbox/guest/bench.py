"""What the supervisor works with: zygotes, users, and the programs of one submission.

A submission is a candidate program and, for interactive problems, an interactor. Each is
prepared once (compiled, or parsed by its first case) and run case after case.
"""

from __future__ import annotations

import json
import os
import random
import socket
import sys
from typing import Any

from sandbox.guest import outcomes, runs, sources, sweep
from sandbox.guest.languages import LANGUAGES, available
from sandbox.guest.prepared import Prepared
from sandbox.guest.zygotes import HERE, Zygote

RUN = os.path.join(runs.WORK, "run")
PARTNER = os.path.join(runs.WORK, "partner")  # the check's or the interactor's directory
PRIVATE = 0o077  # umask of those: what they write in shared directories is not for candidates

UIDS = 1000  # how many users a slot rotates through
MAX_LAST_WORDS = 500
FIRST_UID = 10_000
MAX_REPORT = 32 << 20  # of a check's outcomes, however little output a program may make
MAX_CODE = 64 << 20  # of marshalled Python code

Executed = tuple[dict[str, Any] | None, list[bytes]]


class Bench:
    """Raises sweep.NotClean, ZygoteDied and LaunchFailed when the slot must not be used again."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._confinement = {**config, "filter": os.path.join(HERE, "seccomp.json")}
        self._zygotes: dict[tuple[str, str], Zygote] = {}
        *self._uids, self._group = uid_range()
        self._next_uid = 0
        self._limits: dict[str, Any] = {}
        self._programs: dict[str, Prepared] = {}
        self.unclean = ""  # why the slot must not be used again

    def languages(self) -> list[str]:
        """The languages that a run, with a run's rights, finds installed."""
        with sweep.acting_as(self._uids[0]):
            return available()

    # --- a submission's life --------------------------------------------------------------

    def begin(self, message: dict[str, Any], blobs: list[bytes]) -> None:
        """Put the programs in place: `programs` maps "candidate" (and "interactor") to
        {language, source: blob, artifact: blob or null}."""
        self._limits = message["limits"]
        self._programs = {}
        for name, given in message["programs"].items():
            artifact = None if given["artifact"] is None else blobs[given["artifact"]]
            language = LANGUAGES[given["language"]]
            group = 0 if name == "candidate" else self._group
            program = Prepared(name, language, blobs[given["source"]], artifact, group)
            self._programs[name] = program
            if program.must_compile:
                self._compile(program, message["compile_limits"])

    def end(self) -> None:
        for program in self._programs.values():
            program.remove()
        self._programs = {}
        sweep.empty(runs.WORK, ())

    @property
    def failed(self) -> bool:
        return any(program.failed for program in self._programs.values())

    def compile_reports(self) -> list[tuple[dict[str, Any], list[bytes]]]:
        """Reports, and artifacts, of programs that have just been compiled."""
        return [
            report
            for program in self._programs.values()
            if (report := program.take_report()) is not None
        ]

    # --- cases ----------------------------------------------------------------------------

    def execute(self, case: dict[str, Any], blobs: list[bytes]) -> Executed:
        """Run one case. (None, []) when the program turned out not to compile."""
        kind = case["kind"]
        if kind == "assert":
            return self._run_check(case, blobs)
        if kind == "shared":
            return self._run_shared(case, blobs)
        if kind == "interact":
            return self._run_interaction(case, blobs)
        part = self._part("candidate", RUN)
        if kind == "call":
            self._as_call(part, blobs[0])
        else:
            self._as_program(part, case, blobs)
            part.texts["stdin"] = blobs[case["stdin"]]
        return self._finish(part, self._run([part]))

    def _as_call(self, part: runs.Part, request: bytes) -> None:
        self._as_python(part, "call")
        part.texts["request"] = request
        part.captured["value"] = self._output

    def _as_program(self, part: runs.Part, case: dict[str, Any], blobs: list[bytes]) -> None:
        """Have the part run its program with the case's arguments and files."""
        program = self._programs[part.name]
        part.files = {name: blobs[index] for name, index in case["files"].items()}
        part.collect = tuple(case["collect"])
        if program.language.run:
            part.action = "execute"
            part.language = program.language
            part.argv = [*program.run_command(self._limits["memory_mb"]), *case["args"]]
        else:
            self._as_python(part, "main")
            part.argv = [part.path, *case["args"]]

    def _as_python(self, part: runs.Part, action: str, role: str = "") -> None:
        """Have a zygote run the program: from source the first time, then from its code."""
        program = self._programs[part.name]
        role = role or sources.python_role(program.source, action != "main")
        part.zygote = self._zygote(role, part.name)
        part.action, part.path = action, program.source_path
        part.reseed = sources.draws(program.source)
        if program.code is None:
            part.texts["source"] = program.source
            part.captured["emit"] = MAX_CODE
        else:
            part.texts["code"] = program.code

    def _run_check(self, case: dict[str, Any], blobs: list[bytes]) -> Executed:
        """The program and its check, each a process of its own, joined by a socket."""
        ours, theirs = socket.socketpair()
        part = self._part("candidate", RUN)
        self._as_python(part, "serve")
        part.fds["channel"] = theirs.detach()
        check = self._part("check", PARTNER, role=case["role"])
        check.action, check.umask = "check", PRIVATE
        check.files = {name: blobs[index] for name, index in case["files"].items()}
        check.texts["source"] = blobs[0]
        check.fds["channel"] = ours.detach()
        check.captured["report"] = MAX_REPORT
        executed, blobs = self._finish(part, self._run([part, check]))
        if executed is not None:
            report(executed, reported(check))
        return executed, blobs

    def _run_shared(self, case: dict[str, Any], blobs: list[bytes]) -> Executed:
        """The program and its test files in one process, which has a copy of the files to
        work with and no right to change those that are run."""
        part = self._part("candidate", RUN)
        self._as_python(part, "shared", role="pytest")
        part.files = {name: blobs[index] for name, index in case["files"].items()}
        order = json.loads(blobs[0])
        program = self._programs["candidate"]
        part.path = program.as_module(order["module"])
        order["folder"] = os.path.join(program.show(part.files), order["folder"])
        order["seal"] = os.urandom(16).hex()
        part.texts["request"] = json.dumps(order).encode()
        part.captured["report"] = MAX_REPORT
        executed, outputs = self._finish(part, self._run([part]))
        if executed is not None:
            written = bytes(part.captures["report"].data)
            report(executed, outcomes.read(written, order["seal"]))
        return executed, outputs

    def _run_interaction(self, case: dict[str, Any], blobs: list[bytes]) -> Executed:
        """Candidate and interactor, each reading what the other writes."""
        part = self._part("candidate", RUN, captured=("stderr",))
        partner = self._part("interactor", PARTNER, captured=("stderr",))
        partner.umask = PRIVATE
        self._as_program(part, {"args": [], "files": {}, "collect": []}, blobs)
        self._as_program(partner, case, blobs)
        part.fds["stdin"], partner.fds["stdout"] = os.pipe2(os.O_CLOEXEC)
        partner.fds["stdin"], part.fds["stdout"] = os.pipe2(os.O_CLOEXEC)
        watched = self._run([part, partner])
        executed, outputs = self._finish(part, watched)
        other, more = self._finish(partner, watched)
        if executed is None or other is None:
            return None, []
        executed["interactor"] = other
        return executed, outputs + more

    # --- pieces ---------------------------------------------------------------------------

    def _part(
        self,
        name: str,
        directory: str,
        *,
        role: str = "main",
        captured: tuple[str, ...] = ("stdout", "stderr"),
    ) -> runs.Part:
        """A process to be, with a user of its own and captured output."""
        uid = self._uids[self._next_uid % len(self._uids)]
        self._next_uid += 1
        part = runs.Part(name, self._zygote(role, name), uid, directory)
        if name in self._programs:
            part.group = self._programs[name].group
        part.captured = dict.fromkeys(captured, self._output)
        return part

    @property
    def _output(self) -> int:
        return int(self._limits["output_kb"]) << 10

    def _run(self, parts: list[runs.Part]) -> runs.Watched:
        keep = frozenset(name for p in self._programs.values() for name in p.directories)
        limits = {**self._limits, "memory_mb": self._limits["memory_mb"] + runtimes_mb(parts)}
        watched = runs.run(parts, limits, self._known(), keep)
        self.unclean = watched.unclean
        return watched

    def _finish(self, part: runs.Part, watched: runs.Watched) -> Executed:
        program = self._programs.get(part.name)
        if program is not None and "emit" in part.captures:
            program.parsed(bytes(part.captures["emit"].data), watched)
            if program.failed:
                return None, []
        return runs.outcome(part, watched, self._limits)

    def _compile(self, program: Prepared, limits: dict[str, Any]) -> None:
        outer, self._limits = self._limits, limits
        part = self._part(program.name, program.build)
        part.action, part.language = "execute", program.language
        part.argv = program.compile_command(limits["memory_mb"])
        watched = self._run([part])
        if watched.starved:  # its work is bounded by its CPU limit, so the machine was too slow
            raise sweep.NotClean("a compiler had too little of the machine to end in its time")
        program.built(part.uid, *runs.outcome(part, watched, limits))
        self._limits = outer

    def _zygote(self, role: str, part: str) -> Zygote:
        """The zygote for a role; a zygote has one process, so partners have their own."""
        home = PARTNER if part in runs.PARTNERS else RUN
        key = role, home
        if key not in self._zygotes:
            self._zygotes[key] = Zygote(role, self._confinement, home)
        return self._zygotes[key]

    def _known(self) -> set[int]:
        return {zygote.pid for zygote in self._zygotes.values()}


def report(executed: dict[str, Any], check: dict[str, Any]) -> None:
    """Put the report of a check into what the host is told of a run."""
    executed["oddities"] += check.pop("oddities", [])
    executed["check"] = check


def reported(check: runs.Part) -> dict[str, Any]:
    """What a check reported, or how it ended when it did not get that far."""
    report = bytes(check.captures["report"].data)
    try:
        return json.loads(report)  # type: ignore[no-any-return]  # the harness writes a dict
    except ValueError:  # it is empty, or the check was ended while it wrote
        pass
    last_words = bytes(check.captures["stderr"].data[-MAX_LAST_WORDS:]).decode("utf-8", "replace")
    message = f"the check ended without a report: {last_words.strip()}"
    return {"outcome": "check_error", "message": message}


def runtimes_mb(parts: list[runs.Part]) -> int:
    """Memory that the parts' language runtimes take for themselves, MiB."""
    return sum(part.language.runtime.memory_mb for part in parts if part.language is not None)


def uid_range() -> range:
    """Users for runs: a random stretch of those that this user namespace maps, so that the
    slots of a host do not share users and their process counts."""
    with open("/proc/self/uid_map", encoding="ascii") as file:
        mapped = max(int(line.split()[0]) + int(line.split()[2]) for line in file)
    last = min(mapped, 2**31) - UIDS
    if last < FIRST_UID:
        sys.exit("this wall maps too few users for a fresh one each run")
    first = random.randrange(FIRST_UID, last + 1)
    return range(first, first + UIDS)
