"""Every language of the table, where it is installed: output, input, errors, limits."""

from __future__ import annotations

import pytest

from sandbox import CompileReport, Execution, Limits, StdioCase
from sandbox.guest.languages import LANGUAGES
from service.judge.findings import fault
from service.wire import Verdict
from tests.sandbox.box import Box
from tests.sandbox.language_idioms import IDIOMS, Idiom
from tests.sandbox.language_programs import PROGRAMS, Sources

FAST = Limits(cpu_s=2, wall_s=40, memory_mb=256)
PATIENT = Limits(cpu_s=20, wall_s=60, memory_mb=256)
SILENT = {"c"}  # languages in which a program that gets no memory just crashes
EACH = pytest.mark.parametrize("language", sorted(LANGUAGES))


def attempt(
    box: Box, language: str, source: str, stdin: bytes = b"", limits: Limits = FAST
) -> tuple[CompileReport, list[Execution]]:
    """The program compiled and run once; skips where the language is absent."""
    if language not in box.pool.languages:
        pytest.skip(f"{language} is not installed behind {box.wall.name}")
    return box.report(source, [StdioCase(stdin)], limits, language)


def run(
    box: Box, language: str, source: str, stdin: bytes = b"", limits: Limits = FAST
) -> Execution:
    """The execution of a program that must compile; skips where the language is absent."""
    report, seen = attempt(box, language, source, stdin, limits)
    assert report.ok, report.message
    return seen[0]


def sources(language: str) -> Sources:
    return PROGRAMS[language]


def test_every_language_has_programs() -> None:
    assert PROGRAMS.keys() == LANGUAGES.keys()


@EACH
def test_it_reads_adds_and_prints(box: Box, language: str) -> None:
    seen = run(box, language, sources(language).add, b"3 4\n")
    assert (seen.stdout.split(), seen.exit_code, seen.limit) == ([b"7"], 0, None), seen


@EACH
def test_it_prints_unicode(box: Box, language: str) -> None:
    seen = run(box, language, sources(language).unicode)
    assert seen.stdout.decode().strip() == "h\u00e9llo \u4e16\u754c \U0001f600", seen


@EACH
def test_a_failing_program_is_seen_to_fail(box: Box, language: str) -> None:
    seen = run(box, language, sources(language).fail)
    assert seen.limit is None
    assert seen.signal is not None or seen.exit_code != 0, seen


@EACH
def test_an_endless_loop_meets_the_limit(box: Box, language: str) -> None:
    assert run(box, language, sources(language).loop).limit == "cpu"


@EACH
def test_taking_memory_without_end_meets_the_limit(quick: Box, language: str) -> None:
    seen = run(quick, language, sources(language).hog, limits=PATIENT)
    found = fault(seen)
    assert found is not None
    crashed = language in SILENT and found.verdict is Verdict.RUNTIME_ERROR
    assert crashed or found.verdict is Verdict.MEMORY_LIMIT, (found, seen)


@pytest.mark.parametrize("language", [one.name for one in LANGUAGES.values() if one.compile])
def test_what_was_compiled_is_used_again(quick: Box, language: str) -> None:
    for stdin, total in (b"3 4\n", b"7"), (b"5 6\n", b"11"):
        report, seen = attempt(quick, language, sources(language).add, stdin)
        assert seen[0].stdout.split() == [total]
    assert report.wall_s == 0.0


@pytest.mark.parametrize("idiom", IDIOMS, ids=str)
def test_what_models_write_works(quick: Box, idiom: Idiom) -> None:
    seen = run(quick, idiom.language, idiom.source, b"3 4\n", PATIENT)
    assert (seen.stdout.split(), seen.exit_code, seen.limit) == ([b"7"], 0, None), seen


@EACH
def test_a_program_that_is_none_is_reported(box: Box, language: str) -> None:
    report, seen = attempt(box, language, "}}} this is no program (((")
    if LANGUAGES[language].compile or language == "python":
        assert not report.ok
        assert report.message
    else:
        assert seen[0].exit_code != 0 or language == "php", seen
