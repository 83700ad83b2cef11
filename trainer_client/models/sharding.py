"""A policy sharded over ranks (FSDP2), and its weights made whole again."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor
from torch.distributed.fsdp import MixedPrecisionPolicy, fully_shard
from torch.distributed.tensor import DTensor

from trainer_client.models.policy import Policy


def shard(policy: Policy) -> None:
    """Shards weights, gradients and optimiser state over all ranks, layer by layer.

    Weights and their gradients' sums stay float32; passes compute in the policy's `dtype`.
    """
    precision = MixedPrecisionPolicy(param_dtype=policy.dtype, reduce_dtype=torch.float32)
    for layer in policy.model.base_model.layers:
        fully_shard(layer, mp_policy=precision)
    fully_shard(policy, mp_policy=precision)


@torch.no_grad()
def whole_weights(policy: Policy) -> Iterator[tuple[str, Tensor]]:
    """Names, as the model's state dict has them, and whole tensors, one at a time.

    Where weights are sharded, all ranks must take all of them.
    """
    for name, tensor in policy.model.state_dict().items():
        yield name, tensor.full_tensor() if isinstance(tensor, DTensor) else tensor
