"""Kattis problem packages (Kattis/problemtools): legacy and 2023-07 format.

A package is a directory with `problem.yaml` and test data in `data/sample` and `data/secret`;
a directory or a .tar.gz may hold many. Reading problem.yaml needs PyYAML.
"""

from trainer_client.datasets.kattis.packages import open_packages
from trainer_client.datasets.kattis.reader import item

__all__ = ["item", "open_packages"]
