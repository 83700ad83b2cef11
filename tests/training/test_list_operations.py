"""Sentences, programs and tests of the list operations agree with each other."""

from __future__ import annotations

import itertools
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from trainer_client.models.tiny import tokenizer
from trainer_client.tasks.list_operations import (
    OPERATIONS,
    draw,
    list_operations,
    program,
    sentences,
)
from trainer_client.types import CallTest, Problem

TOKENIZER = tokenizer()


def run(code: str, values: list[int]) -> Any:
    names: dict[str, Any] = {}
    exec(code, names)
    return names["f"](values)


@given(st.integers(), st.lists(st.integers(-20, 20), max_size=9))
def test_a_sentence_s_program_does_what_it_says(seed: int, values: list[int]) -> None:
    sentence = draw(random.Random(seed), (1, 5))
    assert run(sentence.program, [*values]) == sentence.apply([*values])


@given(st.integers())
def test_every_word_is_a_token(seed: int) -> None:
    sentence = draw(random.Random(seed), (1, 5))
    for text in (sentence.text, sentence.program):
        ids = TOKENIZER.encode(text)
        assert TOKENIZER.unk_token_id not in ids
        assert TOKENIZER.decode(ids) == text


def test_no_held_out_program_is_trained_on() -> None:
    drawn = {
        split: {each.program for each in itertools.islice(sentences(split, 1, (1, 4)), 3000)}
        for split in ("train", "held_out")
    }
    assert not drawn["train"] & drawn["held_out"]


def test_a_task_is_the_same_each_time_and_its_tests_are_right() -> None:
    first, again = (list_operations("l", "train", 5, 20, (2, 4), 6) for _ in range(2))
    assert list(first.tasks) == list(again.tasks)
    for task in first.tasks:
        assert isinstance(task.problem, Problem)
        code = next(
            each.program
            for each in itertools.islice(sentences("train", 5, (2, 4)), 20)
            if each.text == task.prompt
        )
        for test in task.problem.tests or []:
            assert isinstance(test, CallTest)
            (values,) = test.args
            assert isinstance(values, list)
            assert run(code, [int(str(each)) for each in values]) == test.expected


def test_operations_differ() -> None:
    codes = [each.code for each in OPERATIONS]
    assert len(set(codes)) == len(codes)
    assert program(()) == "def f ( x ) : \n return x \n"
