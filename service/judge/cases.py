"""From wire tests to sandbox cases: inputs go in, expectations stay here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sandbox import AssertCase, CallCase, Case, PytestCase, StdioCase
from service import wire
from service.judge.calls import STRICT, Rules
from service.judge.compare import Policy, accepting, policy_of, tolerance_of
from service.judge.including import program_of
from service.judge.protocols import INTERACTING, Texts


@dataclass(frozen=True, slots=True)
class Output:
    """Expected of a `StdioCase`."""

    stdout: bytes
    policy: Policy


@dataclass(frozen=True, slots=True)
class Returned:
    """Expected of a `CallCase`."""

    value: object
    rules: Rules = STRICT


@dataclass(frozen=True, slots=True)
class Holds:
    """Expected of an `AssertCase`: its check passes."""


@dataclass(frozen=True, slots=True)
class Collected:
    """Expected of a `PytestCase`: each test that it collects passes."""

    module: str  # as which the tests import the program


@dataclass(frozen=True, slots=True)
class Ruled:
    """Expected of a `StdioCase`: the problem's checker accepts its output."""

    texts: Texts


@dataclass(frozen=True, slots=True)
class Interaction:
    """Expected of an `InteractCase`: its interactor accepts."""

    protocol: str
    full_score: float


Expected = Output | Returned | Holds | Collected | Ruled | Interaction


@dataclass(frozen=True, slots=True)
class Check:
    """One test run: its name, its weight, its group, what to run and what to expect."""

    name: str
    weight: float
    case: Case
    expected: Expected
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Judging:
    """What the problem says of how its tests are judged."""

    compare: wire.Compare
    shared: bool = False  # do checks share a process with the program?
    checker: wire.Checker | None = None
    interactor: wire.Interactor | None = None


def runs_of(tests: Sequence[wire.Test]) -> int:
    """The number of test runs that the tests make; each statement of `asserts` is one."""
    return sum(
        len(test.asserts or "1") if isinstance(test, wire.AssertTest) else 1 for test in tests
    )


def checks_of(tests: Sequence[wire.Test], judging: Judging) -> tuple[Check, ...]:
    """The test runs in order. Names default to "1", "2", ...; the statements of test "3" are
    "3.1", "3.2", ..., each with the test's weight."""
    checks: list[Check] = []
    stdio = _Stdio(judging)
    for number, test in enumerate(tests, start=1):
        checks += _expand(test, test.name or str(number), stdio, judging.shared)
    return tuple(checks)


def _expand(test: wire.Test, name: str, stdio: _Stdio, shared: bool) -> Iterator[Check]:
    def check(name: str, case: Case, expected: Expected) -> Check:
        return Check(name, test.weight, case, expected, test.group)

    match test:
        case wire.StdioTest():
            yield check(name, *stdio.case(test))
        case wire.CallTest():
            call = CallCase(test.function, tuple(test.args), test.kwargs)
            yield check(name, call, Returned(test.expected, _rules(test)))
        case wire.AssertTest(check=str(text)):
            yield check(name, AssertCase(text, test.setup, test.entry_point, shared), Holds())
        case wire.AssertTest():
            for part, statement in enumerate(test.asserts or (), start=1):
                single = AssertCase(statement, test.setup, test.entry_point, shared)
                yield check(f"{name}.{part}", single, Holds())
        case wire.PytestTest():
            files = {file: text.encode() for file, text in test.files.items()}
            yield check(name, PytestCase(test.module, files, shared), Collected(test.module))


def _rules(test: wire.CallTest) -> Rules:
    tolerance = tolerance_of(test.float_absolute_tolerance, test.float_relative_tolerance)
    return Rules(tolerance, test.tuples_as_lists)


class _Stdio:
    """Stdio tests, by what judges them: the interactor, the checker or the comparison."""

    def __init__(self, judging: Judging) -> None:
        self._policy = policy_of(judging.compare)
        self._checker = judging.checker
        self._interactor = judging.interactor
        self._program = program_of(judging.interactor) if judging.interactor else None

    def case(self, test: wire.StdioTest) -> tuple[Case, Expected]:
        stdin, stdout = test.stdin.encode(), test.stdout.encode()
        if self._interactor is not None and self._program is not None:
            protocol = self._interactor.protocol
            interact = INTERACTING[protocol](
                self._program, Texts(stdin, stdout), self._interactor.args
            )
            return interact, Interaction(protocol, self._interactor.full_score)
        if self._checker is not None:
            return StdioCase(stdin), Ruled(Texts(stdin, stdout))
        policy = accepting(self._policy, [answer.encode() for answer in test.accept])
        return StdioCase(stdin), Output(stdout, policy)
