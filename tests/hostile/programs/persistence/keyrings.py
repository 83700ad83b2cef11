# attacks: later runs, by keys of the kernel
# always
# frame: twice
# twice-refused: passed, at most 1
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
ADD, REQUEST = {"x86_64": (248, 249), "aarch64": (217, 218)}[os.uname().machine]
RINGS = (-1, -2, -3, -4, -5, -6)
def leave():
    if all(libc.syscall(ADD, b"user", b"left", b"x", 1, ring) < 0 for ring in RINGS): raise OSError
def look(): return libc.syscall(REQUEST, b"user", b"left", None, 0) >= 0
