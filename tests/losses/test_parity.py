"""The same tensors through verl's and TRL's own losses: values and gradients are equal.

`make loss-parity` installs both beside the tests' environment and runs this file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor

from tests.losses.steps import Step, random_step
from trainer_client.losses.config import (
    CispoConfig,
    ClipHigherConfig,
    GspoConfig,
    LossConfig,
    PpoClipConfig,
    SapoConfig,
)
from trainer_client.losses.policy import policy_loss

SEEDS = range(5)


def same(config: LossConfig, step: Step, theirs: Any) -> None:
    """`theirs` takes log-probabilities and gives a loss."""
    results = []
    for loss_of in (lambda x: policy_loss(step.inputs(logprobs=x), config).loss, theirs):
        logprobs = step.logprobs.clone().requires_grad_()
        loss = loss_of(logprobs)
        results.append((loss.detach(), *torch.autograd.grad(loss, logprobs)))
    for one, other in zip(*results, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-5, atol=1e-8)
    assert results[0][1].abs().max() > 0


def rollouts(config: LossConfig) -> LossConfig:
    return config.model_copy(update={"average": "rollouts"})


VERL = [
    ("vanilla", PpoClipConfig(dual_clip=3.0)),
    ("vanilla", PpoClipConfig(epsilon=0.1, dual_clip=1.5)),
    ("vanilla", ClipHigherConfig(dual_clip=3.0)),
    ("vanilla", rollouts(ClipHigherConfig(dual_clip=3.0))),
    ("cispo", CispoConfig(epsilon_low=0.2, epsilon_high=0.28)),
    ("cispo", CispoConfig(epsilon_low=0.9, epsilon_high=4.0)),
    ("cispo", rollouts(CispoConfig(epsilon_low=0.2, epsilon_high=0.28))),
    ("gspo", GspoConfig()),
    ("gspo", GspoConfig(epsilon_low=0.1, epsilon_high=0.2)),
    ("gspo", GspoConfig(epsilon_low=0.1, epsilon_high=0.2, average="tokens")),
    ("sapo", SapoConfig()),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "config"), VERL)
def test_verl(name: str, config: LossConfig, seed: int) -> None:
    pytest.importorskip("verl", reason="verl is not installed: make loss-parity")
    from verl.trainer.ppo.core_algos import get_policy_loss_fn
    from verl.workers.config import ActorConfig

    step = random_step(16, 12, seed)
    constants: dict[str, Any] = {}
    match config:
        case PpoClipConfig(epsilon=epsilon, dual_clip=dual):
            constants = {
                "clip_ratio_low": epsilon,
                "clip_ratio_high": epsilon,
                "clip_ratio_c": dual,
            }
        case ClipHigherConfig() | CispoConfig() | GspoConfig():
            constants = {
                "clip_ratio_low": config.epsilon_low,
                "clip_ratio_high": config.epsilon_high,
            }
        case SapoConfig():
            constants = {"tau_pos": config.tau_positive, "tau_neg": config.tau_negative}
    actor = ActorConfig(
        strategy="fsdp",
        rollout_n=1,
        ppo_micro_batch_size_per_gpu=1,
        use_dynamic_bsz=True,
        **constants,
    )
    tokens, mode = step.advantages[:, None].expand_as(step.mask), "seq-mean-token-mean"

    def theirs(logprobs: Tensor) -> Tensor:
        loss, _ = get_policy_loss_fn(name)(
            old_log_prob=step.old_logprobs,
            log_prob=logprobs,
            advantages=tokens,
            response_mask=step.mask.float(),
            loss_agg_mode="token-mean" if config.average == "tokens" else mode,
            config=actor,
            rollout_is_weights=step.weights,
        )
        assert isinstance(loss, Tensor)
        return loss

    same(config, step, theirs)


TRL: list[tuple[str, str, LossConfig]] = [
    ("dapo", "token", PpoClipConfig()),
    ("dapo", "token", PpoClipConfig(epsilon=0.1, dual_clip=2.0)),
    ("dapo", "token", ClipHigherConfig()),
    ("grpo", "token", rollouts(PpoClipConfig())),
    ("cispo", "token", CispoConfig(epsilon_high=0.28)),
    ("cispo", "token", CispoConfig()),
    ("grpo", "sequence", GspoConfig()),
    ("grpo", "sequence", GspoConfig(epsilon_low=0.1, epsilon_high=0.2)),
    ("sapo", "token", SapoConfig()),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("loss_type", "level", "config"), TRL)
def test_trl(loss_type: str, level: str, config: LossConfig, seed: int) -> None:
    pytest.importorskip("trl", reason="trl is not installed: make loss-parity")
    from trl import GRPOTrainer

    step = random_step(16, 12, seed)
    # TRL counts rollouts without tokens in its mean over rollouts; ours does not.
    step = replace(step, mask=step.mask | (torch.arange(12) < 1))
    if level == "sequence":  # its gradient would spread each weight over the whole rollout
        step = replace(step, weights=torch.ones_like(step.weights))

    def theirs(logprobs: Tensor) -> Tensor:
        """TRL's `_compute_loss` on a trainer that is nothing but its settings, whose model
        gives these log-probabilities."""
        trainer = SimpleNamespace(
            **_settings(config),
            loss_type=loss_type,
            importance_sampling_level=level,
            beta=0.0,
            top_entropy_quantile=1.0,
            off_policy_mask_threshold=None,
            aux_loss_enabled=False,
            _entropy_bonus_enabled=False,
            use_vllm=True,
            vllm_importance_sampling_correction=True,
            current_gradient_accumulation_steps=1,
            model=SimpleNamespace(training=True),
            accelerator=SimpleNamespace(
                num_processes=1, gather=lambda x: x, reduce=lambda x, reduction: x
            ),
            _metrics={"train": defaultdict(list)},
            _get_per_token_logps_and_entropies=lambda *_, **__: (
                logprobs,
                torch.zeros_like(logprobs),
                None,
            ),
        )
        no_tokens = torch.zeros(len(logprobs), 0, dtype=torch.long)
        inputs = {
            "prompt_ids": no_tokens,
            "prompt_mask": no_tokens,
            "completion_ids": torch.zeros(logprobs.shape, dtype=torch.long),
            "completion_mask": step.mask.long(),
            "advantages": step.advantages,
            "old_per_token_logps": step.old_logprobs,
            "importance_sampling_ratio": step.weights,
            "num_items_in_batch": step.mask.sum(),
        }
        loss = GRPOTrainer._compute_loss(trainer, None, inputs)  # noqa: SLF001
        assert isinstance(loss, Tensor)
        return loss

    same(config, step, theirs)


def _settings(config: LossConfig) -> dict[str, Any]:
    args = SimpleNamespace(
        delta=getattr(config, "dual_clip", None),
        steps_per_generation=1,
        sapo_temperature_pos=getattr(config, "tau_positive", 1.0),
        sapo_temperature_neg=getattr(config, "tau_negative", 1.05),
    )
    match config:
        case PpoClipConfig(epsilon=epsilon):
            return {"epsilon_low": epsilon, "epsilon_high": epsilon, "args": args}
        case CispoConfig():  # TRL's bound is on the ratio itself
            return {"epsilon_low": None, "epsilon_high": 1 + config.epsilon_high, "args": args}
        case ClipHigherConfig() | GspoConfig():
            return {
                "epsilon_low": config.epsilon_low,
                "epsilon_high": config.epsilon_high,
                "args": args,
            }
        case _:
            return {"epsilon_low": None, "epsilon_high": None, "args": args}
