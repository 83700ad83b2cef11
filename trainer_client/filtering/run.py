"""The filter as a whole: rows are examined in order, and then sorted into kept and dropped.

The journal has what was seen. What is kept follows from it and from the criteria, in a second
pass over the rows, so that other criteria need no further judging.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import aclosing
from itertools import islice
from pathlib import Path

from trainer_client.async_client import AsyncRewardClient
from trainer_client.candidates.candidate import CandidateSource
from trainer_client.filtering.examining import Examiner
from trainer_client.filtering.page import Page
from trainer_client.filtering.records import ProblemRecord
from trainer_client.filtering.selection import objections
from trainer_client.filtering.settings import Criteria, FilterSettings
from trainer_client.filtering.summary import Summary
from trainer_client.journal import Journal
from trainer_client.ordered import chunks, in_order
from trainer_client.tasks import TaskFile
from trainer_client.tasks.row_lines import row_line
from trainer_client.whole_files import whole_file

CHUNK = 8  # problems judged as one batch
AT_ONCE = 4  # chunks in flight

Progress = Callable[[int], None]  # is told how many rows are done


async def examine(
    tasks: TaskFile,
    source: CandidateSource,
    client: AsyncRewardClient,
    settings: FilterSettings,
    journal: Journal,
    progress: Progress,
    *,
    resume: bool,
) -> None:
    """Brings the journal to the end of the file.

    Raises CheckpointError, DatasetError, EngineError, OSError, and what the client raises.
    """
    done = journal.begin(settings, resume=resume)
    progress(done)
    rows = islice(tasks.rows(), done, None)
    examiner = Examiner(client, source, settings.repetitions)
    async with aclosing(in_order(chunks(rows, CHUNK), examiner.examine, AT_ONCE)) as found:
        async for records in found:
            journal.append(records)
            done += len(records)
            progress(done)


def select(tasks: TaskFile, journal: Journal, criteria: Criteria, directory: Path) -> Summary:
    """Writes `kept.jsonl`, `dropped.jsonl` and `report.html` of a journal that is whole.

    Raises CheckpointError and DatasetError.
    """
    summary = Summary()
    report = Page(tasks.path.name)
    with (
        whole_file(directory / "kept.jsonl") as kept,
        whole_file(directory / "dropped.jsonl") as dropped,
    ):
        for row, record in zip(tasks.rows(), journal.read(ProblemRecord), strict=False):
            reasons = objections(record, criteria)
            summary.count(record, kept=not reasons)
            report.add(record, reasons)
            if reasons:
                line = {"number": record.number, "id": record.id, "reasons": reasons}
                dropped.write(json.dumps(line) + "\n")
            else:
                kept.write(row_line(row) + "\n")
    with whole_file(directory / "report.html") as page:
        report.write(page, summary)
    return summary
