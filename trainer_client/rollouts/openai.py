"""A server with OpenAI's completions API: vLLM, or another that speaks it.

Prompts go as token ids, and token ids with log-probabilities come back, so that no text is
tokenised a second time. New weights are put into a directory that the server sees, and it is
told to load them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError
from safetensors.torch import save_file
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from trainer_client.config.rollouts import OpenAIEngine as EngineConfig
from trainer_client.errors import EngineError
from trainer_client.rollouts.endings import finished
from trainer_client.rollouts.rollout import PromptRequest, Rollout, Sampling, Weights


class _Received(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Logprobs(_Received):
    token_logprobs: list[float]


class _Choice(_Received):
    index: int
    finish_reason: str | None
    token_ids: list[int]
    logprobs: _Logprobs


class _Completion(_Received):
    choices: list[_Choice]


class OpenAIEngine:
    """Asks for each rollout on its own, so that each is handed on when it is finished."""

    apart = True
    serves_all = True

    def __init__(
        self,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        sampling: Sampling,
        config: EngineConfig,
    ) -> None:
        self._model_config = model.config
        self._tokenizer = tokenizer
        self._sampling = sampling
        self._config = config
        limits = httpx.Limits(max_connections=config.connections)
        timeout = httpx.Timeout(config.timeout_s, pool=None)
        self._http = httpx.AsyncClient(limits=limits, timeout=timeout)

    async def generate(self, requests: Sequence[PromptRequest]) -> AsyncIterator[Rollout]:
        asked = [
            asyncio.create_task(self._ask(request, sample))
            for request in requests
            for sample in range(request.samples)
        ]
        try:
            for answer in asyncio.as_completed(asked):
                yield await answer
        finally:
            for each in asked:
                each.cancel()
            await asyncio.gather(*asked, return_exceptions=True)

    async def load(self, weights: Weights) -> None:
        tensors = {name: tensor.detach().cpu().clone() for name, tensor in weights}
        await asyncio.to_thread(self._write, Path(self._config.weights), tensors)
        before, after = self._config.pause_paths or (None, None)
        if before:
            await self._post(before, {})
        await self._post(self._config.reload_path, self._config.reload_body)
        if after:
            await self._post(after, {})

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _ask(self, request: PromptRequest, sample: int) -> Rollout:
        sampling = self._sampling
        body = {
            "model": self._config.model,
            "prompt": [*request.token_ids],
            "max_tokens": sampling.max_new_tokens,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "seed": request.seed + sample,
            "stop": [*sampling.stop],
            "include_stop_str_in_output": True,
            "logprobs": 0,
            "return_token_ids": True,
        }
        response = await self._send(f"{self._config.url}/completions", body)
        try:
            choice = _Completion.model_validate_json(response.content).choices[0]
        except (ValidationError, IndexError) as error:
            raise EngineError(
                f"{self._config.url}: not a completion with token ids: {error}"
            ) from error
        return finished(
            self._tokenizer,
            request,
            sample,
            choice.token_ids,
            choice.logprobs.token_logprobs,
            cut=choice.finish_reason == "length",
        )

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        root = httpx.URL(self._config.url).copy_with(path=path)
        await self._send(str(root), body)

    async def _send(self, url: str, body: dict[str, Any]) -> httpx.Response:
        try:
            response = await self._http.post(url, json=body)
        except httpx.HTTPError as error:
            raise EngineError(f"{url}: {type(error).__name__}: {error}") from error
        if response.status_code != httpx.codes.OK:
            raise EngineError(f"{url}: {response.status_code} {response.text[:500]}")
        return response

    def _write(self, directory: Path, tensors: dict[str, Tensor]) -> None:
        """A model directory in the format of Hugging Face."""
        directory.mkdir(parents=True, exist_ok=True)
        self._model_config.save_pretrained(directory)
        self._tokenizer.save_pretrained(directory)
        unfinished = directory / ".model.safetensors"
        save_file(tensors, unfinished, metadata={"format": "pt"})
        unfinished.replace(directory / "model.safetensors")
