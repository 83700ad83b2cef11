"""What each comparison mode accepts, as a Markdown table.

python -m benchmarks.comparison_matrix           print it
python -m benchmarks.comparison_matrix --check   exit 1 if docs/comparison.md has another
python -m benchmarks.comparison_matrix --write   put it there
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from service import wire
from service.judge.compare import policy_of

PAGE = Path(__file__).parents[1] / "docs" / "comparison.md"
BEGIN, END = "<!-- matrix: begin -->\n", "<!-- matrix: end -->\n"

MODES: tuple[str, ...] = get_args(wire.Compare.model_fields["mode"].annotation)
WITH_FLOATS = ("tokens", "kattis")
TOLERANCE = "1e-6"

OUTPUTS: list[tuple[str, str, str]] = [
    # what the output shows, expected, actual
    ("no newline at the end", "1 2\n", "1 2"),
    ("empty lines at the end", "1\n", "1\n\n\n"),
    ("empty lines at the start", "1\n", "\n\n1\n"),
    ("an empty line in the middle", "ab\ncd\n", "ab\n\ncd\n"),
    ("blanks at line ends", "ab\ncd\n", "ab \ncd\t\n"),
    ("blanks at line starts", "ab\ncd\n", " ab\n cd\n"),
    ("two blanks between words", "ab cd\n", "ab  cd\n"),
    ("two blanks between numbers", "1 2\n", "1  2\n"),
    ("line end for blank", "ab cd\n", "ab\ncd\n"),
    ("CRLF", "ab\ncd\n", "ab\r\ncd\r\n"),
    ("CRLF expected and printed", "ab\r\ncd\r\n", "ab\r\ncd\r\n"),
    ("a form feed between words", "ab cd\n", "ab\fcd\n"),
    ("a no-break space between words", "ab cd\n", "ab\u00a0cd\n"),
    ("lower case", "YES\n", "yes\n"),
    ("lower case, not ASCII", "\u00c9\n", "\u00e9\n"),
    ("words in another order", "a b c\n", "c a b\n"),
    ("lines in another order", "ab\ncd\n", "cd\nab\n"),
    ("a line twice", "ab\ncd\n", "ab\ncd\nab\n"),
    ("words of one letter, in another order", "a\nb\n", "b a\n"),
    ("digits run together", "1 2\n", "12\n"),
    ("a word more", "ab\n", "ab cd\n"),
    ("nothing", "ab\n", ""),
    ("1.0 for 1", "1\n", "1.0\n"),
    ("1 for 1.0", "1.0\n", "1\n"),
    ("1.0 2.0 for 1 2", "1 2\n", "1.0 2.0\n"),
    ("+1 for 1", "1\n", "+1\n"),
    ("01 for 1", "1\n", "01\n"),
    ("-0 for 0", "0\n", "-0\n"),
    ("1e3 for 1000", "1000\n", "1e3\n"),
    ("1_000 for 1000", "1000\n", "1_000\n"),
    ("0x10 for 16", "16\n", "0x10\n"),
    ("a full-width digit", "1\n", "\uff11\n"),
    ("an integer off by one in 10**5", "100000\n", "100001\n"),
    ("an integer off by one in 10**7", "10000000\n", "10000001\n"),
    ("an integer off by one beyond doubles", "9007199254740993\n", "9007199254740992\n"),
    ("other integers of 400 digits", "7" * 400 + "\n", "8" * 400 + "\n"),
    ("a float off by 1e-7", "0.5\n", "0.5000001\n"),
    ("a float off by 4e-6", "0.5\n", "0.500004\n"),
    ("a float off by 1e-4, beside a word", "x 0.5\n", "x 0.5001\n"),
    ("floats off by 1e-4, two in a line", "0.5 1.5\n", "0.5001 1.5001\n"),
    ("0.1 + 0.2", "0.3\n", "0.30000000000000004\n"),
    ("1e-12 for 0", "0\n", "1e-12\n"),
    ("nan for nan", "nan\n", "nan\n"),
    ("NaN for nan", "nan\n", "NaN\n"),
    ("infinity for inf", "inf\n", "infinity\n"),
    ("1e999 for inf", "inf\n", "1e999\n"),
    ("a byte order mark", "1\n", "\ufeff1\n"),
    ("a NUL behind", "1\n", "1\0\n"),
]


def columns() -> dict[str, wire.Compare]:
    """The modes without options, then those of `WITH_FLOATS` with a tolerance."""
    plain = {mode: wire.Compare.model_validate({"mode": mode}) for mode in MODES}
    close = {
        f"{mode} {TOLERANCE}": wire.Compare.model_validate(
            {"mode": mode, "float_tolerance": float(TOLERANCE)}
        )
        for mode in WITH_FLOATS
    }
    return plain | close


def rows() -> Iterator[list[str]]:
    """The table's cells, heading first."""
    asked = columns()
    yield ["output", "expected", "printed", *asked]
    policies = [policy_of(each) for each in asked.values()]
    for what, expected, actual in OUTPUTS:
        sides = expected.encode(), actual.encode()
        verdicts = ["yes" if policy(*sides) is None else "-" for policy in policies]
        yield [what, _shown(expected), _shown(actual), *verdicts]


def table() -> str:
    """Markdown, padded so that it can be read as it is."""
    cells = list(rows())
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["-" * width for width in widths])
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in cells
    )
    return "".join(f"| {line} |\n" for line in lines)


def page_with(matrix: str) -> str:
    """The page, its table replaced."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{matrix}{END}{after}"


def _shown(text: str) -> str:
    if not text:
        return "nothing"
    written = json.dumps(text)[1:-1]
    return f"`{written}`" if len(written) <= 24 else f"`{written[:16]}...`"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument("--check", action="store_true", help="compare with docs/comparison.md")
    doing.add_argument("--write", action="store_true", help="put it into docs/comparison.md")
    asked = parser.parse_args()
    if asked.write:
        PAGE.write_text(page_with(table()), encoding="utf-8")
    elif asked.check:
        sys.exit(0 if page_with(table()) == PAGE.read_text(encoding="utf-8") else 1)
    else:
        sys.stdout.write(table())


if __name__ == "__main__":
    main()
