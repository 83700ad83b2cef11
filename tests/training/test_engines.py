"""Every engine against the same model: what it says of its tokens is what the policy says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import torch

from tests.training.completions_server import completions_server
from tests.training.conftest import MakeConfig
from trainer_client.errors import EngineError
from trainer_client.models.loading import LoadedModel
from trainer_client.models.policy import Policy
from trainer_client.rollouts.choosing import make_engine
from trainer_client.rollouts.rollout import PromptRequest, Rollout, RolloutEngine
from trainer_client.training.batch import Row, micro_batch

ENGINES = {
    "generate": {"kind": "generate", "prompts_at_once": 2},
    "continuous": {
        "kind": "continuous",
        "blocks": 64,
        "page_size": 16,
        "batch_tokens": 128,
        "requests": 16,
    },
}
PROMPTS = ["reverse it :", "keep the first 2 :", "add 3 to each :", "double it :", "skip 2 :"]


@asynccontextmanager
async def engine(
    name: str, loaded: LoadedModel, make_config: MakeConfig, tmp_path: Path, **rollouts: object
) -> AsyncIterator[RolloutEngine]:
    async with completions_server(loaded, tmp_path / "weights") as url:
        openai = {"kind": "openai", "url": url, "model": "m", "weights": f"{tmp_path}/weights"}
        config = make_config(rollouts={"engine": {**ENGINES, "openai": openai}[name], **rollouts})
        made = make_engine(config.rollouts, loaded.model, loaded.tokenizer, apart=False)
        try:
            yield made
        finally:
            await made.aclose()


def requests(loaded: LoadedModel, samples: int = 3, seed: int = 5) -> list[PromptRequest]:
    return [
        PromptRequest(n, tuple(loaded.tokenizer.encode(prompt)), samples, seed + n)
        for n, prompt in enumerate(PROMPTS)
    ]


async def drawn(made: RolloutEngine, asked: Sequence[PromptRequest]) -> list[Rollout]:
    rollouts = [each async for each in made.generate(asked)]
    return sorted(rollouts, key=lambda each: (each.group, each.sample))


def policy_logprobs(
    loaded: LoadedModel, rollouts: list[Rollout], temperature: float
) -> list[torch.Tensor]:
    rows = [
        Row(n, each.group, each.prompt_ids, each.token_ids, each.logprobs, 0.0, False)
        for n, each in enumerate(rollouts)
    ]
    batch = micro_batch(rows, 0, torch.device("cpu"))
    with torch.no_grad():
        scores = Policy(loaded.model, temperature=temperature)(
            batch.token_ids, batch.attention, batch.completion
        )
    return batch.split(scores.logprobs)


@pytest.mark.parametrize("name", [*ENGINES, "openai"])
@pytest.mark.parametrize("temperature", [1.0, 0.7])
async def test_log_probabilities_are_the_policy_s(
    name: str,
    temperature: float,
    loaded: LoadedModel,
    make_config: MakeConfig,
    tmp_path: Path,
) -> None:
    async with engine(
        name, loaded, make_config, tmp_path, temperature=temperature, max_new_tokens=20
    ) as made:
        rollouts = await drawn(made, requests(loaded))
    assert [(each.group, each.sample) for each in rollouts] == [
        (group, sample) for group in range(len(PROMPTS)) for sample in range(3)
    ]
    for each, logprobs in zip(
        rollouts, policy_logprobs(loaded, rollouts, temperature), strict=True
    ):
        torch.testing.assert_close(torch.tensor(each.logprobs), logprobs, atol=1e-4, rtol=1e-4)
        assert each.cut == (each.token_ids[-1] != loaded.tokenizer.eos_token_id)
        assert loaded.tokenizer.eos_token_id not in each.token_ids[:-1]
        assert len(each.token_ids) == 20 if each.cut else len(each.token_ids) <= 20
        assert each.text == loaded.tokenizer.decode(each.token_ids, skip_special_tokens=True)
    assert {each.cut for each in rollouts} == {True, False}


@pytest.mark.parametrize("name", ENGINES)
async def test_a_seed_repeats_itself(
    name: str, loaded: LoadedModel, make_config: MakeConfig, tmp_path: Path
) -> None:
    async with engine(name, loaded, make_config, tmp_path) as made:
        first = await drawn(made, requests(loaded))
        torch.rand(7)
        assert await drawn(made, requests(loaded)) == first
        assert await drawn(made, requests(loaded, seed=6)) != first


@pytest.mark.parametrize("name", [*ENGINES, "openai"])
async def test_a_stop_text_ends_a_rollout(
    name: str, loaded: LoadedModel, make_config: MakeConfig, tmp_path: Path
) -> None:
    async with engine(name, loaded, make_config, tmp_path, stop=["return x"]) as made:
        rollouts = await drawn(made, requests(loaded))
    stopped = [each for each in rollouts if "return x" in each.text]
    assert stopped
    for each in stopped:
        assert each.text.endswith("return x")
        assert not each.cut
        assert len(each.logprobs) == len(each.token_ids)


@pytest.mark.parametrize("name", ENGINES)
async def test_the_engine_samples_from_the_trainer_s_new_weights(
    name: str, loaded: LoadedModel, make_config: MakeConfig, tmp_path: Path
) -> None:
    async with engine(name, loaded, make_config, tmp_path) as made:
        before = await drawn(made, requests(loaded))
        with torch.no_grad():
            for weight in loaded.model.parameters():
                weight.mul_(1.5)
        after = await drawn(made, requests(loaded))
    assert before != after
    for each, logprobs in zip(after, policy_logprobs(loaded, after, 1.0), strict=True):
        torch.testing.assert_close(torch.tensor(each.logprobs), logprobs, atol=1e-4, rtol=1e-4)


async def test_a_server_is_given_new_weights(
    loaded: LoadedModel, make_config: MakeConfig, tmp_path: Path
) -> None:
    async with engine("openai", loaded, make_config, tmp_path) as made:
        weights = {name: each * 1.5 for name, each in loaded.model.state_dict().items()}
        await made.load(iter(weights.items()))
        with torch.no_grad():
            for weight in loaded.model.parameters():
                weight.mul_(1.5)
        rollouts = await drawn(made, requests(loaded))
    for each, logprobs in zip(rollouts, policy_logprobs(loaded, rollouts, 1.0), strict=True):
        torch.testing.assert_close(torch.tensor(each.logprobs), logprobs, atol=1e-4, rtol=1e-4)


async def test_a_server_that_is_not_there(loaded: LoadedModel, make_config: MakeConfig) -> None:
    openai = {"kind": "openai", "url": "http://127.0.0.1:9/v1", "model": "m", "weights": "w"}
    made = make_engine(
        make_config(rollouts={"engine": openai}).rollouts,
        loaded.model,
        loaded.tokenizer,
        apart=False,
    )
    with pytest.raises(EngineError, match=r"127\.0\.0\.1:9"):
        await drawn(made, requests(loaded, samples=1))
