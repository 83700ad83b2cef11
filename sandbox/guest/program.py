"""Run Python source as the interpreter would: as `__main__`, or as an imported module."""

from __future__ import annotations

import _thread
import atexit
import builtins
import gc
import linecache
import marshal
import os
import sys
import threading
import traceback
from collections.abc import Sequence
from types import CodeType, ModuleType
from typing import NoReturn

MODULE = "solution"  # the name under which called (not run) programs are loaded
_loaded: list[ModuleType] = []  # the program's module, whatever it does to sys.modules


def compiled(source: bytes, path: str, emit: int) -> CodeType:
    """The program's code object.

    Writes b"C" and the marshalled code to `emit`, or b"E" and the error, before any line of
    the program runs, so the program cannot forge the report. An error ends the process.
    """
    try:
        code = compile(source, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError) as error:
        report = "".join(traceback.format_exception_only(error))
        write_all(emit, b"E" + report.encode("utf-8", "replace"))
        os._exit(0)
    write_all(emit, b"C" + marshal.dumps(code))
    os.close(emit)
    return code


def write_all(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def load(code: CodeType, path: str, name: str, argv: Sequence[str] = ()) -> ModuleType:
    """Execute the code as module `name`. Exceptions of the program pass through."""
    module = ModuleType(name)
    sys.modules[name] = module
    _loaded.append(module)
    module.__dict__.update(__file__=path, __builtins__=builtins)
    sys.argv = list(argv) or [path]
    sys.path.insert(0, path.rpartition("/")[0])
    exec(code, module.__dict__)
    return module


def run_main(code: CodeType, path: str, argv: list[str]) -> NoReturn:
    status = 0
    try:
        load(code, path, "__main__", argv)
    except BaseException as error:  # the program's own end, whatever it is
        status = status_of(error)
    finish(status)


def status_of(error: BaseException) -> int:
    """Exit status for an exception that left the program, printed as the interpreter does."""
    if isinstance(error, SystemExit):
        if error.code is None or isinstance(error.code, int):
            return (error.code or 0) & 0xFF
        print(error.code, file=sys.stderr)
        return 1
    trace = error.__traceback__
    here = os.path.dirname(__file__)
    while trace is not None and os.path.dirname(trace.tb_frame.f_code.co_filename) == here:
        trace = trace.tb_next
    linecache.checkcache()
    sys.excepthook(type(error), error.with_traceback(trace), trace)
    return 1


def finish(status: int) -> NoReturn:
    """End as an interpreter ends: threads joined, exit handlers run, globals let go, streams
    flushed."""
    try:
        if _thread._count() > 0:
            threading._shutdown()  # type: ignore[attr-defined]  # as the interpreter does
        atexit._run_exitfuncs()
    except BaseException as error:
        status = status_of(error)
    status = flushed(status)
    let_go()
    os._exit(flushed(status))


def flushed(status: int) -> int:
    """The status after flushing the streams; 120 when that fails, as the interpreter says."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not getattr(stream, "closed", False):
                stream.flush()
        except BaseException:  # the program may have put anything in the stream's place
            status = 120
    return status


def let_go() -> None:
    """Clear the program's globals, so that its objects end and files that it left open are
    written, also the first standard output behind one that took its place."""
    for space in map(vars, _loaded):
        for name in [name for name in space if name != "__builtins__"]:
            space[name] = None
    gc.collect()
    for stream in (sys.__stdout__, sys.__stderr__):
        try:  # noqa: SIM105 - `suppress` costs each fork some pages
            stream.flush()  # type: ignore[union-attr]  # None raises AttributeError
        except (OSError, ValueError, AttributeError):
            pass
