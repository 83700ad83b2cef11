"""Every wall: a case leaves nothing to another case, and does not meet it."""

from __future__ import annotations

import textwrap

import pytest

from sandbox import AssertCase, CallCase, StdioCase
from tests.sandbox.box import Box

MARKER = "marker-3f9c1d"

LEAVE_FILES = textwrap.dedent("""
    import os, sys
    word = sys.stdin.read().strip()
    for place in (".", "/tmp", "/dev/shm", "/work"):
        try:
            os.makedirs(f"{place}/{word}/deep/er")
            with open(f"{place}/{word}/deep/er/{word}", "w") as file: file.write(word)
            with open(f"{place}/.{word}", "w") as file: file.write(word)
            os.symlink("/etc/passwd", f"{place}/link-{word}")
            os.mkfifo(f"{place}/fifo-{word}")
            os.mkdir(f"{place}/closed-{word}")
            os.mkdir(f"{place}/closed-{word}/inner")
            os.chmod(f"{place}/closed-{word}", 0)
        except OSError as error: print(place, error)
    print("left")
""")


def test_files_do_not_outlive_a_case(box: Box) -> None:
    """Neither into the next case of a program nor into the next program."""
    listing = (
        "import os, sys\nsys.stdin.read()\n"
        "print([sorted(os.listdir(d)) for d in ('.', '/tmp', '/dev/shm', '/work')])"
    )
    clean = box.output(listing)
    assert box.main(LEAVE_FILES, MARKER.encode()).stdout.endswith(b"left\n")
    assert box.output(listing) == clean
    seen = box.run(LEAVE_FILES, [StdioCase(MARKER.encode())] * 2)
    # A second run on the same names would fail at the first makedirs.
    assert [each.stdout for each in seen] == [seen[0].stdout] * 2


def test_a_case_starts_in_an_empty_directory_of_its_own(box: Box) -> None:
    source = "import os\nprint(os.listdir('.'), oct(os.stat('.').st_mode & 0o777))"
    assert box.output(source) == b"[] 0o700\n"


def test_environment_is_not_shared(box: Box) -> None:
    setter = f"import os\nos.environ['LEFT'] = {MARKER!r}\nprint(os.environ['LEFT'])"
    seen = box.run(setter, [StdioCase()] * 2)
    assert [each.stdout for each in seen] == [f"{MARKER}\n".encode()] * 2
    assert box.output("import os\nprint('LEFT' in os.environ)") == b"False\n"


def test_interpreter_state_is_not_shared(box: Box) -> None:
    """Every case is a fork of the same clean interpreter."""
    source = textwrap.dedent("""
        import builtins, json, sys, random
        print(getattr(builtins, "stained", 0), sys.getrecursionlimit(), json.dumps(1))
        builtins.stained = 1
        sys.setrecursionlimit(5000)
        json.dumps = lambda x: "forged"
        builtins.print = None
    """)
    seen = box.run(source, [StdioCase()] * 3)
    assert len({each.stdout for each in seen}) == 1
    assert seen[0].stdout == b"0 1000 1\n"


def test_two_cases_never_share_a_user(box: Box) -> None:
    source = "import os\nprint(os.getresuid(), os.getresgid(), os.getgroups())"
    lines = [each.stdout for each in box.run(source, [StdioCase()] * 10)]
    lines += [box.output(source) for _ in range(3)]
    users = [line.split(b")")[0] for line in lines]
    assert len(set(users)) == len(users)
    assert not any(user.startswith(b"(0,") or b" 0" in user for user in users)
    assert all(line.endswith(b"[]\n") for line in lines)


def test_the_candidate_and_its_check_are_different_users(box: Box) -> None:
    check = "import os\nassert who() != os.getuid()\nassert 0 not in (who(), os.getuid())"
    assert box.check("import os\ndef who(): return os.getuid()", check).outcome == "passed"


DAEMON = textwrap.dedent("""
    import os, signal, time
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for n in range(1, 65):
                try: signal.signal(n, signal.SIG_IGN)
                except (OSError, ValueError): pass
            for fd in range(256):
                try: os.close(fd)
                except OSError: pass
            while True: time.sleep(0.01)
        os._exit(0)
    os.wait()
    print("main done")
""")

COUNT = textwrap.dedent("""
    import os
    mine = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try: status = open(f"/proc/{pid}/status").read()
        except OSError: continue
        uid = int(status.split("Uid:")[1].split()[0])
        mine += uid != 0
    print(mine)
""")


def test_a_daemon_does_not_outlive_its_case(box: Box) -> None:
    seen = box.main(DAEMON)
    assert seen.stdout == b"main done\n"
    assert box.output(COUNT) == b"1\n"  # the counting program itself


def test_cases_of_one_program_do_not_meet(box: Box) -> None:
    """The daemon of the first case is gone before the second begins."""
    seen = box.run(DAEMON + COUNT, [StdioCase()] * 3)
    assert [each.stdout for each in seen] == [b"main done\n2\n"] * 3


@pytest.mark.parametrize("address", ["/tmp/socket", "/work/socket", "\0softjudge-test"])
def test_a_listening_socket_does_not_outlive_its_case(box: Box, address: str) -> None:
    listen = textwrap.dedent(f"""
        import os, socket
        s = socket.socket(socket.AF_UNIX)
        s.bind({address!r})
        s.listen()
        if os.fork() == 0:
            os.setsid()
            while True: s.accept()[0].send(b"{MARKER}")
        print("listening")
    """)
    connect = textwrap.dedent(f"""
        import socket
        s = socket.socket(socket.AF_UNIX)
        try:
            s.connect({address!r})
            print(s.recv(100))
        except OSError as error: print(type(error).__name__)
    """)
    assert box.output(listen) == b"listening\n"
    assert box.output(connect) in (b"FileNotFoundError\n", b"ConnectionRefusedError\n")


def test_a_program_cannot_change_itself_for_the_next_case(box: Box) -> None:
    source = textwrap.dedent("""
        import os
        with open(__file__) as file: text = file.read()
        for attempt in (
            lambda: open(__file__, "a").write("print('changed')"),
            lambda: os.unlink(__file__),
            lambda: os.chmod(__file__, 0o777),
            lambda: os.rename(os.path.dirname(__file__), "/work/other"),
            lambda: os.mkdir(os.path.join(os.path.dirname(__file__), "__pycache__")),
        ):
            try: attempt()
            except OSError: pass
            else: print("done")
        print(len(text))
    """)
    outputs = [each.stdout for each in box.run(source, [StdioCase()] * 3)]
    assert outputs == [f"{len(source)}\n".encode()] * 3


def test_a_binary_cannot_change_itself_for_the_next_case(box: Box) -> None:
    source = r"""
        #include <cstdio>
        #include <unistd.h>
        int main() {
          char path[99] = {0};
          if (readlink("/proc/self/exe", path, 98) < 0) return 1;
          printf("%d%d%d\n", unlink(path), rename(path, "/work/x"), fopen(path, "r+") == nullptr);
        }
    """
    seen = box.run(source, [StdioCase()] * 3, language="cpp")
    assert [each.stdout for each in seen] == [b"-1-11\n"] * 3


def test_calls_do_not_see_what_other_calls_did(box: Box) -> None:
    source = "seen = []\ndef f(x):\n    seen.append(x)\n    return seen"
    seen = box.run(source, [CallCase("f", (i,)) for i in range(4)])
    assert [each.value for each in seen] == [b"[0]", b"[1]", b"[2]", b"[3]"]


def test_checks_do_not_see_what_other_checks_did(box: Box) -> None:
    source = "seen = []\ndef f(x):\n    seen.append(x)\n    return seen"
    cases = [AssertCase(f"assert f({i}) == [{i}]") for i in range(3)]
    outcomes = [each.check.outcome for each in box.run(source, cases) if each.check]
    assert outcomes == ["passed"] * 3
