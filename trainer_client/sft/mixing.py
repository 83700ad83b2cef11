"""Which examples are trained on: those that the policy for wrong answers keeps, to a budget.

Klear-Reasoner (arXiv 2508.07629) finds few sources of high quality better than many, and wrong
answers of use on hard problems, but not on easy ones.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer_client.config.sft import WrongAnswers
from trainer_client.sft.example import Example
from trainer_client.sft.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Candidate:
    """An example that may be trained on.

    correct  whether its answer passed every test; None: no verdict
    hard     whether its problem is hard
    """

    example: Example
    tokens: Tokens
    correct: bool | None
    hard: bool


def is_kept(candidate: Candidate, policy: WrongAnswers) -> bool:
    """One without verdict is kept by `mixed` alone: it is not known to be either."""
    match policy:
        case "mixed":
            return True
        case "correct_only":
            return candidate.correct is True
        case "keep_wrong_on_hard":
            return candidate.correct is True or (candidate.correct is False and candidate.hard)


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is taken: examples, or tokens of their responses. None: no limit."""

    examples: int | None = None
    tokens: int | None = None

    def cost(self, candidate: Candidate) -> int:
        return 1 if self.tokens is None else len(candidate.tokens.response)

    @property
    def limit(self) -> int | None:
        return self.examples if self.tokens is None else self.tokens


def mixed(sources: Mapping[str, Sequence[Candidate]], budget: Budget, seed: int) -> list[Candidate]:
    """Equal shares of the sources, each shuffled, until the next would exceed the budget.

    The rest of a source that has too little is shared by the others. The order is that in which
    they were taken.
    """
    left = {name: _shuffled(each, f"{seed}/{name}") for name, each in sources.items() if each}
    used = dict.fromkeys(left, 0)
    taken: list[Candidate] = []
    while left:
        name = min(left, key=lambda each: used[each])
        candidate = left[name].pop()
        cost = budget.cost(candidate)
        if budget.limit is not None and sum(used.values()) + cost > budget.limit:
            break
        used[name] += cost
        taken.append(candidate)
        if not left[name]:
            del left[name]
    return taken


def _shuffled(candidates: Sequence[Candidate], seed: str) -> list[Candidate]:
    found = list(candidates)
    random.Random(seed).shuffle(found)
    return found
