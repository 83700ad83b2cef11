"""The batch that looks like a step of RL: many rollouts of a problem, and not all of them good."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import islice

from benchmarks.speed.loads import Load, Program, Run, Whole, items
from trainer_client import AssertTest, Limits

PROBLEMS = 128
ROLLOUTS = 16  # a problem
DUPLICATES = 1 / 3  # of all rollouts: the text of another one of the same problem
ENDLESS = 0.02
UNPARSABLE = 0.05
CPU_S = 1.0  # limit of a run; what an endless one costs


def traffic() -> Load:
    """MBPP's solutions, some of them endless, some no Python, a third of them repeated."""
    chance = random.Random(0)
    problems = {}
    rollouts: list[Program] = []
    for item in islice(items("mbpp", "mbpp.jsonl.gz"), PROBLEMS):
        [test] = [each for each in item.problem.tests or () if isinstance(each, AssertTest)]
        tests = "\n".join([test.setup, *(test.asserts or ())])
        limits = Limits(cpu_s=CPU_S, wall_s=4 * CPU_S)
        problems[item.id] = item.problem.model_copy(update={"limits": limits})
        distinct = round(ROLLOUTS * (1 - DUPLICATES))
        code = item.program(item.references[0])
        made = [_rollout(chance, item.id, code, tests, n) for n in range(distinct)]
        rollouts += made + chance.choices(made, k=ROLLOUTS - distinct)
    chance.shuffle(rollouts)
    title = (
        f"an RL step: {PROBLEMS} problems, {ROLLOUTS} rollouts each; a test is a rollout, whose "
        "three assertions softjudge judges apart, each with the time limit for itself"
    )
    return Whole("f", title, problems, tuple(rollouts), patience_s=CPU_S)


def _rollout(chance: random.Random, problem: str, code: str, tests: str, number: int) -> Program:
    kind = chance.random()
    passes = 1
    if kind < ENDLESS:
        code, passes = f"{code}\nwhile True:\n    pass\n", 0
    elif kind < ENDLESS + UNPARSABLE:
        code, passes = f"{code}\ndef unfinished(:\n", 0
    code += f"\n# rollout {number}\n"
    return replace(Program(problem, code, (Run(f"{code}\n{tests}\n"),)), passes=passes)
