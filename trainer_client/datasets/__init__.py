"""Published code data sets as problems for the service.

    from trainer_client.datasets import form

    for item in form("humaneval").load("HumanEval.jsonl.gz"):
        client.score(item.problem, code=item.program(answer))

`form(name).item(row)` takes one row, `.read(rows)` an iterable of rows (a Hugging Face
`datasets` split is one), `.load(path)` a file. Nothing is fetched. `FORMS` has the names: apps,
bigcodebench, code_contests, codeforces, deepcoder, exercism, humaneval, humaneval-x, kattis, klear,
kodcode, leetcode, livecodebench, mbpp, multipl-e, open-r1, prime, taco.

    SoftjudgeError               of trainer_client
    └── DatasetError
        ├── RowError             has .row, .field and .problem
        │   ├── MalformedRow     a field is missing or is not what the form has there
        │   └── UnsupportedForm  a sound row whose tests the service has no kind for
        ├── UnknownForm          no reader of this name; a KeyError too
        ├── UnreadableFile       not JSON Lines, JSON, Parquet or a tar archive
        └── MissingPackage       Parquet needs pyarrow, Kattis packages PyYAML
"""

from trainer_client.datasets.errors import (
    DatasetError,
    MalformedRow,
    MissingPackage,
    RowError,
    UnknownForm,
    UnreadableFile,
    UnsupportedForm,
)
from trainer_client.datasets.files import open_rows
from trainer_client.datasets.forms import FORMS, Form, form
from trainer_client.datasets.item import DatasetItem

__all__ = [
    "FORMS",
    "DatasetError",
    "DatasetItem",
    "Form",
    "MalformedRow",
    "MissingPackage",
    "RowError",
    "UnknownForm",
    "UnreadableFile",
    "UnsupportedForm",
    "form",
    "open_rows",
]
