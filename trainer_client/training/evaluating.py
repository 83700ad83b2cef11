"""Pass rates on held-out tasks: the same tasks and seeds each time."""

from __future__ import annotations

from collections.abc import Sequence

from transformers import PreTrainedTokenizerBase

from trainer_client.config import TrainingConfig
from trainer_client.reporting.records import EvaluationRecord
from trainer_client.tasks import TaskSource
from trainer_client.training.collecting import Generating
from trainer_client.training.prompts import prompt_tokens, request
from trainer_client.training.rewarding import Judged


async def evaluate(
    sources: Sequence[TaskSource],
    tokenizer: PreTrainedTokenizerBase,
    generating: Generating,
    config: TrainingConfig,
    step: int,
) -> list[EvaluationRecord]:
    """One record a source; `step` is how many steps were trained."""
    records = []
    for source in sources:
        tasks = [source[n] for n in range(min(config.evaluation.prompts, len(source)))]
        asked = [
            (
                task,
                request(
                    n,
                    prompt_tokens(tokenizer, task),
                    config.evaluation.samples,
                    config.seed,
                    f"evaluation/{source.name}",
                ),
            )
            for n, task in enumerate(tasks)
        ]
        judged, _ = await generating.judged(asked)
        records.append(_record(judged, source.name, step))
    return records


def _record(judged: Sequence[Judged], source: str, step: int) -> EvaluationRecord:
    rates = [each.pass_rate for each in judged if each.pass_rate is not None]
    lengths = [len(each.rollout.token_ids) for each in judged]
    return EvaluationRecord(
        step=step,
        source=source,
        rollouts=len(judged),
        pass_rate=_mean(rates),
        solved=_mean([float(rate == 1) for rate in rates]),
        no_verdict=1 - len(rates) / max(len(judged), 1),
        tokens=_mean(lengths),
        cut=_mean([float(each.rollout.cut) for each in judged]),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
