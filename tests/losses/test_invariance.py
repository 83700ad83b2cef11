"""However a step is split over micro-batches and ranks, the gradient is the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
import torch.distributed as dist
from torch import Tensor
from torch.multiprocessing.spawn import start_processes

from tests.losses.steps import DEFAULTS, Step, random_step
from trainer_client.losses.config import GppoConfig, LossConfig, ObjectiveConfig
from trainer_client.losses.inputs import StepTotals
from trainer_client.losses.objective import objective

ROLLOUTS, TOKENS, HIDDEN = 8, 6, 5
STEP = random_step(ROLLOUTS, TOKENS, seed=1)
FEATURES = torch.randn(ROLLOUTS, TOKENS, HIDDEN, generator=torch.Generator().manual_seed(2))
SPLITS = [
    [ROLLOUTS],
    [1] * ROLLOUTS,
    [4, 4],
    [1, 5, 2],
    [3, 3, 2],
]


def gradient(config: LossConfig, step: Step, parts: Sequence[slice]) -> Tensor:
    """Of a parameter that every token depends on, over some micro-batches of the step."""
    parameter = torch.full((HIDDEN,), 0.1, requires_grad=True)
    for rows in parts:
        logprobs = step.logprobs + FEATURES @ parameter
        inputs = step.inputs(rows, logprobs=logprobs)
        loss = objective(inputs, ObjectiveConfig(policy=config)).loss
        loss.backward()  # type: ignore[no-untyped-call]
    assert parameter.grad is not None
    return parameter.grad


def slices(sizes: Sequence[int]) -> list[slice]:
    ends = [sum(sizes[: i + 1]) for i in range(len(sizes))]
    return [slice(end - size, end) for end, size in zip(ends, sizes, strict=True)]


@pytest.mark.parametrize("average", ["tokens", "rollouts"])
@pytest.mark.parametrize("config", DEFAULTS, ids=lambda config: config.name)
def test_micro_batches(config: LossConfig, average: str) -> None:
    config = config.model_copy(update={"average": average})
    whole = gradient(config, STEP, [slice(None)])
    assert whole.abs().max() > 1e-3
    for sizes in SPLITS:
        torch.testing.assert_close(
            gradient(config, STEP, slices(sizes)), whole, rtol=1e-6, atol=1e-6
        )


def test_what_is_split_counts_once() -> None:
    """The totals of the parts are the totals of the whole."""
    parts = [STEP.inputs(rows) for rows in slices([1, 5, 2])]
    total = StepTotals(0, 0, 0)
    for part in parts:
        total += StepTotals.count(part.mask, part.passed)
    assert total == STEP.totals
    assert total.rollouts == ROLLOUTS - 1
    assert 0 < total.passed_tokens < total.tokens == int(STEP.mask.sum())


def _rank(rank: int, meeting: str, results: str) -> None:
    torch.set_num_threads(1)  # a forked process does not have its parent's threads
    dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=2)
    mine = gradient(GppoConfig(), STEP, slices([3, 1, 2, 2])[rank::2])
    dist.all_reduce(mine)
    torch.save(mine, Path(results) / f"{rank}.pt")
    dist.destroy_process_group()


def test_two_ranks(tmp_path: Path) -> None:
    start_processes(  # type: ignore[no-untyped-call]
        _rank, (str(tmp_path / "meeting"), str(tmp_path)), nprocs=2, start_method="fork"
    )
    whole = gradient(GppoConfig(), STEP, [slice(None)])
    for rank in range(2):
        torch.testing.assert_close(torch.load(tmp_path / f"{rank}.pt"), whole, rtol=1e-6, atol=1e-6)
