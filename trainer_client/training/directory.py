"""A run's directory: what is where, and whether a run may begin or go on there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from trainer_client.config import TrainingConfig
from trainer_client.errors import CheckpointError
from trainer_client.reporting.jsonl import JsonLines

# What may differ between a run and its resumption: it changes nothing that was done.
_FREE = {"steps", "threads", "rewards", "evaluation", "checkpoints", "report", "plan"}


@dataclass(frozen=True, slots=True)
class RunDirectory:
    """Paths within it."""

    path: Path

    @property
    def checkpoints(self) -> Path:
        return self.path / "checkpoints"

    @property
    def steps(self) -> JsonLines:
        return JsonLines(self.path / "steps.jsonl")

    @property
    def evaluations(self) -> JsonLines:
        return JsonLines(self.path / "evaluations.jsonl")

    @property
    def samples(self) -> JsonLines:
        return JsonLines(self.path / "samples.jsonl")

    @property
    def tensorboard(self) -> Path:
        return self.path / "tensorboard"

    def begin(self, config: TrainingConfig, *, resume: bool) -> None:
        """Makes the directory, or makes sure that it is of this run. Raises CheckpointError."""
        kept = self.path / "config.json"
        if kept.exists():
            if not resume:
                raise CheckpointError(f"{self.path} has a run: resume it, or choose another place")
            self._check(config, json.loads(kept.read_text(encoding="utf-8")))
        self.path.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".unfinished")
        unfinished.write_text(config.model_dump_json(indent=2), encoding="utf-8")
        unfinished.replace(kept)

    def cut_behind(self, step: int) -> None:
        """Removes what was recorded of later steps; of step 0, which has no checkpoint, as well."""
        for lines in (self.steps, self.evaluations, self.samples):
            lines.cut_behind(step or -1)

    def _check(self, config: TrainingConfig, before: dict[str, object]) -> None:
        now = config.model_dump(mode="json")
        changed = [name for name in now if name not in _FREE and now[name] != before.get(name)]
        if changed:
            raise CheckpointError(f"{self.path} has a run of other {', '.join(changed)}")
