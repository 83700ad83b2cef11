"""From wire tests to sandbox cases: inputs go in, expectations stay here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sandbox import AssertCase, CallCase, Case, StdioCase
from service import wire
from service.judge.compare import POLICIES, Policy


@dataclass(frozen=True, slots=True)
class Output:
    """Expected of a `StdioCase`."""

    stdout: bytes
    policy: Policy


@dataclass(frozen=True, slots=True)
class Returned:
    """Expected of a `CallCase`."""

    value: object


@dataclass(frozen=True, slots=True)
class Holds:
    """Expected of an `AssertCase`: its check passes."""


@dataclass(frozen=True, slots=True)
class Check:
    """One test run: its name, its weight, what to run and what to expect."""

    name: str
    weight: float
    case: Case
    expected: Output | Returned | Holds


def runs_of(tests: Sequence[wire.Test]) -> int:
    """The number of test runs that the tests make; each statement of `asserts` is one."""
    return sum(
        len(test.asserts or "1") if isinstance(test, wire.AssertTest) else 1 for test in tests
    )


def checks_of(tests: Sequence[wire.Test], compare: wire.Compare, shared: bool) -> tuple[Check, ...]:
    """The test runs in order. Names default to "1", "2", ...; the statements of test "3" are
    "3.1", "3.2", ..., each with the test's weight."""
    checks: list[Check] = []
    for number, test in enumerate(tests, start=1):
        checks += _expand(test, test.name or str(number), POLICIES[compare.mode], shared)
    return tuple(checks)


def _expand(test: wire.Test, name: str, policy: Policy, shared: bool) -> Iterator[Check]:
    match test:
        case wire.StdioTest():
            expected = Output(test.stdout.encode(), policy)
            yield Check(name, test.weight, StdioCase(test.stdin.encode()), expected)
        case wire.CallTest():
            case = CallCase(test.function, tuple(test.args), test.kwargs)
            yield Check(name, test.weight, case, Returned(test.expected))
        case wire.AssertTest(check=str(check)):
            whole = AssertCase(check, test.setup, test.entry_point, shared)
            yield Check(name, test.weight, whole, Holds())
        case wire.AssertTest():
            for part, statement in enumerate(test.asserts or (), start=1):
                single = AssertCase(statement, test.setup, test.entry_point, shared)
                yield Check(f"{name}.{part}", test.weight, single, Holds())
