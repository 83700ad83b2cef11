"""What `softjudge sft` is told: what is refused and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer_client.config import ConfigError, SftConfig, load_as

RECIPE = Path(__file__).parents[2] / "recipes" / "tiny-sft.toml"


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("mixture.wrong_answer='mixed'", "mixture: there is no field 'wrong_answer' here; did you"),
        ("mixture.wrong_answers='all'", "mixture.wrong_answers: Input should be 'correct_only'"),
        ("mixture={examples=1,tokens=1}", "give examples or tokens, not both"),
        ("sources.0.step_error=1", "did you mean 'step_errors'?"),
        ("sources.0.name=checked", "the entries of sources must have names of their own"),
        ("optimiser.passes=2", "there is no field 'passes' here"),
        ("batch=0", "batch: Input should be greater than 0"),
        ("tasks=[]", "there is no field 'tasks' here"),
    ],
)
def test_what_is_wrong_is_named(setting: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load_as(SftConfig, RECIPE, [setting])
    assert message in str(refused.value)
