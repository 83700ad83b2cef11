"""Every wall: a program has no network, no rights, and no way to those who run it."""

from __future__ import annotations

import textwrap

import pytest

from tests.sandbox.box import Box

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


def test_no_interface_but_the_loopback(box: Box) -> None:
    """Behind the refused sockets there is no network either."""
    source = "print([line.split(':')[0].strip() for line in open('/proc/net/dev') if ':' in line])"
    assert box.output(source) in (b"['lo']\n", b"[]\n")


def test_no_network_by_other_names(box: Box) -> None:
    box.refuses(
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
    box.refuses(
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


# --- files --------------------------------------------------------------------------------


def test_nothing_but_scratch_is_writable(box: Box) -> None:
    box.refuses(
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
    box.refuses(
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
    box.refuses("", "os.listdir('/')", "os.listdir('/dev')", "os.listdir('/var')")
