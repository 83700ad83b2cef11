"""The engine that a configuration names."""

from __future__ import annotations

from transformers import PreTrainedModel, PreTrainedTokenizerBase

from trainer_client.config import rollouts as config
from trainer_client.rollouts.continuous import ContinuousEngine
from trainer_client.rollouts.generate import GenerateEngine
from trainer_client.rollouts.openai import OpenAIEngine
from trainer_client.rollouts.rollout import RolloutEngine, Sampling


def make_engine(
    chosen: config.SamplingConfig,
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    *,
    apart: bool,
) -> RolloutEngine:
    """An engine on `model`, a copy of the trainer's where it is `apart`; or a server."""
    sampling = Sampling(chosen.max_new_tokens, chosen.temperature, chosen.top_p, tuple(chosen.stop))
    match chosen.engine:
        case config.GenerateEngine(prompts_at_once=prompts_at_once):
            return GenerateEngine(model, tokenizer, sampling, prompts_at_once, apart=apart)
        case config.ContinuousEngine():
            return ContinuousEngine(model, tokenizer, sampling, chosen.engine, apart=apart)
        case config.OpenAIEngine():
            return OpenAIEngine(model, tokenizer, sampling, chosen.engine)
