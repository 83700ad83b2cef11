"""Programs that attack the channel to their check: the attack is what is reported."""

from __future__ import annotations

import textwrap

import pytest

from sandbox import AssertCase, CheckReport, Limits
from tests.sandbox.box import Box

# Each takes an exception of the program's for a pass, as tests of bad input do.
EXPECTANT = (
    "try: f(3)\nexcept Exception: pass\nelse: assert False",
    "try: f(3)\nexcept: pass\nelse: assert False",
    "try: f(3)\nexcept (ValueError, OSError, EOFError, AttributeError): pass\nelse: assert False",
    "import contextlib\nwith contextlib.suppress(Exception): f(3)",
)


@pytest.mark.parametrize(
    "end",
    [
        "import os; os._exit(0)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import os; os.closerange(3, 256)",
        "import os; [os.write(fd, b'junk' * 99) for fd in range(200, 201)]",
        "import os; os.write(200, b'\\0\\0\\0\\x02[]'); import time; time.sleep(9)",
        "import os; os.write(200, b'\\0\\0\\0\\x02{}'); import time; time.sleep(9)",
    ],
)
def test_an_end_or_nonsense_is_no_exception_of_the_program(quick: Box, end: str) -> None:
    """What the check cannot tell from a raised exception, its process does."""
    source = f"def f(x):\n    {end}"
    seen = quick.run(source, [AssertCase(check) for check in EXPECTANT], Limits(wall_s=5))
    outcomes = {each.check.outcome for each in seen if each.check}
    assert outcomes <= {"candidate_gone", "failed"}
    assert len(seen) == len(EXPECTANT)


def test_an_honest_exception_still_is_one(quick: Box) -> None:
    seen = quick.run("def f(x): raise ValueError", [AssertCase(check) for check in EXPECTANT])
    assert [each.check for each in seen] == [CheckReport("passed")] * len(EXPECTANT)


@pytest.mark.parametrize(
    "reply",
    [
        "b'\"' + b'x' * (400 << 20) + b'\"'",
        "b'[' + b'0,' * (30 << 20) + b'0]'",
        "b'[' * (100 << 20)",
    ],
    ids=["text", "list", "nesting"],
)
def test_a_giant_reply_exhausts_only_its_own_run(quick: Box, reply: str) -> None:
    """It is streamed, so that the memory is the checking process's."""
    source = f"""
        import os, struct
        def f(x):
            body = b'{{"changed": {{}}, "returned": ' + {reply} + b'}}'
            os.write(200, struct.pack(">I", len(body)))
            view = memoryview(body)
            while view: view = view[os.write(200, view[:1 << 20]):]
            return 0
    """
    limits = Limits(cpu_s=2, memory_mb=500)
    seen = quick.run(textwrap.dedent(source), [AssertCase("assert f(3) == 6.5")], limits)[0]
    assert seen.check is None or seen.check.outcome != "passed"
    assert quick.check("def f(x): return 6.5", "assert f(3) == 6.5") == CheckReport("passed")


def test_references_are_not_followed_into_the_check(quick: Box) -> None:
    """A function that the check lends can be called, not read."""
    source = """
        def f(callback):
            found = []
            for name in ("__globals__", "__code__", "__closure__", "__defaults__", "__self__"):
                try: found.append(repr(getattr(callback, name)))
                except AttributeError: pass
            return [text for text in found if "secret" in text]
    """
    check = """
        SECRET = "secret"
        def callback(x="secret"): return len(SECRET)
        assert f(callback) == [], f(callback)
    """
    report = quick.check(textwrap.dedent(source), textwrap.dedent(check))
    assert report == CheckReport("passed")
