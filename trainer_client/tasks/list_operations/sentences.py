"""Sentences of several operations, split once and for all into training and held-out ones."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from trainer_client.tasks.list_operations.operations import OPERATIONS, List, Step

Split = Literal["train", "held_out"]

HELD_OUT_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is asked, in words with blanks between them."""

    text: str
    steps: tuple[Step, ...]

    @property
    def program(self) -> str:
        """A program that does what the sentence says."""
        return program(self.steps)

    def apply(self, values: List) -> List:
        for step in self.steps:
            values = step.apply(values)
        return values

    @property
    def split(self) -> Split:
        """By a hash of what is to be done: other words for it do not change sides."""
        digest = hashlib.sha256(self.program.encode()).digest()
        held_out = int.from_bytes(digest[:4], "big") < HELD_OUT_SHARE * 2**32
        return "held_out" if held_out else "train"


def program(steps: tuple[Step, ...]) -> str:
    """The steps as a function `f`. A blank between all words, of which a new line is one."""
    lines = ["def f ( x ) :", *(step.code for step in steps), "return x", ""]
    return " \n ".join(lines).rstrip(" ")


def program_with_errors(sentence: Sentence, step_errors: float, random_: random.Random) -> str:
    """A program for a sentence, each step with that probability drawn anew."""
    steps = (
        draw_step(random_) if random_.random() < step_errors else step for step in sentence.steps
    )
    return program(tuple(steps))


def draw(random_: random.Random, steps: tuple[int, int]) -> Sentence:
    """A sentence of `steps[0]` to `steps[1]` operations, of either split."""
    count = random_.randint(*steps)
    drawn = tuple(draw_step(random_) for _ in range(count))
    parts = [step.said(random_.randrange(len(step.operation.said))) for step in drawn]
    return Sentence(" , then ".join(parts) + " :", drawn)


def words() -> list[str]:
    """Every word of every sentence and program, sorted."""
    said = [
        Step(operation, number).said(way)
        for operation in OPERATIONS
        for number in operation.numbers or (0,)
        for way in range(len(operation.said))
    ]
    codes = [
        Step(operation, number).code
        for operation in OPERATIONS
        for number in operation.numbers or (0,)
    ]
    others = [" , then ", " :", program(())]
    return sorted({word for text in (*said, *codes, *others) for word in text.split(" ") if word})


def draw_step(random_: random.Random) -> Step:
    operation = random_.choice(OPERATIONS)
    return Step(operation, random_.choice(operation.numbers) if operation.numbers else 0)


def sentences(split: Split, seed: int, steps: tuple[int, int]) -> Iterator[Sentence]:
    """Sentences of one split, without end; the same for the same seed."""
    random_ = random.Random(seed)
    while True:
        sentence = draw(random_, steps)
        if sentence.split == split:
            yield sentence
