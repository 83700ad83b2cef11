"""From what a request asks for to what is admitted: defaults filled in, references resolved,
server-side rules applied. Every objection names its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service import wire
from service.api.body import MOST_PROBLEMS
from service.api.errors import InvalidRequest, TestSetMissing
from service.api.math_intake import math_entry, resolve_math
from service.api.resolved import Resolved
from service.extract import last_fence
from service.judge.cases import runs_of
from service.judge.results import without_code
from service.settings import Settings
from service.spec import MathSpec, Spec, digest, task_key
from service.store.batches import Pending, Settled
from service.store.packing import pack
from service.store.scripts import result_body
from service.store.testsets import NO_GROUP, TestSetInfo


class Objections:
    """Collects what is wrong, so that one answer names all of it."""

    def __init__(self) -> None:
        self._fields: list[wire.FieldProblem] = []
        self._missing = False

    def add(self, path: str, message: str) -> None:
        self._fields.append(wire.FieldProblem(field=path, message=message))

    def add_missing(self, path: str) -> None:
        self._missing = True
        self.add(path, "no such test set here; PUT it to /v1/testsets/{sha256} first")

    def check(self) -> None:
        """Raises InvalidRequest (TestSetMissing) if there are any."""
        if self._fields:
            kind = TestSetMissing if self._missing else InvalidRequest
            raise kind(self._fields[:MOST_PROBLEMS])


@dataclass(frozen=True, slots=True)
class Known:
    """What resolving needs to know."""

    settings: Settings
    testsets: Mapping[str, TestSetInfo]
    sandbox: str  # version
    languages: frozenset[str]  # that some live worker has; empty: not known


def info_of(tests: list[wire.Test]) -> TestSetInfo:
    groups = frozenset(test.group or NO_GROUP for test in tests)
    return TestSetInfo(runs_of(tests), frozenset(test.kind for test in tests), groups)


def deadline_of(asked_s: float | None, settings: Settings, objections: Objections) -> float:
    """Seconds within which a request must end."""
    if asked_s is None:
        return settings.default_deadline_s
    if asked_s > settings.max_deadline_s:
        objections.add("deadline_s", f"must be at most {settings.max_deadline_s:g}")
    return asked_s


def resolve(
    path: str, problem: wire.AnyProblem, known: Known, objections: Objections
) -> Resolved | None:
    """The problem with every default filled in; None where there are objections."""
    if isinstance(problem, wire.MathProblem):
        return resolve_math(problem)
    limits = _limits(f"{path}.limits", problem.limits, known.settings, objections)
    _check_languages(path, problem, known.languages, objections)
    if problem.tests is not None:
        info = info_of(problem.tests)
        body = wire.TestSet(tests=problem.tests).model_dump_json(exclude_unset=True).encode()
        sha256, source = digest(body), f"{path}.tests"
        inline = (sha256, pack(body))
    else:
        assert problem.tests_ref is not None
        sha256, source, inline = problem.tests_ref, f"{path}.tests_ref", None
        found = known.testsets.get(sha256)
        if found is None:
            objections.add_missing(source)
            return None
        info = found
    _check_tests(source, problem, info, known.settings, objections)
    if limits is None:
        return None
    spec = Spec(
        language=problem.language,
        tests=sha256,
        limits=limits,
        compare=problem.compare,
        checker=problem.checker,
        interactor=problem.interactor,
        groups=problem.groups,
        reward=problem.reward,
        isolation=problem.isolation,
        sandbox=known.sandbox,
    )
    encoded = spec.encoded()
    return Resolved(spec, encoded, digest(encoded), info.runs, inline)


def entry(submission_id: str, answer: wire.Answer, problem: Resolved) -> Pending | Settled:
    """One submission as it is admitted: its program or its answer found, its task named."""
    if isinstance(problem.spec, MathSpec):
        assert answer.completion is not None  # as `check_submissions` has seen to
        return math_entry(submission_id, answer.completion, problem, answer.repetition)
    code = answer.code if answer.completion is None else last_fence(answer.completion)
    if code is None:
        result = without_code(problem.spec.reward, problem.runs)
        return Settled(submission_id, result_body(result))
    key = task_key(problem.digest, code, answer.repetition)
    return Pending(submission_id, key, problem.digest, problem.runs, code)


def _limits(
    path: str, asked: wire.Limits, settings: Settings, objections: Objections
) -> wire.LimitSet | None:
    given = asked.model_dump(exclude_none=True)
    maxima = settings.max_limits.model_dump()
    too_large = [name for name, value in given.items() if value > maxima[name]]
    for name in too_large:
        objections.add(f"{path}.{name}", f"must be at most {maxima[name]:g}")
    if too_large:
        return None
    return wire.LimitSet.model_validate({**settings.default_limits.model_dump(), **given})


def _check_tests(
    path: str, problem: wire.Problem, info: TestSetInfo, settings: Settings, objections: Objections
) -> None:
    if info.runs > settings.max_tests:
        objections.add(path, f"makes {info.runs} test runs; at most {settings.max_tests} are run")
    mixed = len(info.kinds) > 1 and info.kinds & {"assert", "pytest"}
    if problem.isolation == "shared" and mixed:
        objections.add(path, "isolation: shared is for 'assert' or 'pytest' tests alone")
    for name in ("checker", "interactor"):
        if getattr(problem, name) is not None and info.kinds != {"stdio"}:
            objections.add(path, f"with '{name}' all tests must be 'stdio' tests")
    _check_groups(path, problem, info, objections)
    if problem.language is wire.Language.PYTHON:
        return
    for kind in ("call", "pytest"):
        if kind in info.kinds:
            objections.add(path, f"'{kind}' tests are for python, not {problem.language}")
    if "assert" in info.kinds and problem.isolation != "shared":
        objections.add(path, f"'assert' tests in {problem.language} need isolation: shared")


def _check_groups(
    path: str, problem: wire.Problem, info: TestSetInfo, objections: Objections
) -> None:
    """With groups, each test is in one of them and none is empty; without, names mean nothing."""
    if not problem.groups:
        return
    for name in sorted(info.groups - problem.groups.keys()):
        what = f"has tests of {name!r}" if name else "has tests of no group"
        objections.add(path, f"{what}, and 'groups' has {', '.join(problem.groups)}")
    for name in sorted(problem.groups.keys() - info.groups):
        objections.add(path, f"has no test of group {name!r}")


def _check_languages(
    path: str, problem: wire.Problem, installed: frozenset[str], objections: Objections
) -> None:
    """Of the programs, the checker and the interactor; `installed` empty: not known."""
    asked = {"": problem, ".checker": problem.checker, ".interactor": problem.interactor}
    for place, each in asked.items():
        if each is not None and installed and each.language not in installed:
            message = f"{each.language} is installed on no worker here"
            objections.add(f"{path}{place}.language", message)


def check_submissions(
    submissions: list[wire.Submission],
    problems: Mapping[str, wire.AnyProblem],
    most: int,
    objections: Objections,
) -> None:
    """Each names a problem of the batch and has what it takes, and no id comes twice."""
    if len(submissions) > most:
        objections.add("submissions", f"has {len(submissions)} items; at most {most} are taken")
        return
    seen = set()
    for index, submission in enumerate(submissions):
        problem = problems.get(submission.problem)
        if problem is None:
            objections.add(f"submissions.{index}.problem", "names no problem of this batch")
        if isinstance(problem, wire.MathProblem) and submission.completion is None:
            objections.add(f"submissions.{index}.code", "a math problem takes a 'completion'")
        if submission.id in seen:
            objections.add(f"submissions.{index}.id", "is the id of an earlier submission too")
        seen.add(submission.id)
