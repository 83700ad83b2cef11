"""Every wall: system calls that programs do not need are refused."""

from __future__ import annotations

import signal
import textwrap

from tests.sandbox.box import Box

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
