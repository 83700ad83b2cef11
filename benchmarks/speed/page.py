"""The figures as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.speed.figures import Figures, Spread
from benchmarks.speed.targets import FLOOR, TARGETS

HEAD = """# Speed

Made by `{command}` on {date}; a later run overwrites it. {machine}. Medians over the rounds, and
the range. Contenders take turns within a round, in the other order every second round. Every
program has a text of its own, so no cache answers (load f keeps its repetitions). CPU time is that
of the whole machine, everything included: client, HTTP, Redis, engine. softjudge is behind
docker-runc with two workers; the bare contenders use both cores too, without a sandbox except
where named.
"""


def page(figures: Figures) -> str:
    sections = [HEAD.format(**figures.model_dump(include={"command", "date", "machine"}))]
    sections += _targets(figures)
    sections += _rates(figures)
    sections += _rest(figures)
    return "\n".join(sections)


def _targets(figures: Figures) -> Iterator[str]:
    yield "## Targets\n"
    rows = [target.row(figures) for target in TARGETS]
    yield _table(("what", "target", "measured", ""), rows)


def _rates(figures: Figures) -> Iterator[str]:
    yield "## Loads\n\n![Tests a second of each contender](speed-rates.png)\n"
    for key, title in figures.loads.items():
        rates = [rate for rate in figures.rates if rate.load == key]
        floor = figures.rate(key, FLOOR)
        yield f"### {key}: {title}\n"
        yield _table(
            ("", "tests/s", "of the floor", "CPU ms a test", "programs a round", "as expected"),
            [
                (
                    rate.contender,
                    _spread(rate.tests_per_s, 0),
                    f"{rate.tests_per_s.median / floor.tests_per_s.median:.2f}" if floor else "",
                    _spread(rate.cpu_ms_per_test, 2),
                    str(rate.sample),
                    f"{rate.as_expected:.1%}",
                )
                for rate in sorted(rates, key=lambda rate: -rate.tests_per_s.median)
            ],
        )


def _rest(figures: Figures) -> Iterator[str]:
    if figures.latencies:
        yield "## Latency of one 1-test submission, ms\n"
        yield _table(
            ("", "requests", "p50", "p95", "p99"),
            [
                (each.situation, str(each.requests), *_ms(each.p50, each.p95, each.p99))
                for each in figures.latencies
            ],
        )
    if figures.workers:
        yield "## Workers, load a\n"
        yield _table(
            ("", "1, tests/s", "2, tests/s", "ratio"),
            [
                (name, *(_spread(rates[count], 0) for count in (1, 2)), _ratio(rates))
                for name, rates in (("workers", figures.workers), (FLOOR, figures.floors))
            ],
        )
    if figures.parts:
        yield "## Where the CPU of a test goes, load a\n"
        yield _table(
            ("", "µs a test"), [(each.part, f"{each.cpu_us:,.0f}") for each in figures.parts]
        )
    if figures.sizes:
        yield "## Growth of a batch\n\n![Time a submission over size](speed-growth.png)\n"
        yield _table(
            ("sandbox", "1-test submissions", "ms each", "API MiB", "worker MiB", "Redis MiB"),
            [
                (
                    each.sandbox,
                    f"{each.submissions:,}",
                    _spread(each.ms_per_submission, 2),
                    *(f"{mb:.0f}" for mb in (each.api_mb, each.worker_mb, each.redis_mb)),
                )
                for each in figures.sizes
            ],
        )
    if figures.null_per_s:
        yield "## The control plane alone\n"
        yield (
            "With a sandbox that answers at once, all on these cores: "
            f"{_spread(figures.null_per_s, 0)} submissions/s. CPU a submission:\n"
        )
        yield _table(
            ("", "µs", "so one core does, submissions/s"),
            [
                (each.part, f"{each.cpu_us:.0f}", f"{1e6 / each.cpu_us:,.0f}")
                for each in figures.shares
            ],
        )
    if figures.notes:
        yield "## Not measured\n"
        yield "\n".join(f"- {note}" for note in figures.notes) + "\n"


def _spread(value: Spread, digits: int) -> str:
    shown = [f"{each:,.{digits}f}" for each in (value.median, value.low, value.high)]
    return "{} ({} to {})".format(*shown)


def _ratio(rates: dict[int, Spread]) -> str:
    return f"{rates[2].median / rates[1].median:.2f}"


def _ms(*values: float) -> tuple[str, ...]:
    return tuple(f"{value:.1f}" for value in values)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
