"""Kattis problem packages (Kattis/problemtools): the formats legacy, 2023-07 and 2025-09.

A package is a directory with `problem.yaml` and test data in `data/sample` and `data/secret`;
a directory or a .tar.gz may hold many. Reading problem.yaml needs PyYAML.

    settings     problem.yaml, and the configuration of groups
    flags        what the default output validator's flags ask of the comparison
    validators   an output validator of the package's own, as a checker or interactor
    scoring      test data groups, as groups
    sources      which language a file is in
    reader       a package as an item

`softjudge verify-package` reads packages by this too, and judges their submissions.
"""

from trainer_client.datasets.kattis.packages import open_packages
from trainer_client.datasets.kattis.reader import item

__all__ = ["item", "open_packages"]
