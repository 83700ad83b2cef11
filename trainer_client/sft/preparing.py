"""From sources to what is trained on: judged, ranked, filtered and mixed, once a run.

    RUN/quality.jsonl   soft rewards of responses, by what they depend on
    RUN/mixture.json    what was measured of each source, and which examples were taken

The mixture depends on the configuration and on verdicts that it asks for, not on others that a
shared file of pass rates happens to have.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from transformers import PreTrainedTokenizerBase

from trainer_client.config.sft import SftConfig
from trainer_client.errors import ConfigError
from trainer_client.sft.example import Example
from trainer_client.sft.judging import Verdicts, sampled
from trainer_client.sft.mixing import Budget, Candidate, is_kept, mixed
from trainer_client.sft.mixture import Mixture, SourceShare
from trainer_client.sft.quality import SourceQuality, measured, problem_rates, ranked
from trainer_client.sft.sources import load_examples
from trainer_client.sft.tokens import Tokens, tokens_of

Examples = Mapping[str, list[Example]]  # by source


def read_sources(config: SftConfig) -> Examples:
    """The examples of every source. Raises ConfigError."""
    return {each.name: load_examples(each) for each in config.sources}


async def prepare(
    config: SftConfig, sources: Examples, tokenizer: PreTrainedTokenizerBase, verdicts: Verdicts
) -> Mixture:
    """Judges what has to be, ranks and mixes. Raises ConfigError and what the client raises."""
    judged = {name: sampled(each, config.quality.examples) for name, each in sources.items()}
    shown = config.report.table
    await verdicts.judge(itertools.chain(*judged.values()), progress=shown)
    ranking = ranked(
        measured(name, [verdicts.pass_rate(each) for each in judged[name]]) for name in sources
    )
    chosen = [each.source for each in ranking[: config.mixture.top]]
    if config.mixture.wrong_answers != "mixed":
        judged |= {name: sources[name] for name in chosen}
        await verdicts.judge(itertools.chain(*judged.values()), progress=shown)
    rates = problem_rates(
        (each, verdicts.pass_rate(each)) for each in itertools.chain(*judged.values())
    )
    candidates = {
        name: _candidates(config, sources[name], tokenizer, verdicts, rates) for name in chosen
    }
    budget = Budget(config.mixture.examples, config.mixture.tokens)
    taken = mixed(candidates, budget, config.seed)
    if not taken:
        raise ConfigError("mixture: there is no example that it keeps within its limits")
    return Mixture(
        sources=[_share(each, sources, chosen, taken) for each in ranking],
        taken=[(each.example.source, each.example.number) for each in taken],
    )


def _candidates(
    config: SftConfig,
    examples: Sequence[Example],
    tokenizer: PreTrainedTokenizerBase,
    verdicts: Verdicts,
    rates: Mapping[str, float],
) -> list[Candidate]:
    """What the policy keeps of a source, within the limit of length; `rates` are problems'."""
    found = []
    for example in examples:
        rate = verdicts.pass_rate(example)
        candidate = Candidate(
            example=example,
            tokens=tokens_of(tokenizer, example),
            correct=None if rate is None else rate == 1,
            hard=rates.get(example.asked, 1.0) < config.mixture.hard_below,
        )
        short = candidate.tokens.length <= config.mixture.max_tokens
        if short and is_kept(candidate, config.mixture.wrong_answers):
            found.append(candidate)
    return found


def _share(
    quality: SourceQuality, sources: Examples, chosen: list[str], taken: list[Candidate]
) -> SourceShare:
    own = [each for each in taken if each.example.source == quality.source]
    return SourceShare(
        source=quality.source,
        examples=len(sources[quality.source]),
        judged=quality.judged,
        correct=quality.correct,
        pass_rate=quality.pass_rate,
        chosen=quality.source in chosen,
        taken=len(own),
        wrong=sum(each.correct is False for each in own),
        hard=sum(each.hard for each in own),
        tokens=sum(len(each.tokens.response) for each in own),
    )


def mixture_tokens(
    mixture: Mixture, sources: Examples, tokenizer: PreTrainedTokenizerBase
) -> list[Tokens]:
    """The examples of a mixture, in its order, in tokens."""
    by_number = {
        name: {each.number: each for each in examples} for name, examples in sources.items()
    }
    return [tokens_of(tokenizer, by_number[source][number]) for source, number in mixture.taken]
