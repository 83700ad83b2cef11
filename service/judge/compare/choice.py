"""From what a problem asks for to a policy."""

from __future__ import annotations

from service import wire
from service.judge.compare.blanks import collapsing_blanks
from service.judge.compare.case import ignoring_case
from service.judge.compare.compat.apps import apps
from service.judge.compare.compat.code_contests import code_contests
from service.judge.compare.compat.kattis import Flags, kattis
from service.judge.compare.compat.klear import klear
from service.judge.compare.compat.livecodebench import livecodebench
from service.judge.compare.compat.prime import prime
from service.judge.compare.compat.sandboxfusion import sandboxfusion
from service.judge.compare.compat.taco import taco
from service.judge.compare.exact import exact
from service.judge.compare.floats import lines_within, tokens_within
from service.judge.compare.lines import lines
from service.judge.compare.policy import Policy
from service.judge.compare.tokens import tokens
from service.judge.compare.tolerance import tolerance_of
from service.judge.compare.unordered import unordered_lines

POLICIES: dict[str, Policy] = {
    "tokens": tokens,
    "exact": exact,
    "lines": lines,
    "livecodebench": livecodebench,
    "apps": apps,
    "taco": taco,
    "prime": prime,
    "code_contests": code_contests,
    "kattis": kattis(Flags()),
    "sandboxfusion": sandboxfusion,
    "klear": klear,
}
"""By mode, without options."""

_WITHIN = {"tokens": tokens_within, "lines": lines_within}


def policy_of(asked: wire.Compare) -> Policy:
    """The policy that a problem asks for, options and all."""
    policy = _base(asked)
    if asked.collapse_blanks:
        policy = collapsing_blanks(policy)
    return ignoring_case(policy) if asked.ignore_case else policy


def _base(asked: wire.Compare) -> Policy:
    both = asked.float_tolerance
    absolute = asked.float_absolute_tolerance if both is None else both
    relative = asked.float_relative_tolerance if both is None else both
    tolerance = tolerance_of(absolute, relative)
    if asked.mode == "kattis":
        return kattis(Flags(asked.case_sensitive, asked.space_change_sensitive, tolerance))
    if tolerance is not None:
        return _WITHIN[asked.mode](tolerance)
    return unordered_lines if asked.unordered_lines else POLICIES[asked.mode]
