"""Thousands of random and mutated programs in a row on one slot.

    python -m benchmarks.endurance [--wall auto] [--programs 10000] [--seed 1] [--data FOLDER]

A third is made by hypothesis, a third are published solutions (MBPP and HumanEval in FOLDER,
where they are there) and a third hostile programs (`tests/hostile`), both with bytes changed.
They are run as programs, called and checked, under tight limits, by one pool that never replaces
a slot of its own accord. Every hundredth program is an honest one that must succeed.

Prints memory, descriptors and processes at the start, now and then and at the end, and how the
programs ended. Fails when a supervisor ended by itself, a program got no answer, an honest one
failed, or something grew.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
from hypothesis import strategies as st
from rich.console import Console

from sandbox import AssertCase, CallCase, Case, Execution, Limits, Program, StdioCase
from sandbox.pool import SlotPool
from sandbox.slot import Slot
from sandbox.walls import Wall, WallConfig, WallName, choose_wall
from tests.hostile.catalogue import programs as hostile_programs
from tests.hostile.host import Host
from trainer_client.datasets import form

NEVER = 10**9
LIMITS = Limits(cpu_s=0.3, wall_s=0.6, memory_mb=96, output_kb=64, processes=16, file_kb=4096)
CASES: tuple[Case, ...] = (
    StdioCase(b"1 2\n3 words here\n"),
    CallCase("f", (3,)),
    AssertCase("assert f(3) == 6.5"),
)
HONEST = "a, b = map(int, input().split())\nprint(a + b)"
HONEST_EVERY, TOLD_EVERY = 100, 1000
MOST_GROWTH_MIB = 64
COMPILED_SHARE = 0.1  # of hostile programs in C and C++, whose compiler takes most of the time

# --- programs made of nothing ---------------------------------------------------------------

NAMES = st.sampled_from(["f", "x", "os", "sys", "print", "self", "__name__", "open", "exec", "gc"])
ATOMS = st.one_of(
    NAMES,
    st.integers(-(10**9), 10**9).map(str),
    st.text(max_size=8).map(repr),
    st.binary(max_size=8).map(repr),
    st.sampled_from(["None", "1e999", "...", "lambda: f", "[]", "{}", "input()", "f(3)", "()"]),
)
OPERATORS = st.sampled_from(["+", "-", "*", "**", "//", "%", "@", "<<", "==", "in", "is", "and"])
EXPRESSIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, OPERATORS, inner).map(" ".join),
        st.tuples(NAMES, inner).map(lambda pair: f"{pair[0]}({pair[1]})"),
        st.tuples(inner, NAMES).map(lambda pair: f"({pair[0]}).{pair[1]}"),
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]})[{pair[1]}]"),
    ),
    max_leaves=6,
)
STATEMENTS = st.one_of(
    EXPRESSIONS,
    st.tuples(NAMES, EXPRESSIONS).map(" = ".join),
    EXPRESSIONS.map(lambda e: f"def f(x=3): return {e}"),
    EXPRESSIONS.map(lambda e: f"while {e}: pass"),
    EXPRESSIONS.map(lambda e: f"for x in {e}: print(x)"),
    EXPRESSIONS.map(lambda e: f"try: {e}\nexcept BaseException: pass"),
    EXPRESSIONS.map(lambda e: f"class f(Exception): __eq__ = lambda s, o: {e}"),
    st.sampled_from(
        ["import os, sys, gc", "os.fork()", "os._exit(0)", "raise SystemExit", "sys.stdout.close()"]
    ),
)
MADE = st.one_of(
    st.lists(STATEMENTS, max_size=8).map("\n".join),
    st.text(max_size=200),
    st.binary(max_size=200).map(lambda data: data.decode("latin-1")),
)


def made_programs(count: int, seed: int) -> list[Program]:
    found: list[Program] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(MADE)
    def collect(source: str) -> None:
        found.append(Program("python", source))

    collect()
    return found


# --- programs made of others ----------------------------------------------------------------


def published(data: Path) -> list[Program]:
    """Solutions of the sets that are there, with what stands before and behind them."""
    found = []
    for name, file in (("mbpp", "mbpp.jsonl.gz"), ("humaneval", "humaneval.jsonl.gz")):
        if (data / file).exists():
            items = form(name).load(data / file)
            found += [Program("python", item.program(item.references[0])) for item in items]
    return found


def hostile(chance: random.Random) -> Iterator[Program]:
    all_of_them = [Program(each.language, each.source[:20_000]) for each in hostile_programs()]
    while True:
        found = chance.choice(all_of_them)
        if found.language not in ("c", "cpp") or chance.random() < COMPILED_SHARE:
            yield found


def mutated(program: Program, other: Program, chance: random.Random) -> Program:
    """The program with some of its bytes changed, removed, repeated or taken from another."""
    text = bytearray(program.source.encode("utf-8", "surrogatepass"))
    donor = other.source.encode("utf-8", "surrogatepass")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        piece = slice(at, at + chance.randint(1, 20))
        match chance.randrange(5):
            case 0 if at < len(text):
                text[at] = chance.randrange(256)
            case 1:
                del text[piece]
            case 2:
                text[at:at] = text[piece]
            case 3:
                start = chance.randrange(len(donor) + 1)
                text[at:at] = donor[start : start + chance.randint(1, 200)]
            case _:
                text[piece] = bytes(chance.randrange(256) for _ in range(3))
    source = text.decode("utf-8", "replace").replace("\0", "")
    return Program(program.language, source)


def all_programs(count: int, seed: int, data: Path) -> Iterator[Program]:
    chance = random.Random(seed)
    made, solutions, attackers = (
        made_programs(count // 3 + 1, seed),
        published(data),
        hostile(chance),
    )
    for number in range(count):
        if number % 3 == 0 and made:
            yield made.pop()
            continue
        kind = number % 3 if solutions else 1
        program = next(attackers) if kind == 1 else chance.choice(solutions)
        yield mutated(program, next(attackers), chance)


# --- the run --------------------------------------------------------------------------------


class CountingWall:
    """A wall that counts the slots that it opened."""

    def __init__(self, wall: Wall) -> None:
        self._wall = wall
        self.name: WallName = wall.name
        self.version = wall.version
        self.opened = 0

    def open(self) -> Slot:
        self.opened += 1
        return self._wall.open()


class Losses(logging.Handler):
    """Why slots were lost, from what the pool says of it."""

    def __init__(self) -> None:
        super().__init__()
        self.cleaned: list[str] = []  # thrown away by the supervisor's own word
        self.crashed: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith("slot lost"):
            (self.cleaned if "not clean" in message else self.crashed).append(message)


def ending(execution: Execution) -> str:
    if execution.limit:
        return f"{execution.limit} limit"
    if execution.signal:
        return f"signal {execution.signal}"
    return "exit 0" if execution.exit_code == 0 else "another exit status"


def figures(host: Host) -> dict[str, object]:
    """Of this process and of the slots: MiB, descriptors, processes."""
    return {
        **{f"{name} MiB": size for name, size in host.resident().items()},
        "own descriptors": len(list(Path("/proc/self/fd").iterdir())),
        "left over": host.leftovers(),
        "slots": host.slots(),
    }


def endure(
    pool: SlotPool, programs: Iterator[Program], tell: Callable[[int], None]
) -> Counter[str]:
    """Run them all; how each ended. Raises SlotLost where one got no answer."""
    ends: Counter[str] = Counter()
    for number, program in enumerate(programs):
        case = CASES[number % len(CASES)] if program.language == "python" else CASES[0]
        report = pool.run(
            program, [case], LIMITS, lambda _, execution: ends.update([ending(execution)])
        )
        ends["does not compile"] += not report.ok
        if number % HONEST_EVERY == 0:
            require_honest(pool)
        if number % TOLD_EVERY == 0:
            tell(number)
    require_honest(pool)
    return ends


def require_honest(pool: SlotPool) -> None:
    seen: list[Execution] = []
    program = Program("python", HONEST)
    pool.run(program, [StdioCase(b"1 2\n")], Limits(), lambda _, each: seen.append(each))
    if [each.stdout for each in seen] != [b"3\n"]:
        sys.exit(f"an honest program got {seen}")


def main(arguments: argparse.Namespace) -> None:
    console, losses = Console(width=160), Losses()
    logging.getLogger("sandbox.pool").addHandler(losses)
    owner = f"endurance-{uuid.uuid4().hex[:8]}"
    wall = CountingWall(choose_wall(WallConfig(wall=arguments.wall, owner=owner)))
    host, start = Host(wall.name, owner), time.monotonic()
    programs = all_programs(arguments.programs, arguments.seed, arguments.data)
    told: list[dict[str, object]] = []

    def tell(number: int) -> None:
        told.append(figures(host))
        console.print(f"{number:6} {time.monotonic() - start:6.0f} s  {told[-1]}")

    with SlotPool(wall, NEVER) as pool:
        require_honest(pool)
        ends = endure(pool, programs, tell)
        tell(arguments.programs)
    console.print(f"{wall.name}: {ends.total()} programs: {dict(ends.most_common())}")
    console.print(f"slots opened: {wall.opened}; thrown away as not clean: {len(losses.cleaned)}")
    console.print(f"supervisors that ended by themselves: {len(losses.crashed)}")
    grown = [
        name
        for name in ("worker MiB", "supervisor MiB", "own descriptors")
        if int(str(told[-1][name])) - int(str(told[1][name])) > MOST_GROWTH_MIB
    ]
    if losses.crashed or grown or told[-1]["left over"]:
        sys.exit(f"crashed: {losses.crashed}; grown: {grown}; left over: {told[-1]['left over']}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wall", default="auto")
    parser.add_argument("--programs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    default = os.environ.get("SOFTJUDGE_DATA", Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--data", type=Path, default=Path(default))
    main(parser.parse_args())
