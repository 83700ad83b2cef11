# attacks: later runs, by System V shared memory
# always
# frame: twice
# twice-refused: passed, at most 1
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def leave():
    if libc.shmget(0x5353, 4096, 0o1666) < 0: raise OSError
def look(): return libc.shmget(0x5353, 0, 0) >= 0
