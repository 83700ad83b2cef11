"""What a run will need, worked out before it is begun: memory, tokens, sandboxes.

Memory is that of the parts that are known to be large; allocators and kernels take some more.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import AutoConfig, AutoModelForCausalLM, PretrainedConfig, PreTrainedModel

from trainer_client.config import RunConfig
from trainer_client.config.models import GgufModel, ListOperationsModel, PretrainedModel
from trainer_client.config.rollouts import ContinuousEngine, OpenAIEngine
from trainer_client.errors import ConfigError
from trainer_client.models.loading import load_model

GIB = 2**30
_FLOAT32 = 4
_ACTIVATIONS = 10  # tensors of [tokens, hidden] kept for the backward pass of one layer's parts
_GATES = 3  # tensors of [tokens, intermediate] likewise
_LOGIT_TILES = 3  # tiles of logits that exist at a time


@dataclass(frozen=True, slots=True)
class Plan:
    """Bytes on one training GPU, and what one step is made of."""

    parameters: int
    memory: dict[str, float]
    """Bytes, by what takes them."""
    rollouts: int
    tokens: int
    most_tokens: int
    generate_s: float
    train_s: float
    test_runs_per_s: float
    """That the sandboxes must do so that rewards are there when the last rollout is."""
    sandbox_cores: float

    @property
    def total(self) -> float:
        return sum(self.memory.values())


def plan(config: RunConfig, directory: Path) -> Plan:
    """Raises ConfigError where the model's shape is not known."""
    model = _shape(config, directory)
    told, rollouts = config.plan, config.rollouts
    count = rollouts.prompts * rollouts.samples
    tokens = count * (told.mean_tokens or rollouts.max_new_tokens)
    generate_s = tokens / told.generated_per_s
    runs_per_s = count * told.tests / generate_s
    return Plan(
        parameters=_parameters(model),
        memory=_memory(model, config),
        rollouts=count,
        tokens=tokens,
        most_tokens=count * rollouts.max_new_tokens,
        generate_s=generate_s,
        train_s=config.optimiser.passes * tokens / (told.trained_per_s * told.gpus),
        test_runs_per_s=runs_per_s,
        sandbox_cores=runs_per_s * told.test_cpu_s,
    )


def described(plan_: Plan, config: RunConfig) -> str:
    """The plan in lines to be read."""
    told = config.plan
    fits = plan_.total <= told.gpu_memory_gib * GIB
    room = "fits" if fits else "DOES NOT FIT"
    parts = plan_.memory.items()
    memory = "\n".join(f"  {name:<34}{size / GIB:>8.2f} GiB" for name, size in parts)
    updates = config.optimiser.passes * config.optimiser.mini_batches
    return f"""\
{config.name}: {config.steps} steps, {plan_.parameters / 1e9:.3f}B parameters
memory of each of {told.gpus} training GPUs ({told.gpu_memory_gib:g} GiB):
{memory}
  {"sum, which " + room:<34}{plan_.total / GIB:>8.2f} GiB
a step:
  {plan_.rollouts} rollouts ({config.rollouts.prompts} prompts x {config.rollouts.samples}), \
{updates} optimiser steps
  {plan_.tokens / 1e6:.2f}M tokens expected, {plan_.most_tokens / 1e6:.2f}M at most
  {plan_.generate_s:.0f} s of generating at {told.generated_per_s:g} tokens/s, \
{plan_.train_s:.0f} s of training at {told.trained_per_s:g} tokens/s and GPU
sandboxes, so that rewards never hold the step:
  {plan_.test_runs_per_s:.1f} test runs/s ({told.tests:g} tests a rollout), \
{plan_.sandbox_cores:.1f} cores at {told.test_cpu_s:g} s of CPU a run"""


def _shape(config: RunConfig, directory: Path) -> PreTrainedModel:
    """The model without its weights, where they can be done without."""
    match config.model:
        case PretrainedModel(path=path) if (Path(path) / "config.json").exists():
            return _empty(AutoConfig.from_pretrained(path))
        case PretrainedModel(path=path):
            if config.plan.architecture is None:
                raise ConfigError(
                    f"{path} is not here, and plan.architecture does not say its shape"
                )
            fields = dict(config.plan.architecture)
            return _empty(AutoConfig.for_model(fields.pop("model_type"), **fields))
        case GgufModel() | ListOperationsModel():
            return load_model(config.model, directory).model


def _empty(shape: PretrainedConfig) -> PreTrainedModel:
    with torch.device("meta"):
        model: PreTrainedModel = AutoModelForCausalLM.from_config(shape)
    return model


def _parameters(module: torch.nn.Module) -> int:
    return sum(each.numel() for each in module.parameters())


def _memory(model: PreTrainedModel, config: RunConfig) -> dict[str, float]:
    gpus = config.plan.gpus
    width = 2 if config.model.dtype == "bfloat16" else _FLOAT32
    parameters = _parameters(model)
    layer = _parameters(model.base_model.layers[0])
    outside = parameters - layer * len(model.base_model.layers)
    found: dict[str, float] = {"weights, gradients, AdamW": 4 * _FLOAT32 * parameters / gpus}
    if gpus > 1:
        found["gathered: two layers, and the head"] = 2 * width * (2 * layer + outside)
    if config.report.kl_to_start:
        found["first weights, for the KL"] = _FLOAT32 * parameters / gpus
    if (gpus > 1 or width == 2) and not isinstance(config.rollouts.engine, OpenAIEngine):
        found["the sampler's weights"] = width * parameters
    found["activations"] = _activations(model, config, width)
    logits = config.logprobs.rows * config.logprobs.vocabulary_tile
    found["logits"] = _LOGIT_TILES * _FLOAT32 * logits
    found["key-value cache"] = _cache(model, config, width)
    return found


def _activations(model: PreTrainedModel, config: RunConfig, width: int) -> float:
    """Of the largest micro-batch: checkpointed layers keep what enters them alone."""
    shape = model.config
    longest = config.rollouts.max_prompt_tokens + config.rollouts.max_new_tokens
    tokens = max(config.optimiser.micro_batch_tokens, longest)
    one: float = tokens * (_ACTIVATIONS * shape.hidden_size + _GATES * shape.intermediate_size)
    layers: int = shape.num_hidden_layers
    if config.model.gradient_checkpointing:
        return width * (layers * tokens * int(shape.hidden_size) + one)
    return width * layers * one


def _cache(model: PreTrainedModel, config: RunConfig, width: int) -> float:
    shape, rollouts = model.config, config.rollouts
    longest = rollouts.max_prompt_tokens + rollouts.max_new_tokens
    match rollouts.engine:
        case OpenAIEngine():
            return 0.0
        case ContinuousEngine(blocks=blocks, page_size=page_size):
            tokens = blocks * page_size
        case engine:
            tokens = engine.prompts_at_once * rollouts.samples * longest
    head = getattr(shape, "head_dim", None) or shape.hidden_size // shape.num_attention_heads
    entries: int = shape.num_hidden_layers * shape.num_key_value_heads * head
    return 2 * width * entries * tokens
