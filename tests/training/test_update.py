"""The update: the same whatever the split into micro-batches and ranks."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
import torch
from torch.multiprocessing.spawn import spawn

from tests.service.stack import free_port
from tests.training.conftest import MakeConfig
from trainer_client.config import RunConfig
from trainer_client.models.loading import LoadedModel
from trainer_client.models.policy import Policy
from trainer_client.models.sharding import shard, whole_weights
from trainer_client.training.batch import Row
from trainer_client.training.optimising import Optimiser
from trainer_client.training.ranks import Ranks, joined
from trainer_client.training.update import Updated, Updater

ALONE = Ranks(0, 1, torch.device("cpu"))


def rows(vocabulary: int) -> list[Row]:
    """Rollouts of six groups, of all lengths, some passed."""
    random_ = random.Random(1)
    drawn = [
        (group, random_.randint(2, 9), random_.randint(1, 20))
        for group in range(6)
        for _ in range(3)
    ]
    return [
        Row(
            number=n,
            group=group,
            prompt_ids=tuple(random_.choices(range(3, vocabulary), k=prompt)),
            token_ids=tuple(random_.choices(range(3, vocabulary), k=length)),
            sampler_logprobs=tuple(-2.0 - random_.random() for _ in range(length)),
            advantage=random_.gauss(0, 1),
            passed=random_.random() < 0.3,
        )
        for n, (group, prompt, length) in enumerate(drawn)
    ]


def updated(
    loaded: LoadedModel, config: RunConfig, ranks: Ranks = ALONE, *, apart: bool = False
) -> tuple[dict[str, torch.Tensor], Updated]:
    """The weights after two steps on the same rows, and what the second one looked like."""
    model = copy.deepcopy(loaded.model)
    policy = Policy(model, temperature=config.rollouts.temperature)
    first = Policy(copy.deepcopy(loaded.model)) if config.report.kl_to_start else None
    if ranks.many:
        for each in (policy, first):
            if each is not None:
                shard(each)
    optimiser = Optimiser(policy, config.optimiser, config.steps)
    updater = Updater(policy, first, optimiser, config, ranks, pad=0, sampled_apart=apart)
    asked = rows(loaded.model.config.vocab_size)
    updater.update(asked, 1)
    values = updater.update(asked, 2)
    return dict(whole_weights(policy)), values


def assert_same(one: tuple[dict[str, Any], Updated], other: tuple[dict[str, Any], Updated]) -> None:
    for name, weight in one[0].items():
        # AdamW magnifies the noise of small gradients, up to the learning rate of 1e-4.
        torch.testing.assert_close(other[0][name], weight, atol=5e-6, rtol=1e-5)
    assert other[1].values == pytest.approx(one[1].values, rel=1e-4, abs=1e-6)


SEVERAL = {"mini_batches": 3, "passes": 2, "max_grad_norm": 0.1}


@pytest.mark.parametrize("optimiser", [{}, SEVERAL])
def test_micro_batches_change_nothing(
    loaded: LoadedModel, make_config: MakeConfig, optimiser: dict[str, Any]
) -> None:
    whole, one_by_one = (
        updated(
            loaded,
            make_config(optimiser={**optimiser, "learning_rate": 1e-4, "micro_batch_tokens": most}),
        )
        for most in (100_000, 1)
    )
    assert_same(whole, one_by_one)


def test_one_optimiser_step_needs_no_pass_before_it(
    loaded: LoadedModel, make_config: MakeConfig
) -> None:
    with_pass = updated(loaded, make_config())
    without = updated(loaded, make_config(report={"kl_to_start": False}))
    assert with_pass[1].values.pop("kl_to_start") > 0
    assert_same(with_pass, without)
    assert without[1].values["kl"] == 0


def test_learning_rate(loaded: LoadedModel, make_config: MakeConfig) -> None:
    def rates(**optimiser: object) -> list[float]:
        config = make_config(steps=6, optimiser={"learning_rate": 1.0, **optimiser})
        made = Optimiser(loaded.model, config.optimiser, config.steps)
        return [round(made.learning_rate(step), 4) for step in range(1, 7)]

    assert rates() == [1.0] * 6
    assert rates(warmup_steps=2) == [0.5, 1.0, 1.0, 1.0, 1.0, 1.0]
    assert rates(warmup_steps=2, schedule="cosine", final_share=0.2) == [
        0.5,
        1.0,
        1.0,
        0.8828,
        0.6,
        0.3172,
    ]


def test_a_gradient_that_is_no_number_changes_nothing(
    loaded: LoadedModel, make_config: MakeConfig
) -> None:
    before = copy.deepcopy(loaded.model.state_dict())
    optimiser = Optimiser(loaded.model, make_config().optimiser, 4)
    for weight in loaded.model.parameters():
        weight.grad = torch.full_like(weight, torch.nan)
    assert optimiser.step(1) != optimiser.step(1)
    for name, weight in loaded.model.state_dict().items():
        assert torch.equal(weight, before[name])


def _rank(rank: int, port: int, loaded: LoadedModel, config: RunConfig, place: str) -> None:
    import os

    os.environ |= {
        "RANK": str(rank),
        "WORLD_SIZE": "2",
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
    }
    torch.set_num_threads(1)
    with joined() as ranks:
        found = updated(loaded, config, ranks, apart=True)
    torch.save(found, f"{place}/{rank}")


def test_two_ranks_are_one(
    loaded: LoadedModel, make_config: MakeConfig, tmp_path_factory: pytest.TempPathFactory
) -> None:
    config = make_config(optimiser={**SEVERAL, "learning_rate": 1e-4, "micro_batch_tokens": 60})
    place = tmp_path_factory.mktemp("ranks")
    alone = updated(loaded, config, apart=True)
    arguments = (free_port(), loaded, config, str(place))
    spawn(_rank, arguments, nprocs=2)  # type: ignore[no-untyped-call]
    for rank in range(2):
        assert_same(alone, torch.load(place / str(rank), weights_only=False))
