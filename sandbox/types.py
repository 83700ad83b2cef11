"""What goes into a sandbox and what comes out: plain frozen values.

Nothing here knows an expected output. A `Case` is an input; an `Execution` is what was
observed. Judging is the caller's work, on its own side of the wall.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Limit = Literal["cpu", "wall", "memory", "output"]

# What a run did that programs with nothing to hide hardly do.
#   unserialisable  the called function returned what is no plain data
#   subclass        it returned an instance of a plain type's subclass that redefines comparing
#   stray_bytes     it wrote to a descriptor that only the code around it has a use for
#   left_behind     what it left could not be removed, which cost the slot
Oddity = Literal["unserialisable", "subclass", "stray_bytes", "left_behind"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one execution (one case), enforced inside the wall."""

    cpu_s: float = 10.0  # seconds of CPU, all processes of the run together
    wall_s: float = 20.0  # seconds; time spent runnable but waiting for a core is not counted
    memory_mb: int = 512  # MiB
    output_kb: int = 4096  # KiB of stdout; stderr has the same bound
    processes: int = 32  # processes and threads together
    file_kb: int = 16384  # KiB of one written file


@dataclass(frozen=True, slots=True)
class Program:
    """One candidate program: UTF-8 source text (surrogates escaped) of a known language."""

    language: str
    source: str


@dataclass(frozen=True, slots=True)
class StdioCase:
    """Run the program as a program, with these bytes on its standard input.

    `files` are put into its working directory first; `collect` names files that are read
    out of it at the end (64 KiB each at most), if they are there.
    """

    stdin: bytes = b""
    args: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    collect: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallCase:
    """Load the program as a module and call `function` (`Class().method` allowed).

    `args` and `kwargs` are JSON-like values; `Slot.run` raises ValueError on others. The
    returned value comes back encoded (`sandbox.guest.values`) in `Execution.value`.
    """

    function: str
    args: tuple[object, ...] = ()
    kwargs: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AssertCase:
    """Run `check` in a process of its own, with the program's names behind proxies.

    `setup` runs before `check` in the same process. `entry_point` names a function that the
    program must define; if `check` defines `check(candidate)`, that is called with its proxy
    (HumanEval's form), else the statements of `check` are the test (MBPP's form). A check
    that uses nothing that the program defines fails.

    `shared` compiles the check into the candidate's own process instead. It is the only
    form for languages without proxies, and a candidate that sets out to cheat can.
    """

    check: str
    setup: str = ""
    entry_point: str | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class InteractCase:
    """Run the program joined by pipes to an interactor, which gets arguments and files.

    All cases of one run have the same interactor. Its end is `Execution.interactor`.
    """

    interactor: Program
    args: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    collect: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PytestCase:
    """Run pytest or unittest files that import the program as `module`, in a process of
    their own; each collected test has its outcome in `Execution.check`.

    `shared` runs them in the candidate's own process instead, for tests that subclass or
    patch its classes; a candidate that sets out to cheat can.
    """

    module: str
    files: Mapping[str, bytes]
    shared: bool = False


Case = StdioCase | CallCase | AssertCase | InteractCase | PytestCase


@dataclass(frozen=True, slots=True)
class CompileReport:
    """Outcome of compiling or parsing, once a submission."""

    ok: bool
    message: str = ""  # compiler's or parser's words, clipped
    wall_s: float = 0.0
    program: Literal["candidate", "interactor"] = "candidate"  # whose outcome this is


CheckOutcome = Literal["passed", "failed", "candidate_error", "check_error", "candidate_gone"]


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """One collected test of a `PytestCase`."""

    __test__ = False  # for pytest, which would take it for a test class

    name: str
    outcome: CheckOutcome | Literal["skipped", "not_run"]
    message: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the checking process of a case reported about the candidate."""

    outcome: CheckOutcome
    message: str = ""
    tests: tuple[TestOutcome, ...] = ()  # PytestCase only


@dataclass(frozen=True, slots=True)
class Execution:
    """One case as the supervisor saw it from outside the program."""

    exit_code: int | None  # None when a signal ended it
    signal: int | None
    limit: Limit | None  # the bound that ended it, if one did
    cpu_s: float
    wall_s: float
    memory_mb: float  # peak resident set of the largest process, MiB
    stdout: bytes = b""
    stderr: bytes = b""
    stdout_clipped: bool = False
    stderr_clipped: bool = False
    value: bytes | None = None  # CallCase: what the function returned, encoded; None: it did not
    check: CheckReport | None = None  # AssertCase and PytestCase
    collected: Mapping[str, bytes] = field(default_factory=dict)
    interactor: Execution | None = None  # InteractCase only
    dismissed: bool = False  # its partner had ended before it
    refused: tuple[str, ...] = ()  # system calls, of those that the wall can tell of
    oddities: frozenset[Oddity] = frozenset()
