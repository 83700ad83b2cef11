"""Training on problems of which a known share has faulty tests, filtered and not.

    python -m studies.faulty_tests
    python -m studies.faulty_tests --rate 0.25

The tests of a faulty problem expect what a program with one wrong step does. The filter is the
service's word on the references: a problem whose own reference fails one of its tests is left out.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from softjudge.own_service import own_service
from studies.command import carry_out, parser
from studies.study import LISTS, Arm, Claim, Study
from trainer_client import CallTest, Problem, RewardClient, Submission
from trainer_client.tasks.list_operations import Sentence, draw_step, list_operations, sentences

SEED, COUNT, STEPS, TESTS = 1, 1024, (1, 2), 5
FILES = ("without faults", "unfiltered", "filtered")
Row = Mapping[str, Any]


def study(rate: float, files: Mapping[str, Path]) -> Study:
    """`files` are the problems of each arm, by its label."""
    return Study(
        name="faulty_tests",
        title="Problems with faulty tests",
        finding="Klear-Reasoner leaves out code problems whose tests are doubtful, and training "
        "on what is left ended higher "
        "([2508.07629](https://arxiv.org/abs/2508.07629)). "
        f"Here of {COUNT} problems a share of {rate:g} is given tests that expect what a program "
        "with one wrong step does; the filter leaves out problems whose reference fails a test.",
        command="train",
        recipe=LISTS,
        arms=tuple(Arm(label, (f"tasks=[{_tasks(file)}]",)) for label, file in files.items()),
        claims=(
            Claim("filtered", "unfiltered"),
            Claim("without faults", "unfiltered"),
            Claim("without faults", "filtered"),
        ),
        limits="The filter has a reference for every problem and finds every fault. Without "
        "references it is left to the agreement of candidates, which is not tried here.",
    )


def _tasks(file: Path) -> str:
    return (
        f'{{ name = "lists", kind = "problems", path = "{file}", chat = false, '
        'answer = "continuation" }'
    )


def made(rate: float) -> list[Row]:
    """The problems, a share of them with faulty tests."""
    tasks = list_operations("lists", "train", SEED, COUNT, STEPS, TESTS)
    drawn = itertools.islice(sentences("train", SEED, STEPS), COUNT)
    random_ = random.Random(SEED)
    rows: list[Row] = []
    for task, sentence in zip(tasks.tasks, drawn, strict=True):
        problem = task.problem
        if random_.random() < rate and isinstance(problem, Problem):
            problem = _faulty(problem, sentence, random_)
        rows.append(
            {
                "id": task.id,
                "prompt": task.prompt,
                "problem": problem.model_dump(exclude_none=True),
                "reference": sentence.program,
            }
        )
    return rows


def _faulty(problem: Problem, sentence: Sentence, random_: random.Random) -> Problem:
    """Expects what another sentence does, one step apart."""
    steps = list(sentence.steps)
    steps[random_.randrange(len(steps))] = draw_step(random_)
    other = Sentence(sentence.text, tuple(steps))
    tests = [
        test.model_copy(update={"expected": other.apply([int(str(each)) for each in test.args[0]])})
        for test in problem.tests or []
        if isinstance(test, CallTest) and isinstance(test.args[0], list)
    ]
    return problem.model_copy(update={"tests": tests})


def filtered(rows: Iterable[Row], url: str) -> list[Row]:
    """Those whose reference passes all tests."""
    by_id = {row["id"]: row for row in rows}
    problems = {id_: Problem.model_validate(row["problem"]) for id_, row in by_id.items()}
    references = [
        Submission(id=id_, problem=id_, code=row["reference"]) for id_, row in by_id.items()
    ]
    with RewardClient(url) as client:
        rewards = {each.id: each.reward for each in client.score_batch(problems, references)}
    return [row for id_, row in by_id.items() if rewards[id_] == 1]


def written(rows: Iterable[Row], file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--rate", type=float, default=0.5, help="share of problems with faults")
    told = options.parse_args()
    place = told.out / "faulty_tests"
    faulty = made(told.rate)
    with own_service(None) as url:
        left = filtered(faulty, url)
    files = {
        label: written(rows, place / f"{label.replace(' ', '-')}.jsonl")
        for label, rows in zip(FILES, (made(0.0), faulty, left), strict=True)
    }
    print(f"{len(left)} of {len(faulty)} problems pass the filter")
    carry_out(study(told.rate, files), told)


if __name__ == "__main__":
    main()
