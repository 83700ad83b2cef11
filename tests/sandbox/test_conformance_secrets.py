"""Every wall: a program finds nothing of other cases' inputs, and nothing of its check."""

from __future__ import annotations

import textwrap

import pytest

from sandbox import AssertCase, CallCase, CheckReport, Execution, Limits, Program, StdioCase
from sandbox.guest import values
from sandbox.types import InteractCase
from tests.sandbox.box import Box

MARKER = "marker-3f9c1d"  # placed in one case, looked for in another

# hunt(): everything that a program can list, open or read of itself and that holds the marker.
# The program is given the marker with every byte raised by one, and looks for it in equally
# raised data, so that the hunt itself never puts the marker anywhere.
RAISED = bytes(byte + 1 for byte in MARKER.encode())
HUNT = f"RAISED = {RAISED!r}\n" + textwrap.dedent("""
    import ctypes, os
    TABLE = bytes((b + 1) % 256 for b in range(256))

    def holds(data): return RAISED in data.translate(TABLE)

    def look(path, found):
        try: fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        except OSError: return
        try:
            if holds(os.read(fd, 1 << 20)): found.append(path)
        except OSError: pass
        os.close(fd)

    def hunt():
        found = []
        for top in ("/work", "/tmp", "/dev/shm", "/var/tmp", "/run", "/opt/softjudge"):
            for place, folders, names in os.walk(top):
                for name in folders + names:
                    path = os.path.join(place, name)
                    if holds(os.fsencode(name)): found.append(path)
                    look(path, found)
        for pid in filter(str.isdigit, os.listdir("/proc")):
            for name in ("cmdline", "environ", "comm", "status", "stat", "stack", "wchan", "mem"):
                look(f"/proc/{pid}/{name}", found)
            try: fds = os.listdir(f"/proc/{pid}/fd")
            except OSError: fds = []
            for fd in fds: look(f"/proc/{pid}/fd/{fd}", found)
        return found + own_memory()

    def own_memory():
        # /proc/self/mem is closed to who has changed users, but ctypes reads any address.
        found = []
        for line in open("/proc/self/maps").readlines():
            span, rights = line.split()[:2]
            if "r" in rights and "[v" not in line:
                start, end = (int(x, 16) for x in span.split("-"))
                if holds(ctypes.string_at(start, end - start)): found.append(line)
        return found
""")
HUNTER = HUNT + "print(hunt())"


def test_input_of_one_case_is_not_found_by_another(box: Box) -> None:
    swallow = "import sys\nkept = sys.stdin.read() * 3"
    box.run(swallow, [StdioCase(MARKER.encode())] * 3)
    assert box.output(HUNTER) == b"[]\n"


def test_input_of_later_cases_is_not_found_by_an_earlier_one(box: Box) -> None:
    """All cases of a window have reached the supervisor when the first one runs."""
    later = [StdioCase(MARKER.encode())] * 2
    seen = box.run(HUNTER, [StdioCase(), *later])
    assert seen[0].stdout == b"[]\n"
    assert b"/fd/0'" in seen[1].stdout  # its own input


def test_arguments_of_other_calls_are_not_found(box: Box) -> None:
    source = f"{HUNT}\ndef same(given): return given"
    cases = [CallCase("same", (MARKER,)), CallCase("hunt"), CallCase("same", (MARKER,))]
    seen = [values.decode(each.value or b"") for each in box.run(source, cases)]
    assert seen == [MARKER, [], MARKER]


def test_the_check_is_not_found_by_the_candidate(box: Box) -> None:
    """Not in any process, descriptor or file, nor in the candidate's own memory."""
    check = f"""
def check(candidate):
    secret = {MARKER!r} + "!"  # {MARKER}
    def also_secret(): return {MARKER!r}
    found = candidate()
    assert found == [], found
"""
    report = box.check(HUNT, check, "hunt", setup=f"SETUP = {MARKER!r}")
    assert report.outcome == "passed", report.message


def test_the_check_is_not_found_while_it_is_handed_over(box: Box) -> None:
    """On its way it is a file in memory, held by three processes one after the other."""
    spin = HUNT + textwrap.dedent("""
        import threading, time
        found = []

        def spin():
            end = time.monotonic() + 1
            while time.monotonic() < end:
                for pid in range(1, 12):
                    for fd in range(3, 14): look(f"/proc/{pid}/fd/{fd}", found)

        spinning = threading.Thread(target=spin)
        spinning.start()

        def candidate():
            spinning.join()
            return found
    """)
    case = AssertCase(f"found = candidate()\nassert found == [], found  # {MARKER}")
    seen: list[Execution] = []
    slot = box.wall.open()  # a new one: its first check waits longest
    slot.run(Program("python", spin), [case] * 2, Limits(), lambda _, each: seen.append(each))
    slot.close()
    assert [each.check for each in seen] == [CheckReport("passed")] * 2


INTERACTORS = {
    "python": """
import sys
SECRET = "MARKER"
assert SECRET in open("data.txt").read() and SECRET in open(__file__).read()
print("go", flush=True)
sys.exit(42 if input() == "done" else 43)
""",
    "cpp": """
#include <fstream>
#include <iostream>
int main() {
  std::string data, answer, secret = "MARKER";
  std::getline(std::ifstream("data.txt"), data);
  std::cout << "go" << std::endl;
  std::getline(std::cin, answer);
  return data == secret && answer == "done" ? 42 : 43;
}
""",
}


@pytest.mark.parametrize("language", INTERACTORS)
def test_the_interactor_is_not_found_by_the_candidate(box: Box, language: str) -> None:
    """Neither its source, nor its binary, nor its files: it is a judge as a check is."""
    program = Program(language, INTERACTORS[language].replace("MARKER", MARKER))
    candidate = f"{HUNT}\nimport sys\ninput()\nprint(hunt(), file=sys.stderr)\nprint('done')"
    case = InteractCase(program, files={"data.txt": MARKER.encode()})
    for seen in box.run(candidate, [case, case]):
        assert seen.interactor is not None
        assert (seen.stderr, seen.interactor.exit_code) == (b"[]\n", 42), seen


def test_a_compiler_does_not_read_the_interactor_for_the_candidate(box: Box) -> None:
    interactor = Program("cpp", INTERACTORS["cpp"])
    source = '#include "/work/interactor/main.cpp"'
    report, seen = box.report(source, [InteractCase(interactor)] * 2, language="cpp")
    assert not report.ok
    assert report.program == "candidate"
    assert "main.cpp" in report.message
    assert "getline" not in report.message
    assert seen == []


def test_the_hunt_finds_what_is_there(box: Box) -> None:
    """The control: a marker in a file, in memory and on standard input is found."""
    plant = "plain = bytes(b - 1 for b in RAISED)\nopen('/tmp/plant', 'wb').write(plain)\n"
    found = box.output(HUNT + plant + "print(hunt())", MARKER.encode()).decode()
    assert "'/tmp/plant'" in found
    assert "/fd/0'" in found
    assert "rw-p" in found
