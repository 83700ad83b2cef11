"""Where the model comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer_client.config_base import Config

DType = Literal["float32", "bfloat16"]


class _Model(Config):
    dtype: DType = Field(
        default="float32",
        description="type in which forward and backward passes compute; weights and optimiser "
        "state are kept in float32, log-softmax is computed in float32",
    )
    gradient_checkpointing: bool = Field(
        default=False, description="compute activations again in the backward pass"
    )
    attention: Literal["eager", "sdpa", "flash_attention_2"] = Field(
        default="sdpa", description="implementation of attention"
    )


class PretrainedModel(_Model):
    """A causal language model in the format of Hugging Face, on this machine."""

    kind: Literal["pretrained"]
    path: str = Field(description="directory with config.json, *.safetensors and the tokenizer")


class GgufModel(_Model):
    """A GGUF file, its weights made floats again. Its directory may have the tokenizer."""

    kind: Literal["gguf"]
    path: str | None = Field(default=None, description="the file")
    package: str | None = Field(
        default=None,
        description="in place of `path`: an installed Python package that ships the one file",
    )


class ListOperationsModel(_Model):
    """A Llama of about 0.6M parameters, made on the spot, that programs list operations.

    It is trained for about a minute on sentences with their programs, some of them corrupted,
    and kept in the run's directory, or in `directory`.
    """

    kind: Literal["list_operations"]
    directory: str | None = Field(
        default=None, description="where the made model is kept and looked for, to share it"
    )
    steps: int = Field(default=250, gt=0, description="optimiser steps of supervised training")
    batch: int = Field(default=64, gt=0, description="sentences a step")
    learning_rate: float = Field(default=3e-3, gt=0, description="highest learning rate")
    corrupted: float = Field(
        default=0.3, ge=0, le=1, description="share of programs with one wrong step"
    )
    seed: int = Field(default=0, description="seed of weights and sentences")


ModelConfig = Annotated[
    PretrainedModel | GgufModel | ListOperationsModel, Field(discriminator="kind")
]
