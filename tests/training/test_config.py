"""The configuration file: what is refused and how, and what is said of each field."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trainer_client.config import ConfigError, RunConfig, SftConfig, TrainingConfig, load, load_as

RECIPES = sorted((Path(__file__).parents[2] / "recipes").glob("*.toml"))

SMALL = """
name = "small"
steps = 3
[model]
kind = "list_operations"
[[tasks]]
name = "lists"
kind = "list_operations"
[rollouts]
prompts = 2
samples = 4
max_new_tokens = 8
[optimiser]
learning_rate = 1e-5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "run.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_recipes_are_in_order(recipe: Path) -> None:
    kind = SftConfig if recipe.stem.endswith("-sft") else RunConfig
    assert load_as(kind, recipe).name == recipe.stem


def test_values_from_the_command_line(file: Path) -> None:
    settings = [
        "steps=5",
        "optimiser.learning_rate=2e-6",
        "name=other name",
        "rollouts.engine.kind=generate",
        "rollouts.engine.prompts_at_once=3",
        "tasks.0.weight=2.0",
        'objective.policy={name="cispo"}',
    ]
    config = load(file, settings)
    assert (config.steps, config.name) == (5, "other name")
    assert config.optimiser.learning_rate == 2e-6
    assert config.rollouts.engine.kind == "generate"
    assert config.rollouts.engine.prompts_at_once == 3
    assert config.tasks[0].weight == 2
    assert config.objective.policy.name == "cispo"


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("optimiser.lerning_rate=1", "optimiser: there is no field 'lerning_rate' here; did you"),
        ("rollouts.engine={kind='generate',at_once=1}", "rollouts.engine.generate: there is no"),
        ("objective.policy={name='gppo',betalow=1}", "did you mean 'beta_low'?"),
        ("advantages.baselin='mean'", "did you mean 'baseline'?"),
        ("model.stepz=1", "did you mean 'steps'?"),
        ("steps=0", "steps: Input should be greater than 0"),
        ("steps='3'", "steps: Input should be a valid integer"),
        ("model.kind='gguff'", "model: Input tag 'gguff' found using 'kind' does not match any"),
        ("tasks.0.fewest=9", "fewest must not be more than most"),
        ("nothing", "'nothing' is not of the form table.field=value"),
        ("steps.more=1", "'steps.more=1': steps is no table"),
        ("tasks.5.weight=1", "there is no entry 5 among 1"),
    ],
)
def test_what_is_wrong_is_named(file: Path, setting: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load(file, [setting])
    assert message in str(refused.value)


@pytest.mark.parametrize("content", [b"steps = ", b"\xff", None])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "run.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"run\.toml"):
        load(path)


def _objects(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield schema["title"], schema
    yield from schema["$defs"].items()


@pytest.mark.parametrize("kind", [RunConfig, SftConfig])
def test_every_field_is_described_and_no_other_is_allowed(kind: type[TrainingConfig]) -> None:
    for name, table in _objects(kind.model_json_schema()):
        if "properties" not in table:
            continue
        assert table["additionalProperties"] is False, name
        for field, value in table["properties"].items():
            if field in ("kind", "name") and "const" in value:
                continue  # which of the alternatives this is
            assert value.get("description"), f"{name}.{field}"


def test_reading_it_loads_no_torch() -> None:
    code = "import sys, trainer_client.config, softjudge.cli; print('torch' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"
