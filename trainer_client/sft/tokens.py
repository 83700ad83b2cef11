"""Examples in tokens."""

from __future__ import annotations

from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

from trainer_client.errors import ConfigError
from trainer_client.sft.example import Example
from trainer_client.training.prompts import prompt_tokens


@dataclass(frozen=True, slots=True)
class Tokens:
    """One example. The response's tokens are predicted, the one that ends it included."""

    prompt: tuple[int, ...]
    """At least one: the response's first token is predicted from its last."""
    response: tuple[int, ...]

    @property
    def length(self) -> int:
        return len(self.prompt) + len(self.response)


def tokens_of(tokenizer: PreTrainedTokenizerBase, example: Example) -> Tokens:
    """As when the model is sampled from: prompt and response are tokenised apart.

    Raises ConfigError for a prompt that has no token.
    """
    prompt = prompt_tokens(tokenizer, example.task)
    if not prompt:
        raise ConfigError(f"sources {example.source}: the prompt of {example.task.id} is empty")
    response = tokenizer.encode(example.response, add_special_tokens=False)
    return Tokens(prompt, (*response, int(tokenizer.eos_token_id)))
