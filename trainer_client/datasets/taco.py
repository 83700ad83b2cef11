"""TACO (FlagOpen/TACO, BAAI/TACO) and TACO-verified: fields as in APPS, outputs compared as TACO's
own `metrics/testing_util.py` does."""

from __future__ import annotations

from trainer_client.datasets.apps import made
from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.types import Compare


def item(fields: Fields) -> DatasetItem:
    return made(fields, Compare(mode="taco"))
