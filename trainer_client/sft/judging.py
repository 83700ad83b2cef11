"""Pass rates of responses, by the service, kept in a file: none is judged twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import aclosing

from trainer_client.async_client import AsyncRewardClient
from trainer_client.progress import progress_bar
from trainer_client.reporting.jsonl import JsonLines
from trainer_client.sft.example import Example

_AT_ONCE = 512  # responses of a batch; what a run that is broken off judges again, at most


class Verdicts:
    """Soft rewards, in [0, 1], by what they depend on (`Example.judged_by`)."""

    def __init__(self, client: AsyncRewardClient, lines: JsonLines, deadline_s: float) -> None:
        self._client = client
        self._lines = lines
        self._deadline_s = deadline_s
        lines.mend()
        self._known: dict[str, float] = {
            each["judged_by"]: each["pass_rate"] for each in lines.read()
        }

    def pass_rate(self, example: Example) -> float | None:
        """None: not judged, or the service had no verdict."""
        return self._known.get(example.judged_by)

    async def judge(self, examples: Iterable[Example], *, progress: bool = False) -> None:
        """Judges those that are not known. Raises what the client raises.

        One without verdict is left unknown, to be tried again the next time.
        """
        unknown = {each.judged_by: each for each in examples if each.judged_by not in self._known}
        waiting = list(unknown.items())
        with progress_bar(len(waiting), progress and bool(waiting)) as count:
            for start in range(0, len(waiting), _AT_ONCE):
                chunk = waiting[start : start + _AT_ONCE]
                problems = {example.task.name: example.task.problem for _, example in chunk}
                submissions = [
                    example.task.submission(key, example.response) for key, example in chunk
                ]
                results = self._client.score_batch(
                    problems, submissions, deadline_s=self._deadline_s
                )
                found: dict[str, float] = {}
                async with aclosing(results):
                    async for result in results:
                        count(result)
                        if result.reward is not None:
                            found[result.id] = result.reward
                self._keep(found)

    def _keep(self, found: dict[str, float]) -> None:
        self._known |= found
        self._lines.extend(
            {"judged_by": key, "pass_rate": rate} for key, rate in sorted(found.items())
        )


def sampled(examples: Sequence[Example], count: int | None) -> Sequence[Example]:
    """At most `count` examples, evenly over the whole: files are often sorted."""
    if count is None or count >= len(examples):
        return examples
    return [examples[n * len(examples) // count] for n in range(count)]
