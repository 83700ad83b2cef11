"""Runs a checker of open-r1/codeforces and says in one word what it has found.

Called `checker.py input correct_output output`, it prints 1 or 100 for a right output, and
anything else, a share among it, for a wrong one. It sees no empty lines, as in the authors' own
judging.
"""

import contextlib
import io
import sys
from pathlib import Path

SOURCE = ""  # of the checker


def without_empty_lines(name: str) -> str:
    """The name of a copy."""
    lines = Path(name).read_bytes().replace(b"\r\n", b"\n").split(b"\n")
    copy = Path(f"{name}.copy")
    copy.write_bytes(b"".join(line + b"\n" for line in lines if line))
    return str(copy)


def main() -> None:
    task, correct, output = sys.argv[1:]
    sys.argv = ["checker.py", task, without_empty_lines(correct), without_empty_lines(output)]
    said = io.StringIO()
    status: object = 0
    with contextlib.redirect_stdout(said):
        try:
            exec(compile(SOURCE, "checker.py", "exec"), {"__name__": "__main__"})
        except SystemExit as end:
            status = end.code
    if status:
        sys.exit(f"the checker ended with {status}")
    print("accepted" if "".join(said.getvalue().split()) in ("1", "100") else "rejected")


if __name__ == "__main__":
    main()
