"""Checkpoints: a run ended at any moment goes on from the last one as if it had not ended.

    RUN/checkpoints/000040/
        model/                 a directory that transformers loads
        optimiser.safetensors  moments of AdamW, by parameter
        random.safetensors     states of torch's generators
        state.json             steps done, data position, scalars of the optimiser

Each is written beside its place, through to the disk, and then renamed: it is there whole or
not at all.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from pydantic import BaseModel
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.distributed.checkpoint.state_dict import (
    StateDictOptions,
    get_optimizer_state_dict,
    set_optimizer_state_dict,
)
from transformers import PreTrainedTokenizerBase

from trainer_client.errors import CheckpointError
from trainer_client.models.policy import Policy
from trainer_client.models.sharding import whole_weights
from trainer_client.training.ranks import Ranks
from trainer_client.training.streams import StreamPosition

_WHOLE = StateDictOptions(full_state_dict=True, cpu_offload=True)


class _State(BaseModel):
    step: int
    position: StreamPosition
    param_groups: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Resumed:
    """Where a run goes on."""

    step: int
    position: StreamPosition


class Checkpoints:
    """The checkpoints of one run, the `keep` newest."""

    def __init__(self, directory: Path, keep: int) -> None:
        self._directory = directory
        self._keep = keep

    def latest(self) -> Path | None:
        found = sorted(self._directory.glob("[0-9]*"))
        return found[-1] if found else None

    def save(
        self,
        step: int,
        position: StreamPosition,
        policy: Policy,
        optimiser: torch.optim.Optimizer,
        tokenizer: PreTrainedTokenizerBase,
        ranks: Ranks,
    ) -> None:
        """To be called by all ranks; the first one writes."""
        weights = {name: tensor.cpu() for name, tensor in whole_weights(policy)}
        moments: dict[str, Any] = get_optimizer_state_dict(policy, optimiser, options=_WHOLE)
        if not ranks.first:
            return
        self._directory.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".", dir=self._directory))
        try:
            policy.model.save_pretrained(unfinished / "model", state_dict=weights)
            tokenizer.save_pretrained(unfinished / "model")
            save_file(_flat(moments["state"]), unfinished / "optimiser.safetensors")
            save_file(_random_states(), unfinished / "random.safetensors")
            groups = moments["param_groups"]
            state = _State(step=step, position=position, param_groups=groups)
            (unfinished / "state.json").write_text(state.model_dump_json(), encoding="utf-8")
            _through_to_disk(unfinished)
            unfinished.replace(self._directory / f"{step:06}")
            _sync(self._directory)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        self._forget()

    def _forget(self) -> None:
        """Removes what is no longer kept, and what a run that was killed left unfinished."""
        for old in sorted(self._directory.glob("[0-9]*"))[: -self._keep]:
            shutil.rmtree(old)
        for left in self._directory.glob(".*"):
            shutil.rmtree(left, ignore_errors=True)


def restore(place: Path, policy: Policy, optimiser: torch.optim.Optimizer) -> Resumed:
    """Gives the optimiser and torch's generators their states; weights come from `model/`.

    Raises CheckpointError.
    """
    try:
        state = _State.model_validate_json((place / "state.json").read_text(encoding="utf-8"))
        moments = _nested(load_file(place / "optimiser.safetensors"))
        random_states = load_file(place / "random.safetensors")
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{place}: {error}") from error
    whole: dict[str, Any] = {"state": moments, "param_groups": state.param_groups}
    set_optimizer_state_dict(policy, optimiser, whole, options=_WHOLE)
    _set_random_states(random_states)
    return Resumed(state.step, state.position)


def _flat(moments: dict[str, dict[str, Tensor]]) -> dict[str, Tensor]:
    """AdamW's state of each parameter, by `moment/parameter`."""
    return {
        f"{moment}/{parameter}": tensor.contiguous()
        for parameter, state in moments.items()
        for moment, tensor in state.items()
    }


def _nested(tensors: dict[str, Tensor]) -> dict[str, dict[str, Tensor]]:
    moments: dict[str, dict[str, Tensor]] = defaultdict(dict)
    for name, tensor in tensors.items():
        moment, _, parameter = name.partition("/")
        moments[parameter][moment] = tensor
    return dict(moments)


def _random_states() -> dict[str, Tensor]:
    states = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        states |= {"cuda": torch.cuda.get_rng_state()}
    return states


def _set_random_states(states: dict[str, Tensor]) -> None:
    torch.set_rng_state(states["cpu"])
    if "cuda" in states and torch.cuda.is_available():
        torch.cuda.set_rng_state(states["cuda"])


def _through_to_disk(directory: Path) -> None:
    for path in [*directory.rglob("*"), directory]:
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
