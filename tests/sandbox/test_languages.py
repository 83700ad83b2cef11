"""Every language of the table, where it is installed: output, input, errors, limits."""

from __future__ import annotations

import pytest

from sandbox import Execution, Limits, Program, StdioCase
from sandbox.guest.languages import LANGUAGES
from tests.sandbox.box import Box
from tests.sandbox.language_programs import PROGRAMS, Sources

FAST = Limits(cpu_s=2, wall_s=10, memory_mb=256)
EACH = pytest.mark.parametrize("language", sorted(LANGUAGES))


def run(box: Box, language: str, source: str, stdin: bytes = b"") -> Execution:
    """The execution of a program that must compile; skips where the language is absent."""
    if language not in box.pool.languages:
        pytest.skip(f"{language} is not installed behind {box.wall.name}")
    seen: list[Execution] = []
    report = box.pool.run(
        Program(language, source), [StdioCase(stdin)], FAST, lambda _, each: seen.append(each)
    )
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
def test_a_program_that_is_none_is_reported(box: Box, language: str) -> None:
    if language not in box.pool.languages:
        pytest.skip(f"{language} is not installed behind {box.wall.name}")
    seen: list[Execution] = []
    report = box.pool.run(
        Program(language, "}}} this is no program ((("),
        [StdioCase()],
        FAST,
        lambda _, each: seen.append(each),
    )
    if LANGUAGES[language].compile or language == "python":
        assert not report.ok
        assert report.message
    else:
        assert seen[0].exit_code != 0 or language == "php", seen
