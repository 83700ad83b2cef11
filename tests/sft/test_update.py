"""One optimiser step: the same whatever the packs and ranks, the mean over all its tokens."""

from __future__ import annotations

import copy
import os
import random
from pathlib import Path

import pytest
import torch
from torch.multiprocessing.spawn import spawn

from tests.service.stack import free_port
from tests.sft.conftest import MakeConfig
from trainer_client.config import SftConfig
from trainer_client.models.sharding import whole_weights
from trainer_client.sft.tokens import Tokens
from trainer_client.sft.update import SftUpdater, Updated
from trainer_client.training.learner import make_learner
from trainer_client.training.ranks import Ranks, joined

ALONE = Ranks(0, 1, torch.device("cpu"))


def examples(count: int = 11) -> list[Tokens]:
    random_ = random.Random(1)

    def drawn(most: int) -> tuple[int, ...]:
        return tuple(random_.choices(range(3, 40), k=random_.randint(1, most)))

    return [Tokens(drawn(9), drawn(30)) for _ in range(count)]


def updated(
    config: SftConfig, most: int, ranks: Ranks = ALONE
) -> tuple[dict[str, torch.Tensor], Updated]:
    """The weights after two steps on the same examples, and what the second looked like."""
    made = make_learner(config, Path(), None, ranks, temperature=1.0)
    updater = SftUpdater(made.learner, most)
    updater.update(examples(), 1)
    last = updater.update(examples(), 2)
    return dict(whole_weights(made.learner.policy)), last


def assert_same(
    one: tuple[dict[str, torch.Tensor], Updated], other: tuple[dict[str, torch.Tensor], Updated]
) -> None:
    for name, weight in one[0].items():
        torch.testing.assert_close(other[0][name], weight, atol=1e-5, rtol=1e-4)
    assert other[1].loss == pytest.approx(one[1].loss, rel=1e-4)
    assert other[1].grad_norm == pytest.approx(one[1].grad_norm, rel=1e-3)


def test_packs_change_nothing(make_config: MakeConfig) -> None:
    config = make_config(optimiser={"learning_rate": 1e-4})
    one_each, whole = updated(config, 1), updated(config, 10_000)
    assert (one_each[1].passes, whole[1].passes) == (len(examples()), 1)
    assert_same(one_each, whole)


def test_the_loss_is_that_of_transformers_over_all_tokens(make_config: MakeConfig) -> None:
    """Against the model's own loss, weighted by the tokens that it is a mean of."""
    made = make_learner(make_config(), Path(), None, ALONE, temperature=1.0)
    model = copy.deepcopy(made.learner.policy.model)
    losses = []
    for each in examples():
        ids = torch.tensor([[*each.prompt, *each.response]])
        labels = torch.tensor([[-100] * len(each.prompt) + [*each.response]])
        losses.append(float(model(input_ids=ids, labels=labels).loss) * len(each.response))
    expected = sum(losses) / sum(len(each.response) for each in examples())
    assert SftUpdater(made.learner, 64).update(examples(), 1).loss == pytest.approx(
        expected, rel=1e-5
    )


def _rank(rank: int, port: int, config: SftConfig, place: str) -> None:
    os.environ |= {
        "RANK": str(rank),
        "WORLD_SIZE": "2",
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
    }
    torch.set_num_threads(1)
    with joined() as ranks:
        found = updated(config, 64, ranks)
    torch.save(found, f"{place}/{rank}")


def test_two_ranks_are_one(make_config: MakeConfig, tmp_path: Path) -> None:
    config = make_config(optimiser={"learning_rate": 1e-4})
    spawn(_rank, (free_port(), config, str(tmp_path)), nprocs=2)  # type: ignore[no-untyped-call]
    alone = updated(config, 64)
    for rank in range(2):
        assert_same(alone, torch.load(tmp_path / str(rank), weights_only=False))
