"""The order of prompts: mixed by weight, every task once an epoch, resumable anywhere."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from trainer_client.tasks import Task, TaskList
from trainer_client.training.streams import Stream, StreamPosition, WeightedSource
from trainer_client.types import MathProblem


def source(name: str, count: int) -> TaskList:
    problem = MathProblem(answers=["1"])
    return TaskList(name, [Task(str(n), name, "?", problem) for n in range(count)])


SOURCES = [WeightedSource(source("a", 7), 3.0), WeightedSource(source("b", 4), 1.0)]


def taken(stream: Stream[Task], count: int) -> list[tuple[int, str]]:
    return [(number, task.name) for number, task in (stream.take() for _ in range(count))]


@given(st.integers(), st.integers(0, 60), st.integers(0, 60))
def test_it_goes_on_where_it_was(seed: int, before: int, after: int) -> None:
    whole = taken(Stream(SOURCES, seed), before + after)
    stream = Stream(SOURCES, seed)
    taken(stream, before)
    kept = StreamPosition.model_validate_json(stream.position.model_dump_json())
    assert taken(Stream(SOURCES, seed, kept), after) == whole[before:]


def test_a_source_is_asked_whole_before_it_begins_again() -> None:
    alone = Stream([SOURCES[0]], 1)
    first, second = ([name for _, name in taken(alone, 7)] for _ in range(2))
    assert sorted(first) == sorted(second)
    assert first != second


def test_weights_are_shares() -> None:
    counts = Counter(name[0] for _, name in taken(Stream(SOURCES, 2), 4000))
    assert 2800 < counts["a"] < 3200
