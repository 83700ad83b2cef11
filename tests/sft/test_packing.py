"""Packed examples are what they are alone, token by token; only responses are predicted."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedModel,
    Qwen3Config,
    Qwen3ForCausalLM,
)

from trainer_client.models.policy import Policy
from trainer_client.sft.packing import pack, packed
from trainer_client.sft.tokens import Tokens

WORDS = 50
CPU = torch.device("cpu")
SHAPE = {
    "vocab_size": WORDS,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "max_position_embeddings": 512,
}

lengths_ = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 40)), min_size=1, max_size=8)


def examples_of(lengths: list[tuple[int, int]]) -> list[Tokens]:
    """Examples of random tokens with these lengths of prompt and response."""
    generator = torch.Generator().manual_seed(len(lengths))

    def drawn(count: int) -> tuple[int, ...]:
        return tuple(torch.randint(WORDS, (count,), generator=generator).tolist())

    return [Tokens(drawn(prompt), drawn(response)) for prompt, response in lengths]


def model(kind: str, attention: str) -> PreTrainedModel:
    torch.manual_seed(0)
    options = {"attn_implementation": attention}
    if kind == "llama":
        made = LlamaForCausalLM._from_config(LlamaConfig(**SHAPE), **options)  # noqa: SLF001
    else:
        made = Qwen3ForCausalLM._from_config(Qwen3Config(**SHAPE), **options)  # noqa: SLF001
    return made.eval()


MODELS = {
    (kind, attention): model(kind, attention)
    for kind in ("llama", "qwen3")
    for attention in ("sdpa", "eager")
}


@given(lengths_, st.integers(1, 120))
def test_packs_hold_every_example_once_within_the_limit(
    lengths: list[tuple[int, int]], most: int
) -> None:
    examples = examples_of(lengths)
    rows = packed(examples, most)
    assert sorted(map(id, examples)) == sorted(id(each) for row in rows for each in row)
    for row in rows:
        assert len(row) == 1 or sum(each.length for each in row) <= most


@given(lengths_)
def test_every_token_of_a_response_is_predicted_and_no_other(
    lengths: list[tuple[int, int]],
) -> None:
    examples = examples_of(lengths)
    batch = pack(examples, CPU)
    start = 0
    for each in examples:
        own = slice(start, start + each.length)
        assert batch.token_ids[0, own].tolist() == [*each.prompt, *each.response]
        assert batch.position_ids[0, own].tolist() == list(range(each.length))
        expected = [False] * len(each.prompt) + [True] * len(each.response)
        assert batch.response[0, own].tolist() == expected
        start += each.length
    assert batch.token_ids.shape == (1, start)


def test_no_examples_are_a_row_without_a_response() -> None:
    batch = pack([], CPU)
    assert batch.token_ids.shape == (1, 1)
    assert not batch.response.any()


@pytest.mark.parametrize(("kind", "attention"), MODELS)
@settings(max_examples=20)
@given(lengths_)
@torch.no_grad()
def test_logits_are_those_of_each_example_alone(
    kind: str, attention: str, lengths: list[tuple[int, int]]
) -> None:
    examples = examples_of(lengths)
    batch = pack(examples, CPU)
    made = MODELS[kind, attention]
    together = made(
        input_ids=batch.token_ids, position_ids=batch.position_ids, use_cache=False
    ).logits[0]
    start = 0
    for each in examples:
        ids = torch.tensor([[*each.prompt, *each.response]])
        alone = made(input_ids=ids, use_cache=False).logits[0]
        torch.testing.assert_close(
            together[start : start + each.length], alone, atol=1e-5, rtol=1e-5
        )
        start += each.length


@pytest.mark.parametrize(("kind", "attention"), MODELS)
@settings(max_examples=10)
@given(lengths_)
def test_loss_and_gradient_are_those_of_each_example_alone(
    kind: str, attention: str, lengths: list[tuple[int, int]]
) -> None:
    examples = examples_of(lengths)
    policy = Policy(MODELS[kind, attention])
    whole = gradient(policy, [examples])
    one_by_one = gradient(policy, [[each] for each in examples])
    torch.testing.assert_close(whole, one_by_one, atol=1e-5, rtol=1e-4)


def gradient(policy: Policy, rows: list[list[Tokens]]) -> tuple[Tensor, list[Tensor]]:
    """The sum of the responses' log-probabilities over rows, and its gradient."""
    policy.zero_grad()
    total = torch.zeros(())
    for row in rows:
        batch = pack(row, CPU)
        scores = policy(batch.token_ids, None, batch.response, batch.position_ids)
        part = scores.logprobs.sum()
        part.backward()
        total += part.detach()
    return total, [weight.grad.clone() for weight in policy.parameters() if weight.grad is not None]


@settings(max_examples=20)
@given(st.integers(1, 10), st.integers(1, 10), st.integers(0, WORDS - 1))
@torch.no_grad()
def test_what_stands_before_an_example_does_not_reach_it(
    first: int, second: int, other: int
) -> None:
    examples = examples_of([(first, 3), (second, 5)])
    changed = [Tokens((other,) * first, (other,) * 3), examples[1]]
    policy = Policy(MODELS["llama", "sdpa"])
    scores = []
    for row in (examples, changed):
        batch = pack(row, CPU)
        scores.append(
            policy(batch.token_ids, None, batch.response, batch.position_ids).logprobs[0, -5:]
        )
    torch.testing.assert_close(*scores, atol=1e-5, rtol=1e-5)
