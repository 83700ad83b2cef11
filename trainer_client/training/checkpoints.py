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

import json
import os
import shutil
import tempfile
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

_WHOLE = StateDictOptions(full_state_dict=True, cpu_offload=True, flatten_optimizer_state_dict=True)


class _State(BaseModel):
    step: int
    position: StreamPosition
    optimiser: dict[str, Any]


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
        moments = get_optimizer_state_dict(policy, optimiser, options=_WHOLE)
        if not ranks.first:
            return
        self._directory.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".", dir=self._directory))
        try:
            policy.model.save_pretrained(unfinished / "model", state_dict=weights)
            tokenizer.save_pretrained(unfinished / "model")
            tensors, scalars = _parted(moments)
            save_file(tensors, unfinished / "optimiser.safetensors")
            save_file(_random_states(), unfinished / "random.safetensors")
            state = _State(step=step, position=position, optimiser=scalars)
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
        moments = load_file(place / "optimiser.safetensors")
        random_states = load_file(place / "random.safetensors")
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{place}: {error}") from error
    set_optimizer_state_dict(policy, optimiser, moments | state.optimiser, options=_WHOLE)
    _set_random_states(random_states)
    return Resumed(state.step, state.position)


def _parted(moments: dict[str, Any]) -> tuple[dict[str, Tensor], dict[str, Any]]:
    tensors = {name: each for name, each in moments.items() if isinstance(each, Tensor)}
    scalars = {name: each for name, each in moments.items() if not isinstance(each, Tensor)}
    return tensors, json.loads(json.dumps(scalars))


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
