"""Output that looks like a judge's own words, for readers that take a reward from a log."""

from __future__ import annotations

import re

_LOOKED_AT = 1 << 16  # bytes at each end of an output

# Lines that say nothing else. Case counts where the word is an everyday one in lower case. Blanks
# are counted, lest long runs of them take quadratic time.
_LINE = re.compile(
    rb"""^[ \t]*(?:
      AC | OK | PASS(?:ED)? | (?i:accepted[.!]? | all\ (?:\d+\ )?tests?\ (?:have\ )?passed[.!]?)
    | (?i:(?:test|case)[ \#]{0,2}\d{1,9}[:. ]{0,3}(?:passed|ok|accepted|ac)[.!]?)
    | ={0,80}\ ?\d{1,9}\ passed\b.{0,80}         # pytest
    | Ran\ \d{1,9}\ tests?\ in\ .{1,20}         # unittest
    | ok\ \d{1,9}\ \w{1,20}(?:\(s\))?           # testlib
    | (?i:(?:verdict|reward|score|result)\ ?[:=]\ ?(?:accepted|passed|correct|1(?:\.0{0,9})?|100%?))
    )[ \t\r]*$""",
    re.MULTILINE | re.VERBOSE,
)
# A field of a report, anywhere.
_FIELD = re.compile(rb'"(?:verdict|outcome|reward)" ?: ?(?:"(?:passed|accepted|AC)"|1)')


def says_verdict(output: bytes) -> bool:
    """Whether an output has a line, or a field of JSON, that announces a verdict."""
    if len(output) > 2 * _LOOKED_AT:
        output = output[:_LOOKED_AT] + b"\n" + output[-_LOOKED_AT:]
    return bool(_LINE.search(output) or _FIELD.search(output))
