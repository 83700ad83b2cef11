"""How the output of a stdio test is compared."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from service.wire.base import FloatTolerance, Wire


class Compare(Wire):
    """How a stdio test's output is compared (docs/comparison.md).

    The first three modes are this service's own; the others accept what the judges do that
    they are named for. Options that a mode does not have are refused.
    """

    mode: Literal[
        "tokens",
        "exact",
        "lines",
        "livecodebench",
        "apps",
        "taco",
        "prime",
        "code_contests",
        "kattis",
        "sandboxfusion",
        "klear",
    ] = "tokens"
    ignore_case: bool = False  # of ASCII letters
    collapse_blanks: bool = False  # inside lines
    unordered_lines: bool = False
    float_absolute_tolerance: FloatTolerance | None = None
    float_relative_tolerance: FloatTolerance | None = None
    float_tolerance: FloatTolerance | None = None  # both of them
    case_sensitive: bool = False
    space_change_sensitive: bool = False

    @model_validator(mode="after")
    def _options_of_the_mode(self) -> Compare:
        tolerances = {"float_absolute_tolerance", "float_relative_tolerance", "float_tolerance"}
        options = {
            "tokens": {"ignore_case"} | tolerances,
            "exact": {"ignore_case"},
            "lines": {"ignore_case", "collapse_blanks", "unordered_lines"} | tolerances,
            "kattis": {"case_sensitive", "space_change_sensitive"} | tolerances,
        }
        # An option at its default is as good as absent: clients may write all of them.
        given = self.model_dump(exclude_defaults=True, exclude={"mode"}).keys()
        if unknown := given - options.get(self.mode, set()):
            raise ValueError(f"mode {self.mode!r} has no {', '.join(sorted(unknown))}")
        if "float_tolerance" in given and len(given & tolerances) > 1:
            raise ValueError("float_tolerance stands for both tolerances; give it alone")
        if self.unordered_lines and given & tolerances:
            raise ValueError("unordered_lines cannot be combined with a tolerance")
        return self
