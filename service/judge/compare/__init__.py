"""How a stdio test's output is compared: one policy a module.

    exact, lines, tokens     the policies without options
    floats, unordered        the same with numbers within a tolerance, or lines in any order
    case, blanks, answers    wrap a policy: letters alike, blanks alike, several answers
    compat/                  what other judges accept, each as its own code decides
    choice                   from `wire.Compare` to a policy

`docs/comparison.md` describes them for users.
"""

from service.judge.compare.answers import accepting
from service.judge.compare.choice import POLICIES, policy_of
from service.judge.compare.policy import Policy
from service.judge.compare.tolerance import tolerance_of

__all__ = ["POLICIES", "Policy", "accepting", "policy_of", "tolerance_of"]
