"""A model that is made on the spot."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from trainer_client.config.models import ListOperationsModel
from trainer_client.models.loading import load_model


def test_runs_that_begin_together_share_the_model_that_one_of_them_made(tmp_path: Path) -> None:
    place = tmp_path / "start"
    config = ListOperationsModel.model_validate(
        {"kind": "list_operations", "directory": str(place), "steps": 1, "batch": 2}
    )
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _: load_model(config, tmp_path), range(3)))
    assert [each.name for each in tmp_path.iterdir()] == ["start"]
    sizes = {sum(weight.numel() for weight in each.model.parameters()) for each in made}
    assert len(sizes) == 1
