"""The sentences as tasks, each with a test set of its own."""

from __future__ import annotations

import itertools
import random

from trainer_client.tasks.list_operations.sentences import Sentence, Split, sentences
from trainer_client.tasks.task import Task, TaskList
from trainer_client.types import CallTest, Limits, Problem

_LONGEST = 8  # values in a list
_VALUES = range(10)
_LIMITS = Limits(cpu_s=1.0, wall_s=5.0, memory_mb=128)


def list_operations(
    name: str, split: Split, seed: int, count: int, steps: tuple[int, int], tests: int
) -> TaskList:
    """`count` tasks of `steps[0]` to `steps[1]` operations, with `tests` tests each."""
    drawn = itertools.islice(sentences(split, seed, steps), count)
    return TaskList(name, [_task(name, n, each, seed, tests) for n, each in enumerate(drawn)])


def _task(source: str, number: int, sentence: Sentence, seed: int, tests: int) -> Task:
    random_ = random.Random(f"{seed}/{number}")
    lists = [_list(random_) for _ in range(tests)]
    calls = [
        CallTest(function="f", args=[[*each]], expected=sentence.apply(each)) for each in lists
    ]
    problem = Problem(language="python", tests=[*calls], limits=_LIMITS)
    return Task(str(number), source, sentence.text, problem, answer="continuation")


def _list(random_: random.Random) -> list[int]:
    """Of any length, so that a program with an error somewhere can be right for some."""
    return [random_.choice(_VALUES) for _ in range(random_.randint(1, _LONGEST))]
