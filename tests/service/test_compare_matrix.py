"""The page on comparison has the table that the program prints."""

from __future__ import annotations

import re

from benchmarks.comparison_matrix import MODES, OUTPUTS, PAGE, page_with, rows, table
from service import wire


def test_the_page_has_the_matrix() -> None:
    assert page_with(table()) == PAGE.read_text(encoding="utf-8")


def test_the_matrix_is_whole() -> None:
    heading, *lines = rows()
    assert len(lines) == len(OUTPUTS)
    assert set(MODES) < set(heading)
    # The outputs tell any two modes apart.
    assert len(
        {tuple(line[column] for line in lines) for column in range(3, 3 + len(MODES))}
    ) == len(MODES)


def test_every_mode_and_option_is_described() -> None:
    described = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.M))
    fields = (wire.Compare.model_fields.keys() - {"mode"}) | set(MODES)
    assert fields <= described
