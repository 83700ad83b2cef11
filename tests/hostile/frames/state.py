"""The honest program that is run after each hostile one: it tells the state that it finds."""

import os
import resource
import signal
import socket
import sys
import zlib


def short(value):
    text = repr(value)
    return text if len(text) < 100 else f"{len(text)} characters {zlib.crc32(text.encode())}"


def state():
    yield [sorted(os.listdir(place)) for place in (".", "/tmp", "/dev/shm", "/work")]
    yield sum(os.stat(f"/proc/{name}").st_uid != 0 for name in os.listdir("/proc") if name.isdigit())
    space = os.statvfs("/tmp")
    yield space.f_bfree, space.f_blocks, space.f_ffree
    yield sorted(os.environ.items())
    yield os.getcwd(), os.umask(0), len(os.getgroups()), socket.gethostname()
    yield [resource.getrlimit(kind) for kind in range(16)]
    yield [signal.getsignal(number) for number in range(1, 65) if number not in (32, 33)]
    yield signal.pthread_sigmask(signal.SIG_BLOCK, []), signal.getitimer(signal.ITIMER_REAL)
    yield os.getpriority(os.PRIO_PROCESS, 0), sorted(os.sched_getaffinity(0))
    yield os.sched_getscheduler(0)
    yield sys.getrecursionlimit(), sys.getswitchinterval(), sys.get_int_max_str_digits()
    yield sys.path, sorted(sys.modules), sys.flags
    yield [fd for fd in range(300) if os.path.exists(f"/proc/self/fd/{fd}")]
    yield open("/proc/self/oom_score_adj").read(), zlib.crc32(open(__file__).read().encode())


def f(given):
    for number, fact in enumerate(state()):
        print(number, short(fact), file=sys.stderr)
    return given


if __name__ == "__main__":
    print(f(input()))
