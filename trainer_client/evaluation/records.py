"""What is kept of an evaluation: a line for each problem, and one for each set."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SampleRecord(_Record):
    """One answer."""

    text: str = Field(description="the answer")
    reward: float | None = Field(description="soft reward; null: the service could not judge it")
    tokens: int | None = Field(description="its length, where that is known")
    cut: bool = Field(description="it was ended by the limit of its length")


class ProblemRecord(_Record):
    """One problem with its answers."""

    set: str = Field(description="name of the set")
    id: str = Field(description="the problem's id; empty where its row cannot be read")
    fault: str = Field(default="", description="why nothing was judged; empty where it was")
    samples: list[SampleRecord] = Field(default=[], description="its answers")


class EstimateRecord(_Record):
    """A mean over problems, with a 95% bootstrap interval."""

    value: float
    low: float
    high: float


class SetRecord(_Record):
    """The result on one set."""

    set: str = Field(description="name of the set")
    candidates: str = Field(description="what was evaluated")
    problems: int = Field(description="problems with a judged answer")
    unreadable: int = Field(description="problems that could not be read or judged")
    samples: int = Field(description="answers to a problem: k")
    temperature: float = Field(description="temperature of the answers")
    top_p: float = Field(description="nucleus that they are drawn from")
    max_new_tokens: int = Field(description="limit of their length, tokens")
    seed: int = Field(description="seed of what is drawn")
    average: EstimateRecord = Field(description="avg@k: share of answers that pass every test")
    soft: EstimateRecord = Field(description="mean soft reward: share of tests passed")
    pass_at: dict[int, EstimateRecord] = Field(description="pass@k by k, unbiased")
    no_verdict: float = Field(description="share of answers that could not be judged")
    cut: float = Field(description="share of answers cut at the limit of their length")
    tokens: float | None = Field(description="mean length of an answer, tokens")
