"""Problems that an evaluation set has too are found, and shown with what they share."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.datasets.published import data_file
from trainer_client.decontamination.words import ngrams, words

KNOWN = (
    "Find the sum of all integer bases b greater than nine for which seventeen in base b divides "
    "ninety seven in base b, and give the answer modulo one thousand."
)
ROWS = {
    "same": KNOWN,
    "phrase": "A baker sells bread. Find the sum of all integer bases b greater than nine, please.",
    "near": KNOWN.replace("give", "state"),
    "other": "How many ways are there to tile a board of two by n squares with dominoes?",
    "short": "Find the sum of all integers.",
}


@given(st.lists(st.sampled_from("abc"), max_size=12), st.integers(2, 5))
def test_ngrams_are_all_runs(letters: list[str], n: int) -> None:
    found = list(ngrams(letters, n))
    if len(letters) < n:
        assert found == ([" ".join(letters)] if letters else [])
    else:
        assert found == [" ".join(letters[k : k + n]) for k in range(len(letters) - n + 1)]


@given(st.text())
def test_words_know_no_case_and_no_punctuation(text: str) -> None:
    assert words(f"  {text.upper()}!  ") == words(text.upper())
    assert words("It's 3.5 km, a_b") == ["it", "s", "3", "5", "km", "a_b"]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def run(place: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "softjudge", "decontaminate", *map(str, arguments)]
    return subprocess.run(
        [*command, "--out", str(place)], capture_output=True, text=True, check=False, timeout=120
    )


def test_matches_are_shown(tmp_path: Path) -> None:
    pytest.importorskip("datasketch")
    train, known = tmp_path / "train.jsonl", tmp_path / "known.jsonl"
    rows = [{"id": name, "problem": text, "answer": "1"} for name, text in ROWS.items()]
    train.write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"id": "unreadable"}]))
    evaluation = {"id": "aime/1", "problem": KNOWN, "answer": "70"}
    known.write_text(json.dumps(evaluation) + "\n")
    ended = run(tmp_path / "out", "math", train, "--against", f"math={known}")
    assert ended.returncode == 0, ended.stderr
    assert lines(tmp_path / "out" / "clean.jsonl") == [rows[3], rows[4]]
    found = {each["id"]: each["matches"][0] for each in lines(tmp_path / "out/contaminated.jsonl")}
    assert list(found) == ["same", "phrase", "near"]
    assert all(each["source"] == {"set": "known", "id": "aime/1"} for each in found.values())
    assert found["same"]["similarity"] == 1.0
    assert found["phrase"]["ngrams"] == ["find the sum of all integer bases b greater"]
    assert (found["phrase"]["shared"], found["phrase"]["similarity"]) == (3, None)
    assert found["near"]["similarity"] > 0.6


def test_what_published_sets_share_is_in_both(tmp_path: Path) -> None:
    """AIME 2024 and 2025 share no problem, but turns of phrase."""
    pytest.importorskip("datasketch")
    train, known = data_file("math/aime24.jsonl"), data_file("math/aime25.jsonl")
    ended = run(tmp_path / "out", "math", train, "--against", f"math={known}")
    assert ended.returncode == 0, ended.stderr
    texts = {each["id"]: " ".join(words(each["problem"])) for each in lines(train) + lines(known)}
    contaminated = lines(tmp_path / "out" / "contaminated.jsonl")
    assert len(lines(tmp_path / "out" / "clean.jsonl")) + len(contaminated) == 30
    for each in contaminated:
        for match in each["matches"]:
            assert match["similarity"] is None
            for ngram in match["ngrams"]:
                assert len(ngram.split()) == 9
                assert ngram in texts[each["id"]]
                assert ngram in texts[match["source"]["id"]]
