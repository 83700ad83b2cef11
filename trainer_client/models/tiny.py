"""A small model that has learnt to program list operations, with errors, made on the spot.

A Llama of about 0.6M parameters, trained from sentences with their programs, of which a share
is corrupted: a model that knows the language and is often wrong, as a pretrained one is.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer, pre_tokenizers
from tokenizers import models as tokenizer_models
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from trainer_client.tasks.list_operations import Sentence, draw_step, program, sentences, words

PAD, END, UNKNOWN = "<pad>", "<end>", "<unknown>"
_IGNORED = -100  # transformers' label of what is not predicted


@dataclass(frozen=True, slots=True)
class TinyRecipe:
    """How the model is made: shape, then supervised training."""

    hidden: int = 128
    layers: int = 3
    intermediate: int = 384
    heads: int = 4
    steps: int = 250
    batch: int = 64
    learning_rate: float = 3e-3
    corrupted: float = 0.3
    operations: tuple[int, int] = (1, 4)
    seed: int = 0


def tokenizer() -> PreTrainedTokenizerFast:
    """A word is a token; texts are words with blanks between them, decoded ones too."""
    vocabulary = {word: n for n, word in enumerate([PAD, END, UNKNOWN, *words()])}
    made = Tokenizer(tokenizer_models.WordLevel(vocabulary, unk_token=UNKNOWN))
    made.pre_tokenizer = pre_tokenizers.Split(" ", "removed")
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token=PAD, eos_token=END, unk_token=UNKNOWN, padding_side="left"
    )


def make(recipe: TinyRecipe) -> tuple[LlamaForCausalLM, PreTrainedTokenizerFast]:
    """The trained model and its tokenizer."""
    words_ = tokenizer()
    torch.manual_seed(recipe.seed)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(words_),
            hidden_size=recipe.hidden,
            num_hidden_layers=recipe.layers,
            intermediate_size=recipe.intermediate,
            num_attention_heads=recipe.heads,
            num_key_value_heads=recipe.heads,
            max_position_embeddings=256,
            tie_word_embeddings=True,
            pad_token_id=words_.pad_token_id,
            bos_token_id=None,
            eos_token_id=words_.eos_token_id,
        )
    )
    _train(model, words_, recipe)
    return model, words_


def _train(model: LlamaForCausalLM, words_: PreTrainedTokenizerFast, recipe: TinyRecipe) -> None:
    random_ = random.Random(recipe.seed)
    drawn = sentences("train", recipe.seed, recipe.operations)
    optimiser = torch.optim.AdamW(model.parameters(), lr=recipe.learning_rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.learning_rate, total_steps=recipe.steps
    )
    for _ in range(recipe.steps):
        texts = [_example(next(drawn), random_, recipe.corrupted) for _ in range(recipe.batch)]
        loss = model(**_batch(texts, words_)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()


def _example(sentence: Sentence, random_: random.Random, corrupted: float) -> tuple[str, str]:
    """A sentence and a program; in a corrupted one, one step is another than was asked for."""
    steps = list(sentence.steps)
    if random_.random() < corrupted:
        steps[random_.randrange(len(steps))] = draw_step(random_)
    return sentence.text, program(tuple(steps))


def _batch(
    texts: list[tuple[str, str]], words_: PreTrainedTokenizerFast
) -> dict[str, torch.Tensor]:
    """Padded on the right; the prompt and the padding are not predicted."""
    rows = []
    for prompt, answer in texts:
        asked = words_.encode(prompt)
        rows.append((asked, [*words_.encode(answer), words_.eos_token_id]))
    longest = max(len(asked) + len(answered) for asked, answered in rows)
    ids = torch.full((len(rows), longest), words_.pad_token_id)
    labels = torch.full((len(rows), longest), _IGNORED)
    for n, (asked, answered) in enumerate(rows):
        end = len(asked) + len(answered)
        ids[n, :end] = torch.tensor(asked + answered)
        labels[n, len(asked) : end] = torch.tensor(answered)
    return {"input_ids": ids, "labels": labels, "attention_mask": ids != words_.pad_token_id}
