"""What the model is asked, and what its answers are judged by."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from trainer_client.config_base import Config

AnswerForm = Literal["completion", "continuation"]


class _Tasks(Config):
    name: str = Field(description="name of the source; rewards are reported by it")
    weight: float = Field(
        default=1.0, gt=0, description="share of the prompts, relative to the other sources"
    )


class Asked(Config):
    """Rows of a file, and how they are put to the model."""

    path: str = Field(description="file with the rows")
    prompt: str = Field(
        default="{prompt}", description="what is asked; `{prompt}` stands for the published prompt"
    )
    system: str | None = Field(default=None, description="system message of the chat")
    chat: bool = Field(
        default=True, description="ask in the chat template of the tokenizer, not in plain text"
    )
    first: int = Field(default=0, ge=0, description="number of the first row, from 0")
    count: int | None = Field(default=None, gt=0, description="number of rows; all unless said")


class CodeTasks(_Tasks, Asked):
    """A published set of code problems, judged by their tests (`trainer_client.datasets`)."""

    kind: Literal["code"]
    form: str = Field(description="the form of the rows, such as mbpp")
    answer: AnswerForm = Field(
        default="completion",
        description="the program is in the last code block of the answer, or is the answer itself",
    )
    cpu_s: float | None = Field(
        default=None, gt=0, description="seconds of CPU time of one test; the service's unless said"
    )


class ProblemTasks(_Tasks, Asked):
    """Rows with `prompt` and `problem`, the latter as the service takes it (docs/api.md)."""

    kind: Literal["problems"]
    answer: AnswerForm = Field(
        default="completion",
        description="the answer is found in the model's text, or is the text itself",
    )


class MathTasks(_Tasks, Asked):
    """Rows with a problem and its answer, judged by equality of the last boxed answer."""

    kind: Literal["math"]
    problem_field: str = Field(default="problem", description="field with the problem")
    answer_field: str = Field(
        default="answer", description="field with the answer in LaTeX, or with a list of them"
    )


class ListOperationsSentences(Config):
    """Which sentences that describe list operations, and by how many tests."""

    split: Literal["train", "held_out"] = Field(default="train", description="which sentences")
    count: int = Field(default=4096, gt=0, description="number of sentences")
    fewest: int = Field(default=2, gt=0, description="operations in a sentence, at least")
    most: int = Field(default=4, gt=0, description="operations in a sentence, at most")
    tests: int = Field(default=8, gt=0, description="tests of a task")
    seed: int = Field(default=0, description="seed of sentences and tests")

    @model_validator(mode="after")
    def _ordered(self) -> ListOperationsSentences:
        if self.fewest > self.most:
            raise ValueError("fewest must not be more than most")
        return self


class ListOperationsTasks(_Tasks, ListOperationsSentences):
    """Sentences that describe list operations, made on the spot."""

    kind: Literal["list_operations"]


TasksConfig = Annotated[
    CodeTasks | MathTasks | ProblemTasks | ListOperationsTasks, Field(discriminator="kind")
]
