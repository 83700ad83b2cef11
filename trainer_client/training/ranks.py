"""The processes of a run: one, or as many as `torchrun` started."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor
from torch import distributed as dist

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ranks:
    """This process among `size`."""

    rank: int
    size: int
    device: torch.device

    @property
    def first(self) -> bool:
        """The one that reports and writes."""
        return self.rank == 0

    @property
    def many(self) -> bool:
        return self.size > 1

    def share(self, items: Sequence[T], block: int) -> list[T]:
        """This rank's part of what all know, in whole blocks of neighbours, turn by turn."""
        return [each for n, each in enumerate(items) if n // block % self.size == self.rank]

    def gathered(self, items: list[T]) -> list[T]:
        """What all ranks have, in the order of ranks, at all of them."""
        if not self.many:
            return items
        parts: list[list[T]] = [[] for _ in range(self.size)]
        dist.all_gather_object(parts, items)
        return [each for part in parts for each in part]

    def wait(self) -> None:
        """Until all ranks are here."""
        if self.many:
            dist.barrier()

    def from_first(self, value: T) -> T:
        """The first rank's value."""
        values = [value]
        if self.many:
            dist.broadcast_object_list(values, src=0)
        return values[0]

    def summed(self, sums: Tensor) -> Tensor:
        """Element by element over the ranks; `sums` is on the CPU."""
        if self.many:
            here = sums.to(self.device)
            dist.all_reduce(here)
            return here.cpu()
        return sums


@contextmanager
def joined() -> Iterator[Ranks]:
    """The ranks of this run: torchrun's environment variables say which one this is."""
    size = int(os.environ.get("WORLD_SIZE", "1"))
    rank = int(os.environ.get("RANK", "0"))
    cuda = torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0"))) if cuda else _CPU
    if cuda:
        torch.cuda.set_device(device)
    if size == 1:
        yield Ranks(0, 1, device)
        return
    # Objects go by gloo, also where tensors go by NCCL.
    dist.init_process_group("cpu:gloo,cuda:nccl" if cuda else "gloo")
    try:
        yield Ranks(rank, size, device)
    finally:
        dist.destroy_process_group()


_CPU = torch.device("cpu")
