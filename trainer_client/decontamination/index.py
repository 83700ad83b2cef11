"""What evaluation sets ask: every run of words of theirs, and sketches of their problems."""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from trainer_client.datasets import MissingPackage
from trainer_client.decontamination.words import ngrams, words

SHINGLE = 3  # words; near-duplicates share most of these
PERMUTATIONS = 128  # of a sketch: similarities are right to about 0.04 (one over its root, halved)
MOST_SHOWN = 5  # n-grams of one match


@dataclass(frozen=True, slots=True)
class Source:
    """A problem of an evaluation set."""

    set: str
    id: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a problem has in common with one of an evaluation set.

    ngrams      runs of words that both have, at most MOST_SHOWN, where one starts a new stretch
    shared      how many runs both have
    similarity  estimate of the share of three-word runs of either that both have, 0 to 1; None
                where it is below the threshold
    """

    source: Source
    ngrams: tuple[str, ...]
    shared: int
    similarity: float | None


class Index:
    """The problems of all evaluation sets, which are held in memory; what is checked is not."""

    def __init__(self, problems: Iterable[tuple[Source, str]], n: int, threshold: float) -> None:
        """Raises MissingPackage where datasketch is not installed."""
        self._sketch, lsh = _datasketch()
        self._n = n
        self._threshold = threshold
        self._near = lsh(threshold=threshold, num_perm=PERMUTATIONS)
        self._sketches: dict[Source, Any] = {}
        self._by_ngram: dict[str, set[Source]] = defaultdict(set)
        for source, text in problems:
            self._add(source, words(text))

    def matches(self, text: str) -> list[Match]:
        """Those of a problem, the most alike first."""
        found = words(text)
        shared: dict[Source, list[str]] = defaultdict(list)
        for ngram in ngrams(found, self._n):
            for source in self._by_ngram.get(ngram, ()):
                shared[source].append(ngram)
        similar = self._similar(found)
        return sorted(
            (
                Match(
                    source,
                    tuple(_stretches(shared.get(source, ()))),
                    len(shared.get(source, ())),
                    similar.get(source),
                )
                for source in dict.fromkeys((*shared, *similar))
            ),
            key=lambda match: (match.similarity or 0.0, match.shared),
            reverse=True,
        )

    def _add(self, source: Source, of: list[str]) -> None:
        if len(of) >= self._n:  # a shorter problem would match by a phrase
            for ngram in ngrams(of, self._n):
                self._by_ngram[ngram].add(source)
        if of and source not in self._sketches:
            self._sketches[source] = sketch = self._sketch_of(of)
            self._near.insert(source, sketch)

    def _similar(self, of: list[str]) -> dict[Source, float]:
        if not of:
            return {}
        sketch = self._sketch_of(of)
        near = {each: sketch.jaccard(self._sketches[each]) for each in self._near.query(sketch)}
        return {each: found for each, found in near.items() if found >= self._threshold}

    def _sketch_of(self, of: list[str]) -> Any:
        sketch = self._sketch(num_perm=PERMUTATIONS)
        sketch.update_batch([each.encode() for each in set(ngrams(of, SHINGLE))])
        return sketch


def _stretches(shared: Iterable[str]) -> list[str]:
    """The first few runs, without those that only move on by a word from the one before."""
    found: list[str] = []
    before = ""
    for ngram in shared:
        if ngram.split()[:-1] != before.split()[1:]:
            found.append(ngram)
        before = ngram
    return found[:MOST_SHOWN]


def _datasketch() -> tuple[Any, Any]:
    try:
        package: Any = importlib.import_module("datasketch")
    except ImportError as error:
        raise MissingPackage(
            "near-duplicates need datasketch: pip install 'softjudge[decontamination]'"
        ) from error
    return package.MinHash, package.MinHashLSH
