"""What becomes of a rollout."""

from __future__ import annotations

import pytest

from trainer_client import Problem, Result, StdioTest
from trainer_client.rollouts.rollout import Rollout
from trainer_client.tasks import Task
from trainer_client.training.rewarding import Judged

TASK = Task("1", "s", "say 1", Problem(language="python", tests=[StdioTest(stdout="1")]))
ROLLOUT = Rollout(0, 0, (1,), (2,), (0.0,), "text", cut=False)


@pytest.mark.parametrize(
    ("flags", "expected"), [([], False), (["network"], True), (["of_the_future"], True)]
)
def test_flags_mark_a_rollout_and_leave_its_reward(flags: list[str], expected: bool) -> None:
    result = Result.model_validate({"id": "1", "status": "scored", "reward": 1, "flags": flags})
    judged = Judged(TASK, ROLLOUT, result)
    assert (judged.flagged, judged.pass_rate, judged.passed) == (expected, 1.0, True)
    assert not Judged(TASK, ROLLOUT, None).flagged
