"""Losses by configuration."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.losses.steps import DEFAULTS, NAMES
from trainer_client.losses.config import GppoConfig, LossConfig, ObjectiveConfig
from trainer_client.losses.policy import LOSSES


def test_every_configuration_has_a_loss() -> None:
    assert set(LOSSES) == {type(config) for config in DEFAULTS}
    assert [loss.__name__ for loss in LOSSES.values()] == NAMES


@pytest.mark.parametrize("config", DEFAULTS, ids=NAMES)
def test_a_loss_is_chosen_by_name(config: LossConfig) -> None:
    read = ObjectiveConfig.model_validate({"policy": {"name": config.name}})
    assert read.policy == config
    assert ObjectiveConfig.model_validate_json(read.model_dump_json()) == read


def test_defaults_are_those_of_klear() -> None:
    objective = ObjectiveConfig()
    assert objective.nll_coefficient == 0.1
    assert objective.policy == GppoConfig(
        epsilon_low=0.2, epsilon_high=0.28, beta_low=1.0, beta_high=1.0, dual_clip=None
    )


@pytest.mark.parametrize(
    "policy",
    [
        {"name": "gpo"},
        {"name": "gppo", "epsilon": 0.2},
        {"name": "gppo", "epsilon_low": 1.0},
        {"name": "gppo", "dual_clip": 1.0},
        {"name": "cispo", "epsilon_high": -1.0},
    ],
)
def test_what_makes_no_sense_is_refused(policy: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ObjectiveConfig.model_validate({"policy": policy})


def test_every_field_is_described() -> None:
    for config in (*DEFAULTS, ObjectiveConfig()):
        fields = type(config).model_fields
        assert [name for name, field in fields.items() if not field.description] in ([], ["name"])
