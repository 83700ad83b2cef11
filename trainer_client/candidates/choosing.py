"""The source of candidates that a command was told of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trainer_client.candidates.candidate import CandidateSource
from trainer_client.candidates.completions_file import CompletionsFile
from trainer_client.candidates.references import References
from trainer_client.candidates.server import Server, ServerChoice
from trainer_client.rollouts.rollout import Sampling


@dataclass(frozen=True, slots=True)
class Drawing:
    """How many candidates of a problem a model draws, and how."""

    sampling: Sampling
    samples: int
    seed: int = 0
    prompts_at_once: int = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """Where candidates come from: one of these, or the published answers where none is given."""

    completions: Path | None = None
    model: Path | None = None
    server: ServerChoice | None = None

    @property
    def many(self) -> bool:
        """Whether more than one is given."""
        return sum(each is not None for each in (self.completions, self.model, self.server)) > 1

    @property
    def described(self) -> str:
        """In words, to be recorded."""
        if self.completions is not None:
            return f"completions {self.completions}"
        if self.model is not None:
            return f"model {self.model}"
        if self.server is not None:
            return f"server {self.server.url} {self.server.model}"
        return "published answers"

    def open(self, drawing: Drawing) -> CandidateSource:
        """The source. Raises ConfigError, OSError and UnreadableFile."""
        if self.completions is not None:
            return CompletionsFile(self.completions, drawing.samples)
        if self.server is not None:
            return Server(self.server, drawing.sampling, drawing.samples, drawing.seed)
        if self.model is None:
            return References(drawing.samples)
        from trainer_client.candidates.local_model import LocalModel  # which needs torch

        return LocalModel(
            self.model,
            drawing.sampling,
            drawing.samples,
            drawing.seed,
            drawing.prompts_at_once,
        )
