"""What engines take and give."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class PromptRequest:
    """One prompt, of which `samples` rollouts are wanted."""

    group: int
    """Tells the requests of one call apart."""
    token_ids: tuple[int, ...]
    samples: int
    seed: int
    """What is drawn depends on it; engines that batch as they please take it as advice."""


@dataclass(frozen=True, slots=True)
class Rollout:
    """One completion of a prompt."""

    group: int
    sample: int
    """0 to samples - 1."""
    prompt_ids: tuple[int, ...]
    token_ids: tuple[int, ...]
    """The completion's tokens, the one that ends it included."""
    logprobs: tuple[float, ...]
    """nats: log-probability of each token, by the engine, under the distribution sampled from."""
    text: str
    """The completion, without special tokens."""
    cut: bool
    """It was ended by the limit of its length."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How tokens are drawn and when a rollout ends."""

    max_new_tokens: int
    temperature: float = 1.0
    top_p: float = 1.0
    stop: tuple[str, ...] = ()


Weights = Iterable[tuple[str, "Tensor"]]
"""Names and whole tensors, as the model's state dict has them."""


class RolloutEngine(Protocol):
    """Something that generates."""

    @property
    def apart(self) -> bool:
        """Whether it computes with another copy of the weights, or with other code, than the
        trainer: its log-probabilities may differ, and weights must be given to it."""

    @property
    def serves_all(self) -> bool:
        """Whether it is one server for all ranks, which needs new weights but once."""

    def generate(self, requests: Sequence[PromptRequest]) -> AsyncIterator[Rollout]:
        """Every rollout of every request, each as it is finished, in any order.

        Raises EngineError.
        """

    async def load(self, weights: Weights) -> None:
        """Samples from these weights from now on. Nothing to do where it is not `apart`."""

    async def aclose(self) -> None:
        """Ends it."""
