"""A run of supervised fine-tuning from its configuration."""

from __future__ import annotations

from pathlib import Path

import torch
from rich.console import Console
from rich.table import Table

from trainer_client.config import SftConfig
from trainer_client.reporting.jsonl import JsonLines
from trainer_client.sft.judging import Verdicts
from trainer_client.sft.mixture import Mixture
from trainer_client.sft.preparing import mixture_tokens, prepare, read_sources
from trainer_client.sft.stepper import ExampleList, SftStepper
from trainer_client.sft.update import SftUpdater
from trainer_client.training.opening import OpenRun, opened
from trainer_client.training.ranks import Ranks
from trainer_client.training.streams import Stream, WeightedSource


async def sft(
    config: SftConfig,
    path: Path,
    ranks: Ranks,
    url: str,
    *,
    api_key: str | None = None,
    resume: bool = False,
) -> None:
    """Prepares the mixture and trains to the last step.

    Raises TrainingError and what the reward client raises.
    """
    sources = read_sources(config)
    async with opened(
        config, path, ranks, url, temperature=1.0, api_key=api_key, resume=resume
    ) as run:
        loop = run.loop
        tokenizer = loop.learner.tokenizer
        place = path / "mixture.json"
        if ranks.first and not place.exists():
            verdicts = Verdicts(run.client, _quality_file(config, path), config.rewards.deadline_s)
            (await prepare(config, sources, tokenizer, verdicts)).write(place)
        ranks.wait()
        mixture = Mixture.read(place)
        if ranks.first:
            Console(stderr=True).print(_table(mixture))
        examples = mixture_tokens(mixture, sources, tokenizer)
        if run.done == 0:
            torch.manual_seed(config.seed)  # of dropout; a checkpoint has its state
        await loop.run(_stepper(config, run, ExampleList("mixture", examples)), run.done)


def _quality_file(config: SftConfig, path: Path) -> JsonLines:
    if config.quality.file is None:
        return JsonLines(path / "quality.jsonl")
    place = Path(config.quality.file)
    place.parent.mkdir(parents=True, exist_ok=True)
    return JsonLines(place)


def _stepper(config: SftConfig, run: OpenRun, examples: ExampleList) -> SftStepper:
    learner = run.loop.learner
    return SftStepper(
        batch=config.batch,
        mixture=len(examples),
        learner=learner,
        updater=SftUpdater(learner, config.optimiser.micro_batch_tokens),
        stream=Stream([WeightedSource(examples, 1.0)], config.seed, run.position),
        report=run.loop.report,
    )


def _table(mixture: Mixture) -> Table:
    table = Table(title="sources, the best first")
    for name in ("source", "examples", "judged", "correct", "taken", "wrong", "hard", "tokens"):
        table.add_column(name, justify="left" if name == "source" else "right")
    for each in mixture.sources:
        counts = (each.taken, each.wrong, each.hard, each.tokens)
        table.add_row(
            each.source,
            str(each.examples),
            str(each.judged),
            f"{each.correct:.3f}",
            *(map(str, counts) if each.chosen else ("-",) * len(counts)),
        )
    return table
