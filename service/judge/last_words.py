"""What programs say on stderr when the memory is out, in each language's own words."""

from __future__ import annotations

import re

# Python and C++: only as the very last line. What a program catches, or fails by while it
# handles it, is told before.
_LAST = re.compile(rb"\s*(?:[\w.]*MemoryError\b|what\(\):\s+std::bad_alloc)")
# The others go on to tell where they were.
_ANYWHERE = re.compile(
    rb"""^(?:
      (?:Exception\ in\ thread\ .*|Caused\ by:\ )?java\.lang\.OutOfMemoryError # JVM
    | FATAL\ ERROR:\ .*Allocation\ failed                                   # Node
    | (?:fatal\ error|runtime):\ .*(?:out\ of|cannot\ allocate)\ memory     # Go
    | memory\ allocation\ of\ \d+\ bytes\ failed                             # Rust
    | (?:\[ERROR\]\ FATAL\ UNHANDLED\ EXCEPTION:\ )?System\.OutOfMemoryException # Mono
    | Fatal\ error:\ exception\ (?:Stdlib\.)?Out[_\ ]of[_\ ]memory                  # OCaml
    | .*\(NoMemoryError\)                                                  # Ruby
    | Out\ of\ memory                                                      # Perl
    | (?:PHP\ )?Fatal\ error:\s+Out\ of\ memory                            # PHP
    | .*:\ not\ enough\ memory                                             # Lua
    | .*:\ (?:out\ of\ memory|[Hh]eap\ exhausted)                            # Haskell
    | Error:\ (?:cannot\ allocate\ (?:vector|memory)|memory\ exhausted)     # R
    | .*:\ x?(?:m|re)alloc:\ cannot\ allocate\                              # Bash
    )""",
    re.MULTILINE | re.VERBOSE,
)


def out_of_memory(stderr: bytes) -> bool:
    """Whether a program that failed says that it was for want of memory."""
    last_line = stderr.rstrip().rsplit(b"\n", 1)[-1]
    return bool(_LAST.match(last_line) or _ANYWHERE.search(stderr))
