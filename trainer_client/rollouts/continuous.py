"""transformers' continuous batching: rollouts begin and end on their own.

Generation runs in a thread; each rollout is handed on when its last token is there. The thread
is there for one call of `generate` alone: between calls the trainer has the model to itself,
and no key or value of older weights can be used again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

from transformers import (
    ContinuousBatchingConfig,
    GenerationConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

from trainer_client.config.rollouts import ContinuousEngine as EngineConfig
from trainer_client.errors import EngineError
from trainer_client.rollouts.endings import Stops, finished
from trainer_client.rollouts.rollout import PromptRequest, Rollout, Sampling, Weights
from trainer_client.rollouts.weights import load_into


class ContinuousEngine:
    """Samples from `model`, which is the trainer's own or, `apart`, a copy."""

    serves_all = False

    def __init__(
        self,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        sampling: Sampling,
        config: EngineConfig,
        *,
        apart: bool = False,
    ) -> None:
        self.apart = apart
        self._model = model
        self._tokenizer = tokenizer
        self._sampling = sampling
        self._config = config

    async def generate(self, requests: Sequence[PromptRequest]) -> AsyncIterator[Rollout]:
        call = _Call(self._manager(requests[0].seed), self._tokenizer, self._sampling)
        try:
            call.start(requests)
            for _ in range(sum(each.samples for each in requests)):
                yield await call.next()
        finally:
            await asyncio.to_thread(call.stop)

    async def load(self, weights: Weights) -> None:
        if self.apart:
            load_into(self._model, weights)

    async def aclose(self) -> None:
        pass

    def _manager(self, seed: int) -> Any:
        sampling = self._sampling
        generation = GenerationConfig(
            do_sample=True,
            temperature=sampling.temperature,
            top_p=sampling.top_p,
            top_k=0,
            max_new_tokens=sampling.max_new_tokens,
            pad_token_id=self._tokenizer.pad_token_id,
            eos_token_id=self._tokenizer.eos_token_id,
        )
        batching = ContinuousBatchingConfig(
            num_blocks=self._config.blocks,
            page_size=self._config.page_size,
            max_batch_tokens=self._config.batch_tokens,
            max_requests_per_batch=self._config.requests,
            return_logprobs=True,
            seed=seed,
        )
        return self._model.init_continuous_batching(generation, batching)


class _Call:
    """One call of `generate`: its requests, and the rollouts as they come."""

    def __init__(
        self, manager: Any, tokenizer: PreTrainedTokenizerBase, sampling: Sampling
    ) -> None:
        self._manager = manager
        self._tokenizer = tokenizer
        self._sampling = sampling
        self._stops = Stops(tokenizer, sampling.stop)
        self._done: asyncio.Queue[Rollout | EngineError] = asyncio.Queue()
        self._going: dict[str, tuple[PromptRequest, int]] = {}

    def start(self, requests: Sequence[PromptRequest]) -> None:
        """All requests are there before the first is begun, so that a seed repeats itself."""
        for request in requests:
            for sample in range(request.samples):
                name = f"{request.group}/{sample}"
                self._going[name] = (request, sample)
                self._manager.register_result_handler(name, self._take)
                self._manager.add_request(
                    [*request.token_ids],
                    request_id=name,
                    streaming=bool(self._sampling.stop),
                    eos_token_id=self._tokenizer.eos_token_id,
                )
        self._manager.start()

    async def next(self) -> Rollout:
        rollout = await self._done.get()
        if isinstance(rollout, EngineError):
            raise rollout
        return rollout

    def stop(self) -> None:
        self._manager.stop(block=True)
        self._manager.destroy()

    def _take(self, output: Any) -> None:
        """A finished completion, or, where texts may end one, each as it grows."""
        if output.request_id not in self._going:
            return  # what a cancelled request had on its way
        if output.error is not None:
            self._done.put_nowait(EngineError(f"continuous batching: {output.error}"))
            return
        tokens = output.generated_tokens
        ended = bool(tokens) and self._stops.ends(tokens)
        if not (ended or output.is_finished()):
            return
        request, sample = self._going.pop(output.request_id)
        if not output.is_finished():
            self._manager.cancel_request(output.request_id)
        self._done.put_nowait(
            finished(self._tokenizer, request, sample, tokens, output.logprobs, cut=not ended)
        )
