"""Who judges. Each is made ready for some programs first; only the judging itself is timed."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import docker
import httpx

from benchmarks.speed.fusion import PYTHON
from benchmarks.speed.loads import Load, Program, Run
from sandbox import image
from sandbox.walls.bubblewrap import find_bwrap
from tests.service.stack import free_port, wait_until
from trainer_client import CallTest, RewardClient, StdioTest, Submission

HERE = Path(__file__).parent
Passed = list[int]  # how many of each program's tests passed


class Contender(Protocol):
    name: str

    def judges(self, load: Load) -> bool:
        """Whether it can judge such programs at all."""

    def ready(self, load: Load, programs: Sequence[Program]) -> Callable[[], Passed]:
        """What to call when the clock runs."""


class Softjudge:
    name = "softjudge"

    def __init__(self, client: RewardClient) -> None:
        self._client = client

    def judges(self, load: Load) -> bool:
        return True

    def ready(self, load: Load, programs: Sequence[Program]) -> Callable[[], Passed]:
        batch = [
            Submission(id=str(n), problem=program.problem, code=program.code)
            for n, program in enumerate(programs)
        ]
        names = {program.problem for program in programs}
        problems = {name: load.problems[name] for name in sorted(names)}

        def judge() -> Passed:
            passed = [0] * len(batch)
            for result in self._client.score_batch(problems, batch):
                if result.reward is None:
                    raise RuntimeError(f"no verdict: {result.reason} {result.message}")
                runs = len(programs[int(result.id)].runs)
                whole = result.passed == result.total  # where one run has all the assertions
                passed[int(result.id)] = result.passed if result.total == runs else int(whole)
            return passed

        return judge


class Children:
    """Children that read their share from a file, and begin when told."""

    def __init__(self, name: str, command: Sequence[str], count: int) -> None:
        self.name = name
        self._command = list(command)
        self._count = count

    def judges(self, load: Load) -> bool:
        return load.language == "python"

    def orders(self, load: Load, programs: Sequence[Program]) -> list[object]:
        return [[(run.source, run.stdin, run.stdout) for run in each.runs] for each in programs]

    def ready(self, load: Load, programs: Sequence[Program]) -> Callable[[], Passed]:
        directory = tempfile.TemporaryDirectory()
        children = []
        for number in range(self._count):
            path = Path(directory.name, f"{number}.json")
            share = self.orders(load, programs[number :: self._count])
            path.write_text(json.dumps(share), encoding="utf-8")
            command = [part.replace("FILE", str(path)) for part in self._command]
            children.append(
                subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            )
        for child in children:
            assert child.stdout is not None
            if child.stdout.read(1) != b"r":
                raise RuntimeError(f"{self.name} does not start")

        def judge() -> Passed:
            with directory, ThreadPoolExecutor(self._count) as pool:
                said = list(pool.map(lambda child: child.communicate(b"go")[0], children))
            passed = [0] * len(programs)
            for number, text in enumerate(said):
                passed[number :: self._count] = json.loads(text)
            return passed

        return judge


class PrimeCode(Children):
    def __init__(self, python: Path, processes: int) -> None:
        command = [str(python), str(HERE / "prime_child.py"), "FILE", str(processes)]
        super().__init__("verl prime_code", command, 1)

    def judges(self, load: Load) -> bool:
        tests = [test for problem in load.problems.values() for test in problem.tests or ()]
        return load.language == "python" and all(
            isinstance(test, (StdioTest, CallTest)) for test in tests
        )

    def orders(self, load: Load, programs: Sequence[Program]) -> list[object]:
        return [(each.code, _prime_tests(load, each)) for each in programs]


def _prime_tests(load: Load, program: Program) -> dict[str, object]:
    tests = load.problems[program.problem].tests or ()
    calls = [test for test in tests if isinstance(test, CallTest)]
    if calls:
        return {
            "inputs": ["\n".join(json.dumps(arg) for arg in call.args) for call in calls],
            "outputs": [json.dumps(call.expected) for call in calls],
            "fn_name": calls[0].function,
        }
    pairs = [test for test in tests if isinstance(test, StdioTest)]
    return {"inputs": [t.stdin for t in pairs], "outputs": [t.stdout for t in pairs]}


class Processes:
    """A new process for each test, `at_once` of them at a time."""

    def __init__(self, name: str, command: Sequence[str], at_once: int) -> None:
        self.name = name
        self._command = [*command, "-I"]
        self._at_once = at_once

    def judges(self, load: Load) -> bool:
        return load.language == "python"

    def ready(self, load: Load, programs: Sequence[Program]) -> Callable[[], Passed]:
        def passes(run: Run) -> bool:
            try:
                done = subprocess.run(
                    [*self._command, "-c", run.source],
                    input=run.stdin.encode(),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    timeout=load.patience_s,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                return False
            return done.returncode == 0 and _agrees(run, done.stdout.decode(errors="replace"))

        return lambda: _each(programs, passes, self._at_once)


class Compiled:
    """g++ once a program, a new process for each test: nothing less judges C++."""

    name = "g++ and new processes"

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once

    def judges(self, load: Load) -> bool:
        return load.language == "cpp"

    def ready(self, load: Load, programs: Sequence[Program]) -> Callable[[], Passed]:
        def judge_one(program: Program) -> int:
            with tempfile.TemporaryDirectory() as directory:
                source, binary = Path(directory, "main.cpp"), Path(directory, "main")
                source.write_text(program.code, encoding="utf-8")
                subprocess.run(["g++", "-O2", "-std=gnu++17", "-o", binary, source], check=True)
                return sum(
                    _agrees(
                        run,
                        subprocess.run(
                            [binary], input=run.stdin, capture_output=True, text=True, check=False
                        ).stdout,
                    )
                    for run in program.runs
                )

        def judge() -> Passed:
            with ThreadPoolExecutor(self._at_once) as pool:
                return list(pool.map(judge_one, programs))

        return judge


class Fusion:
    """A server that speaks SandboxFusion's `POST /run_code`: a request for each test."""

    def __init__(self, name: str, url: str, languages: frozenset[str], at_once: int) -> None:
        self.name = name
        self._languages = languages
        self._http = httpx.Client(base_url=url, timeout=60)
        self._at_once = at_once

    def judges(self, load: Load) -> bool:
        return load.language in self._languages

    def ready(self, load: Load, programs: Sequence[Program]) -> Callable[[], Passed]:
        def passes(run: Run) -> bool:
            order = {"code": run.source, "language": load.language, "stdin": run.stdin}
            answer = self._http.post("/run_code", json={**order, "run_timeout": load.patience_s})
            answer.raise_for_status()
            said = answer.json()
            if said["status"] != "Success":
                return False
            return _agrees(run, said["run_result"]["stdout"])

        return lambda: _each(programs, passes, 4 * self._at_once)


@contextmanager
def stand_in(at_once: int) -> Iterator[Fusion]:
    """The server of fusion.py, for as long as it is wanted."""
    port = free_port()
    child = subprocess.Popen([sys.executable, "-m", "benchmarks.speed.fusion", str(port)])
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: httpx.get(f"{url}/openapi.json").status_code == 200)
        yield Fusion("SandboxFusion-like server", url, frozenset({"python"}), at_once)
    finally:
        child.terminate()
        child.wait()


def bubblewrap(at_once: int) -> Processes:
    command = [find_bwrap(), "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/"]
    command += ["--proc", "/proc", "--dev", "/dev", PYTHON]
    return Processes("bubblewrap per test", command, at_once)


@contextmanager
def docker_exec(at_once: int) -> Iterator[Processes]:
    """`docker exec` into one container of the sandbox image for each test."""
    client = docker.from_env()
    container = client.containers.run(
        image.ensure(), entrypoint=["sleep", "infinity"], detach=True, network_disabled=True
    )
    try:
        assert container.id is not None
        command = ["docker", "exec", "--interactive", container.id, "python3"]
        yield Processes("docker exec per test", command, at_once)
    finally:
        container.remove(force=True)
        client.close()


def _agrees(run: Run, printed: str) -> bool:
    return run.stdout is None or printed.split() == run.stdout.split()


def _each(programs: Sequence[Program], passes: Callable[[Run], bool], at_once: int) -> Passed:
    runs = [run for program in programs for run in program.runs]
    with ThreadPoolExecutor(at_once) as pool:
        outcomes = iter(list(pool.map(passes, runs)))
    return [sum(next(outcomes) for _ in program.runs) for program in programs]
