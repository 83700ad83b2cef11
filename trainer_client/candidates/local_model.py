"""A model on this machine, by the engine that the trainer generates rollouts with."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import torch
import transformers
from transformers import PreTrainedTokenizerBase

from trainer_client.candidates.candidate import Candidate
from trainer_client.config.models import GgufModel, ModelConfig, PretrainedModel
from trainer_client.errors import ConfigError
from trainer_client.models.loading import load_model
from trainer_client.rollouts.generate import GenerateEngine
from trainer_client.rollouts.rollout import PromptRequest, Rollout, Sampling
from trainer_client.tasks import Task, TaskRow
from trainer_client.training.prompts import prompt_tokens, request


class LocalModel:
    """`samples` of each row. What is drawn depends on the seed, on the row's number and on the
    rows that are asked for together, `prompts_at_once` in one batch."""

    def __init__(
        self, path: Path, sampling: Sampling, samples: int, seed: int, prompts_at_once: int
    ) -> None:
        """Loads the model: a directory in the format of Hugging Face, or a GGUF file.

        Raises ConfigError.
        """
        transformers.logging.disable_progress_bar()
        loaded = load_model(_config(path), path)
        device = "cuda" if torch.cuda.is_available() else "cpu"
        self._tokenizer: PreTrainedTokenizerBase = loaded.tokenizer
        self._engine = GenerateEngine(
            loaded.model.to(device), loaded.tokenizer, sampling, prompts_at_once
        )
        self._stop = sampling.stop
        self._samples = samples
        self._seed = seed
        self._turn = asyncio.Lock()  # torch's generator is one for all

    async def candidates(self, rows: Sequence[TaskRow]) -> list[list[Candidate]]:
        made: dict[int, list[Candidate]] = {row.number: [] for row in rows}
        asked = [self._request(row.number, row.task) for row in rows if row.task]
        async with self._turn:
            async for rollout in self._engine.generate(asked):
                made[rollout.group].append(self._candidate(rollout))
        return [made[row.number] for row in rows]

    async def aclose(self) -> None:
        await self._engine.aclose()

    def _request(self, number: int, task: Task) -> PromptRequest:
        tokens = prompt_tokens(self._tokenizer, task)
        return request(number, tokens, self._samples, self._seed, f"candidates/{task.source}")

    def _candidate(self, rollout: Rollout) -> Candidate:
        ends = [place for stop in self._stop if (place := rollout.text.find(stop)) >= 0]
        text = rollout.text[: min(ends)] if ends else rollout.text  # as servers leave it out
        return Candidate(text, tokens=len(rollout.token_ids), cut=rollout.cut)


def _config(path: Path) -> ModelConfig:
    if path.suffix == ".gguf":
        return GgufModel(kind="gguf", path=str(path))
    if (path / "config.json").is_file():
        return PretrainedModel(kind="pretrained", path=str(path))
    raise ConfigError(f"{path} is neither a model directory nor a .gguf file")
