"""In a fresh fork: give up rights, set limits, then become what the order says.

Imported once `preload` is done: `program` imports what has to be imported with its hooks held back.
"""

from __future__ import annotations

import errno
import marshal
import os
import resource
import signal
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

from sandbox.guest import program
from sandbox.guest.orders import FAULT, KEPT, Order
from sandbox.guest.preload import reseed

NOT_EXECUTABLE = (errno.ENOENT, errno.ENOEXEC, errno.EACCES, errno.EISDIR)
MAX_FAULT = 800  # characters, the last ones


def run(order: Order, fds: list[int], control: int) -> NoReturn:
    """In the fork; never returns. The process ends with the program's own status.

    What breaks before the program, or the parser of its source, has begun is told through
    `control`, which they do not get: it is no statement about the program.
    """
    try:
        os.dup2(fds[0], 0)
        os.dup2(fds[1], 1)
        os.dup2(fds[2], 2)
        texts, used = {}, 3
        for name, size in order.texts:
            texts[name] = os.pread(fds[used], size, 0)  # other forks share the file's offset
            used += 1
        fds.append(control)
        for number in order.kept.values():
            os.dup2(fds[used], number, False)
            used += 1
        os.closerange(3, KEPT)
        os.closerange(KEPT + len(order.kept), 4096)
        confine(order)
        become(order, texts)
    except BaseException:
        with suppress(OSError):  # closed by now: it is the program that broke
            os.write(order.kept[FAULT], marshal.dumps(traceback.format_exc()[-MAX_FAULT:]))
        traceback.print_exc()
    os._exit(70)


def confine(order: Order) -> None:
    uid = order.uid
    os.setsid()
    os.setgroups(order.groups)
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.umask(order.umask)
    os.chdir(order.cwd)
    for kind, bounds in order.limits:
        resource.setrlimit(kind, bounds)


def become(order: Order, texts: dict[str, bytes]) -> NoReturn:
    action, path, kept = order.action, order.path, order.kept
    if action == "execute":
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        execute(order.argv, {**os.environ, "HOME": order.cwd, **order.environment})
    if action == "check":
        from sandbox.guest import harness

        os.close(kept[FAULT])
        harness.run(texts["source"], kept["channel"], kept["report"])
    if order.reseed:
        reseed()
    code = marshal.loads(texts["code"]) if "code" in texts else None
    os.close(kept[FAULT])
    if code is None:
        code = program.compiled(texts["source"], path, kept["emit"])
    if action == "main":
        program.run_main(code, path, order.argv)
    if action == "shared":
        from sandbox.guest import shared_pytest

        shared_pytest.run(code, path, texts.pop("request"), kept["report"])
    import sandbox.guest.agent as agent  # `from sandbox.guest` would touch ten pages more

    if action == "call":
        agent.answer_one(code, path, texts["request"], kept["value"])
    agent.serve(code, path, kept["channel"])


def execute(argv: list[str], environment: dict[str, str]) -> NoReturn:
    """Become the command; raises OSError where it is ours and cannot be had.

    What a compiler made of the source (its path is given) may be anything, also nothing.
    """
    try:
        os.execvpe(argv[0], argv, environment)
    except OSError as error:
        if "/" not in argv[0] or error.errno not in NOT_EXECUTABLE:
            raise
        print(f"the compiler made no program that can be executed: {error}", file=sys.stderr)
    os._exit(126)


assert sys.version_info >= (3, 11), "the guest needs Python 3.11 or later"
