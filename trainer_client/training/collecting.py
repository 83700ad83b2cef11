"""The rollouts of one step with their rewards, until enough groups have something to teach."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

from trainer_client.config import RunConfig, TrainingConfig
from trainer_client.errors import ConfigError
from trainer_client.rollouts.rollout import PromptRequest, RolloutEngine
from trainer_client.tasks import Task
from trainer_client.training.groups import Group, form_groups, is_judged
from trainer_client.training.prompts import prompt_tokens, request
from trainer_client.training.ranks import Ranks
from trainer_client.training.rewarding import Judged, RewardDesk
from trainer_client.training.streams import Stream

_TOO_LONG_IN_A_ROW = 10_000


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds, of this rank."""

    generate_s: float = 0.0
    reward_wait_s: float = 0.0
    """From the last rollout to the last reward."""

    def __add__(self, other: Timing) -> Timing:
        return Timing(self.generate_s + other.generate_s, self.reward_wait_s + other.reward_wait_s)


@dataclass(frozen=True, slots=True)
class Collected:
    """What a step is trained on, and all that was generated for it."""

    kept: tuple[Group, ...]
    seen: tuple[Group, ...]
    refills: int
    timing: Timing


class Generating:
    """Requests to rollouts with rewards, over all ranks."""

    def __init__(
        self, engine: RolloutEngine, desk: RewardDesk, config: TrainingConfig, ranks: Ranks
    ) -> None:
        self._engine = engine
        self._desk = desk
        self._config = config
        self._ranks = ranks
        kind = config.rollouts.engine
        self._block = kind.prompts_at_once if kind.kind == "generate" else 1

    async def judged(
        self, asked: Sequence[tuple[Task, PromptRequest]]
    ) -> tuple[list[Judged], Timing]:
        """Each rollout is judged while others are generated (if `rewards.overlap`)."""
        began = time.perf_counter()
        tasks = {request.group: task for task, request in asked}
        own = self._ranks.share([request for _, request in asked], self._block)
        finished, unsent = [], []
        if own:
            async for rollout in self._engine.generate(own):
                pair = (tasks[rollout.group], rollout)
                if not is_judged(rollout, self._config.rollouts):
                    unsent.append(Judged(*pair, None))
                elif self._config.rewards.overlap:
                    self._desk.submit(*pair)
                else:
                    finished.append(pair)
        generated = time.perf_counter()
        for pair in finished:
            self._desk.submit(*pair)
        judged = [*await self._desk.judged(), *unsent]
        timing = Timing(generated - began, time.perf_counter() - generated)
        return self._ranks.gathered(judged), timing


class Collector:
    """Takes prompts from a stream and brings back groups."""

    def __init__(
        self,
        stream: Stream[Task],
        tokenizer: PreTrainedTokenizerBase,
        generating: Generating,
        config: RunConfig,
    ) -> None:
        self._stream = stream
        self._tokenizer = tokenizer
        self._generating = generating
        self._config = config

    async def collect(self) -> Collected:
        """As many groups as a step has prompts; fewer where the refills do not suffice."""
        config = self._config.rollouts
        kept: list[Group] = []
        seen: list[Group] = []
        timing = Timing()
        refills = -1
        while len(kept) < config.prompts and refills < config.refills:
            refills += 1
            asked = [self._next() for _ in range(config.prompts - len(kept))]
            judged, took = await self._generating.judged(asked)
            groups = form_groups(judged, self._config.advantages, config)
            kept += [group for group in groups if group.kept]
            seen += groups
            timing += took
        return Collected(tuple(kept), tuple(seen), refills, timing)

    def _next(self) -> tuple[Task, PromptRequest]:
        """The next task whose prompt is not too long. Raises ConfigError if none seems to be."""
        config = self._config.rollouts
        for _ in range(_TOO_LONG_IN_A_ROW):
            number, task = self._stream.take()
            tokens = prompt_tokens(self._tokenizer, task)
            if len(tokens) <= config.max_prompt_tokens:
                return task, request(number, tokens, config.samples, self._config.seed, "train")
        raise ConfigError(
            f"rollouts.max_prompt_tokens: {_TOO_LONG_IN_A_ROW} prompts in a row are longer than "
            f"{config.max_prompt_tokens} tokens"
        )


def all_judged(groups: Iterable[Group]) -> list[Judged]:
    return [each for group in groups for each in group.judged]
