"""Tasks as requests to an engine: prompts in tokens."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from transformers import PreTrainedTokenizerBase

from trainer_client.rollouts.rollout import PromptRequest
from trainer_client.tasks import Task


def prompt_tokens(tokenizer: PreTrainedTokenizerBase, task: Task) -> tuple[int, ...]:
    """The prompt, a chat in the tokenizer's template with the header of the answer."""
    if isinstance(task.prompt, str):
        return tuple(tokenizer.encode(task.prompt))
    encoded = tokenizer.apply_chat_template(
        list(task.prompt), add_generation_prompt=True, return_dict=True
    )
    return tuple(encoded["input_ids"])


def request(
    group: int, token_ids: Sequence[int], samples: int, seed: int, purpose: str
) -> PromptRequest:
    """A request whose seed depends on the run's, on the purpose and on the group."""
    digest = hashlib.sha256(f"{seed}/{purpose}/{group}".encode()).digest()
    return PromptRequest(group, tuple(token_ids), samples, int.from_bytes(digest[:4], "big"))
