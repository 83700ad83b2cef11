"""Which tests of a problem are suspicious, and why.

A wrong program says nothing about a test. So what counts is what programs do that are right
otherwise: the published solution, or several that pass all other tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from trainer_client.filtering.evidence import Evidence, Trial
from trainer_client.filtering.expectations import Expectation
from trainer_client.types import Verdict

Kind = Literal["contradictory", "flaky", "too_slow", "broken", "rejects_good"]

MOST = 0.8  # share of the programs that pass all other tests which fail this one
NEAR = 0.8  # share of the CPU limit that is near it
WITNESSES = 2  # programs that must agree, unless one is published
OTHERS = 2  # tests that tell a good program, at least


@dataclass(frozen=True, slots=True)
class Suspicion:
    test: str
    kind: Kind
    reason: str


def suspicions(evidence: Evidence, expected: Sequence[Expectation]) -> list[Suspicion]:
    """At most one of each kind for a test.

    Tests that the earlier rules name do not tell good programs from bad ones in the later rules.
    """
    found = [*_contradictory(expected), *_flaky(evidence), *_broken(evidence)]
    found += _too_slow(evidence, _named(found))
    return [*found, *_rejecting(evidence, _named(found))]


def _named(found: Sequence[Suspicion]) -> frozenset[str]:
    return frozenset(each.test for each in found)


def _contradictory(expected: Sequence[Expectation]) -> list[Suspicion]:
    by_input: dict[str, list[Expectation]] = {}
    for each in expected:
        by_input.setdefault(each.given, []).append(each)
    found: dict[str, Suspicion] = {}
    for those in by_input.values():
        for one, other in combinations(those, 2):
            if one.contradicts(other):
                for test, rival in ((one, other), (other, one)):
                    reason = (
                        f"expects {test.shown} where test {rival.test} expects {rival.shown} "
                        f"of the same input"
                    )
                    found.setdefault(test.test, Suspicion(test.test, "contradictory", reason))
    return list(found.values())


def _flaky(evidence: Evidence) -> Iterator[Suspicion]:
    """Tests whose outcome changes between runs of one program, for most programs run again."""
    repeated = [trial for trial in evidence.trials if len(trial.runs) > 1]
    for test in evidence.tests:
        changing = [trial for trial in repeated if len(set(trial.outcomes(test))) > 1]
        if not changing or 2 * len(changing) < len(repeated):
            continue
        runs = [outcome for trial in changing for outcome in trial.outcomes(test)]
        late = all(_late(trial, test) for trial in changing)
        reason = (
            f"{len(changing)} of {len(repeated)} programs pass in {sum(runs)} of their "
            f"{len(runs)} runs" + (", and are out of time in the rest" if late else "")
        )
        yield Suspicion(test, "too_slow" if late else "flaky", reason)


def _late(trial: Trial, test: str) -> bool:
    """Whether all runs that do not pass are out of time."""
    failed = [each for each in trial.verdicts(test) if each != Verdict.PASSED]
    return all(each == Verdict.TIME_LIMIT for each in failed)


def _broken(evidence: Evidence) -> Iterator[Suspicion]:
    """Tests whose own check fails before it comes to the program."""
    for test in evidence.tests:
        verdicts = [each for trial in evidence.trials for each in trial.verdicts(test)[:1]]
        count = verdicts.count(Verdict.NOT_RUN)
        if count and not evidence.passing(test):
            yield Suspicion(test, "broken", f"its check could not be run, {count} times")


def _too_slow(evidence: Evidence, named: frozenset[str]) -> Iterator[Suspicion]:
    """Tests at which good programs are out of time, or nearly so."""
    for test in evidence.tests:
        if test in named:
            continue
        good = _good(evidence, test, named)
        late = [each for each in good if _slow(each, test, evidence.cpu_limit_s)]
        if late and _convincing(late, good, 0.5):
            over = sum(Verdict.TIME_LIMIT in each.verdicts(test)[:1] for each in late)
            reason = (
                f"{over} of {len(good)} programs that pass all other tests are out of time, and "
                f"{len(late) - over} take over {NEAR:.0%} of {evidence.cpu_limit_s:g} s"
            )
            yield Suspicion(test, "too_slow", reason)


def _slow(trial: Trial, test: str, limit_s: float) -> bool:
    late = Verdict.TIME_LIMIT in trial.verdicts(test)[:1]
    return late or (test in trial.passed and trial.cpu_s(test) > NEAR * limit_s)


def _rejecting(evidence: Evidence, named: frozenset[str]) -> Iterator[Suspicion]:
    """Tests that good programs fail."""
    for test in evidence.tests:
        if test in named:
            continue
        good = _good(evidence, test, named)
        failing = [each for each in good if test not in each.passed]
        if any(each.published for each in failing):
            yield Suspicion(test, "rejects_good", "the published solution fails it")
        elif failing and _convincing(failing, good, MOST):
            reason = f"{len(failing)} of {len(good)} programs that pass all other tests fail it"
            yield Suspicion(test, "rejects_good", reason)


def _good(evidence: Evidence, test: str, named: frozenset[str]) -> list[Trial]:
    """The published programs, and those that pass all other tests, if these are enough to tell."""
    published = [trial for trial in evidence.trials if trial.published]
    if len(frozenset(evidence.tests) - named - {test}) < OTHERS:
        return published
    passing = evidence.passing_others(test, named)
    return published + [trial for trial in passing if not trial.published]


def _convincing(witnesses: Sequence[Trial], good: Sequence[Trial], share: float) -> bool:
    """Whether enough good programs say so: a published one, or several different ones."""
    if any(each.published for each in witnesses):
        return True
    different = len({each.program for each in witnesses})
    return different >= WITNESSES and len(witnesses) >= share * len(good)
