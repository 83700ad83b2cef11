"""Every wall: a program has no network, no rights, and no way to those who run it."""

from __future__ import annotations

import signal
import textwrap

import pytest

from sandbox import Execution, Limits, Program, StdioCase
from sandbox.guest import zygotes
from sandbox.walls.layout import SUPERVISOR_ENVIRONMENT
from tests.sandbox.box import Box


def refused(box: Box, prelude: str, *attempts: str) -> None:
    """Each attempt, an expression, must raise OSError; what it gave instead is the failure."""
    source = f"import os\n{prelude}\n"
    for attempt in attempts:
        source += textwrap.dedent(f"""
            try: got = {attempt}
            except OSError: pass
            else: print({attempt!r}, "gave", got)
        """)
    assert box.output(source).decode() == ""


# --- network ------------------------------------------------------------------------------


def test_no_family_but_local_sockets(box: Box) -> None:
    source = textwrap.dedent("""
        import socket
        for family in range(1, 50):
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
                try: socket.socket(family, kind).close()
                except OSError: continue
                print(socket.AddressFamily(family).name)
    """)
    # AF_UNIX knows no raw sockets but takes the word for a datagram.
    assert set(box.output(source).decode().split()) == {"AF_UNIX"}


def test_no_network_by_other_names(box: Box) -> None:
    refused(
        box,
        "import socket, urllib.request",
        "socket.create_connection(('127.0.0.1', 80), 2)",
        "socket.create_connection(('::1', 80), 2)",
        "socket.create_server(('127.0.0.1', 0))",
        "socket.getaddrinfo('example.org', 80)",
        "urllib.request.urlopen('http://1.1.1.1/', timeout=2)",
    )


# --- rights -------------------------------------------------------------------------------

STATUS = (
    "def facts(text):\n"
    "    lines = dict(line.split(':\\t', 1) for line in text.splitlines() if ':\\t' in line)\n"
    "    names = ('CapPrm', 'CapEff', 'CapAmb', 'NoNewPrivs', 'Seccomp')\n"
    "    return [int(lines[name], 16) for name in names]\n"
)


def test_no_capabilities_and_none_to_gain(box: Box) -> None:
    source = STATUS + textwrap.dedent("""
        import subprocess
        print(facts(open("/proc/self/status").read()))
        print(facts(subprocess.check_output(["cat", "/proc/self/status"], text=True)))
    """)
    line = b"[0, 0, 0, 1, 2]\n"
    if box.gvisor:  # it tells neither no-new-privileges nor ambient capabilities everywhere
        source = source.replace("'CapAmb', 'NoNewPrivs', ", "")
        line = b"[0, 0, 2]\n"
    assert box.output(source) == line * 2


def test_users_cannot_be_changed(box: Box) -> None:
    refused(
        box,
        "me = os.getuid()",
        "os.setuid(0)",
        "os.seteuid(0)",
        "os.setresuid(-1, 0, -1)",
        "os.setresuid(me + 1, me + 1, me + 1)",
        "os.setgid(0)",
        "os.setgroups([0])",
        "os.chown('.', 0, 0)",
    )


def test_setuid_programs_are_useless(box: Box) -> None:
    """Own ones, and those that the system has: no file makes anybody root."""
    source = textwrap.dedent("""
        import os, shutil, subprocess
        shutil.copy("/usr/bin/id", "own")
        os.chmod("own", 0o6755)
        print(subprocess.check_output(["./own", "-u"]) == b"%d\\n" % os.getuid())
        for name in ("su", "mount", "sudo", "newgrp", "passwd"):
            path = shutil.which(name)
            if path is None: continue
            done = subprocess.run([path, "-c", "id -u"], stdin=0, capture_output=True)
            if done.stdout.strip() == b"0": print(name, "gave root")
    """)
    assert box.output(source) == b"True\n"


# Numbers of system calls on x86_64 and aarch64.
FORBIDDEN = {
    "ptrace": (101, 117),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "seccomp": (317, 277),
    "landlock_create_ruleset": (444, 444),
    "open_by_handle_at": (304, 265),
    "pidfd_getfd": (438, 438),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "personality": (135, 92),
    "ioprio_set": (251, 30),
    "swapon": (167, 224),
    "reboot": (169, 142),
    "syslog": (103, 116),
    "acct": (163, 89),
    "sethostname": (170, 161),
    "settimeofday": (164, 170),
    "init_module": (175, 105),
    "kexec_load": (246, 104),
    "fsopen": (430, 430),
    "open_tree": (428, 428),
    "vmsplice": (278, 75),
    "kcmp": (312, 272),
}


def test_dangerous_system_calls_are_refused(box: Box) -> None:
    source = textwrap.dedent(f"""
        import ctypes, errno, platform
        libc = ctypes.CDLL(None, use_errno=True)
        column = {{"x86_64": 0, "aarch64": 1}}[platform.machine()]
        for name, numbers in {FORBIDDEN!r}.items():
            ctypes.set_errno(0)
            result = libc.syscall(numbers[column], 0, 0, 0, 0, 0, 0)
            code = errno.errorcode.get(ctypes.get_errno())
            if (result, code) != (-1, "EPERM"): print(name, result, code)
    """)
    assert box.output(source).decode() == ""


def test_the_other_call_table_of_the_machine_is_closed(box: Box) -> None:
    """x86_64 has a second one (x32), whose numbers a filter must not take for unknown."""
    source = textwrap.dedent("""
        import ctypes, os
        if os.uname().machine == "x86_64":
            print(ctypes.CDLL(None).syscall(0x40000000 + 39) == os.getpid())
    """)
    seen = box.main(source)
    assert b"True" not in seen.stdout
    assert seen.exit_code == 0 or seen.signal == signal.SIGSYS


def test_namespaces_are_refused(box: Box) -> None:
    """By clone's flags; clone3, whose flags a filter cannot read, is said not to exist."""
    source = textwrap.dedent("""
        import ctypes, errno, os, platform
        libc = ctypes.CDLL(None, use_errno=True)
        clone = {"x86_64": 56, "aarch64": 220}[platform.machine()]
        for bit in (7, 17, 25, 26, 27, 28, 29, 30):  # CLONE_NEWTIME ... CLONE_NEWNET
            flag = 1 << bit
            result = libc.syscall(clone, flag | 17, 0, 0, 0, 0)
            if result == 0: os._exit(0)
            print(errno.errorcode.get(ctypes.get_errno()) if result < 0 else f"{flag:x}")
        print(errno.errorcode[libc.syscall(435, 0, 0) and ctypes.get_errno()])
    """)
    assert box.output(source).decode().split() == ["EPERM"] * 8 + ["ENOSYS"]


# --- files --------------------------------------------------------------------------------


def test_nothing_but_scratch_is_writable(box: Box) -> None:
    refused(
        box,
        "",
        "open('/x', 'w')",
        "open('/etc/x', 'w')",
        "open('/usr/bin/x', 'w')",
        "open('/opt/softjudge/sandbox/guest/harness.py', 'a')",
        "open('/work/program/x', 'w')",
        "open('/dev/x', 'w')",
        "open('/proc/sys/kernel/core_pattern', 'w')",
        "open('/proc/sysrq-trigger', 'w')",
        "open('/proc/self/oom_score_adj', 'w').write('-1000')",
        "os.mkdir('/sys/fs/cgroup/x')",
        "os.mkdir('/opt/x')",
        "os.rmdir('/tmp')",
        "os.rename('/work', '/tmp/work')",
        "os.symlink('/etc', '/usr/x')",
        "os.mknod('device', 0o20666, os.makedev(1, 1))",
        "os.chroot('/tmp')",
    )


def test_nothing_of_the_host_is_readable(box: Box) -> None:
    refused(
        box,
        "",
        "open('/etc/shadow').read()",
        "os.listdir('/root')",
        "open('/var/run/docker.sock').read()",
        "open('/dev/mem', 'rb').read(1)",
        "open('/dev/kmsg').read(1)",
        "open('/proc/kcore', 'rb').read(1)",
        "open('/proc/kmsg').read(1)",
    )


def test_landlock_hides_what_is_not_needed(box: Box) -> None:
    if box.gvisor:
        pytest.skip("gVisor has no Landlock; file modes and the read-only root are what is left")
    refused(box, "", "os.listdir('/')", "os.listdir('/dev')", "os.listdir('/var')")


# --- those who run it ---------------------------------------------------------------------


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
    assert names <= {*SUPERVISOR_ENVIRONMENT, *zygotes.ENVIRONMENT, "HOSTNAME", "PWD"}


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
    refused(
        box,
        "import resource",
        "resource.prlimit(1, resource.RLIMIT_NOFILE, (1, 1))",
        "resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (1, 1))",
    )
    if not box.gvisor:  # which takes these from anybody and does nothing with them
        refused(
            box,
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
