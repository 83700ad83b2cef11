"""The programs themselves: enough of them, each another, each saying what it is."""

from __future__ import annotations

from collections import Counter

from service import wire
from tests.hostile.canaries import Canaries
from tests.hostile.catalogue import REFUSED, WITHOUT_VERDICT, programs
from tests.hostile.problems import PROBLEMS, problem

LEAST = {
    "results": 100, "outputs": 50, "judges": 20, "leaks": 35, "exhaustion": 80, "escapes": 45,
    "persistence": 50, "robustness": 35,
}  # fmt: skip


def test_there_are_enough_in_each_group() -> None:
    found = Counter(program.group for program in programs())
    assert found.keys() == LEAST.keys()
    assert {group: count for group, count in found.items() if count < LEAST[group]} == {}
    brief = Counter(program.group for program in programs() if program.always)
    assert {group for group in LEAST if brief[group] < 7} == set()


def test_each_is_another() -> None:
    sources = Counter(program.source for program in programs())
    assert [source for source, count in sources.items() if count > 1] == []
    names = Counter((program.group, program.name, program.language) for program in programs())
    assert max(names.values()) == 1


def test_expectations_make_sense() -> None:
    known = {*map(str, wire.Verdict), REFUSED, WITHOUT_VERDICT}
    for program in programs():
        assert program.flags <= set(map(str, wire.Flag)), program.name
        for honest in program.honest:
            assert honest.problem in PROBLEMS, program.name
            assert honest.verdicts <= known, program.name
            assert 0 <= honest.most <= 1
            assert (honest.most > 0) == ("passed" in honest.verdicts), program.name


def test_problems_are_problems() -> None:
    for name in PROBLEMS:
        assert problem(name, "python", Canaries("canary-0")).tests, name
