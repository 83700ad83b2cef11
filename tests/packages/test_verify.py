"""`softjudge verify-package` on packages with right, wrong, slow and crashing submissions."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sandbox.walls import WallName
from tests.cli.test_score import softjudge
from tests.datasets.trees import archive, directory
from tests.packages.example import CONTEST, GUESS, PARTS, SUM
from tests.service.stack import Stack


def verdicts(output: str) -> dict[str, str]:
    """Found verdicts by package and file, from lines of JSON."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in output.splitlines()]
    return {
        f"{Path(row['submission']['package']).name}/{Path(row['submission']['path']).name}": row[
            "verdict"
        ]
        for row in rows
    }


def test_every_submission_gets_its_verdict(tmp_path: Path, wall_name: WallName) -> None:
    files = {f"{top}/{name}": text for top, one in CONTEST.items() for name, text in one.items()}
    path = archive(tmp_path / "contest.tar.gz", files)
    ended = softjudge("verify-package", str(path), "--json", SOFTJUDGE_WALL=wall_name)
    assert ended.returncode == 0, ended.stderr
    assert verdicts(ended.stdout) == {
        "guess/halves.py": "AC",
        "guess/counts.py": "WA",
        "guess/silent.py": "WA",
        "guess/thinks.py": "TLE",
        "guess/crashes.py": "RTE",
        "parts/itself.py": "AC",
        "parts/two.py": "AC",
        "parts/too_many.py": "WA",
        "parts/words.py": "WA",
        "sum/right.py": "AC",
        "sum/wide.cc": "AC",
        "sum/overflow.c": "WA",
        "sum/counts.py": "TLE",
        "sum/narrow.py": "RTE",
    }
    assert "14 of 14 as expected, 2 skipped" in ended.stderr
    assert "sum/submissions/accepted/unknown.hx: softjudge has no files named *.hx" in ended.stderr
    assert "accepted/many: softjudge has no programs in several files" in ended.stderr


def test_a_submission_in_the_wrong_folder_is_named(tmp_path: Path, wall_name: WallName) -> None:
    files = {name: text for name, text in PARTS.items() if not name.startswith("submissions/")}
    files["submissions/accepted/words.py"] = PARTS["submissions/wrong_answer/words.py"]
    files["submissions/wrong_answer/right.py"] = PARTS["submissions/accepted/two.py"]
    path = directory(tmp_path / "parts", files)
    ended = softjudge("verify-package", str(path), SOFTJUDGE_WALL=wall_name)
    assert ended.returncode == 1
    lines = ended.stdout.splitlines()
    assert "0 of 2 as expected" in lines
    assert "parts/submissions/accepted/words.py: expected AC, found WA; secret/1" in ended.stdout
    [row] = [line.split() for line in lines if line.startswith(" AC ")]
    assert row == ["AC", "│", ".", "│", "1"]


def test_labels_choose_and_an_overlay_adds(tmp_path: Path, wall_name: WallName) -> None:
    data = {name: text for name, text in SUM.items() if not name.startswith("submissions/")}
    pack = directory(tmp_path / "pack" / "sum", data).parent
    source = directory(tmp_path / "source" / "sum", SUM).parent
    path = "submissions/time_limit_exceeded/counts.py"
    label = {"problem": "sum", "path": path, "expected_verdict": "AC", "observed_here": "TLE"}
    label["sha256"] = hashlib.sha256(SUM[path].encode()).hexdigest()
    labels = tmp_path / "labels.jsonl"
    command = ["verify-package", str(pack), "--overlay", str(source), "--labels", str(labels)]
    command += ["--first-failure", "--json"]

    elsewhere = label | {"problem": "elsewhere"}
    labels.write_text(f"{json.dumps(label)}\n{json.dumps(elsewhere)}\n")
    ended = softjudge(*command, SOFTJUDGE_WALL=wall_name)
    assert ended.returncode == 1
    assert verdicts(ended.stdout) == {"sum/counts.py": "TLE"}
    assert json.loads(ended.stdout)["runs"] == 2  # the sample, and the smallest that fails
    assert "expected AC, found TLE, TLE seen by others; secret/1-small" in ended.stderr
    assert "1 labels: no such package, the first is elsewhere" in ended.stderr


def test_a_service_may_judge(tmp_path: Path, shared_stack: Stack) -> None:
    path = directory(tmp_path / "guess", GUESS)
    ended = softjudge("verify-package", str(path), "--url", shared_stack.url, "--first-failure")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "5 of 5 as expected" in ended.stdout


def test_a_broken_validator_is_a_judge_error(tmp_path: Path, wall_name: WallName) -> None:
    files = {name: text for name, text in PARTS.items() if "wrong" not in name}
    files["output_validators/parts/reading.h"] = "#error not today"
    path = directory(tmp_path / "parts", files)
    ended = softjudge("verify-package", str(path), SOFTJUDGE_WALL=wall_name)
    assert ended.returncode == 1
    assert ended.stdout.count("found JE") == 2
    assert "not today" in ended.stdout
