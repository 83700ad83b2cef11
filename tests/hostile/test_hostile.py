"""Every hostile program behind every wall: it gains nothing, finds nothing and leaves nothing.

`make hostile` tries them all on all walls; otherwise the ones that say `always` are tried on
docker-runc and bubblewrap.
"""

from __future__ import annotations

import pytest

from tests.hostile.arena import Arena
from tests.hostile.catalogue import WHOLE, Honest, Hostile, programs

MOST_GROWTH = 48  # MiB
TRIALS = [
    pytest.param(program, honest, id=f"{program.group}/{program.name}-{honest.problem}")
    for program in programs()
    for honest in program.honest
    if WHOLE or program.always
]


@pytest.mark.parametrize(("program", "honest"), TRIALS)
def test_it_gains_nothing(arena: Arena, program: Hostile, honest: Honest) -> None:
    objections = arena.trial(program, honest)
    assert not objections, "\n".join(f"{each.kind}: {each.what}" for each in objections)


def test_memory_stays_flat(arena: Arena) -> None:
    """Of this process, which judges, and of the supervisors, after all that they went through."""
    before, after = arena.tally.resident_before, arena.resident()
    grown = {name: after[name] - before[name] for name in before}
    assert {name: by for name, by in grown.items() if by > MOST_GROWTH} == {}
