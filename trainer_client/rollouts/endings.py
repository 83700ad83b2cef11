"""Where a completion ends, and the rollout that is made of it."""

from __future__ import annotations

from collections.abc import Sequence

from transformers import PreTrainedTokenizerBase

from trainer_client.rollouts.rollout import PromptRequest, Rollout

_BESIDE = 8  # tokens decoded more than a stop text has characters: some are part of one


class Stops:
    """Tells whether the last token of a completion ends it."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, stop: Sequence[str]) -> None:
        self._tokenizer = tokenizer
        self._stop = tuple(stop)
        self._window = max(map(len, stop), default=0) + _BESIDE

    def ends(self, tokens: Sequence[int]) -> bool:
        if tokens[-1] == self._tokenizer.eos_token_id:
            return True
        if not self._stop:
            return False
        text = self._tokenizer.decode(tokens[-self._window :])
        return any(stop in text for stop in self._stop)


def finished(
    tokenizer: PreTrainedTokenizerBase,
    request: PromptRequest,
    sample: int,
    tokens: Sequence[int],
    logprobs: Sequence[float],
    *,
    cut: bool,
) -> Rollout:
    return Rollout(
        group=request.group,
        sample=sample,
        prompt_ids=request.token_ids,
        token_ids=tuple(tokens),
        logprobs=tuple(logprobs),
        text=tokenizer.decode(tokens, skip_special_tokens=True),
        cut=cut,
    )
