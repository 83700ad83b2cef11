"""Which sources and examples are taken: ranking, the policy for wrong answers, the budget."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_client.sft.example import Example
from trainer_client.sft.judging import sampled
from trainer_client.sft.mixing import Budget, Candidate, is_kept, mixed
from trainer_client.sft.quality import measured, problem_rates, ranked
from trainer_client.sft.tokens import Tokens
from trainer_client.tasks import Task
from trainer_client.types import MathProblem

PROBLEM = MathProblem(answers=["1"])


def example(source: str, number: int, prompt: str = "?", rate: float | None = None) -> Example:
    return Example(number, Task(str(number), source, prompt, PROBLEM), f"{number}", rate)


def candidate(
    source: str, number: int, tokens: int = 1, *, correct: bool | None = True, hard: bool = False
) -> Candidate:
    return Candidate(example(source, number), Tokens((0,), (1,) * tokens), correct, hard)


def test_sources_are_ranked_by_correct_answers() -> None:
    qualities = [
        measured("soft", [0.9, 0.9, 1.0]),
        measured("unknown", [None, None]),
        measured("hard", [1.0, None, 0.0, 1.0]),
        measured("lower", [0.8, 0.8, 1.0]),
    ]
    assert [each.source for each in ranked(qualities)] == ["hard", "soft", "lower", "unknown"]
    assert qualities[2].judged == 3
    assert qualities[2].correct == pytest.approx(2 / 3)
    assert qualities[1].correct == 0


def test_a_problem_is_as_hard_as_all_sources_find_it() -> None:
    pairs = [
        (example("a", 0, "x"), 1.0),
        (example("b", 0, "x"), 0.75),
        (example("b", 1, "x"), None),
        (example("a", 1, "y"), None),
        (example("a", 2, "z", rate=0.125), 1.0),
        (example("b", 2, "z"), 1.0),
    ]
    rates = problem_rates(pairs)
    found = {each.task.prompt: rates.get(each.asked) for each, _ in pairs}
    assert found == {"x": 0.5, "y": None, "z": 0.125}


@pytest.mark.parametrize(
    ("policy", "kept"),
    [
        ("correct_only", {(True, False), (True, True)}),
        ("keep_wrong_on_hard", {(True, False), (True, True), (False, True)}),
        ("mixed", {(c, h) for c in (True, False, None) for h in (True, False)}),
    ],
)
def test_the_policy_for_wrong_answers(policy: str, kept: set[tuple[bool | None, bool]]) -> None:
    found = {
        (correct, hard)
        for correct in (True, False, None)
        for hard in (True, False)
        if is_kept(candidate("a", 0, correct=correct, hard=hard), policy)  # type: ignore[arg-type]
    }
    assert found == kept


sizes_ = st.lists(st.lists(st.integers(1, 9), max_size=12), min_size=1, max_size=4)


@given(sizes_, st.integers(0, 60), st.booleans(), st.integers())
def test_a_mixture_keeps_to_its_budget(
    sizes: list[list[int]], limit: int, by_tokens: bool, seed: int
) -> None:
    sources = {
        f"s{name}": [candidate(f"s{name}", n, tokens) for n, tokens in enumerate(lengths)]
        for name, lengths in enumerate(sizes)
    }
    budget = Budget(tokens=limit) if by_tokens else Budget(examples=limit)
    taken = mixed(sources, budget, seed)
    assert taken == mixed(sources, budget, seed)
    places = [(each.example.source, each.example.number) for each in taken]
    assert len(set(places)) == len(places)
    used = sum(budget.cost(each) for each in taken)
    assert used <= limit
    everything = [each for own in sources.values() for each in own]
    dearest = max((budget.cost(each) for each in everything), default=0)
    assert len(taken) == len(everything) or used + dearest > limit


def test_sources_have_equal_shares_as_far_as_they_go() -> None:
    sources = {name: [candidate(name, n) for n in range(10)] for name in "ab"}
    sources["c"] = [candidate("c", 0)]
    counts = Counter(each.example.source for each in mixed(sources, Budget(examples=11), 1))
    assert counts == {"a": 5, "b": 5, "c": 1}
    assert len(mixed(sources, Budget(), 1)) == 21


@given(st.integers(0, 50), st.one_of(st.none(), st.integers(1, 60)))
def test_a_sample_is_spread_over_the_whole(total: int, count: int | None) -> None:
    examples = [example("a", n) for n in range(total)]
    found = [each.number for each in sampled(examples, count)]
    assert len(found) == (total if count is None else min(count, total))
    assert found == sorted(set(found))
    if found:
        assert found[0] == 0
        assert total - found[-1] <= -(-total // len(found))
