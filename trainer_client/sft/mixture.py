"""What a run is trained on, and why: the file `mixture.json`, which a resumed run goes by."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class SourceShare(BaseModel):
    """One source: what was measured, and what was taken of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str = Field(description="name of the source; the best comes first")
    examples: int = Field(description="examples that it has")
    judged: int = Field(description="examples that it was ranked by")
    correct: float = Field(description="share of these whose answer passed every test")
    pass_rate: float = Field(description="their mean soft reward")
    chosen: bool = Field(description="it is among the sources taken")
    taken: int = Field(description="examples of the mixture")
    wrong: int = Field(description="of these, known to be wrong")
    hard: int = Field(description="of these, to hard problems")
    tokens: int = Field(description="tokens of their responses")


class Mixture(BaseModel):
    """What is trained on: examples by source and number."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: list[SourceShare]
    taken: list[tuple[str, int]]

    def write(self, path: Path) -> None:
        """Whole, or not at all."""
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_text(self.model_dump_json(), encoding="utf-8")
        unfinished.replace(path)

    @classmethod
    def read(cls, path: Path) -> Mixture:
        return cls.model_validate_json(path.read_text(encoding="utf-8"))
