"""What a run's configuration wants to be seen of it."""

from __future__ import annotations

from trainer_client.config import TrainingConfig
from trainer_client.reporting.files import FileReport, Reports
from trainer_client.reporting.report import Report
from trainer_client.reporting.table import TableReport
from trainer_client.reporting.tensorboard import TensorBoardReport
from trainer_client.reporting.wandb import WandbReport
from trainer_client.training.directory import RunDirectory
from trainer_client.training.ranks import Ranks


def make_report(config: TrainingConfig, directory: RunDirectory, done: int, ranks: Ranks) -> Report:
    """The reports of a run that goes on behind step `done`; none at ranks but the first."""
    if not ranks.first:
        return Reports([])
    reports: list[Report] = [FileReport(directory.steps, directory.evaluations)]
    if config.report.table:
        reports.append(TableReport(config.name, config.steps))
    if config.report.tensorboard:
        reports.append(TensorBoardReport(directory.tensorboard, done))
    if config.report.wandb_project is not None:
        reports.append(WandbReport(config, directory.path))
    return Reports(reports)
