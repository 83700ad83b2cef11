"""`softjudge verify-package`: judges a package's own submissions and says whether each gets
the verdict that it should."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from softjudge.failing import fail
from softjudge.service_extra import failures_shown, importing, settings

if TYPE_CHECKING:
    from softjudge.packages.bounds import Bounds
    from softjudge.packages.contents import Package
    from softjudge.packages.judging import Prepare
    from softjudge.packages.report import Report
    from softjudge.packages.submissions import Label


@dataclass(frozen=True, slots=True)
class Options:
    cpu_s: str
    memory_mb: int
    first_failure: bool
    overlay: Path | None
    labels: Path | None
    url: str | None
    api_key: str | None
    as_json: bool


def verify(path: Path, options: Options) -> None:
    """Exit code 1 when a submission has another verdict than expected, or there is none."""
    with importing():
        from softjudge.packages.bounds import Bounds
        from softjudge.packages.contents import packages
        from softjudge.packages.errors import PackageError
        from softjudge.packages.report import Report
        from softjudge.packages.submissions import read_labels
    from trainer_client import SoftjudgeError

    bounds = Bounds(_seconds(options.cpu_s), options.memory_mb)
    report = Report(options.as_json)
    with failures_shown(PackageError, SoftjudgeError):
        labels = None if options.labels is None else read_labels(options.labels)
    with failures_shown(PackageError, SoftjudgeError), _judge(options) as prepare:
        idle = labels or []
        for package in packages(path, options.overlay):
            _verify(package, labels, bounds, options.first_failure, prepare, report)
            idle = [label for label in idle if not label.names(package)]
    if idle:
        report.skip(f"{len(idle)} labels", f"no such package, the first is {idle[0].package}")
    if not report.end():
        raise typer.Exit(1)


def _verify(
    package: Package,
    labels: list[Label] | None,
    bounds: Bounds,
    first_failure: bool,
    prepare: Prepare,
    report: Report,
) -> None:
    from softjudge.packages import submissions
    from softjudge.packages.errors import Unsupported
    from softjudge.packages.judging import Programs
    from trainer_client.datasets import UnsupportedForm, form

    try:
        stated = form("kattis").item({"name": package.name, "files": package.files}).problem
    except UnsupportedForm as error:
        report.skip(package.name, f"softjudge has no {error.problem}")
        return
    if stated.groups:
        report.skip(package.name, "submissions of scoring problems have no verdicts")
        return
    programs = Programs(package, stated, bounds, first_failure, prepare)
    if labels is None:
        asked = submissions.submissions(package)
    else:
        asked = submissions.labelled(package, labels)
    for submission in asked:
        try:
            report.add(programs.judge(submission))
        except Unsupported as error:
            report.skip(f"{package.name}/{submission.path}", f"softjudge has no {error}")


def _judge(options: Options) -> AbstractContextManager[Prepare]:
    with importing():
        from softjudge.packages.judges import by_service, in_this_process
    if options.url is not None:
        return by_service(options.url, options.api_key)
    return in_this_process(settings(), options.memory_mb)


def _seconds(text: str) -> dict[str, float]:
    """`4,python=10`: seconds by language, those of the others under ""."""
    found = {"": 10.0}
    for part in text.split(","):
        language, _, seconds = part.rpartition("=")
        try:
            found[language.strip()] = float(seconds)
        except ValueError:
            fail(f"--cpu-s: {part!r} is no number of seconds")
    return found
