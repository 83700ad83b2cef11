"""How rollouts are generated, and by what."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer_client.config_base import Config


class GenerateEngine(Config):
    """transformers' `generate`: some prompts at a time, padded. Repeatable on CPU."""

    kind: Literal["generate"]
    prompts_at_once: int = Field(
        default=8, gt=0, description="prompts generated together, each with all its samples"
    )


class ContinuousEngine(Config):
    """transformers' continuous batching: a rollout that ends makes room for another."""

    kind: Literal["continuous"]
    blocks: int = Field(gt=0, description="blocks of the key-value cache")
    page_size: int = Field(default=256, ge=4, description="tokens of a block")
    batch_tokens: int = Field(gt=0, description="most tokens of one forward pass")
    requests: int = Field(default=256, gt=0, description="most rollouts in one forward pass")


class OpenAIEngine(Config):
    """A server with OpenAI's completions API, such as vLLM, given new weights between steps."""

    kind: Literal["openai"]
    url: str = Field(description="address of the API, such as http://127.0.0.1:8000/v1")
    model: str = Field(description="name of the model at the server")
    weights: str = Field(
        description="directory, on a disk that the server sees, where each step's weights are put"
    )
    reload_path: str = Field(
        default="/collective_rpc",
        description="path at the server that makes it load the weights",
    )
    reload_body: dict[str, object] = Field(
        default={"method": "reload_weights"}, description="JSON that is posted to `reload_path`"
    )
    pause_paths: list[str] = Field(
        default=["/pause", "/resume"],
        description="paths posted to before and after loading; none if the list is empty",
    )
    connections: int = Field(default=256, gt=0, description="requests at a time")
    timeout_s: float = Field(default=1800.0, gt=0, description="longest wait for one request")


EngineConfig = Annotated[
    GenerateEngine | ContinuousEngine | OpenAIEngine, Field(discriminator="kind")
]


class KeepOverlong(Config):
    """Rollouts cut at the limit are rewarded as any other."""

    kind: Literal["keep"]


class FilterOverlong(Config):
    """Rollouts cut at the limit are left out, as those without verdict are."""

    kind: Literal["filter"]


class ShapeOverlong(Config):
    """A penalty that grows from 0 to 1 over the last `buffer` tokens (DAPO, eq. 13)."""

    kind: Literal["shape"]
    buffer: int = Field(gt=0, description="tokens before the limit in which the penalty grows")
    penalty: float = Field(default=1.0, gt=0, description="penalty at the limit")


OverlongConfig = Annotated[
    KeepOverlong | FilterOverlong | ShapeOverlong, Field(discriminator="kind")
]


class SamplingConfig(Config):
    """How rollouts are generated, and by what."""

    max_prompt_tokens: int = Field(default=4096, gt=0, description="longer prompts are passed over")
    max_new_tokens: int = Field(gt=0, description="limit of a rollout's length")
    temperature: float = Field(
        default=1.0, gt=0, description="the policy is the softmax of the logits over this"
    )
    top_p: float = Field(
        default=1.0, gt=0, le=1, description="sample from the fewest tokens of this probability"
    )
    stop: list[str] = Field(
        default=[],
        description="a rollout ends behind any of these texts, such as the end of a code block",
    )
    engine: EngineConfig = Field(
        default=GenerateEngine(kind="generate"), description="what generates"
    )


class RolloutConfig(SamplingConfig):
    """What is generated for each step."""

    prompts: int = Field(gt=0, description="prompts of a step: groups that are trained on")
    samples: int = Field(gt=0, description="rollouts of each prompt: the size of a group")
    overlong: OverlongConfig = Field(
        default=KeepOverlong(kind="keep"), description="what becomes of rollouts at the limit"
    )
    refills: int = Field(
        default=2,
        ge=0,
        description="how often a step generates more for groups whose rewards do not vary",
    )
    importance_cap: float | None = Field(
        default=2.0,
        gt=0,
        description="truncated importance sampling: cap of the ratio of the trainer's to the "
        "sampler's probability; applied where another engine samples",
    )
