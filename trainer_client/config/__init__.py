"""What a training run is told: one TOML file, one tree of typed tables. No torch here.

from trainer_client.config import RunConfig, load

config = load("recipes/tiny-cpu.toml", ["optimiser.learning_rate=2e-5"])
"""

from trainer_client.config.loading import load, load_as
from trainer_client.config.run import RunConfig
from trainer_client.config.sft import SftConfig
from trainer_client.config.training import TrainingConfig
from trainer_client.errors import ConfigError

__all__ = ["ConfigError", "RunConfig", "SftConfig", "TrainingConfig", "load", "load_as"]
