"""verl's prime_code as its users call it: a process pool of `compute_score`.

    prime_child.py FILE PROCESSES

Run under an interpreter that has verl and numpy; imports nothing of this project. FILE is a JSON
list of [code, {"inputs", "outputs", "fn_name"}]. Speaks as floor.py does. Only the one subpackage
is imported: the whole of verl would want Ray and torch.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any


def judged(order: tuple[str, dict[str, Any]]) -> int:
    """How many tests passed: all or, since it judges one by one then, those it counted."""
    import prime_code  # type: ignore[import-not-found]  # only the peers' interpreter has it

    code, tests = order
    success, _ = prime_code.compute_score(code, tests, continuous=True)
    return round(float(success) * len(tests["inputs"]))


def main() -> None:
    found = importlib.util.find_spec("verl")
    assert found is not None
    assert found.origin is not None
    sys.path.insert(0, str(Path(found.origin).parent / "utils" / "reward_score"))
    orders = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answers = os.dup(1)
    os.dup2(2, 1)  # it prints of what goes wrong
    with ProcessPoolExecutor(int(sys.argv[2])) as pool:
        list(pool.map(abs, range(int(sys.argv[2]) * 4)))  # the pool's processes are there
        os.write(answers, b"r")
        os.read(0, 2)
        os.write(answers, json.dumps(list(pool.map(judged, orders))).encode())


if __name__ == "__main__":
    main()
