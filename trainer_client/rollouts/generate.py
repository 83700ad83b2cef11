"""transformers' `generate`: a few prompts at a time, padded on the left.

Simple and repeatable: what is drawn depends on the weights, the prompts that are generated
together and their seed. A rollout is handed on when the longest beside it is finished.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

import torch
from torch import Tensor
from transformers import (
    GenerationConfig,
    LogitsProcessor,
    LogitsProcessorList,
    PreTrainedModel,
    PreTrainedTokenizerBase,
    StoppingCriteria,
    StoppingCriteriaList,
    TemperatureLogitsWarper,
    TopPLogitsWarper,
)

from trainer_client.rollouts.endings import Stops, finished
from trainer_client.rollouts.rollout import PromptRequest, Rollout, Sampling, Weights
from trainer_client.rollouts.weights import load_into


class GenerateEngine:
    """Samples from `model`, which is the trainer's own or, `apart`, a copy."""

    serves_all = False

    def __init__(
        self,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        sampling: Sampling,
        prompts_at_once: int,
        *,
        apart: bool = False,
    ) -> None:
        self.apart = apart
        self._model = model
        self._tokenizer = tokenizer
        self._sampling = sampling
        self._prompts_at_once = prompts_at_once

    async def generate(self, requests: Sequence[PromptRequest]) -> AsyncIterator[Rollout]:
        for start in range(0, len(requests), self._prompts_at_once):
            chunk = requests[start : start + self._prompts_at_once]
            # In a thread: meanwhile the event loop sends the finished ones to be judged.
            for rollout in await asyncio.to_thread(self._generated, chunk):
                yield rollout

    async def load(self, weights: Weights) -> None:
        if self.apart:
            load_into(self._model, weights)

    async def aclose(self) -> None:
        pass

    @torch.inference_mode()
    def _generated(self, requests: Sequence[PromptRequest]) -> list[Rollout]:
        torch.manual_seed(requests[0].seed)
        ids, mask = self._padded(requests)
        drawn = _Drawn()
        ending = _Ending(self._tokenizer, self._sampling.stop, len(ids))
        output = self._model.generate(
            input_ids=ids,
            attention_mask=mask,
            generation_config=self._config(),
            logits_processor=LogitsProcessorList([*self._warpers(), drawn]),
            stopping_criteria=StoppingCriteriaList([ending]),
        )
        tokens = output[:, ids.shape[1] :].tolist()
        logprobs = drawn.logprobs(output[:, -1]).tolist()
        places = [(request, n) for request in requests for n in range(request.samples)]
        return [
            finished(
                self._tokenizer,
                *place,
                tokens[row][: ending.lengths[row]],
                logprobs[row][: ending.lengths[row]],
                cut=not ending.ended[row],
            )
            for row, place in enumerate(places)
        ]

    def _padded(self, requests: Sequence[PromptRequest]) -> tuple[Tensor, Tensor]:
        """Token ids and attention mask [B, S], a row for each rollout."""
        prompts = [request.token_ids for request in requests for _ in range(request.samples)]
        longest = max(map(len, prompts))
        pad = int(self._tokenizer.pad_token_id or 0)
        ids = [[pad] * (longest - len(each)) + [*each] for each in prompts]
        mask = [[0] * (longest - len(each)) + [1] * len(each) for each in prompts]
        device = self._model.device
        return torch.tensor(ids, device=device), torch.tensor(mask, device=device)

    def _config(self) -> GenerationConfig:
        # Temperature and top_p are done by `_warpers`, ahead of `_Drawn`, which must come last.
        return GenerationConfig(
            do_sample=True,
            temperature=1.0,
            top_p=1.0,
            top_k=0,
            max_new_tokens=self._sampling.max_new_tokens,
            pad_token_id=self._tokenizer.pad_token_id,
            eos_token_id=self._tokenizer.eos_token_id,
        )

    def _warpers(self) -> list[LogitsProcessor]:
        warpers: list[LogitsProcessor] = []
        if self._sampling.temperature != 1:
            warpers.append(TemperatureLogitsWarper(self._sampling.temperature))
        if self._sampling.top_p < 1:
            warpers.append(TopPLogitsWarper(self._sampling.top_p))
        return warpers


class _Drawn(LogitsProcessor):  # type: ignore[misc]  # transformers is not followed
    """Changes nothing; notes the log-probability of each token that is drawn."""

    def __init__(self) -> None:
        self._columns: list[Tensor] = []
        self._last: Tensor | None = None

    def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
        self._note(input_ids[:, -1])
        self._last = scores.float().log_softmax(dim=-1)
        return scores

    def logprobs(self, last_tokens: Tensor) -> Tensor:
        """float32 [B, T]; `last_tokens` [B] are those drawn behind the last call."""
        self._note(last_tokens)
        self._last = None
        return torch.stack(self._columns, dim=1)

    def _note(self, tokens: Tensor) -> None:
        if self._last is not None:
            self._columns.append(self._last.gather(1, tokens.unsqueeze(1)).squeeze(1))


class _Ending(StoppingCriteria):  # type: ignore[misc]  # transformers is not followed
    """Ends rows, and keeps how long each is: what stands behind is padding."""

    def __init__(
        self, tokenizer: PreTrainedTokenizerBase, stop: tuple[str, ...], rows: int
    ) -> None:
        self._tokenizer = tokenizer
        self._stops = Stops(tokenizer, stop)
        self._tokens: list[list[int]] = [[] for _ in range(rows)]
        self.ended = [False] * rows

    @property
    def lengths(self) -> list[int]:
        return [len(each) for each in self._tokens]

    def __call__(self, input_ids: Tensor, scores: object, **_: object) -> Tensor:
        for row, token in enumerate(input_ids[:, -1].tolist()):
            if not self.ended[row]:
                self._tokens[row].append(token)
                self.ended[row] = self._stops.ends(self._tokens[row])
        return torch.tensor(self.ended, device=input_ids.device)
