"""What one sees of a run: files, table, events and plots."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from trainer_client.errors import PlotError
from trainer_client.reporting.files import FileReport
from trainer_client.reporting.jsonl import JsonLines
from trainer_client.reporting.plots import PlottedRun, plot
from trainer_client.reporting.records import EvaluationRecord, StepRecord, numbers
from trainer_client.reporting.table import TableReport
from trainer_client.reporting.tensorboard import TensorBoardReport


def step(number: int, rate: float | None = 0.5) -> StepRecord:
    return StepRecord(
        step=number,
        reward=rate,
        pass_rate=rate,
        solved=rate,
        by_source={} if rate is None else {"lists": rate},
        groups=4,
        groups_with_variance=0.75,
        groups_trained=3,
        refills=1,
        rollouts=16,
        no_verdict=0.0,
        cut=0.125,
        flagged=0.0,
        tokens=20.5,
        entropy=0.1 * number,
        step_s=2.0,
        generate_s=1.0,
        reward_wait_s=0.5,
        reward_wait=0.25,
        generated_per_s=320.0,
    )


def evaluation(number: int, rate: float) -> EvaluationRecord:
    return EvaluationRecord(
        step=number,
        source="held_out",
        rollouts=8,
        pass_rate=rate,
        solved=rate / 2,
        no_verdict=0.0,
        cut=0.0,
        tokens=10.0,
    )


def run(directory: Path, steps: int, rate: float) -> Path:
    directory.mkdir()
    report = FileReport(
        JsonLines(directory / "steps.jsonl"), JsonLines(directory / "evaluations.jsonl")
    )
    report.evaluation([evaluation(0, rate)])
    for number in range(1, steps + 1):
        report.step(step(number, rate))
    report.evaluation([evaluation(steps, 2 * rate)])
    return directory


@given(st.integers(0, 6), st.integers(0, 40))
def test_lines_are_cut_back(done: int, unfinished: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        lines = JsonLines(Path(place) / "steps.jsonl")
        for number in range(1, 6):
            lines.append(step(number))
        whole = step(6).model_dump_json()
        with (Path(place) / "steps.jsonl").open("a") as file:
            file.write(whole[:unfinished])
        lines.cut_behind(done)
        assert [each["step"] for each in lines.read()] == list(range(1, min(done, 5) + 1))
        lines.append(step(9))
        assert StepRecord.model_validate(lines.read()[-1]) == step(9)


def test_plots_of_runs(tmp_path: Path) -> None:
    runs = [
        PlottedRun.read(run(tmp_path / "a", 3, 0.2), "x"),
        PlottedRun.read(run(tmp_path / "b", 4, 0.3), "x"),
        PlottedRun.read(run(tmp_path / "c", 4, 0.4)),
    ]
    assert [each.label for each in runs] == ["x", "x", "c"]
    assert runs[0].held_out() == [(0, 0.2), (3, 0.4)]
    assert runs[0].curve("pass_rate") == [(1, 0.2), (2, 0.2), (3, 0.2)]
    assert runs[0].curve("grad_norm") == []
    plot(runs, tmp_path / "runs.png")
    assert (tmp_path / "runs.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(PlotError):
        PlottedRun.read(tmp_path / "nothing")


def test_lines_where_there_is_no_terminal() -> None:
    out = io.StringIO()
    report = TableReport("test", 2, Console(file=out, width=200))
    report.evaluation([evaluation(0, 0.25)])
    report.step(step(1))
    report.step(step(2, None))
    report.close()
    text = out.getvalue()
    assert "held out after step 0, held_out: pass rate 0.250" in text
    assert "step 1, reward 0.500, pass rate 0.500" in text
    assert "reward wait 25%" in text


def test_a_table_in_a_terminal() -> None:
    out = io.StringIO()
    report = TableReport("test", 2, Console(file=out, width=200, force_terminal=True))
    report.step(step(1))
    report.evaluation([evaluation(1, 0.25)])
    report.close()
    assert "groups" not in out.getvalue()
    assert "varied" in out.getvalue()
    assert "held out after step 1" in out.getvalue()


def test_events_of_a_run_that_goes_on(tmp_path: Path) -> None:
    first = TensorBoardReport(tmp_path, 0)
    for number in (1, 2, 3):
        first.step(step(number))
    first.close()
    again = TensorBoardReport(tmp_path, 2)
    again.step(step(3, 0.75))
    again.evaluation([evaluation(3, 0.5)])
    again.close()
    events = EventAccumulator(str(tmp_path))
    events.Reload()
    rates = [(each.step, each.value) for each in events.Scalars("train/pass_rate")]
    assert rates == [(1, 0.5), (2, 0.5), (3, 0.75)]
    assert [each.value for each in events.Scalars("held_out/pass_rate")] == [0.5]


def test_numbers_of_records() -> None:
    assert numbers(step(1))["pass_rate/lists"] == 0.5
    assert "grad_norm" not in numbers(step(1))
    assert "source" not in numbers(evaluation(1, 0.5))
