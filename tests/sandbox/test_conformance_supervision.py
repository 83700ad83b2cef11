"""Every wall: those who run a program cannot be reached by it."""

from __future__ import annotations

import textwrap

import pytest

from sandbox import Execution, Limits, Program, StdioCase
from sandbox.guest import zygotes
from sandbox.walls.layout import SUPERVISOR_ENVIRONMENT
from tests.sandbox.box import Box


def test_supervisor_and_zygotes_cannot_be_signalled(box: Box) -> None:
    """Neither by name nor by sending to everybody."""
    source = textwrap.dedent("""
        import os, signal
        me, reached = os.getpid(), []
        for pid in map(int, filter(str.isdigit, os.listdir("/proc"))):
            if pid == me: continue
            for number in (0, signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
                try: os.kill(pid, number)
                except OSError: continue
                reached.append((pid, number))
        try: os.kill(-1, signal.SIGSTOP)
        except OSError: pass
        print(reached)
    """)
    for _ in range(2):
        assert box.output(source) == b"[]\n"


def test_supervisor_and_zygotes_cannot_be_looked_into(box: Box) -> None:
    source = textwrap.dedent("""
        import os, stat
        def look(path, flags=os.O_RDONLY):
            try: fd = os.open(path, flags | os.O_NONBLOCK)
            except OSError: return
            state = os.fstat(fd)
            # gVisor opens what file modes allow: the null device, and the pipe whose other
            # end is this program's own output.
            if state.st_uid != me and not stat.S_ISCHR(state.st_mode): print(path, state)
            os.close(fd)
        me = os.getuid()
        for pid in map(int, filter(str.isdigit, os.listdir("/proc"))):
            if pid == os.getpid(): continue
            for name in ("mem", "task/1/mem", "root/etc/hostname", "cwd/etc/hostname"):
                look(f"/proc/{pid}/{name}")
            look(f"/proc/{pid}/mem", os.O_RDWR)
            for fd in range(64):
                look(f"/proc/{pid}/fd/{fd}")
                look(f"/proc/{pid}/fd/{fd}", os.O_WRONLY)
            for name in ("cwd", "root", "exe"):
                try: print(os.readlink(f"/proc/{pid}/{name}"))
                except OSError: pass
    """)
    assert box.output(source).decode() == ""


def test_they_hold_three_capabilities(box: Box) -> None:
    """To change users and to end what runs as another; nothing else a root user could do."""
    source = textwrap.dedent("""
        import os
        for pid in filter(str.isdigit, os.listdir("/proc")):
            lines = open(f"/proc/{pid}/status").read().splitlines()
            facts = dict(line.split(":\\t", 1) for line in lines if ":\\t" in line)
            print(facts["Uid"].split()[0] == "0", int(facts["CapPrm"], 16))
    """)
    kill, setgid, setuid = 1 << 5, 1 << 6, 1 << 7
    rows = [line.split() for line in box.output(source).decode().splitlines()]
    assert {(is_root, int(held)) for is_root, held in rows} == {
        ("True", kill | setgid | setuid),
        ("False", 0),
    }


def test_their_environment_holds_nothing_of_the_host(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """gVisor lets anybody read it; it is the fixed one of the guest, whoever reads it."""
    source = textwrap.dedent("""
        import os
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try: text = open(f"/proc/{pid}/environ").read()
            except OSError: continue
            print(*{line.split("=")[0] for line in text.split("\\0") if line})
    """)
    monkeypatch.setenv("SOFTJUDGE_TEST_SECRET", "of the host")
    seen: list[Execution] = []
    slot = box.wall.open()
    slot.run(Program("python", source), [StdioCase()], Limits(), lambda _, each: seen.append(each))
    slot.close()
    names = set(seen[0].stdout.decode().split())
    assert names <= {*SUPERVISOR_ENVIRONMENT, *zygotes.ENVIRONMENT, "HOME", "HOSTNAME", "PWD"}


def test_only_its_own_descriptors_are_open(box: Box) -> None:
    """Standard streams, and no channel of the supervisor's or the zygote's."""
    source = textwrap.dedent("""
        import os
        held = []
        for fd in range(4096):
            try: os.fstat(fd)
            except OSError: continue
            held.append(fd)
        print(held)
    """)
    assert box.output(source) == b"[0, 1, 2]\n"
    cpp = r"""
        #include <cstdio>
        #include <fcntl.h>
        int main() { for (int i = 0; i < 4096; i++) if (fcntl(i, F_GETFD) >= 0) printf("%d ", i); }
    """
    assert box.main(cpp, language="cpp").stdout == b"0 1 2 "


def test_limits_of_others_cannot_be_changed(box: Box) -> None:
    box.refuses(
        "import resource",
        "resource.prlimit(1, resource.RLIMIT_NOFILE, (1, 1))",
        "resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (1, 1))",
    )
    if not box.gvisor:  # which takes these from anybody and does nothing with them
        box.refuses(
            "",
            "os.setpriority(os.PRIO_PROCESS, 1, 19)",
            "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
            "os.sched_setaffinity(os.getppid(), {0})",
            "os.nice(-5)",
        )


def test_the_wall_tells_little_of_the_host(box: Box) -> None:
    source = "import os, socket\nprint(socket.gethostname(), sorted(os.environ))"
    out = box.output(source).decode()
    assert out.startswith("sandbox ")
    assert "softjudge" not in out.lower()
