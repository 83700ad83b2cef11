"""The order in which tasks or examples come: sources mixed by weight, each shuffled anew every
time that it begins again. What comes next depends on the seed and on how many were taken before."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from trainer_client.tasks import Source

T = TypeVar("T")


class StreamPosition(BaseModel):
    """How far a stream is; part of a checkpoint."""

    taken: int = 0
    """Of all sources."""
    by_source: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class WeightedSource(Generic[T]):
    source: Source[T]
    weight: float


class Stream(Generic[T]):
    """Items without end."""

    def __init__(
        self,
        sources: Sequence[WeightedSource[T]],
        seed: int,
        position: StreamPosition | None = None,
    ) -> None:
        self._sources = sources
        self._seed = seed
        self._position = position or StreamPosition()
        self._orders: dict[str, tuple[int, list[int]]] = {}  # the epoch, and its order

    @property
    def position(self) -> StreamPosition:
        return self._position.model_copy(deep=True)

    def take(self) -> tuple[int, T]:
        """The number of the item in this stream, from 0, and the item."""
        number = self._position.taken
        random_ = random.Random(f"{self._seed}/{number}")
        weights = [each.weight for each in self._sources]
        source = random_.choices(self._sources, weights)[0].source
        before = self._position.by_source.get(source.name, 0)
        self._position.taken += 1
        self._position.by_source[source.name] = before + 1
        return number, source[self._place(source, before)]

    def _place(self, source: Source[T], before: int) -> int:
        epoch, place = divmod(before, len(source))
        known, order = self._orders.get(source.name, (-1, []))
        if known != epoch:
            order = list(range(len(source)))
            random.Random(f"{self._seed}/{source.name}/{epoch}").shuffle(order)
            self._orders[source.name] = (epoch, order)
        return order[place]
