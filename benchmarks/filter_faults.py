"""How many faulty tests `softjudge filter` finds, and how many of those that it names are faulty.

    python -m benchmarks.filter_faults --form humaneval --path humaneval.jsonl.gz
    python -m benchmarks.filter_faults --form mbpp --path mbpp.jsonl.gz --first 300

A fault is put into a tenth of the problems, in turns of four kinds: a wrong expected value, a
second assertion of the same call with another value, an assertion that is skipped half of the time
and fails else, and one that calls the function without end. Candidates of a problem are 16
programs: the published solution and texts that differ from it in a comment alone, and variants
with one change (`tests/acceptance/mutants.py`), of which many are wrong.

Prints, for problems and by kind: faults, how many the report names by the right kind, recall, what
it names beyond the faults, precision; and lists what it names beyond them.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from tests.acceptance.mutants import variants
from trainer_client.datasets import form, open_rows
from trainer_client.filtering.records import ProblemRecord
from trainer_client.journal import read_records

KINDS = ("rejects_good", "contradictory", "flaky", "too_slow")
CANDIDATES = 16
RIGHT = 6  # of them; the others are variants
SHARE = 0.1  # of the problems get a fault

Faults = dict[str, str]  # kind by the problem's id


def main(told: argparse.Namespace) -> None:
    told.out.mkdir(parents=True, exist_ok=True)
    rows = list(islice(open_rows(told.path), told.first))
    faults = inject(rows, told.form, random.Random(told.seed))
    problems, completions = told.out / "problems.in.jsonl", told.out / "completions.jsonl"
    write(problems, rows)
    write(completions, (candidates(told.form, row, n) for n, row in enumerate(rows, start=1)))
    command = [sys.executable, "-m", "softjudge", "filter", told.form, str(problems)]
    command += ["--completions", str(completions), "--out", str(told.out / "filter"), "--resume"]
    command += ["--cpu-s", str(told.cpu_s), "--samples", str(CANDIDATES)]
    subprocess.run([*command, *(["--url", told.url] if told.url else [])], check=True)
    report(list(read_records(told.out / "filter" / "problems.jsonl", ProblemRecord)), faults)


def write(path: Path, rows: Sequence[dict[str, Any]] | Iterator[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def candidates(name: str, row: dict[str, Any], number: int) -> dict[str, Any]:
    """Programs for a row, as answers of a chat."""
    item = form(name).item(row, number)
    solution = item.program(item.references[0])
    right = [f"{solution}\n# {n}\n" for n in range(RIGHT)]
    after = item.prefix.count("\n")
    wrong = [*dict.fromkeys(islice(variants(solution, after), CANDIDATES - RIGHT))]
    programs = [*right, *wrong]
    return {"id": item.id, "completions": [f"```python\n{each}\n```" for each in programs]}


# --- faults ----------------------------------------------------------------------------


def inject(rows: list[dict[str, Any]], name: str, random_: random.Random) -> Faults:
    """Puts faults into the tests of a tenth of the rows, in place."""
    kinds = [KINDS[n % len(KINDS)] for n in range(int(len(rows) * SHARE))]
    faults: Faults = {}
    for number in random_.sample(range(len(rows)), len(rows)):
        if not kinds:
            break
        row = rows[number]
        statements = asserts_of(row, name)
        chosen = [n for n, each in enumerate(statements) if changed(each) is not None]
        if not chosen or len(statements) < 3:
            continue
        kind = kinds.pop()
        place = random_.choice(chosen)
        put_back(row, name, with_fault(statements, place, kind))
        faults[form(name).item(row, number + 1).id] = kind
    return faults


def with_fault(statements: Sequence[str], place: int, kind: str) -> list[str]:
    whole = list(statements)
    wrong = changed(whole[place])
    assert wrong is not None
    call = ast.unparse(ast.parse(whole[place]).body[0].test.left)  # type: ignore[attr-defined]
    match kind:
        case "rejects_good":
            whole[place] = wrong
        case "contradictory":
            whole.append(wrong)
        case "flaky":
            truth = whole[place].removeprefix("assert ")
            whole[place] = f"assert __import__('random').random() < 0.5 and {truth}"
        case "too_slow":
            whole.append(f"while True: assert [{call}]")
    return whole


def changed(statement: str) -> str | None:
    """The assertion with another expected value; None where none can be read."""
    try:
        tree = ast.parse(statement)
        test = tree.body[0].test  # type: ignore[attr-defined]
        if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
            return None
        other = another(ast.literal_eval(test.comparators[0]))
    except (SyntaxError, ValueError, AttributeError, IndexError, TypeError):
        return None
    test.comparators = [ast.parse(repr(other), mode="eval").body]
    return ast.unparse(tree)


def another(value: Any) -> Any:
    """A value of the same type. Raises ValueError where none comes to mind."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return f"{value}x"
        case list():
            return [*value, 0]
        case tuple():
            return (*value, 0)
    raise ValueError


def asserts_of(row: dict[str, Any], name: str) -> list[str]:
    """The single assertions of a row; [] where its check is not a list of them."""
    if name == "mbpp":
        return [each.replace("\r", "") for each in row["test_list"]]
    body = check_of(row["test"]).body
    plain = all(isinstance(each, ast.Assert) for each in body)
    return [ast.unparse(each) for each in body] if plain else []


def put_back(row: dict[str, Any], name: str, statements: Sequence[str]) -> None:
    if name == "mbpp":
        row["test_list"] = list(statements)
        return
    body = "\n".join(f"    {line}" for each in statements for line in each.splitlines())
    row["test"] = f"def check(candidate):\n{body}\n"


def check_of(source: str) -> ast.FunctionDef:
    functions = [each for each in ast.parse(source).body if isinstance(each, ast.FunctionDef)]
    return next(each for each in functions if each.name == "check")


# --- report ----------------------------------------------------------------------------


def report(records: Sequence[ProblemRecord], faults: Faults) -> None:
    examined = {each.id for each in records}
    faults = {name: kind for name, kind in faults.items() if name in examined}
    named = {each.id: {found.kind for found in each.suspicions} for each in records}
    wanted, hit, wrongly = Counter(faults.values()), Counter[str](), Counter[str]()
    for record in records:
        fault = faults.get(record.id)
        hit.update({fault} & named[record.id] if fault else set())
        wrongly.update(named[record.id] - {fault})
    print(f"{len(records)} problems, {len(faults)} with a fault")
    print(f"{'kind':14} faults  named  recall  beyond  precision")
    for kind in (*KINDS, "broken"):
        line(kind, wanted[kind], hit[kind], wrongly[kind])
    suspected = {name for name, kinds in named.items() if kinds}
    line("any", len(faults), len(suspected & faults.keys()), len(suspected - faults.keys()))
    for record in records:
        beyond = [each for each in record.suspicions if each.kind != faults.get(record.id)]
        for each in beyond:
            print(f"beyond: {record.id} test {each.test}: {each.kind}: {each.reason}")
    for name, kind in faults.items():
        if kind not in named.get(name, set()):
            print(f"missed: {name}: {kind}")


def line(kind: str, faults: int, hit: int, beyond: int) -> None:
    recall = f"{hit / faults:.2f}" if faults else "-"
    precision = f"{hit / (hit + beyond):.2f}" if hit + beyond else "-"
    print(f"{kind:14} {faults:6} {hit:6} {recall:>7} {beyond:7} {precision:>10}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--form", choices=("humaneval", "mbpp"), required=True)
    parser.add_argument("--path", type=Path, required=True)
    parser.add_argument("--first", type=int, help="problems; all unless said")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cpu-s", type=float, default=2.0)
    parser.add_argument("--url", help="service to judge by; one of its own unless said")
    parser.add_argument("--out", type=Path, default=Path("runs/filter-faults"))
    main(parser.parse_args())
